"""Several at once, and a process killed at any moment: one wins, the others are told, nothing is lost or doubled."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from poruka.cases.chain.connecting import connect
from poruka.cases.chain.errors import AlreadyOpen, Overtaken
from poruka.cases.chain.store import append, open_case
from poruka.cases.chain.verify import verify
from tests.cases.together import TOGETHER, all_at_once
from tests.support import ROOT
from tests.support.chain import at, draft, key, people, records


@pytest.mark.django_db(transaction=True)
class TestThreads:
    """Requests to one server."""

    @pytest.fixture
    def case(self) -> str:
        people("P-1", "P-2")
        return open_case("P-1", draft(), key=key(), at=at(0)).case

    def test_of_those_who_saw_the_same_one_wins_and_the_others_are_told(self, case: str) -> None:
        outcomes = all_at_once(
            lambda place: append(case, draft(fields={"by": place}), expected=1, key=f"by {place}", at=at(1))
        )
        told = [outcome for outcome in outcomes if isinstance(outcome, Overtaken)]
        (won,) = [outcome for outcome in outcomes if not isinstance(outcome, Overtaken)]
        assert len(told) == TOGETHER - 1
        assert records(case)[1:] == won.records
        assert all(overtaken.added == won.records for overtaken in told)
        assert verify(connection).whole

    def test_one_act_sent_by_all_is_done_once(self, case: str) -> None:
        said = draft(fields={"a": 1}, happened_at=at(1))
        outcomes = all_at_once(lambda place: append(case, said, expected=1, key="the act", at=at(1 + place)))
        assert sorted(outcome.repeated for outcome in outcomes) == [False] + [True] * (TOGETHER - 1)
        assert [outcome.records for outcome in outcomes] == [records(case)[1:]] * TOGETHER
        assert len(records(case)) == 2

    def test_a_person_gets_one_case(self, case: str) -> None:
        outcomes = all_at_once(lambda place: open_case("P-2", draft(), key=f"by {place}", at=at(1)))
        refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyOpen)]
        (won,) = [outcome for outcome in outcomes if not isinstance(outcome, AlreadyOpen)]
        assert {told.case for told in refused} == {won.case}
        assert len(refused) == TOGETHER - 1

    def test_verify_sees_one_moment_while_others_write(self, case: str) -> None:
        done = threading.Event()

        def writing() -> None:
            for number in range(1, 60):
                append(case, draft(), expected=number, key=key(), at=at(number))
            done.set()
            connection.close()

        writer = threading.Thread(target=writing)
        writer.start()
        sizes = []
        while not done.is_set():
            report = verify(connection)
            assert report.whole, report.text.en
            sizes.append(report.records)
        writer.join()
        assert sizes == sorted(sizes)
        assert verify(connection).records == 60


def writer(url: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.chain_writer", *words],
        cwd=ROOT,
        env=os.environ | {"PORUKA_DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def elsewhere(database_url: str, django_db_blocker: Any) -> Iterator[tuple[str, str, BaseDatabaseWrapper]]:
    """A database of its own with one case of one record: its address, the case, and a connection to look with."""
    case, _ = writer(database_url, "make", "").communicate()
    with django_db_blocker.unblock():
        looking = connect(database_url)
        yield database_url, case.strip(), looking
        looking.close()


class TestProcesses:
    """Workers of their own on one database, SQLite in its write-ahead mode and PostgreSQL."""

    def test_everybody_gets_everything_in_and_nothing_twice(
        self, elsewhere: tuple[str, str, BaseDatabaseWrapper]
    ) -> None:
        url, case, looking = elsewhere
        racers = [writer(url, "race", case, "25") for _ in range(3)]
        assert [racer.wait() for racer in racers] == [0, 0, 0]
        with looking.cursor() as cursor:
            cursor.execute("SELECT number, fields FROM cases_record ORDER BY seq")
            numbers, fields = zip(*cursor.fetchall(), strict=True)
        assert list(numbers) == list(range(1, 77))
        assert len(set(fields[1:])) == 75
        assert verify(looking).whole

    def test_killed_before_any_step_of_an_act_it_is_done_wholly_or_not_at_all(
        self, elsewhere: tuple[str, str, BaseDatabaseWrapper]
    ) -> None:
        url, case, _ = elsewhere
        out, _ = writer(url, "dying", case).communicate()
        lives = [line.split() for line in out.splitlines()]
        assert len(lives) > 4, "it died at reading, at writing, before and after the commit, and lived"
        assert {whole for _, whole, _ in lives} == {"True"}
        counts = [int(records) for records, _, _ in lives]
        # Nothing until the commit, and everything from then on; done again it stays done once.
        assert counts == sorted(counts)
        assert set(counts) == {1, 3}
        assert [died for *_, died in lives] == ["True"] * (len(lives) - 1) + ["False"]
        assert counts.index(3) < len(counts) - 1, "it also died after the commit"

    def test_killed_at_any_time_nothing_that_was_acknowledged_is_lost(
        self, elsewhere: tuple[str, str, BaseDatabaseWrapper]
    ) -> None:
        url, case, looking = elsewhere
        acknowledged: list[str] = []
        for seed in range(5):
            at_work = writer(url, "write", case)
            assert at_work.stdout is not None
            acknowledged += at_work.stdout.readline().split()
            time.sleep(random.Random(seed).uniform(0, 0.1))
            at_work.kill()
            acknowledged += at_work.stdout.read().split()
            at_work.wait()
            report = verify(looking)
            assert report.whole, report.text.en
        with looking.cursor() as cursor:
            cursor.execute("SELECT hash FROM cases_record ORDER BY seq")
            kept = [hash_ for (hash_,) in cursor.fetchall()]
        whole_lines = [hash_ for hash_ in acknowledged if len(hash_) == 64]
        assert len(whole_lines) >= 15
        assert [hash_ for hash_ in kept if hash_ in set(whole_lines)] == whole_lines
        assert len(kept) % 3 == 1, "an act of three records is there wholly or not at all"
