"""What the law says of a case: the conditions of the register and those its own records answer, put together.

It is not a decision. It says what holds, what does not, what cannot be told yet and who can supply it; people decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from poruka.access.actors import Actor
from poruka.cases import permissions, visibility
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.desk import load_case
from poruka.cases.history import Entry, History
from poruka.cases.procedure import position
from poruka.cases.projected import CaseState
from poruka.law.engine import Determination, FactUsed, Finding, determine
from poruka.law.facts import CONVICTIONS, PERSONS, SENTENCES, Facts, Row
from poruka.law.text import Text
from poruka.law.ukraine.case_conditions import CASE_BOOK, CASE_FACTS, WAITING
from poruka.register.models import Conviction, Person, Sentence
from poruka.register.tables import facts_from_rows
from poruka.screening.queries import latest_run

VERDICTS: Mapping[str, str] = {"barred": "barred", "may_apply": "ready", "cannot_tell": "waiting"}
"""From the engine's answer to that of a case (interfaces.md, 3)."""
RECORDS_BEHIND: Mapping[str, frozenset[str]] = {
    "wish": frozenset({"application", "consent", "withdrawal"}),
    "fitness": frozenset({"medical-conclusion"}),
    "selection": frozenset({"selection"}),
    "physical-level": frozenset({"physical-level"}),
    "commander-consent": frozenset({"commander-consent"}),
    "waiting-time-after-refusal": frozenset({"ruling", "appeal-result"}),
}
"""The records each condition of a case is read from: whoever may not see them is not told of the condition."""
TITLES: Mapping[str, Text] = {condition.id: condition.title for condition in CASE_BOOK.conditions}
OPEN_PHASES = frozenset({"wish", "preparation", "court"})
"""Until the ruling is in force the question is whether the person can be presented; afterwards it has been answered."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The facts of ``case_conditions`` as the records give them, and the number of the record behind each."""

    values: Mapping[str, Any]
    sources: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """The answer for a case as an actor may know it.

    ``verdict`` is ``barred``, ``ready`` or ``waiting``; None for somebody who is not shown every condition.
    ``register`` are the findings on the facts of the register, ``own`` those on the records of the case. ``past`` says
    that the ruling is in force, so that the question has been answered.
    """

    case: str
    person_id: str
    as_of: date
    verdict: str | None
    register: tuple[Finding, ...]
    own: tuple[Finding, ...]
    holds_from: date | None
    holds_until: date | None
    law_version: str
    past: bool

    @property
    def failed(self) -> tuple[Finding, ...]:
        return tuple(f for f in (*self.own, *self.register) if f.holds == "no")

    @property
    def unknown(self) -> tuple[Finding, ...]:
        return tuple(f for f in (*self.own, *self.register) if f.holds == "cannot_tell")


def case_answer(actor: Actor, case: str, now: datetime) -> CaseAnswer:
    """The answer for one case; Refused where the actor may not see it. The caller writes the look.

    Offences are told to those who may know of them; a condition of the case to those who see the records behind it.
    """
    opened = load_case(case)
    permissions.check_sees_case(actor, opened.parties)
    whole = determination(register_facts([opened.person_id])[opened.person_id], opened.history, now.date())
    own = tuple(f for f in whole.conditions if f.id in RECORDS_BEHIND and sees_condition(actor, f.id))
    register = tuple(f for f in whole.conditions if f.id not in RECORDS_BEHIND) if sees_register(actor) else ()
    all_seen = len(own) + len(register) == len(whole.conditions)
    return CaseAnswer(
        case,
        opened.person_id,
        whole.as_of,
        whole.verdict if all_seen else None,
        register,
        own,
        whole.holds_from if all_seen else None,
        whole.holds_until if all_seen else None,
        whole.law_version,
        position(opened.history, CATALOGUE, now).stage.phase not in OPEN_PHASES,
    )


def sees_register(actor: Actor) -> bool:
    """Whether the actor may know what the register's facts amount to: they tell of the offence."""
    return visibility.sees_offences(actor)


def sees_condition(actor: Actor, condition: str) -> bool:
    """Whether the actor sees every kind of record that a condition of the case is read from."""
    return all(visibility.sees_record(actor, CATALOGUE[type]) for type in RECORDS_BEHIND[condition])


def determination(
    register: Facts, history: History, as_of: date, readings: Mapping[str, str] | None = None
) -> Determination:
    """The whole answer on a day: one engine over the facts of the register and those of the case.

    ``readings`` are those of the latest run over the register where none are given.
    """
    case = case_facts(history)
    adopted = adopted_readings() if readings is None else readings
    facts = Facts({**register.person, **case.values}, register.sentences, register.convictions)
    answer = determine(CASE_BOOK, facts, as_of, adopted)
    return replace(
        answer,
        verdict=VERDICTS[answer.verdict],
        conditions=tuple(
            _sourced(finding, case) if finding.id in RECORDS_BEHIND else finding for finding in answer.conditions
        ),
    )


