"""An import takes in whole persons, keeps what was, says what changed, and can be repeated."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from poruka.register.importing import import_register
from poruka.register.lock import only_importer
from poruka.register.models import Change, Conviction, Flag, Import, Institution, Person, Rejection, Sentence
from poruka.register.problems import RegisterError
from poruka.register.report import ImportReport
from poruka.register.tables import from_database, load
from tests.register.extracts import CONVICTIONS, PERSONS, SENTENCES, extract, files, folder, with_cell

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)


def taken_in(path: Path, **options: Any) -> ImportReport:
    return import_register(path, today=TODAY, **options)


def rejected_in(report: ImportReport) -> Path:
    assert report.rejected_in is not None
    return report.rejected_in


def english(report: ImportReport) -> str:
    return "\n".join(text.en for text in report.texts())


def everything() -> dict[str, list[Any]]:
    """All that the register holds, to see that nothing of it has moved."""
    models = (Institution, Person, Sentence, Conviction, Change, Flag, Rejection, Import)
    return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in models}


class TestFirstImport:
    def test_all_rows_are_in_with_their_origin(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e"))
        assert report.counts["persons"] == {
            "read": 2,
            "added": 2,
            "changed": 0,
            "unchanged": 0,
            "rejected": 0,
            "gone": 0,
        }
        assert report.rejected_in is None
        person = Person.objects.get(pk="P1")
        assert (person.full_name, person.birth_date, person.institution_id) == (
            "Коваль Іван",
            date(1990, 5, 1),
            "UVP-301",
        )
        assert (person.responsible_office, person.corruption_trial) == (False, None)
        assert (person.imported_in.pk, person.imported_row) == (report.import_id, 2)
        assert Person.objects.get(pk="P2").imported_row == 3
        conviction = Conviction.objects.get(pk="C2")
        assert (conviction.items, conviction.code, conviction.stage, conviction.sentence_id) == (
            "1;4",
            "UA2001",
            "completed",
            "S2",
        )

    def test_the_import_itself_is_on_record(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e"))
        entry = Import.objects.get()
        assert (entry.state, entry.source, entry.today, entry.sha256) == ("done", "e", TODAY, report.sha256)
        assert entry.counts["convictions"]["added"] == 2
        assert entry.finished_at is not None
        assert entry.finished_at >= entry.started_at

    def test_institutions_get_their_names_if_the_extract_has_them(self, tmp_path) -> None:
        names = (
            "institution_id,name_uk,name_en,oblast,kind\nUVP-301,Яснопільська колонія,Yasnopil Colony,UA-05,colony\n"
        )
        taken_in(folder(tmp_path / "e", {**files(), "institutions.csv": names}))
        assert Institution.objects.get(pk="UVP-301").name.en == "Yasnopil Colony"
        assert Institution.objects.get(pk="UVP-302").name.uk == "UVP-302"
        taken_in(extract(tmp_path / "later", persons=with_cell(PERSONS, 0, trade="кухар")))
        assert Institution.objects.get(pk="UVP-301").name.uk == "Яснопільська колонія"

    def test_the_database_gives_back_what_the_files_say(self, tmp_path) -> None:
        path = extract(tmp_path / "e")
        taken_in(path)
        stored, read = from_database(), load(path)
        for name in ("persons", "sentences", "convictions"):
            assert stored.table(name).equals(read.table(name))

    def test_oddities_are_flagged_and_accepted(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e", convictions=with_cell(CONVICTIONS, 0, article="999", part="")))
        assert report.rejected == 0
        flag = Flag.objects.get()
        assert (flag.person_id, flag.table, flag.row_key) == ("P1", "convictions", "C1")
        assert "“999” is not in the list" in flag.text.en
        assert "Accepted with the flag “the article is not in the list”: 1." in english(report)


class TestAgain:
    def test_the_same_twice_changes_nothing_and_says_so(self, tmp_path) -> None:
        path = extract(tmp_path / "e", sentences=with_cell(SENTENCES, 0, ends_on="2028-02-01"))
        taken_in(path)
        before = {name: rows for name, rows in everything().items() if name != "Import"}
        report = taken_in(path)
        assert {name: rows for name, rows in everything().items() if name != "Import"} == before
        assert report.nothing_changed
        assert "No change: the same data were already imported on" in english(report)

    def test_the_same_in_another_shape_changes_nothing(self, tmp_path) -> None:
        taken_in(extract(tmp_path / "e"))
        turned = {name: text.replace(",", ";").encode("cp1251") for name, text in files().items()}
        turned["convictions.csv"] = turned["convictions.csv"].replace(b"1;4", b'"4;1"')
        report = taken_in(folder(tmp_path / "f", turned))
        assert report.nothing_changed
        assert "Nothing has changed in the register." in english(report)
        assert "read as Windows-1251" in english(report)

    def test_a_newer_extract_updates_and_keeps_what_was(self, tmp_path) -> None:
        first = taken_in(extract(tmp_path / "e"))
        newer = extract(
            tmp_path / "f",
            persons=[*with_cell(PERSONS, 0, institution_id="UVP-303", responsible_office=""), {"person_id": "P3"}],
            convictions=with_cell(CONVICTIONS, 1, items="1"),
        )
        report = taken_in(newer)
        changes = list(
            Change.objects.order_by("column").values_list("person_id", "table", "row_key", "column", "old", "new")
        )
        assert changes == [
            ("P1", "persons", "P1", "institution_id", "UVP-301", "UVP-303"),
            ("P2", "convictions", "C2", "items", "1;4", "1"),
            ("P1", "persons", "P1", "responsible_office", "false", None),
        ]
        finished = Import.objects.order_by("pk")[0].finished_at
        assert finished is not None
        assert all(finished <= change.at <= timezone.now() for change in Change.objects.all())
        assert report.counts["persons"]["added"] == 1
        assert report.changes == {
            ("convictions", "items"): 1,
            ("persons", "institution_id"): 1,
            ("persons", "responsible_office"): 1,
        }
        assert "Changed “institution” (persons.institution_id): 1; the earlier values are kept." in english(report)
        assert Person.objects.get(pk="P1").imported_in_id == report.import_id
        assert Sentence.objects.get(pk="S1").imported_in_id == first.import_id

    def test_a_cell_back_and_forth_leaves_two_changes(self, tmp_path) -> None:
        taken_in(extract(tmp_path / "e"))
        taken_in(extract(tmp_path / "f", persons=with_cell(PERSONS, 0, custody="remand")))
        taken_in(extract(tmp_path / "e"))
        assert list(Change.objects.values_list("old", "new")) == [("serving", "remand"), ("remand", "serving")]

    def test_who_is_not_in_it_is_kept_and_reported(self, tmp_path) -> None:
        taken_in(extract(tmp_path / "e"))
        report = taken_in(extract(tmp_path / "f", PERSONS[:1], SENTENCES[:1], ()))
        assert Person.objects.count() == 2
        assert (report.counts["persons"]["gone"], report.counts["convictions"]["gone"]) == (1, 1)
        assert "In the register but not in this extract, persons: 1 (P2); they are kept." in english(report)
        # P2 is of an institution that the extract says nothing of, so nothing can be made of the absence.
        assert list(Flag.objects.values_list("kind", "row_key")) == [("gone-from-extract", "C1")]

    def test_who_is_missing_from_the_own_institution_is_flagged_until_seen_again(self, tmp_path) -> None:
        one_place = with_cell(PERSONS, 1, institution_id="UVP-301")
        taken_in(extract(tmp_path / "e", one_place))
        taken_in(extract(tmp_path / "f", one_place[:1], SENTENCES[:1], CONVICTIONS[:1]))
        assert list(Flag.objects.values_list("kind", "table", "row_key")) == [("gone-from-extract", "persons", "P2")]
        taken_in(extract(tmp_path / "f", one_place[:1], SENTENCES[:1], CONVICTIONS[:1]))
        assert Flag.objects.count() == 1
        taken_in(extract(tmp_path / "e", one_place))
        assert Flag.objects.count() == 0

    def test_a_flag_goes_when_its_reason_goes(self, tmp_path) -> None:
        taken_in(extract(tmp_path / "e", convictions=with_cell(CONVICTIONS, 0, article="999")))
        assert Flag.objects.count() == 1
        taken_in(extract(tmp_path / "f"))
        assert Flag.objects.count() == 0


class TestRejected:
    BAD = {"birth_date": "31/12/1990", "family_name": "=HYPERLINK(1)"}

    def test_the_person_stays_out_and_the_report_says_why(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e", with_cell(PERSONS, 0, **self.BAD)))
        assert set(Person.objects.values_list("pk", flat=True)) == {"P2"}
        assert report.rejected == 3
        assert report.rejected_in == tmp_path / "e-rejected"
        rows = (rejected_in(report) / "rejected.csv").read_text(encoding="utf-8-sig").splitlines()
        assert rows[0] == "file,row,column,value,reason_uk,reason_en"
        assert rows[1].startswith("persons.csv,2,birth_date,31/12/1990,")
        assert len(rows) == 4
        assert Rejection.objects.count() == 3
        assert (
            Rejection.objects.all()[0].reason.en
            == "this is not a date, or it can be read in more than one way; write the date as 2020-12-31"
        )

    def test_it_can_be_mended_and_fed_back(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e", with_cell(PERSONS, 0, **self.BAD)))
        mend = rejected_in(report) / "persons.csv"
        assert "'=HYPERLINK(1)" in mend.read_text()
        mend.write_text(mend.read_text().replace("31/12/1990", "1990-12-31"))
        again = taken_in(rejected_in(report))
        assert again.rejected == 0
        assert again.counts["convictions"]["added"] == 1
        assert Person.objects.get(pk="P1").family_name == "=HYPERLINK(1)"
        # The folder says that it holds corrections only: nobody is reported as missing from it.
        assert again.counts["persons"]["gone"] == 0
        assert again.absent == ()
        assert Flag.objects.count() == 0

    def test_unmended_it_is_rejected_again_into_another_folder(self, tmp_path) -> None:
        path = extract(tmp_path / "e", with_cell(PERSONS, 0, **self.BAD))
        first, second = taken_in(path), taken_in(path)
        assert (rejected_in(first).name, rejected_in(second).name) == ("e-rejected", "e-rejected-2")
        third = taken_in(rejected_in(first))
        assert third.rejected == 3
        assert rejected_in(third).name == "e-rejected-rejected"

    def test_rows_that_fit_no_column_come_back_as_they_were(self, tmp_path) -> None:
        broken = files()["persons.csv"].replace("P2,Мельник,", "P2,Мельник,'-1,,")
        report = taken_in(folder(tmp_path / "e", {**files(), "persons.csv": broken}))
        mend = rejected_in(report) / "persons.csv"
        assert "P2,Мельник,'-1,," in mend.read_text()
        mend.write_text(mend.read_text().replace("'-1,,", ""))
        assert taken_in(rejected_in(report)).rejected == 0
        assert Person.objects.count() == 2

    def test_a_known_person_whose_new_rows_are_bad_keeps_the_old_ones(self, tmp_path) -> None:
        taken_in(extract(tmp_path / "e"))
        report = taken_in(extract(tmp_path / "f", with_cell(PERSONS, 0, custody="remand", sex="?")))
        assert Person.objects.get(pk="P1").custody == "serving"
        assert report.counts["persons"]["gone"] == 0
        assert Flag.objects.count() == 0

    def test_an_orphan_can_be_mended_to_a_person_who_is_in_already(self, tmp_path) -> None:
        stray = [*CONVICTIONS, {"conviction_id": "C9", "person_id": "P01", "sentence_id": "S1", "article": "185"}]
        report = taken_in(extract(tmp_path / "e", convictions=stray))
        mend = rejected_in(report) / "convictions.csv"
        mend.write_text(mend.read_text().replace("P01", "P1"))
        assert taken_in(rejected_in(report)).rejected == 0
        assert Conviction.objects.get(pk="C9").person_id == "P1"

    def test_the_report_is_for_its_owner_only(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e", with_cell(PERSONS, 0, **self.BAD)))
        assert rejected_in(report).stat().st_mode & 0o077 == 0

    def test_it_goes_where_it_is_told(self, tmp_path) -> None:
        report = taken_in(extract(tmp_path / "e", with_cell(PERSONS, 0, **self.BAD)), report_to=tmp_path / "deep" / "r")
        assert report.rejected_in == tmp_path / "deep" / "r"


class TestDryRun:
    def test_it_foretells_everything_and_writes_nothing_to_the_database(self, tmp_path) -> None:
        taken_in(extract(tmp_path / "e"))
        before = everything()
        newer = extract(tmp_path / "f", [*with_cell(PERSONS, 0, custody="remand"), {"person_id": "P3", "sex": "?"}])
        report = taken_in(newer, dry_run=True)
        assert everything() == before
        assert report.changes == {("persons", "custody"): 1}
        assert report.counts["persons"]["rejected"] == 1
        assert (rejected_in(report) / "rejected.csv").is_file()
        assert "nothing was written to the register" in english(report)
        assert report.import_id is None

    def test_an_unreadable_extract_leaves_no_trace(self, tmp_path) -> None:
        before = everything()
        with pytest.raises(RegisterError):
            taken_in(folder(tmp_path / "e", {**files(), "persons.csv": "x\n"}))
        assert everything() == before
        assert [path.name for path in tmp_path.iterdir()] == ["e"]


class TestOneAtATime:
    def test_a_second_import_waits_its_turn(self, tmp_path) -> None:
        if connection.vendor == "postgresql":
            pytest.skip(
                "an advisory lock is taken again by the connection that holds it; test_killed.py uses two processes"
            )
        with only_importer(), pytest.raises(RegisterError, match="another import is still running"):
            taken_in(extract(tmp_path / "e"))

    def test_one_that_was_killed_is_told_from_one_that_is_done(self, tmp_path) -> None:
        Import.objects.create(sha256="0" * 64, source="killed", today=TODAY)
        taken_in(extract(tmp_path / "e"))
        assert list(Import.objects.order_by("pk").values_list("source", "state")) == [
            ("killed", "interrupted"),
            ("e", "done"),
        ]


def test_progress_is_told_in_two_languages(tmp_path) -> None:
    told = []
    taken_in(extract(tmp_path / "e"), progress=lambda stage, done, total: told.append((stage.en, done, total)))
    assert ("reading persons.csv", 2, 0) in told
    assert told[-1] == ("writing persons", 2, 2)
