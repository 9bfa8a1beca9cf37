"""The catalogue of record types: nothing of the procedure is missing, and every entry is complete and consistent."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from poruka.access import roles
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import (
    Annexes,
    Bars,
    Catalogue,
    Clock,
    Field,
    Needs,
    NotBefore,
    Reaches,
    RecordType,
    Stage,
    catalogue,
)
from poruka.cases.catalogue.reevaluation import SYSTEM
from poruka.cases.diagram import needed
from poruka.cases.visibility import SEEING
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text

CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]")
CITED = re.compile(
    r"(КК|КПК|КВК) \d|Закон \d+|Закон \d+-[IVX]+|\bR\d\d\b|питання 7-\d\d|Наказ 402|правило дому|підзаконний акт"
)
KINDS = list(CATALOGUE)
CLOCKS = [(kind.id, clock) for kind in CATALOGUE for clock in kind.starts]

ASKED_FOR = {
    # what the case file must be able to record (the brief, in its words) -> the types that record it
    "recruiter's visit to an institution": ["recruiter-visit"],
    "information given to one person": ["information-given"],
    "application with a receipt": ["application"],
    "not now": ["not-now"],
    "consent, and the waiver of the reflection time": ["consent", "reflection-waived"],
    "withdrawal": ["withdrawal"],
    "document check-list from day one": ["document"],
    "primary medical examination": ["primary-examination"],
    "military registration": ["military-registration"],
    "preliminary review": ["preliminary-review"],
    "medical board: referral, conclusion, certificate": ["medical-referral", "medical-conclusion", "certificate-received"],
    "selection and physical level": ["selection", "physical-level"],
    "this person agreed to be seen by this unit": ["unit-may-see"],
    "the unit's offer and the commander's consent or refusal": ["unit-offer", "commander-consent"],
    "institution's decision and motion": ["institution-decision", "motion"],
    "court number, hearing, postponement": ["court-registration", "hearing", "postponement"],
    "the person's own choice of how to be heard": ["hearing-choice"],
    "refused to sign: two witnesses, the person's later word": ["signature-refused", "signature-answer"],
    "ruling, its full text and sending": ["ruling", "full-text", "ruling-sent"],
    "appeal and its result": ["appeal", "appeal-result"],
    "entry into force and sending for execution": ["entry-into-force", "ruling-for-execution"],
    "release check-list, hand-over, arrival": ["release-checklist", "hand-over", "arrival"],
    "contract, or why there is none": ["contract", "evasion", "unfit-at-arrival"],
    "enrolment and training": ["enrolment", "training"],
    "transfer by individual order": ["transfer", "transfer-arrival"],
    "leave request and answer": ["leave-request", "leave-answer"],
    "wound, hospital, return": ["wound", "hospital", "return"],
    "unfit conclusion": ["unfit-conclusion"],
    "missing, captivity, death, and the next of kin": ["missing", "captivity", "death", "kin-told"],
    "pregnancy or child care": ["pregnancy-child-care", "request-answer"],
    "conscientious objection": ["conscientious-objection"],
    "breach as a process": ["breach-allegation", "breach-account", "breach-evidence", "breach-decision", "breach-appeal"],
    "new conviction": ["new-conviction"],
    "discharge with its legal ground": ["discharge"],
    "end of the parole period": ["parole-period-ended"],
    "legal aid": ["lawyer"],
    "a change of law or of the register, and who looked into it": ["answer-changed", "answer-checked"],
}  # fmt: skip


def test_everything_asked_for_is_recorded_and_nothing_else_is() -> None:
    wanted = [type for types in ASKED_FOR.values() for type in types]
    assert len(wanted) == len(set(wanted))
    assert set(wanted) == set(CATALOGUE.types)


def texts() -> Iterator[tuple[str, Text]]:
    for kind in CATALOGUE:
        yield kind.id, kind.title
        yield kind.id, kind.about
        if kind.remedy:
            yield kind.id, kind.remedy
        for field in kind.fields:
            yield f"{kind.id}.{field.name}", field.label
            yield from ((f"{kind.id}.{field.name}", choice.text) for choice in field.choices)
        for condition in kind.after:
            if isinstance(condition, Bars | NotBefore | Needs) and condition.reason:
                yield kind.id, condition.reason
        for clock in kind.starts:
            yield clock.id, clock.text
            yield clock.id, clock.limit.text
    for stage in CATALOGUE.stages.values():
        yield stage.id, stage.title
    yield from CATALOGUE.phases.items()


def test_every_text_is_ukrainian_and_english() -> None:
    for where, text in texts():
        assert CYRILLIC.search(text.uk), where
        # Names of the codes are Ukrainian in the source; the page puts them into the reader's language.
        assert not CYRILLIC.search(re.sub(r"\b(КК|КПК|КВК)\b", "", text.en)), (where, text.en)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
class TestEntry:
    """Every record type: performer, citation, fields, visibility."""

    def test_somebody_makes_it(self, kind: RecordType) -> None:
        assert kind.made_by
        assert set(kind.made_by) <= set(roles.ROLES) or kind.made_by == (SYSTEM,)
        assert all(roles.ROLES[role].reads_cases for role in kind.made_by if role != SYSTEM)

    def test_it_rests_on_the_law_or_says_that_it_is_a_rule_of_the_house(self, kind: RecordType) -> None:
        assert CITED.search(kind.cites), kind.cites

    def test_it_is_said_in_whole_sentences(self, kind: RecordType) -> None:
        assert kind.about.uk.endswith(".")
        assert kind.about.en.endswith(".")

    def test_who_sees_it_is_said(self, kind: RecordType) -> None:
        assert kind.sees in SEEING

    def test_its_fields_are_whole(self, kind: RecordType) -> None:
        names = [field.name for field in kind.fields]
        assert len(names) == len(set(names))
        for field in kind.fields:
            assert bool(field.choices) == (field.kind in ("choice", "choices")), field.name
            assert (field.office is not None) == (field.kind == "office"), field.name
            assert len({choice.id for choice in field.choices}) == len(field.choices)
            assert not (field.required and field.needed_when), field.name

    def test_a_refusal_says_why_and_what_can_be_done(self, kind: RecordType) -> None:
        """R13: a negative step carries its reason in words and its remedy; a medical one never its reason."""
        if kind.negative:
            assert kind.remedy is not None
            assert kind.paper
            medical = kind.id in ("primary-examination", "medical-conclusion")
            told = [f for f in kind.fields if f.kind == "long_text" and not f.sealed and (f.required or f.needed_when)]
            assert bool(told) != medical


def test_medical_words_are_only_in_sealed_fields() -> None:
    sealed = {(kind.id, field.name) for kind in CATALOGUE for field in kind.fields if field.sealed}
    assert sealed == {
        ("primary-examination", "findings"),
        ("medical-conclusion", "schedule_article"),
        ("medical-conclusion", "medical_part"),
    }


def test_withdrawal_asks_for_nothing() -> None:
    """R04: one step, no reason, and nothing to hold against the person."""
    assert CATALOGUE["withdrawal"].fields == ()
    assert CATALOGUE["withdrawal"].starts == ()
    assert not CATALOGUE["withdrawal"].negative
    assert roles.PERSON in CATALOGUE["withdrawal"].made_by


def test_no_step_needs_itself_however_far_around() -> None:
    done: list[str] = []
    left = {kind.id: set(needed(kind)) for kind in CATALOGUE}
    while left:
        ready = [id for id, wanted in left.items() if wanted <= set(done)]
        assert ready, f"these wait for each other: {sorted(left)}"
        done += ready
        left = {id: wanted for id, wanted in left.items() if id not in ready}


@pytest.mark.parametrize(("kind", "clock"), CLOCKS, ids=[clock.id for _, clock in CLOCKS])
def test_every_time_limit_has_a_start_an_owner_and_an_end(kind: str, clock: Clock) -> None:
    assert clock.owner in roles.ROLES
    assert clock.met_by
    house = "правило дому" in clock.limit.cites
    assert clock.statutory != house, f"{clock.id} cites {clock.limit.cites}"
    assert all(type in CATALOGUE.types for type in clock.met_by)
    # Somebody can always meet it: its first answer is made by a role that reads cases.
    assert CATALOGUE[clock.met_by[0]].made_by


def test_no_two_tasks_share_a_name() -> None:
    """A task is called after its limit, or after the record that is expected: only the record that meets the limit."""
    ids = [clock.id for _, clock in CLOCKS]
    assert len(ids) == len(set(ids))
    for _, clock in CLOCKS:
        assert clock.id not in CATALOGUE.types or clock.met_by[0] == clock.id


def test_every_stage_has_somebody_who_has_the_file() -> None:
    for stage in CATALOGUE.stages.values():
        assert stage.owner in roles.ROLES
        assert roles.ROLES[stage.owner].reads_cases
        assert stage.phase in CATALOGUE.phases


def test_every_stage_but_the_first_is_brought_about_by_some_record() -> None:
    brought = {reached.stage for kind in CATALOGUE for reached in kind.reaches}
    assert set(CATALOGUE.stages) - brought == {"opened"}


def test_whatever_has_values_names_values_that_the_field_allows() -> None:
    for where, type, name, values in asked_values():
        field = CATALOGUE[type].field(name)
        allowed: set[Any] = {True, False} if field.kind == "yes_no" else {choice.id for choice in field.choices}
        assert set(values) <= allowed, (where, type, name)


def asked_values() -> Iterator[tuple[str, str, str, tuple[Any, ...]]]:
    for kind in CATALOGUE:
        for name, values in [(r.field, r.values) for r in kind.reaches] + [(c.field, c.values) for c in kind.starts]:
            if name:
                yield kind.id, kind.id, name, values
        for field in kind.fields:
            for name, values in field.needed_when:
                yield kind.id, kind.id, name, values
        for condition in (*kind.after, *kind.again_where):
            if not isinstance(condition, Annexes) and condition.field:
                yield kind.id, condition.type, condition.field, condition.values


# A catalogue of two entries, and what can be wrong with it.
DAY = TimeLimit(1, "days", "правило дому", Text("день", "a day"))
FIRST = RecordType(
    "first", "wish", Text("Перше", "First"), Text("Про перше.", "About it."), "R01", (roles.OFFICER,),
    (Field("good", "yes_no", Text("добре", "good")),),
)  # fmt: skip
SECOND = replace(FIRST, id="second", after=(Needs("first"),))
START = Stage("start", "wish", Text("початок", "start"), roles.OFFICER)


def made(*types: RecordType, stages: tuple[Stage, ...] = (START,)) -> Catalogue:
    return catalogue(types, stages, {"wish": Text("Бажання", "Wish")})


def test_a_sound_catalogue_is_taken() -> None:
    assert [kind.id for kind in made(FIRST, SECOND)] == ["first", "second"]
    assert made(FIRST)["first"].field("good").kind == "yes_no"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (replace(SECOND, id="first"), "share an id"),
        (replace(SECOND, after=(Needs("nowhere"),)), "nowhere"),
        (replace(SECOND, after=(Needs("first", since=("nowhere",)),)), "nowhere"),
        (replace(SECOND, after=(Needs("first", otherwise=Needs("nowhere")),)), "nowhere"),
        (replace(SECOND, after=(Needs("first", "bad", (True,)),)), "bad"),
        (replace(SECOND, after=(Needs("first", otherwise=Needs("first", "bad", (True,))),)), "bad"),
        (replace(SECOND, after=(Needs("first", each="bad"),)), "bad"),
        (replace(SECOND, after=(Bars("nowhere", Text("а", "a")),)), "nowhere"),
        (replace(SECOND, after=(Bars("first", Text("а", "a"), lifted_by=("nowhere",)),)), "nowhere"),
        (replace(SECOND, after=(Bars("first", Text("а", "a"), "bad", (True,)),)), "bad"),
        (replace(SECOND, after=(NotBefore("nowhere", DAY, Text("а", "a")),)), "nowhere"),
        (replace(SECOND, after=(NotBefore("first", DAY, Text("а", "a"), waived_by="nowhere"),)), "nowhere"),
        (replace(SECOND, after=(NotBefore("first", DAY, Text("а", "a"), "bad", (True,)),)), "bad"),
        (replace(SECOND, after=(NotBefore("first", DAY, Text("а", "a"), given=Needs("nowhere")),)), "nowhere"),
        (replace(SECOND, after=(Annexes(("first", "nowhere")),)), "nowhere"),
        (replace(SECOND, reaches=(Reaches("nowhere"),)), "nowhere"),
        (replace(SECOND, reaches=(Reaches("start", only_from=("nowhere",)),)), "nowhere"),
        (replace(SECOND, reaches=(Reaches("start", "bad", (True,)),)), "bad"),
        (replace(SECOND, starts=(Clock("c", DAY, roles.OFFICER, ("nowhere",), Text("а", "a")),)), "nowhere"),
        (replace(SECOND, starts=(Clock("c", DAY, roles.OFFICER, ("first",), Text("а", "a"), field="bad"),)), "bad"),
        (replace(SECOND, again_after=("nowhere",)), "nowhere"),
        (replace(SECOND, again_where=(Needs("first", "bad", (True,)),)), "bad"),
        (replace(SECOND, not_by_maker_of=("nowhere",)), "nowhere"),
        (replace(SECOND, fields=(Field("why", "text", Text("а", "a"), needed_when=(("bad", (True,)),)),)), "bad"),
        (replace(SECOND, negative=True), "remedy"),
    ],
)
def test_an_entry_that_names_what_is_not_there_is_refused(entry: RecordType, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        made(FIRST, entry)


def test_two_stages_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        made(FIRST, stages=(START, START))
