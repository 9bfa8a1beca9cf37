"""The history is replayed: what was known by a day, of whom, and where everybody stood."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.history import History
from poruka.cases.procedure import position
from poruka.law.calendar import KYIV
from poruka.statistics.durations import DURATIONS
from poruka.statistics.funnel import Question, counted, funnel, reasons, scene
from poruka.statistics.limits import limits
from poruka.statistics.losses import losses
from poruka.statistics.replay import STAGES, replay
from poruka.statistics.tables import Period, Table
from poruka.statistics.waiting import waiting
from tests.cases.told import at, history, way
from tests.cases.walks import walk
from tests.statistics.histories import grown, log, people, rows

BEGINNING = date(2024, 5, 18)


def day(number: float) -> date:
    return at(number).date()


def asked(as_of: date, **said: Any) -> Question:
    return Question(as_of, said.pop("period", Period(BEGINNING, as_of)), **said)


def counts(table: Table, *measures: str) -> tuple[int, ...]:
    return tuple(table.count(measure) for measure in measures)


COUNTRY: Mapping[str, History] = {
    "P-UNIT": history(*way("enrolment")),
    "P-COURT": history(*way("motion")),
    "P-REFUSED": history(*way("ruling", but={"ruling": {"outcome": "refused", "reason": "слова"}})),
    "P-NOT-NOW": history(("information-given", 0), ("not-now", 1, {"why": ["family", "health"]})),
    "P-GONE": history(*way("consent"), ("withdrawal", 6)),
}


@pytest.mark.parametrize(
    ("on", "informed", "wished", "petitioned", "granted", "refused", "released", "assigned"),
    [
        (0, 5, 0, 0, 0, 0, 0, 0),
        (5, 5, 4, 0, 0, 0, 0, 0),
        (17, 5, 4, 3, 0, 0, 0, 0),
        (21, 5, 4, 3, 1, 1, 0, 0),
        (31, 5, 4, 3, 1, 1, 1, 0),
        (60, 5, 4, 3, 1, 1, 1, 1),
    ],
)
def test_the_funnel_on_any_day(
    on: int, informed: int, wished: int, petitioned: int, granted: int, refused: int, released: int, assigned: int
) -> None:
    table = funnel(asked(day(on)), log(COUNTRY), people(*COUNTRY))
    wanted = ("informed", "wished", "petitioned", "granted", "refused", "released", "assigned")
    assert counts(table, *wanted) == (informed, wished, petitioned, granted, refused, released, assigned)


def test_what_was_written_down_later_was_not_known_before() -> None:
    """A hand-over of day 30 that was recorded on day 40."""
    told = history(*way("hand-over"))
    late = History(tuple(replace(e, made_at=at(40)) if e.type == "hand-over" else e for e in told.entries))
    known = {on: funnel(asked(day(on)), log({"P": late}), people("P")).count("released") for on in (31, 39, 40)}
    assert known == {31: 0, 39: 0, 40: 1}


def test_what_is_written_down_beforehand_has_not_happened_yet() -> None:
    told = history(*way("hand-over"))
    early = History(tuple(replace(e, made_at=at(20)) if e.type == "hand-over" else e for e in told.entries))
    known = {on: funnel(asked(day(on)), log({"P": early}), people("P")).count("released") for on in (25, 31)}
    assert known == {25: 0, 31: 1}


def test_a_corrected_ruling_counts_as_corrected_from_the_day_of_the_correction() -> None:
    told = (*way("ruling", but={"ruling": {"outcome": "refused", "reason": "слова"}}),)
    number = len(told)
    corrected = history(*told, ("ruling", 25, {"outcome": "granted", "_supersedes": number}))
    found = log({"P": corrected})
    before, after = (funnel(asked(day(on)), found, people("P")) for on in (24, 26))
    assert counts(before, "granted", "refused") == (0, 1)
    assert counts(after, "granted", "refused") == (1, 0)


def test_a_correction_of_a_correction_leaves_one_record() -> None:
    told = (("information-given", 0), ("application", 1, {"handed_in": "paper"}))
    twice = history(*told, ("application", 2, {"_supersedes": 2}), ("application", 3, {"_supersedes": 3}))
    known = replay(log({"P": twice}), day(4))
    assert [known.log.kinds[kind].type for kind in known.kind] == ["information-given", "application"]


def test_people_are_counted_and_not_cases() -> None:
    """The same person released, sentenced again and released again."""
    first, second = history(*way("hand-over")), history(*way("hand-over"))
    later = History(
        tuple(
            replace(e, happened_at=e.happened_at + timedelta(days=90), made_at=e.made_at + timedelta(days=90))
            for e in second.entries
        )
    )
    both = log([("C-1", "P", 1, first), ("C-2", "P", 2, later)])
    table = funnel(asked(day(200)), both, people("P"))
    assert counts(table, "informed", "released") == (1, 1)
    inside = funnel(asked(day(200), period=Period(day(100), day(200))), both, people("P"))
    assert counts(inside, "informed", "released") == (0, 1), "the second information was on day 90"


def test_a_period_counts_what_happened_in_it_and_a_cohort_those_who_began_in_it() -> None:
    found, them = log(COUNTRY), people(*COUNTRY)
    june = Period(day(20), day(40))
    assert counts(funnel(asked(day(60), period=june), found, them), "informed", "granted", "assigned") == (0, 1, 1)
    cohort = asked(day(60), period=Period(day(0), day(0)), counted="cohort")
    assert counts(funnel(cohort, found, them), "informed", "granted", "assigned") == (5, 1, 1)
    assert funnel(replace(cohort, period=june), found, them).count("assigned") == 0


def test_everybody_is_somewhere_and_once() -> None:
    steps = {one.step: one for one in losses(scene(asked(day(60)), log(COUNTRY), people(*COUNTRY)))}
    for one in steps.values():
        assert one.entered == one.went_on + one.waiting + one.left
    assert {way.reason for way in steps["informed"].exits} == {"several"}
    assert [way.stage for way in steps["consented"].exits] == ["withdrawn"]
    assert [way.stage for way in steps["heard"].exits] == ["refused"]
    assert steps["petitioned"].waiting == 1
    assert steps["assigned"].entered == 1


def test_reasons_are_counted_each() -> None:
    found = reasons(scene(asked(day(60)), log(COUNTRY), people(*COUNTRY)))
    assert found.count("not-now", reason="family") == 1
    assert found.count("not-now", reason="health") == 1
    assert found.count("not-now", reason="conscience") == 0


def test_by_group_and_only_some() -> None:
    them = people(*COUNTRY, sex={"P-UNIT": "F", "P-GONE": None}, born={"P-COURT": date(2004, 2, 29)})
    found = log(COUNTRY)
    by_sex = funnel(asked(day(60), by=("sex",)), found, them)
    assert by_sex.count("wished") == 4
    assert {value: by_sex.count("wished", sex=value) for value in ("F", "M", "not-known")} == {
        "F": 1,
        "M": 2,
        "not-known": 1,
    }
    only = funnel(asked(day(60), only={"sex": "F"}), found, them)
    assert counts(only, "informed", "assigned") == (1, 1)
    ages = funnel(asked(day(60), by=("age_band",)), found, them)
    assert ages.count("informed", age_band="under-25") == 1
    courts = funnel(asked(day(60), by=("court", "unit")), found, them)
    assert courts.count("petitioned", court="CRT-UA-53") == 3
    assert courts.count("informed", court="none-yet", unit="none-yet") == 2


def test_a_birthday_of_29_february_moves_the_band_on_the_28th() -> None:
    them = people("P", born={"P": date(2000, 2, 29)})
    bands = [them.group("age_band", on)[0] for on in (date(2025, 2, 27), date(2025, 2, 28), date(2024, 2, 28))]
    assert bands == ["under-25", "25-34", "under-25"]


def test_a_hidden_type_leaves_no_trace() -> None:
    hidden = asked(day(60), hidden=frozenset({"not-now"}))
    found = scene(hidden, log(COUNTRY), people(*COUNTRY))
    assert counted(found).count("not-now") == 0
    informed = losses(found)[0]
    assert (informed.waiting, informed.exits) == (1, ())


def test_a_log_read_in_parts_is_the_log_read_at_once() -> None:
    whole = rows(COUNTRY)
    for cut in range(0, len(whole), 7):
        parts, once = grown((whole[:cut], whole[cut:])), log(COUNTRY)
        for name in ("happened", "made", "day", "replaced"):
            assert np.array_equal(getattr(parts, name), getattr(once, name))
        assert [parts.kinds[k] for k in parts.kind] == [once.kinds[k] for k in once.kind]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 2**31), min_size=3, max_size=40))
def test_every_case_stands_where_the_procedure_says(draws: list[int]) -> None:
    """The fast replay of all cases at once against the procedure's own reading, over random lawful walks."""
    histories = walk(draws)
    many = [(f"C{place}", f"P{place}", 1, one) for place, one in enumerate(histories) if one.entries]
    if not many:
        return
    as_of = max(one.entries[-1].happened_at for *_, one in many).date()
    found = scene(asked(as_of), log(many), people(*(person for _, person, *_ in many)))
    # Cases are numbered in the order in which their first record was made.
    order = {name: place for place, name in enumerate(dict.fromkeys(row[2] for row in rows(many)))}
    duties = 0
    for case, _, _, one in many:
        place = position(one, CATALOGUE, None)
        assert STAGES[found.known.stage[order[case]]] == place.stage.id
        if place.since:
            assert found.known.since[order[case]] == round(place.since.timestamp() * 1_000_000)
        duties += sum(bool(task.started_by) for task in place.tasks)
    assert sum(kept.overdue + kept.running for kept in limits(found)) == duties


