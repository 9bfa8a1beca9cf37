"""The command line over cases: explain with the conditions of a case; open cases looked at again, asked or after an import."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine

from poruka.cases.models import Record
from poruka.cases.projected import CaseState, CaseTask
from poruka.cli import main
from poruka.register.models import Person
from tests.cases.test_projection import rows
from tests.cases.told import at
from tests.cases.world import World

pytestmark = pytest.mark.django_db
DAY = at(45).date().isoformat()


def explained(capsys: pytest.CaptureFixture[str], person: str, *options: str) -> dict[str, Any]:
    assert main(["explain", person, "--as-of", DAY, "--json", "--lang", "en", *options]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


class TestExplain:
    """interfaces.md, 2-4: the case-level conditions are added when a case exists."""

    def test_without_a_case_the_register_alone(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        answer = explained(capsys, "P-MAY")
        assert answer["verdict"] == "may_apply"
        assert "wish" not in [condition["id"] for condition in answer["conditions"]]

    def test_with_a_case_its_conditions_and_what_is_missing(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        world.lived("P-MAY", "medical-conclusion")
        answer = explained(capsys, "P-MAY")
        assert (answer["verdict"], answer["failed"]) == ("waiting", [])
        assert answer["unknown"] == ["selection", "physical-level", "commander-consent"]
        assert answer["missing_facts"] == ["selected_on", "physical_on", "commander_consented_on"]
        fitness = next(condition for condition in answer["conditions"] if condition["id"] == "fitness")
        assert (fitness["holds"], fitness["until"]) == ("yes", "2027-01-01")
        assert {"table": "case", "row": "9", "name": "fitness", "value": "fit"} in fitness["facts"]

    def test_ready(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        world.lived("P-MAY", "commander-consent")
        assert explained(capsys, "P-MAY")["verdict"] == "ready"

    def test_as_of_a_day_when_less_was_recorded(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        world.lived("P-MAY", "commander-consent")
        answer = explained(capsys, "P-MAY", "--as-of", at(13.5).date().isoformat())
        assert (answer["verdict"], answer["unknown"]) == ("waiting", ["commander-consent"])

    def test_in_words(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        world.lived("P-MAY", "medical-conclusion")
        assert main(["explain", "P-MAY", "--as-of", DAY, "--lang", "uk"]) == 0
        said = capsys.readouterr().out
        assert "перешкод немає, але не все відомо" in said
        assert "бракує: день письмової згоди командира – надасть командир військової частини" in said
        assert main(["explain", "P-MAY", "--as-of", DAY, "--lang", "en"]) == 0
        assert "nothing stands in the way; not all is known" in capsys.readouterr().out

    def test_somebody_released_is_asked_of_the_register_alone(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        world.lived("P-MAY", "hand-over")
        assert explained(capsys, "P-MAY")["verdict"] == "may_apply"


class TestLists:
    def test_they_are_made_anew_from_the_records(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        case = world.lived("P-MAY", "medical-conclusion")
        before = rows()
        CaseTask.objects.all().delete()
        CaseState.objects.update(stage="informed", records=1)
        assert main(["cases", "lists", "--lang", "uk"]) == 0
        assert capsys.readouterr().out == "Списки складено наново. Справ: 1.\n"
        assert CaseState.objects.get().case_id == case
        assert rows() == before


class TestReevaluate:
    """poruka cases reevaluate, and the same at the end of an import and of a run."""

    @pytest.fixture
    def case(self, world: World) -> str:
        return world.lived("P-MAY", "application")

    def notices(self, case: str) -> int:
        return Record.objects.filter(case_id=case, type="answer-changed").count()

    def test_it_says_how_many(self, case: str, capsys: pytest.CaptureFixture[str]) -> None:
        Person.objects.filter(person_id="P-MAY").update(corruption_trial=True)
        with time_machine.travel(at(45), tick=False):
            assert main(["cases", "reevaluate", "--lang", "en"]) == 0
            assert "Open cases: 1. The answer changed in 1" in capsys.readouterr().out
            assert main(["cases", "reevaluate", "--lang", "uk"]) == 0
        assert "Відповідь змінилася у 0" in capsys.readouterr().out
        assert self.notices(case) == 1

    def test_at_the_end_of_an_import_but_not_of_a_trial_one(
        self, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        extract = newer_extract(tmp_path, corruption_trial="true")
        with time_machine.travel(at(45), tick=False):
            assert main(["register", "import", str(extract), "--dry-run", "--lang", "en"]) == 0
            assert self.notices(case) == 0
            assert main(["register", "import", str(extract), "--lang", "en"]) == 0
        assert "The answer changed in 1" in capsys.readouterr().out
        assert self.notices(case) == 1
        made = Record.objects.get(case_id=case, type="answer-changed")
        assert made.fields["cause"] == "register"

    def test_not_after_an_extract_that_could_not_be_read(self, case: str, tmp_path: Path) -> None:
        Person.objects.filter(person_id="P-MAY").update(corruption_trial=True)
        assert main(["register", "import", str(tmp_path / "nothing"), "--lang", "en"]) == 2
        assert self.notices(case) == 0

    def test_at_the_end_of_a_run(self, case: str, capsys: pytest.CaptureFixture[str]) -> None:
        Person.objects.filter(person_id="P-MAY").update(corruption_trial=True)
        with time_machine.travel(at(45), tick=False):
            assert main(["run", "make", "--as-of", DAY, "--lang", "en"]) == 0
        assert "The answer changed in 1" in capsys.readouterr().out
        assert self.notices(case) == 1

    def test_nothing_is_said_where_there_is_no_case(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["run", "make", "--as-of", DAY, "--lang", "en"]) == 0
        assert "Open cases" not in capsys.readouterr().out


def newer_extract(folder: Path, **changed: str) -> Path:
    """The register as it is, written to files, with P-MAY otherwise."""
    place = folder / "extract"
    assert main(["register", "export", str(place), "--format", "csv"]) == 0
    path = place / "persons.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["person_id"] == "P-MAY":
            row.update(changed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return place
