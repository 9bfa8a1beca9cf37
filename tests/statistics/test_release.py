"""Public releases as kept: dated, hashed, each naming the one before, never changed."""

from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import Error, connection, transaction

from poruka.cli import OK, UNREADABLE, main
from poruka.statistics.models import Release
from poruka.statistics.public import release
from poruka.statistics.public.open_data import canonical, document
from poruka.statistics.reading import read_log, read_people
from poruka.statistics.refusals import StatisticsRefused
from tests.cases.told import at
from tests.cases.world import NOW, World

DAY = NOW.date()


@pytest.fixture
def lived(world: World) -> World:
    world.lived("P-MAY", "enrolment")
    world.lived("P-MAY-2", "motion")
    return world


def made(day: date = DAY, now: datetime = NOW + timedelta(days=60)) -> Release:
    return release.make(day, now=now)


@pytest.fixture
def unguarded() -> None:
    """Somebody with the database in their hands takes its guards away."""
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON statistics_release"
        for event in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER statistics_release_no_{event}{on}")


def test_a_country_of_two_people_publishes_no_number_at_all(lived: World) -> None:
    content = made().document
    assert content["as_of"] == DAY.isoformat()
    assert {row["people"] for row in content["figures"]} == {None}
    assert {row["hidden"] for row in content["figures"]} == {"small"}
    assert all(wait["median_days"] is None for wait in content["waiting"])


def test_no_unit_and_no_person_is_named_anywhere(lived: World) -> None:
    content = made().content
    for name in ("A9001", "A9002", "P-MAY", "Зразок"):
        assert name not in content


def test_it_is_hashed_and_the_same_history_makes_the_same_bytes(lived: World) -> None:
    first = made()
    assert first.sha256 == sha256(first.content.encode()).hexdigest()
    again = document(release.exact_figures(DAY, read_log(), read_people()))
    assert canonical(again) == first.content


def test_a_day_past_is_replayed_not_remembered(lived: World) -> None:
    log, people = read_log(), read_people()
    then, now = (release.exact_figures(day, log, people).tables[0] for day in (at(3).date(), DAY))
    assert then.count("informed") == now.count("informed") == 2
    assert then.count("petitioned") == 0
    assert now.count("petitioned") == 2


def test_releases_follow_one_another(lived: World) -> None:
    first, second = made(), made(DAY + timedelta(days=30))
    assert (first.number, second.number) == (1, 2)
    assert second.document["previous"] == first.sha256
    assert list(release.faults()) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY, "never changed"),
        (DAY - timedelta(days=1), "never changed"),
        (DAY + timedelta(days=900), "has not come"),
        (date(2024, 5, 17), "in force since"),
    ],
)
def test_a_day_that_cannot_be_published(lived: World, day: date, said: str) -> None:
    made()
    with pytest.raises(StatisticsRefused, match=said):
        made(day)
    assert Release.objects.count() == 1


def test_an_empty_history_is_refused_in_words(world: World) -> None:
    with pytest.raises(StatisticsRefused, match="nothing to publish"):
        made()
    assert not Release.objects.exists()


class TestNobodyChangesARelease:
    """The database refuses; and who gets round the database is found out."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE statistics_release SET content = '{}'",
            "UPDATE statistics_release SET as_of = '2020-01-01'",
            "DELETE FROM statistics_release",
        ],
    )
    def test_the_database_refuses(self, lived: World, statement: str) -> None:
        kept = made().content
        with (
            pytest.raises(Error, match="never changed or removed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert Release.objects.get().content == kept

    def test_the_table_cannot_be_emptied_at_once(self, lived: World) -> None:
        kept = made().content
        empty = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"
        with (
            pytest.raises(Error, match="never changed or removed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"{empty} statistics_release")
        assert Release.objects.get().content == kept

    def test_a_changed_figure_is_found(self, lived: World, unguarded: None) -> None:
        made()
        Release.objects.update(content=Release.objects.get().content.replace('"small"', '"whole"', 1))
        assert [(fault.number, fault.text.en) for fault in release.faults()] == [
            (1, "the content does not match its hash")
        ]

    def test_a_changed_figure_with_a_new_hash_is_found_by_the_next_release(self, lived: World, unguarded: None) -> None:
        first, _ = made(), made(DAY + timedelta(days=30))
        content = first.content.replace('"small"', '"whole"', 1)
        Release.objects.filter(number=1).update(content=content, sha256=sha256(content.encode()).hexdigest())
        assert [fault.number for fault in release.faults()] == [2]

    def test_a_lost_release_is_found(self, lived: World, unguarded: None) -> None:
        made()
        made(DAY + timedelta(days=30))
        Release.objects.filter(number=1).delete()
        assert [(fault.number, fault.text.en) for fault in release.faults()] == [(1, "the release is gone")]

    def test_the_last_release_lost_is_found_by_whoever_noted_its_hash(self, lived: World, unguarded: None) -> None:
        first, second = made(), made(DAY + timedelta(days=30))
        assert list(release.faults(second.sha256)) == []
        assert list(release.faults(first.sha256)) == []
        Release.objects.filter(number=2).delete()
        assert list(release.faults()) == []
        for noted in (second.sha256, second.sha256[:16]):
            (fault,) = release.faults(noted)
            assert fault.number == 2
            assert "removed" in fault.text.en


class TestCommands:
    """``poruka release``."""

    def run(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
        code = main(["release", *words, "--lang", "en"])
        told = capsys.readouterr()
        return code, told.out + told.err

    def test_make_list_verify(self, lived: World, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = self.run(capsys, "make", "--as-of", DAY.isoformat())
        assert (code, Release.objects.count()) == (OK, 1)
        assert Release.objects.get().sha256 in said
        assert self.run(capsys, "list") == (OK, f"1  {DAY.isoformat()}  {Release.objects.get().sha256}\n")
        code, said = self.run(capsys, "verify")
        assert (code, said.splitlines()[0]) == (OK, "Releases checked: 1, all intact.")
        assert said.rstrip().endswith(f"--expect {Release.objects.get().sha256}")

    def test_a_mistake_is_one_sentence(self, lived: World, capsys: pytest.CaptureFixture[str]) -> None:
        made()
        code, said = self.run(capsys, "make", "--as-of", DAY.isoformat())
        assert code == UNREADABLE
        assert said.startswith("The last release is as of")

    def test_verify_names_the_release_that_was_changed(
        self, lived: World, unguarded: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made()
        Release.objects.update(sha256="0" * 64)
        assert self.run(capsys, "verify") == (1, "Release no. 1: the content does not match its hash.\n")

    def test_verify_with_a_hash_noted_earlier(
        self, lived: World, unguarded: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        noted = made().sha256
        assert self.run(capsys, "verify", "--expect", noted.upper())[0] == OK
        Release.objects.all().delete()
        assert self.run(capsys, "verify")[0] == OK
        code, said = self.run(capsys, "verify", "--expect", noted[:16])
        assert (code, said[:38]) == (1, "Release no. 1: there is no release wit")

    def test_what_is_no_hash_is_refused(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            self.run(capsys, "verify", "--expect", "the last one")

    def test_nothing_yet(self, world: World, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(capsys, "list") == (OK, "There is no release yet.\n")