def test_an_application_corrected_twice_after_a_withdrawal_stays_withdrawn() -> None:
    """A correction takes the place of the record it corrects, through any number of corrections."""
    told = history(
        ("information-given", 0),
        ("application", 1),
        ("withdrawal", 2),
        ("application", 3, {"_supersedes": 2}),
        ("application", 4, {"_supersedes": 4}),
    )
    known = replay(log({"P": told}), day(5))
    assert STAGES[known.stage[0]] == position(told, CATALOGUE, None).stage.id == "withdrawn"


@pytest.mark.parametrize(("on", "could"), [(9, 0), (10, 1), (19, 1), (20, 0)])
def test_who_could_apply_follows_the_span_of_the_law_s_answer(on: int, could: int) -> None:
    """The span is half open: from the tenth day up to, not including, the twentieth."""
    them = people("P", able_from={"P": day(10)}, able_until={"P": day(20)})
    assert funnel(asked(day(on)), log({"P": history(("information-given", 0))}), them).count("could-apply") == could


def test_nobody_whose_span_is_not_known_could_apply() -> None:
    them = people("P", able_from={"P": None}, able_until={"P": None})
    assert funnel(asked(day(5)), log({"P": history(("information-given", 0))}), them).count("could-apply") == 0


def test_a_change_of_the_answer_ends_the_duty_of_the_change_before_and_begins_its_own() -> None:
    """A record of the same type meets the limit of the one before it, and never its own."""
    told = history(
        ("information-given", 0),
        ("answer-changed", 1, {"told": "institution_officer"}),
        ("answer-changed", 2, {"told": "institution_officer"}),
    )
    (look,) = limits(scene(asked(day(3)), log({"P": told}), people("P")))
    assert (look.met, look.running) == (1, 1)


