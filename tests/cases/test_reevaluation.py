"""A change of law, a new extract, the coming of a day: open cases are looked at again and whoever has the file is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from poruka.access import roles
from poruka.cases import reevaluation
from poruka.cases.catalogue.reevaluation import SYSTEM
from poruka.cases.chain.errors import Overtaken
from poruka.cases.chain.store import append_many
from poruka.cases.models import CaseOffice, CaseState, CaseTask, Record
from poruka.cases.reevaluation import reevaluate
from poruka.cases.shown import case_shown, cases_seen, tasks_seen
from poruka.law.calendar import KYIV
from poruka.law.ukraine import BOOK
from poruka.register.models import Import, Person
from tests.cases.told import at
from tests.cases.world import World

# Told on a Thursday: the third day is a Sunday, so the limit ends with the Monday.
THREE_DAYS_LATER = datetime(2026, 3, 3, tzinfo=KYIV)
pytestmark = pytest.mark.django_db


def new_extract(**person: Any) -> Import:
    """A newer extract, in which P-MAY is otherwise."""
    made = Import.objects.create(
        sha256="1" * 64, source="новий.zip", today=at(45).date(), finished_at=timezone.now(), state="done"
    )
    Person.objects.filter(person_id="P-MAY").update(imported_in=made, **person)
    return made


def notices(case: str) -> list[Any]:
    return list(Record.objects.filter(case_id=case, type="answer-changed").order_by("number"))


class TestNothingToTell:
    """Whoever still may apply is left in peace."""

    def test_a_country_without_cases(self, world: World) -> None:
        assert reevaluate(world.now) == reevaluation.Reevaluation(0, 0, 0)

    def test_no_record_and_no_task_where_the_answer_is_the_same(self, world: World) -> None:
        case = world.lived(until="motion")
        before = Record.objects.count(), list(CaseTask.objects.values_list("task", "due"))
        assert reevaluate(world.now) == reevaluation.Reevaluation(1, 0, 0)
        assert (Record.objects.count(), list(CaseTask.objects.values_list("task", "due"))) == before
        assert notices(case) == []

    def test_a_released_person_is_not_asked_about_again(self, world: World) -> None:
        world.lived(until="hand-over")
        new_extract(custody="released")
        assert reevaluate(world.now) == reevaluation.Reevaluation(0, 0, 0)


class TestNewExtract:
    """The register now says otherwise."""

    def test_the_owner_is_told_what_changed_and_why(self, world: World) -> None:
        case = world.lived(until="medical-referral")
        extract = new_extract(corruption_trial=True)
        assert reevaluate(world.now).changed == 1
        [made] = notices(case)
        assert (made.made_by, made.made_as, made.law_version) == ("poruka", SYSTEM, BOOK.version(world.now.date()))
        assert made.fields | {"rules": ""} == {
            "cause": "register",
            "now": "barred",
            "failed": ["corruption-trial"],
            "extract": extract.pk,
            "rules": "",
            "told": roles.OFFICER,
        }
        [task] = tasks_seen(world.actor("officer")).filter(task__startswith="look-")
        assert (task.types.split()[0], task.due) == ("answer-checked", THREE_DAYS_LATER)

    def test_twice_tells_once(self, world: World) -> None:
        case = world.lived(until="medical-referral")
        new_extract(corruption_trial=True)
        assert [reevaluate(world.now).changed for _ in range(3)] == [1, 0, 0]
        assert len(notices(case)) == 1

    def test_looking_into_it_closes_the_task(self, world: World) -> None:
        case = world.lived(until="medical-referral")
        new_extract(corruption_trial=True)
        reevaluate(world.now)
        world.say(case, "answer-checked", 45.1, "officer")
        assert not CaseTask.objects.filter(task__startswith="look-").exists()
        assert reevaluate(at(46)).changed == 0

    def test_back_as_it_was_is_told_too(self, world: World) -> None:
        case = world.lived(until="medical-referral")
        new_extract(corruption_trial=True)
        reevaluate(world.now)
        new_extract(corruption_trial=False)
        reevaluate(at(46))
        last = notices(case)[-1].fields
        assert (last["before"], last["now"], last["cleared"]) == ("barred", "may_apply", ["corruption-trial"])
        assert "failed" not in last

    def test_a_fact_that_went_missing_is_not_a_bar(self, world: World) -> None:
        case = world.lived(until="medical-referral")
        new_extract(birth_date=None)
        reevaluate(world.now)
        said = notices(case)[0].fields
        assert (said["now"], said["unknown"]) == ("cannot_tell", ["lower-age", "upper-age"])
        assert "failed" not in said

    def test_whoever_is_moved_is_seen_by_the_new_institution(self, world: World) -> None:
        case = world.lived(until="medical-referral")
        new_extract(institution_id="UVP-2")
        assert reevaluate(world.now).moved == 1
        assert [s.case_id for s in cases_seen(world.actor("officer", place="UVP-2"))] == [case]
        assert not cases_seen(world.actor("officer", place="UVP-1")).exists()
        assert reevaluate(world.now).moved == 0
        offices = set(CaseOffice.objects.filter(case_id=case).values_list("office", flat=True))
        assert {"UVP-2", "TCC-UA-46"} <= offices


class TestChangeOfLaw:
    """The law, or the reading of it, is another."""

    @pytest.fixture
    def amended(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
        """From now on the law asks for six more years left to the age limit: whoever was born in 1969 is too old."""
        from poruka.law.ukraine.law_2232 import until_age

        def amend() -> None:
            rule = replace(BOOK.condition("upper-age"), rule=until_age(42, 62, 9))
            others = [c for c in BOOK.conditions if c.id != "upper-age"]
            book = replace(BOOK, conditions=(*others, rule), changes=(*BOOK.changes, date(2026, 2, 20)))
            monkeypatch.setattr(reevaluation, "BOOK", book)

        return amend

    def test_the_owner_is_told_and_earlier_records_stay_as_they_were(
        self, world: World, amended: Callable[[], None]
    ) -> None:
        case = world.lived(until="court-registration")
        before = list(Record.objects.filter(case_id=case).order_by("number").values_list("hash", "law_version"))
        amended()
        reevaluate(world.now)
        records = list(Record.objects.filter(case_id=case).order_by("number").values_list("hash", "law_version"))
        assert records[:-1] == before
        assert {version for _, version in before} == {"ua-81-1/2025-06-17"}
        assert records[-1][1] == "ua-81-1/2026-02-20"
        [made] = notices(case)
        assert (made.fields["cause"], made.fields["failed"]) == ("law", ["upper-age"])
        # The file is with the court, so the court is told.
        assert made.fields["told"] == roles.COURT
        assert tasks_seen(world.actor("court")).filter(task=f"look-{roles.COURT}").exists()

    def test_other_rules_under_the_same_version_count_as_law(
        self, world: World, amended: Callable[[], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = world.lived(until="application")
        new_extract(corruption_trial=True)
        reevaluate(world.now)
        amended()
        monkeypatch.setattr(reevaluation, "BOOK", replace(vars(reevaluation)["BOOK"], changes=BOOK.changes))
        reevaluate(world.now)
        assert [made.fields["cause"] for made in notices(case)] == ["register", "law"]

    def test_another_reading_of_an_open_question(self, world: World) -> None:
        from poruka.access.actors import Actor
        from poruka.screening.runs import record_run

        case = world.lived(until="application")
        new_extract(citizenship="MDA")
        reevaluate(world.now)
        record_run(Actor("a", roles.ANALYST), world.now.date(), readings={"citizenship": "citizens-only"})
        reevaluate(world.now)
        told = [(made.fields["cause"], made.fields["now"]) for made in notices(case)]
        assert told == [("register", "cannot_tell"), ("law", "barred")]


class TestADayComes:
    """Nothing changed but the date."""

    def test_the_day_after_the_57th_birthday(self, world: World) -> None:
        case = world.lived(until="application")
        birthday = date(2026, 3, 10)
        extract = new_extract(birth_date=birthday.replace(year=birthday.year - 57), corruption_trial=True)
        reevaluate(at(50))
        reevaluate(at(60))
        told = [(made.fields["cause"], made.fields["failed"]) for made in notices(case)]
        assert told == [("register", ["corruption-trial"]), ("day", ["upper-age", "corruption-trial"])]
        assert notices(case)[-1].fields["extract"] == extract.pk

    def test_a_case_opened_for_somebody_barred_all_along(self, world: World) -> None:
        Person.objects.filter(person_id="P-MAY").update(corruption_trial=True)
        Import.objects.update(finished_at=at(-5))
        case = world.opened()
        reevaluate(world.now)
        [made] = notices(case)
        assert made.fields["cause"] == "first"
        assert "before" not in made.fields


class TestWhoSees:
    """The change tells of the offence, so not everybody is told."""

    def test_units_escorts_and_the_board_see_neither_the_record_nor_the_task(self, world: World) -> None:
        case = world.lived(until="commander-consent")
        new_extract(corruption_trial=True)
        reevaluate(world.now)
        for who in ("unit", "commander", "board"):
            shown = case_shown(world.actor(who), case, now=world.now)
            assert "answer-changed" not in {line.record.type for line in shown.records}
            assert not any(task.id.startswith("look-") for task in shown.place.tasks), who
        for who in ("person", "officer", "head", "recruiter", "lawyer", "monitor"):
            shown = case_shown(world.actor(who), case, now=world.now)
            assert "answer-changed" in {line.record.type for line in shown.records}

    def test_nobody_signed_in_can_make_such_a_record(self, world: World) -> None:
        from poruka.cases.catalogue import CATALOGUE

        assert not set(CATALOGUE["answer-changed"].made_by) & set(roles.ROLES)


class TestMany:
    """Thousands of cases in batches."""

    def open_many(self, world: World, count: int) -> None:
        from tests.web.country import Someone, settle

        people = [Someone(f"P-{number:04}") for number in range(count)]
        settle(people)
        for one in people:
            from poruka.cases.usecases import open_case
            from tests.cases.told import usual

            open_case(world.actor("officer"), one.id, usual("information-given"), happened_at=at(0), now=at(0))
        Person.objects.filter(person_id__startswith="P-0").update(corruption_trial=True)

    def test_the_number_of_queries_does_not_grow_with_the_cases(
        self, world: World, django_assert_max_num_queries: Any
    ) -> None:
        self.open_many(world, 40)
        with django_assert_max_num_queries(45):
            assert reevaluate(world.now).changed == 40
        with django_assert_max_num_queries(25):
            assert reevaluate(world.now).changed == 0

    def test_batches_leave_nobody_out(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open_many(world, 7)
        monkeypatch.setattr(reevaluation, "BATCH", 3)
        seen: list[tuple[int, int]] = []
        done = reevaluate(world.now, progress=lambda *step: seen.append(step))
        assert (done.checked, done.changed, seen) == (7, 7, [(3, 7), (6, 7), (7, 7)])
        assert CaseState.objects.filter(case__tasks__task=f"look-{roles.OFFICER}").count() == 7

    def test_a_record_made_meanwhile_is_not_lost(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        case = world.lived(until="application")
        new_extract(corruption_trial=True)
        real, tries = append_many, []

        def overtaken_once(requests: Any) -> Any:
            tries.append(1)
            if len(tries) == 1:
                raise Overtaken(case, ())
            return real(requests)

        monkeypatch.setattr(reevaluation, "append_many", overtaken_once)
        assert reevaluate(world.now).changed == 1
        assert len(notices(case)) == 1

    def test_somebody_always_quicker_is_said_not_swallowed(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        case = world.lived(until="application")
        new_extract(corruption_trial=True)

        def always(requests: Any) -> Any:
            raise Overtaken(case, ())

        monkeypatch.setattr(reevaluation, "append_many", always)
        with pytest.raises(Overtaken):
            reevaluate(world.now)
        assert notices(case) == []
