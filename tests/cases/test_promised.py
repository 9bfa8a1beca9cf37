"""R10: what a unit told somebody, and what came of it."""

from typing import Any

import pytest

from poruka.cases.promised import Promise, promised
from tests.cases.told import at, history, way

OFFER = {
    "unit": "A9001",
    "unit_kind": "штурмова рота",
    "post": "водій",
    "training_days": 30,
    "training_from": at(35).date().isoformat(),
    "term": "до закінчення особливого періоду",
    "leave": "щорічної немає",
}
CONTRACT = {"unit": "A9001", "post": "водій"}
ENROLMENT = {"unit": "A9001", "unit_kind": "штурмова рота", "post": "водій"}
BEGUN, FINISHED = ("training", 35, {"state": "begun"}), ("training", 65, {"state": "finished", "days": 30})


def compared(*more: Any, until: str = "enrolment", **but: dict[str, Any]) -> dict[str, Promise]:
    steps: dict[str, dict[str, Any]] = {"unit-offer": OFFER, "contract": CONTRACT, "enrolment": ENROLMENT}
    steps |= {name.replace("_", "-"): {**steps.get(name.replace("_", "-"), {}), **said} for name, said in but.items()}
    found = promised(history(*way(until, but=steps), *more))
    assert found is not None
    return {promise.field: promise for promise in found.promises}


@pytest.mark.parametrize(
    ("field", "answer", "came", "but", "more"),
    [
        # what was told, how it turned out, which values came
        ("unit", "as-told", ["A9001", "A9001"], {}, ()),
        ("unit", "otherwise", ["A9002", "A9002"], {"contract": {"unit": "A9002"}, "enrolment": {"unit": "A9002"}}, ()),
        ("unit_kind", "as-told", ["Штурмова  рота"], {"enrolment": {"unit_kind": "Штурмова  рота"}}, ()),
        ("unit_kind", "otherwise", ["стрілецька рота"], {"enrolment": {"unit_kind": "стрілецька рота"}}, ()),
        ("post", "as-told", ["водій", "водій"], {}, ()),
        ("post", "otherwise", ["водій", "стрілець"], {"enrolment": {"post": "стрілець"}}, ()),
        ("training_from", "not-yet", [], {}, ()),
        ("training_from", "as-told", [at(35).date().isoformat()], {}, (BEGUN,)),
        ("training_from", "otherwise", [at(34).date().isoformat()], {}, (("training", 34, {"state": "begun"}),)),
        ("training_days", "not-yet", [], {}, (BEGUN,)),
        ("training_days", "as-told", [30], {}, (BEGUN, FINISHED)),
        ("training_days", "otherwise", [14], {}, (BEGUN, ("training", 50, {"state": "finished", "days": 14}))),
        ("training_days", "as-told", [30], {}, (BEGUN, ("training", 65, {"state": "finished"}))),
        ("term", "by-law", [], {}, ()),
        ("leave", "by-law", [], {}, (("leave-request", 90), ("leave-answer", 91, {"answer": "denied", "days": None}))),
        ("leave", "by-law", [10], {}, (("leave-request", 90), ("leave-answer", 91))),
    ],
)  # fmt: skip
def test_one_thing_told(field: str, answer: str, came: list[Any], but: dict[str, Any], more: tuple[Any, ...]) -> None:
    found = compared(*more, **but)[field]
    assert (found.answer, [one.value for one in found.came]) == (answer, came)
    assert found.told == OFFER[field]


def test_before_the_contract_nothing_has_come_of_it() -> None:
    found = compared(until="commander-consent")
    assert {promise.answer for promise in found.values()} == {"not-yet", "by-law"}


def test_a_date_nobody_told_is_not_compared() -> None:
    assert "training_from" not in compared(BEGUN, unit_offer={"training_from": None})


def test_the_offer_that_counts_is_that_of_the_unit_whose_commander_consented() -> None:
    other = ("unit-offer", 14.5, {"unit": "A9002", "post": "кухар"})
    steps = list(way("enrolment", but={"unit-offer": OFFER}))
    steps.insert([step[0] for step in steps].index("unit-offer") + 1, other)
    found = promised(history(*steps))
    assert found is not None
    assert found.offer.fields["unit"] == "A9001"


def test_an_offer_rewritten_after_the_contract_does_not_take_the_place_of_what_was_told() -> None:
    rewritten = ("unit-offer", 40, {**OFFER, "post": "стрілець"})
    found = compared(rewritten, contract={"post": "стрілець"}, enrolment={"post": "стрілець"})
    assert (found["post"].told, found["post"].answer) == ("водій", "otherwise")


def test_a_person_to_whom_nothing_was_told_has_nothing_to_compare() -> None:
    assert promised(history(*way("physical-level"))) is None
