"""What the law says of a case: facts read off the records, one answer with the register's, told to whom it may be."""

from datetime import date, timedelta
from typing import Any

import pytest

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.refusals import Refused
from poruka.cases.standing import RECORDS_BEHIND, VERDICTS, case_answer, case_facts, determination
from poruka.law.facts import Facts
from poruka.law.ukraine.case_conditions import CASE_BOOK, CASE_CONDITIONS, CASE_FACTS
from tests.cases.told import at, history, way
from tests.law.test_case_conditions import REGISTER

TODAY = at(40).date()


def answered(*told: Any, on: date = TODAY, register: Facts = REGISTER) -> Any:
    return determination(register, history(*told), on, {})


def holds(id: str, *told: Any, on: date = TODAY) -> str:
    found: str = next(f.holds for f in answered(*told, on=on).conditions if f.id == id)
    return found


COMPLETE = way("commander-consent")
AGAIN = {"outcome": "temporarily-unfit"}

TABLE: list[tuple[str, str, tuple[Any, ...], str]] = [
    # what happened, the condition, the steps, the answer on day 40
    ("nothing yet", "wish", way("information-given"), "cannot_tell"),
    ("not now is no answer that deciders may see", "wish", (*way("information-given"), ("not-now", 1)), "cannot_tell"),
    ("an application without the consent", "wish", way("application"), "cannot_tell"),
    ("application and consent", "wish", way("consent"), "yes"),
    ("withdrawn", "wish", (*way("consent"), ("withdrawal", 6)), "no"),
    ("applied again, consent not given again", "wish", (*way("consent"), ("withdrawal", 6), ("application", 7)), "cannot_tell"),
    ("applied and consented again", "wish", (*way("consent"), ("withdrawal", 6), ("application", 7), ("consent", 11)), "yes"),
    ("a correction of the old application does not undo the withdrawal", "wish",
     (*way("consent"), ("withdrawal", 6), ("application", 1, {"_supersedes": 2})), "no"),
    ("not examined", "fitness", way("medical-referral"), "cannot_tell"),
    ("fit", "fitness", way("medical-conclusion"), "yes"),
    ("fit, no day named", "fitness", way("medical-conclusion", but={"medical-conclusion": {"valid_until": None}}), "cannot_tell"),
    ("fit once, no longer", "fitness", way("medical-conclusion", but={"medical-conclusion": {"valid_until": "2026-02-20"}}), "no"),
    ("unfit", "fitness", way("medical-conclusion", but={"medical-conclusion": {"outcome": "unfit"}}), "no"),
    ("unfit, corrected to fit", "fitness",
     (*way("medical-conclusion", but={"medical-conclusion": {"outcome": "unfit"}}), ("medical-conclusion", 12, {"_supersedes": 8})), "yes"),
    ("to be examined again next week", "fitness",
     way("medical-conclusion", but={"medical-conclusion": {**AGAIN, "examine_again_on": "2026-03-01"}}), "no"),
    ("the new examination is due", "fitness",
     way("medical-conclusion", but={"medical-conclusion": {**AGAIN, "examine_again_on": "2026-02-01"}}), "cannot_tell"),
    ("not selected yet", "selection", way("medical-conclusion"), "cannot_tell"),
    ("selected", "selection", way("selection"), "yes"),
    ("failed the selection", "selection", way("selection", but={"selection": {"passed": False}}), "no"),
    ("failed, then passed", "selection", (*way("selection", but={"selection": {"passed": False}}), ("selection", 20)), "yes"),
    ("not tried yet", "physical-level", way("selection"), "cannot_tell"),
    ("sufficient", "physical-level", way("physical-level"), "yes"),
    ("insufficient", "physical-level", way("physical-level", but={"physical-level": {"sufficient": False}}), "no"),
    ("no commander asked", "commander-consent", way("unit-offer"), "cannot_tell"),
    ("consented", "commander-consent", COMPLETE, "yes"),
    ("declined", "commander-consent", way("commander-consent", but={"commander-consent": {"consents": False}}), "no"),
    ("one declined, another consented", "commander-consent",
     (*COMPLETE, ("unit-offer", 16, {"unit": "A9002"}), ("commander-consent", 17, {"unit": "A9002", "consents": False})), "yes"),
    ("the only consent was taken back", "commander-consent", (*COMPLETE, ("commander-consent", 17, {"consents": False})), "no"),
    ("never refused", "waiting-time-after-refusal", COMPLETE, "yes"),
    ("refused a month ago", "waiting-time-after-refusal", way("ruling", but={"ruling": {"outcome": "refused"}}), "no"),
    ("refused, and the appeal granted", "waiting-time-after-refusal",
     (*way("ruling", but={"ruling": {"outcome": "refused"}}), ("appeal", 22), ("appeal-result", 35)), "yes"),
    ("refused, and the appeal dismissed", "waiting-time-after-refusal",
     (*way("ruling", but={"ruling": {"outcome": "refused"}}), ("appeal", 22), ("appeal-result", 35, {"outcome": "refused"})), "no"),
    ("granted, and the appeal reversed it", "waiting-time-after-refusal",
     (*way("ruling"), ("appeal", 22), ("appeal-result", 35, {"outcome": "refused"})), "no"),
    ("granted", "waiting-time-after-refusal", way("ruling"), "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "told", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_a_history_answers(id: str, told: tuple[Any, ...], expected: str) -> None:
    assert holds(id, *told) == expected


@pytest.mark.parametrize("id", [condition.id for condition in CASE_CONDITIONS])
def test_every_condition_is_answered_in_every_way_a_case_can(id: str) -> None:
    reached = {expected for _, condition, _, expected in TABLE if condition == id}
    # A refusal is always recorded with its day, so a case can always tell whether the waiting time has run.
    assert reached == ({"yes", "no"} if id == "waiting-time-after-refusal" else {"yes", "no", "cannot_tell"})


class TestVerdict:
    """Barred, ready or waiting (interfaces.md, 3)."""

    def test_everything_there_is_ready(self) -> None:
        assert answered(*COMPLETE).verdict == "ready"

    @pytest.mark.parametrize("until", ["information-given", "application", "medical-conclusion", "unit-offer"])
    def test_something_still_to_come_is_waiting(self, until: str) -> None:
        answer = answered(*way(until))
        assert (answer.verdict, answer.failed) == ("waiting", ())

    def test_something_that_does_not_hold_bars(self) -> None:
        assert answered(*COMPLETE, ("withdrawal", 20)).verdict == "barred"

    def test_the_register_bars_as_well(self) -> None:
        released = Facts({**REGISTER.person, "custody": "released"}, REGISTER.sentences, REGISTER.convictions)
        answer = answered(*COMPLETE, register=released)
        assert (answer.verdict, answer.failed) == ("barred", ("serving",))

    def test_an_unknown_fact_of_the_register_leaves_it_waiting(self) -> None:
        gap = Facts({**REGISTER.person, "birth_date": None}, REGISTER.sentences, REGISTER.convictions)
        answer = answered(*COMPLETE, register=gap)
        assert (answer.verdict, answer.missing_facts) == ("waiting", ("birth_date",))

    def test_it_holds_from_the_last_paper_to_the_end_of_the_first_that_runs_out(self) -> None:
        answer = answered(*COMPLETE)
        assert (answer.holds_from, answer.holds_until) == (at(15).date(), date(2027, 1, 1))

    def test_every_answer_of_the_engine_has_its_word(self) -> None:
        assert VERDICTS == {"barred": "barred", "may_apply": "ready", "cannot_tell": "waiting"}


def test_each_fact_names_the_record_it_was_read_from() -> None:
    finding = next(f for f in answered(*COMPLETE).conditions if f.id == "fitness")
    used = {fact.name: (fact.table, fact.row_id, fact.value) for fact in finding.facts}
    assert used["fitness"] == ("case", "8", "fit")
    assert used["fit_until"] == ("case", "8", date(2026, 12, 31))


def test_every_fact_of_the_conditions_is_derived() -> None:
    assert set(case_facts(history(*COMPLETE)).values) == set(CASE_FACTS)


def test_the_first_day_of_a_repeat_motion_is_the_one_the_procedure_opens() -> None:
    from poruka.cases.procedure import step

    told = (*way("ruling", but={"ruling": {"outcome": "refused"}}),)
    values = case_facts(history(*told)).values
    opens = step(CATALOGUE["institution-decision"], history(*told), CATALOGUE, at(40)).opens_at
    assert opens is not None
    assert values["repeat_from"] == opens.date() == date(2026, 5, 5)


@pytest.mark.django_db
class TestTold:
    """Who is told what of the answer."""

    @pytest.fixture
    def case(self, world: Any) -> str:
        return str(world.lived("P-MAY", "unit-offer"))

    @pytest.mark.parametrize(
        "who", ["person", "officer", "head", "recruiter", "lawyer", "monitor"]
    )  # fmt: skip
    def test_those_who_may_know_all_are_given_the_verdict(self, who: str, case: str, world: Any) -> None:
        answer = case_answer(world.actor(who), case, world.now)
        assert answer.verdict == "waiting"
        assert len(answer.own) + len(answer.register) == len(CASE_BOOK.conditions)
        assert [f.id for f in answer.unknown] == ["commander-consent"]
        assert (answer.failed, answer.past) == ((), False)

    @pytest.mark.parametrize(
        ("who", "told"),
        [("unit", {"fitness", "selection", "physical-level", "commander-consent"}), ("board", {"fitness"})],
    )
    def test_the_others_see_only_what_their_records_answer(
        self, who: str, told: set[str], case: str, world: Any
    ) -> None:
        answer = case_answer(world.actor(who), case, world.now)
        assert (answer.verdict, answer.register, answer.holds_from) == (None, (), None)
        assert {finding.id for finding in answer.own} == told

    @pytest.mark.parametrize("who", ["court", "guard", "analyst", "administrator"])
    def test_whoever_does_not_see_the_case_is_refused(self, who: str, case: str, world: Any) -> None:
        with pytest.raises(Refused):
            case_answer(world.actor(who), case, world.now)

    def test_once_the_ruling_is_in_force_the_question_is_past(self, world: Any) -> None:
        case = world.lived("P-MAY-2", "entry-into-force")
        assert case_answer(Actor("m", roles.MONITOR), case, world.now + timedelta(days=1)).past

    def test_nobody_learns_of_not_now_through_it(self, world: Any) -> None:
        case = world.lived("P-MAY-2", "information-given")
        before = case_answer(world.actor("officer", "P-MAY-2"), case, world.now)
        world.say(case, "not-now", 1, "person", why=["family"])
        assert case_answer(world.actor("officer", "P-MAY-2"), case, world.now) == before


def test_every_condition_names_records_of_the_catalogue() -> None:
    assert set(RECORDS_BEHIND) == {condition.id for condition in CASE_CONDITIONS}
    assert all(type in CATALOGUE.types for types in RECORDS_BEHIND.values() for type in types)
