"""At the desk one act or a hundred go the same way: the same checks, the same chain, the same lists, as few queries."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.errors import KeyReused, Overtaken
from poruka.cases.chain.verify import verify
from poruka.cases.desk import Act, Desk, load_case
from poruka.cases.models import Record
from poruka.cases.refusals import Refused
from poruka.cases.usecases import make_record, make_records
from tests.cases.test_projection import rows
from tests.cases.together import TOGETHER, all_at_once
from tests.cases.told import USUAL, at, usual
from tests.cases.world import MAKERS, WHO, World, build, localised

NUMBERS = {"P-MAY": "00000000000A", "P-MAY-2": "00000000000B", "P-THIRD": "00000000000C"}


def visit(case: str, key: str = "", **said: Any) -> Act:
    """A step that can be taken again and again, by the institution's officer."""
    return Act(case, "information-given", usual("information-given", **said), at(2), key=key)


class TestKeys:
    """The name of an act stands once in all cases."""

    def test_in_another_case_it_is_refused(self, world: World) -> None:
        first, second = world.opened(), world.opened("P-THIRD")
        officer = world.actor("officer")
        make_record(officer, visit(first, "the form"), now=at(2))
        with pytest.raises(KeyReused):
            make_record(officer, visit(second, "the form"), now=at(2))
        with pytest.raises(KeyReused), transaction.atomic():
            make_records(officer, [visit(second, "a form"), visit(first, "a form")], now=at(2))

    def test_nor_is_it_forgotten_for_a_case_that_was_on_the_desk_already(self, world: World) -> None:
        first, second = world.opened(), world.opened("P-THIRD")
        officer = world.actor("officer")
        make_record(officer, visit(first, "the form"), now=at(2))
        with transaction.atomic():
            desk = Desk()
            desk.take([visit(second, "another")])
            desk.act(officer, visit(second, "the form"), now=at(2))
            with pytest.raises(KeyReused):
                desk.file()

    def test_an_act_without_one_is_done_each_time(self, world: World) -> None:
        case, officer = world.opened(), world.actor("officer")
        one, other = make_records(officer, [visit(case), visit(case)], now=at(2))
        assert (one.number, other.number) == (3, 4)
        assert one.key != other.key

    def test_sent_twice_in_one_batch_it_is_done_once(self, world: World) -> None:
        case, officer = world.opened(), world.actor("officer")
        before = load_case(case).records
        make_record(officer, visit(case, "the form"), now=at(2))
        again = make_records(officer, [visit(case, "the form"), visit(case, "more")], now=at(2.1))
        assert [record.number for record in again] == [3, 4]
        assert len(load_case(case).records) == len(before) + 2


def lived_at_one_desk(world: World, people: list[str]) -> None:
    """Cases lived to the motion, side by side, in one transaction."""
    with transaction.atomic():
        desk = Desk()
        cases = {}
        for person in people:
            officer = world.actor("officer", person)
            told = usual("information-given")
            cases[person] = desk.open_case(officer, person, told, happened_at=at(0), now=at(0), case=NUMBERS[person])
        for type in list(USUAL)[1 : list(USUAL).index("motion") + 1]:
            for person, case in cases.items():
                actor, act = step(world, person, case, type)
                desk.act(actor, act, now=at(USUAL[type]))
        desk.file(salt=bytes)


def lived_one_by_one(world: World, people: list[str]) -> None:
    """The same with a transaction an act."""
    for person in people:
        with transaction.atomic():
            desk, officer = Desk(), world.actor("officer", person)
            told = usual("information-given")
            case = desk.open_case(officer, person, told, happened_at=at(0), now=at(0), case=NUMBERS[person])
            desk.file(salt=bytes)
    for type in list(USUAL)[1 : list(USUAL).index("motion") + 1]:
        for person in people:
            case = NUMBERS[person]
            actor, act = step(world, person, case, type)
            with transaction.atomic():
                desk = Desk()
                desk.take([act])
                desk.act(actor, act, now=at(USUAL[type]))
                desk.file(salt=bytes)