def answer_of_open_case(register: Facts, as_of: date, readings: Mapping[str, str]) -> Determination | None:
    """The whole answer for a person with a case in which no ruling is in force yet; None for anybody else.

    Only the records of events up to that day count.
    """
    state = CaseState.objects.filter(person_id=register.person_id, phase__in=OPEN_PHASES).order_by("-case_id").first()
    if state is None:
        return None
    known = [entry for entry in load_case(state.case_id).history.entries if entry.happened_at.date() <= as_of]
    return determination(register, History(tuple(known)), as_of, readings)


def adopted_readings() -> dict[str, str]:
    """The readings of open questions under which the register was last screened."""
    run = latest_run()
    return dict(run.readings) if run else {}


def _sourced(finding: Finding, case: CaseFacts) -> Finding:
    """The finding with the number of the record behind each fact, in place of a row of the register."""
    used = (FactUsed("case", str(case.sources.get(f.name, "")), f.name, f.value) for f in finding.facts)
    return replace(finding, facts=tuple(used))


def case_facts(history: History) -> CaseFacts:
    """What the records of a case say, as the conditions ask it. "Not now" says nothing here: deciders may not know it."""
    values: dict[str, Any] = dict.fromkeys(CASE_FACTS)
    sources: dict[str, int] = {}

    def says(entry: Entry | None, **facts: Any) -> None:
        values.update(facts)
        if entry:
            sources.update(dict.fromkeys(facts, entry.number))

    _wish(history, says)
    _fitness(history, says)
    for type, passed, on, failed in (
        ("selection", "passed", "selected_on", "selection_failed"),
        ("physical-level", "sufficient", "physical_on", "physical_insufficient"),
    ):
        last = history.last(type)
        good = last is not None and last.says(passed, (True,))
        says(last, **{on: _day(last) if good else None, failed: last is not None and not good})
    _commander(history, says)
    _refusal(history, says)
    return CaseFacts(values, sources)


def _wish(history: History, says: Any) -> None:
    applied, withdrawn, consented = history.last("application"), history.last("withdrawal"), history.last("consent")
    is_withdrawn = withdrawn is not None and not history.newer(withdrawn, ("application",))
    stale = consented is not None and not is_withdrawn and history.newer(consented, ("withdrawal",))
    says(applied, applied_on=_day(applied))
    says(consented, consented_on=None if stale else _day(consented))
    says(withdrawn, withdrawn=is_withdrawn, withdrawn_on=_day(withdrawn) if is_withdrawn else None)


def _fitness(history: History, says: Any) -> None:
    last = history.last("medical-conclusion")
    said = last.fields if last else {}
    says(
        last,
        examined=last is not None,
        examined_on=_day(last),
        fitness=said.get("outcome"),
        fit_until=_parsed(said.get("valid_until")),
        examine_again_on=_parsed(said.get("examine_again_on")),
    )


def _commander(history: History, says: Any) -> None:
    """The last answer of each unit's commander counts; the newest consent among them is the one."""
    answers = {entry.fields.get("unit"): entry for entry in history.all("commander-consent")}
    consents = [entry for entry in answers.values() if entry.says("consents", (True,))]
    chosen = max(consents or answers.values(), key=history.place, default=None)
    says(chosen, commander_consented_on=_day(chosen) if consents else None)
    says(chosen, commander_declined=bool(answers) and not consents)


def _refusal(history: History, says: Any) -> None:
    refusal = refused_by(history)
    says(refusal, refused=refusal is not None)
    says(refusal, repeat_from=WAITING.due(refusal.happened_at).date() if refusal else None)


def refused_by(history: History) -> Entry | None:
    """The act of a court by which release is refused: the ruling, or the appeal decision that reversed a grant."""
    ruling, appeal = history.last("ruling"), history.last("appeal-result")
    if ruling is None:
        return None
    decided = appeal if appeal and history.newer(ruling, ("appeal-result",)) else None
    refused = ("refused",)
    if ruling.says("outcome", refused):
        return None if decided and not decided.says("outcome", refused) else ruling
    return decided if decided and decided.says("outcome", refused) else None


def _day(entry: Entry | None) -> date | None:
    return entry.happened_at.date() if entry else None


def _parsed(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def register_facts(people: Iterable[str]) -> dict[str, Facts]:
    """What the register holds of some people, in three queries."""
    ids = list(people)
    persons: list[Row] = list(Person.objects.filter(person_id__in=ids).values())
    found: dict[str, Facts] = {}
    rows = {
        table.name: _by_person(model.objects.filter(person_id__in=ids).order_by(table.key).values())
        for table, model in ((SENTENCES, Sentence), (CONVICTIONS, Conviction))
    }
    for person in persons:
        id = str(person[PERSONS.key])
        found[id] = facts_from_rows(person, *(rows[table.name].get(id, []) for table in (SENTENCES, CONVICTIONS)))
    return found


def _by_person(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["person_id"]), []).append(row)
    return found