def test_the_period_goes_by_the_event_and_the_day_by_the_record() -> None:
    """Released on day 30, written down on day 40: once it is known, it counts where it happened."""
    told = history(*way("hand-over"))
    late = log({"P": History(tuple(replace(e, made_at=at(40)) if e.type == "hand-over" else e for e in told.entries))})
    early, later = Period(day(25), day(35)), Period(day(36), day(45))
    assert funnel(asked(day(39), period=early), late, people("P")).count("released") == 0, "not known yet"
    assert funnel(asked(day(45), period=early), late, people("P")).count("released") == 1
    assert funnel(asked(day(45), period=later), late, people("P")).count("released") == 0, "written then, not done then"


def test_a_correction_moves_an_event_to_another_day_from_the_day_it_is_made() -> None:
    """The ruling was put down for day 20; it was of day 18, as somebody notices on day 30."""
    told = way("ruling")
    wrong = history(*told, ("ruling", 18, {"outcome": "granted", "_supersedes": len(told)}))
    *before, correction = wrong.entries
    found = log({"P": History((*before, replace(correction, made_at=at(30))))})
    ruled = {
        (on, days): funnel(asked(day(on), period=Period(*map(day, days))), found, people("P")).count("granted")
        for on in (29, 30)
        for days in ((18, 19), (20, 21))
    }
    assert ruled == {(29, (18, 19)): 0, (29, (20, 21)): 1, (30, (18, 19)): 1, (30, (20, 21)): 0}


@settings(max_examples=30)
@given(st.lists(st.integers(0, 2**31), min_size=3, max_size=30), st.integers(0, 40), st.randoms(use_true_random=False))
def test_what_is_written_later_never_changes_a_figure_of_an_earlier_day(
    draws: list[int], on: int, chance: Random
) -> None:
    """As of a day, the whole log and the log as it stood at the end of that day give the same answer to everything.

    Records are written down up to two weeks late, and corrected at random.
    """
    cases = {f"P{place}": _late(one, chance) for place, one in enumerate(walk(draws)) if one.entries}
    as_of = day(on)
    known = {
        person: History(tuple(e for e in one.entries if e.made_at.astimezone(KYIV).date() <= as_of))
        for person, one in cases.items()
    }
    known = {person: one for person, one in known.items() if one.entries}
    if not known:
        return
    them = people(*cases)
    then, now = (scene(asked(as_of), log(one), them) for one in (known, cases))
    assert counted(then).rows == counted(now).rows
    assert losses(then) == losses(now)
    assert limits(then) == limits(now)
    assert reasons(then).rows == reasons(now).rows
    for duration in DURATIONS:
        one, other = waiting(then, duration), waiting(now, duration)
        assert (one.passed, one.open, one.left, one.median) == (other.passed, other.open, other.left, other.median)


def _late(told: History, chance: Random) -> History:
    """The same events, each written down later, in an order that numbers still follow; a few corrected afterwards."""
    made, entries = told.entries[0].made_at, []
    for entry in told.entries:
        made = max(made, entry.made_at + timedelta(days=chance.choice((0, 0, 1, 14))))
        entries.append(replace(entry, made_at=made))
    for entry in list(entries):
        if chance.random() < 0.2:
            made += timedelta(days=chance.choice((0, 3)))
            moved = replace(entry, number=len(entries) + 1, made_at=made, supersedes=entry.number)
            entries.append(replace(moved, happened_at=entry.happened_at - timedelta(hours=1)))
    return History(tuple(entries))