def step(world: World, person: str, case: str, type: str) -> tuple[Any, Act]:
    actor = world.actor(MAKERS.get(type) or WHO[CATALOGUE[type].made_by[0]], person)
    return actor, Act(case, type, localised(usual(type), person), at(USUAL[type]), key=f"{person} {type}")


def everything() -> dict[str, Any]:
    chain = list(Record.objects.order_by("seq").values_list("seq", "hash", "fields", "made_at"))
    return {**rows(), "chain": chain}


@pytest.mark.django_db
def test_at_one_desk_or_one_by_one_the_chain_and_the_lists_are_the_same(world: World) -> None:
    people = list(NUMBERS)
    found = []
    for lived in (lived_at_one_desk, lived_one_by_one):
        with transaction.atomic():
            lived(world, people)
            assert verify(connection).whole
            found.append(everything())
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert len(found[0]["chain"]) == len(people) * (list(USUAL).index("motion") + 1)


def asked(do: Any) -> int:
    """How many statements the database is sent."""
    with CaptureQueriesContext(connection) as seen:
        do()
    return len(seen)


class TestQueries:
    """However long a case is and however many acts there are, the database is asked as often."""

    def test_of_a_long_case_as_of_a_short_one(self, world: World) -> None:
        short, long = world.lived(until="application"), world.lived("P-THIRD", "motion")
        officer = world.actor("officer")
        once = asked(lambda: make_record(officer, visit(short, "a"), now=at(20)))
        assert asked(lambda: make_record(officer, visit(long, "b"), now=at(20))) == once

    def test_of_a_batch_as_of_one(self, world: World) -> None:
        cases = [world.opened(person) for person in ("P-MAY", "P-THIRD", "P-FOURTH")]
        officer = world.actor("officer")
        once = asked(lambda: make_record(officer, visit(cases[0], "one"), now=at(2)))
        acts = [visit(case, f"form {case}") for case in cases]
        assert asked(lambda: make_records(officer, acts, now=at(2))) == once

    def test_postgresql_is_sent_one_message_to_read_and_one_to_write(self, world: World) -> None:
        case, officer = world.opened(), world.actor("officer")
        sent = asked(lambda: make_record(officer, visit(case, "one"), now=at(2)))
        # The first and the last mark the transaction inside the one of the test.
        assert sent == (4 if connection.vendor == "postgresql" else 11)


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """Several people at one case at the same moment."""

    def test_of_those_who_saw_the_same_one_is_first_and_the_others_are_told(self) -> None:
        world = build()
        case, officer = world.opened(), world.actor("officer")
        act = Act(case, "information-given", usual("information-given"), at(2), expected=2)
        outcomes = all_at_once(lambda place: make_record(officer, act, now=at(2)))
        assert sum(isinstance(outcome, Overtaken) for outcome in outcomes) == TOGETHER - 1
        assert verify(connection).records == 3

    def test_of_those_who_take_it_as_it_is_nobody_is_lost(self) -> None:
        world = build()
        case, officer = world.opened(), world.actor("officer")
        made = all_at_once(lambda place: make_record(officer, visit(case, f"form {place}"), now=at(2)))
        assert sorted(record.number for record in made) == list(range(3, 3 + TOGETHER))
        assert verify(connection).whole
        assert rows()["states"][0]["records"] == 2 + TOGETHER

    def test_a_step_that_is_taken_once_is_closed_to_the_others(self) -> None:
        world = build()
        case, person = world.opened(), world.actor("person")
        act = Act(case, "application", usual("application"), at(1))
        outcomes = all_at_once(lambda place: make_record(person, act, now=at(1)))
        assert sum(isinstance(outcome, Refused) for outcome in outcomes) == TOGETHER - 1
        assert verify(connection).records == 3
