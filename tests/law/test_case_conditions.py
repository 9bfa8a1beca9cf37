"""The conditions that a person's own case answers: each with a passing, a failing and an untold case, and its edges."""

from datetime import date, datetime
from typing import Any

import pytest

from poruka.law.calendar import KYIV
from poruka.law.engine import Determination, Finding, LawError, determine
from poruka.law.facts import Facts
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.case_conditions import CASE_BOOK, CASE_CONDITIONS, CASE_FACTS, WAITING

TODAY = date(2026, 6, 1)
EARLIER, LATER = date(2026, 5, 1), date(2026, 7, 1)
# What a case says before anything was recorded in it: nothing refused, nothing withdrawn, nothing else known.
FRESH: dict[str, Any] = dict.fromkeys(CASE_FACTS) | dict.fromkeys(
    ("withdrawn", "examined", "selection_failed", "physical_insufficient", "commander_declined", "refused"), False
)
WISHED = {"applied_on": EARLIER, "consented_on": EARLIER}
FOUND_FIT = {"examined": True, "examined_on": EARLIER, "fitness": "fit", "fit_until": LATER}
READY = {
    **WISHED,
    **FOUND_FIT,
    "selected_on": EARLIER,
    "physical_on": EARLIER,
    "commander_consented_on": EARLIER,
}
# A person of whom every condition of the register holds.
REGISTER = Facts.of(
    {
        "person_id": "P-1",
        "birth_date": date(1990, 1, 1),
        "citizenship": "UKR",
        "custody": "serving",
        "rank_group": "none",
        "responsible_office": False,
        "corruption_trial": False,
    },
    [{"sentence_id": "S-1", "person_id": "P-1", "penalty": "fixed_term_imprisonment", "serving": True}],
    [{"conviction_id": "C-1", "person_id": "P-1", "article": "187", "part": 1, "record": "serving"}],
)


def asked(case: dict[str, Any], on: date = TODAY, **register: Any) -> Determination:
    person = {**REGISTER.person, **register, **FRESH, **case}
    return determine(CASE_BOOK, Facts(person, REGISTER.sentences, REGISTER.convictions), on)


def found(id: str, case: dict[str, Any], on: date = TODAY) -> Finding:
    return next(finding for finding in asked(case, on).conditions if finding.id == id)


TABLE: list[tuple[str, dict[str, Any], str, tuple[str, ...]]] = [
    # condition, what the case says, the answer on 1 June 2026, what is missing
    ("wish", {}, "cannot_tell", ("applied_on", "consented_on")),
    ("wish", {"applied_on": EARLIER}, "cannot_tell", ("consented_on",)),
    ("wish", WISHED, "yes", ()),
    ("wish", {"applied_on": TODAY, "consented_on": TODAY}, "yes", ()),
    ("wish", {**WISHED, "withdrawn": True, "withdrawn_on": EARLIER}, "no", ()),
    ("wish", {**WISHED, "withdrawn": True, "withdrawn_on": TODAY}, "no", ()),
    ("wish", {"applied_on": EARLIER, "withdrawn": True, "withdrawn_on": EARLIER}, "no", ()),
    ("wish", {**WISHED, "withdrawn": None}, "cannot_tell", ("withdrawn", "withdrawn_on")),
    ("fitness", {}, "cannot_tell", ("fitness",)),
    ("fitness", FOUND_FIT, "yes", ()),
    ("fitness", {**FOUND_FIT, "fitness": "fit-with-limits"}, "yes", ()),
    ("fitness", {**FOUND_FIT, "fit_until": TODAY}, "yes", ()),
    ("fitness", {**FOUND_FIT, "fit_until": date(2026, 5, 31)}, "no", ()),
    ("fitness", {**FOUND_FIT, "fit_until": None}, "cannot_tell", ("fit_until",)),
    ("fitness", {"examined": True, "examined_on": EARLIER, "fitness": "unfit"}, "no", ()),
    ("fitness", {"examined": True, "fitness": "temporarily-unfit", "examine_again_on": LATER}, "no", ()),
    ("fitness", {"examined": True, "fitness": "temporarily-unfit", "examine_again_on": TODAY}, "cannot_tell", ("fitness",)),
    ("fitness", {"examined": True, "fitness": "temporarily-unfit"}, "cannot_tell", ("fitness", "examine_again_on")),
    ("selection", {}, "cannot_tell", ("selected_on",)),
    ("selection", {"selected_on": TODAY}, "yes", ()),
    ("selection", {"selection_failed": True}, "no", ()),
    ("physical-level", {}, "cannot_tell", ("physical_on",)),
    ("physical-level", {"physical_on": TODAY}, "yes", ()),
    ("physical-level", {"physical_insufficient": True}, "no", ()),
    ("commander-consent", {}, "cannot_tell", ("commander_consented_on",)),
    ("commander-consent", {"commander_consented_on": EARLIER}, "yes", ()),
    ("commander-consent", {"commander_declined": True}, "no", ()),
    ("waiting-time-after-refusal", {}, "yes", ()),
    ("waiting-time-after-refusal", {"refused": True, "repeat_from": LATER}, "no", ()),
    ("waiting-time-after-refusal", {"refused": True, "repeat_from": TODAY}, "yes", ()),
    ("waiting-time-after-refusal", {"refused": True, "repeat_from": date(2026, 6, 2)}, "no", ()),
    ("waiting-time-after-refusal", {"refused": True}, "cannot_tell", ("repeat_from",)),
]  # fmt: skip


@pytest.mark.parametrize(("id", "case", "holds", "missing"), TABLE)
def test_what_a_condition_answers(id: str, case: dict[str, Any], holds: str, missing: tuple[str, ...]) -> None:
    finding = found(id, case)
    assert (finding.holds, set(finding.missing_facts)) == (holds, set(missing))


@pytest.mark.parametrize("condition", CASE_CONDITIONS, ids=lambda condition: condition.id)
def test_every_condition_is_shown_passing_failing_and_untold(condition: Any) -> None:
    assert {holds for id, _, holds, _ in TABLE if id == condition.id} == {"yes", "no", "cannot_tell"}


@pytest.mark.parametrize("condition", CASE_CONDITIONS, ids=lambda condition: condition.id)
def test_every_condition_has_its_texts_its_article_and_known_facts(condition: Any) -> None:
    assert condition.cites
    assert condition.in_force == date(2024, 5, 18)
    assert condition.text.uk.endswith(".")
    assert condition.text.en.endswith(".")
    assert {name for _, name in condition.facts} <= set(CASE_FACTS)


def test_the_ids_are_those_that_others_rely_on() -> None:
    """interfaces.md, 2."""
    assert [condition.id for condition in CASE_CONDITIONS] == [
        *("wish", "fitness", "selection", "physical-level", "commander-consent", "waiting-time-after-refusal"),
    ]
    assert CASE_BOOK.conditions[: len(BOOK.conditions)] == BOOK.conditions


def test_every_fact_is_read_by_a_condition_and_named_in_both_languages() -> None:
    read = {name for condition in CASE_CONDITIONS for _, name in condition.facts}
    assert read == set(CASE_FACTS)
    for name, fact in CASE_FACTS.items():
        assert fact.name == name
        assert fact.label.uk != fact.label.en
        assert fact.supplier.uk != fact.supplier.en


class TestTogether:
    """The conditions of the register and of the case, asked as one."""

    def test_everything_holds(self) -> None:
        answer = asked(READY)
        assert (answer.verdict, answer.failed, answer.unknown) == ("may_apply", (), ())
        assert answer.holds_from == EARLIER
        assert answer.holds_until == date(2026, 7, 2)  # the day after the conclusion's last

    def test_nothing_recorded_is_never_a_refusal(self) -> None:
        answer = asked({})
        assert (answer.verdict, answer.failed) == ("cannot_tell", ())
        assert answer.unknown == ("wish", "fitness", "selection", "physical-level", "commander-consent")
        assert answer.holds_from is None

    def test_the_register_still_bars_when_the_case_is_complete(self) -> None:
        answer = asked(READY, custody="remand")
        assert (answer.verdict, answer.failed) == ("barred", ("serving",))

    def test_a_case_bars_whoever_the_register_does_not(self) -> None:
        answer = asked({**READY, "commander_declined": True})
        assert (answer.verdict, answer.failed) == ("barred", ("commander-consent",))

    def test_the_day_before_the_last_paper_it_does_not_hold_yet(self) -> None:
        answer = asked({**READY, "consented_on": TODAY}, date(2026, 5, 31))
        assert answer.failed == ("wish",)
        assert answer.holds_from == TODAY

    def test_the_version_of_the_law_is_that_of_the_statute_book(self) -> None:
        assert asked(READY).law_version == BOOK.version(TODAY)

    def test_a_day_before_the_code_is_refused(self) -> None:
        with pytest.raises(LawError):
            asked(READY, date(2001, 8, 31))


@pytest.mark.parametrize(
    ("id", "case"), [(id, case) for id, case, _, _ in TABLE] + [(c.id, READY) for c in CASE_CONDITIONS]
)
def test_a_missing_fact_never_makes_a_yes_or_a_no(id: str, case: dict[str, Any]) -> None:
    """Remove any one fact: no answer flips from "cannot tell" to "no", or from "no" to "yes"."""
    before = found(id, case).holds
    for name in CASE_FACTS:
        after = found(id, {**case, name: None}).holds
        assert after == before or after == "cannot_tell", name


@pytest.mark.parametrize(
    ("ruled", "first"),
    [
        # the day of the ruling, the first day on which a repeat motion is possible (КПК 115, 539(7))
        ((2026, 1, 14, 15), date(2026, 4, 15)),  # ends on a Tuesday
        ((2026, 1, 11, 10), date(2026, 4, 14)),  # would end on Saturday 11 April: ends on Monday 13
        ((2025, 11, 30, 10), date(2026, 3, 3)),  # no 30 February: the 28th is a Saturday, so Monday 2 March
        ((2026, 3, 28, 23), date(2026, 6, 30)),  # the night the clocks change is no matter; the 28th is a Sunday
    ],
)  # fmt: skip
def test_three_months_from_the_ruling(ruled: tuple[int, ...], first: date) -> None:
    assert WAITING.due(datetime(*ruled, tzinfo=KYIV)).date() == first  # type: ignore[misc]
