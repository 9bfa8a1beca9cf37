"""Definitions are whole: every measure is of records and stages that exist, and says what it counts in two languages."""

from poruka.cases.catalogue import CATALOGUE
from poruka.forecast.casehistory import RECORDS
from poruka.statistics.coding import stored
from poruka.statistics.defining import Said
from poruka.statistics.dimensions import DIMENSIONS, offence_group
from poruka.statistics.durations import DURATIONS, NOT_ON_FILE, durations
from poruka.statistics.measures import AS_OF, MEASURES, STEPS
from poruka.statistics.public.disclosure import PUBLIC
from poruka.statistics.replay import EXITS
from tools.measures import main

ASKED_FOR = [
    "could-apply",
    "informed",
    "wished",
    "fit",
    "consented",
    "accepted",
    "petitioned",
    "heard",
    "granted",
    "refused",
    "released",
    "handed-over",
    "arrived",
    "contracted",
    "assigned",
    "in-training",
    "serving",
    "on-leave",
    "wounded",
    "missing",
    "captive",
    "died",
    "in-breach",
    "discharged",
    "parole-ended",
    "withdrew",
    "not-now",
    "reconvicted",
    "reconvicted-prison",
    "leave-asked",
    "leave-denied",
]
"""The list of the issue, and what R35 and R48 ask for beyond it."""


def test_what_was_asked_for_is_defined() -> None:
    assert set(ASKED_FOR) <= set(MEASURES)
    assert {(one.start, one.end) for one in durations()} >= {(a, b) for a in STEPS for b in STEPS if a != b}
    assert len(DURATIONS) == len(STEPS) - 1


def test_what_is_not_on_file_is_said_where_it_is_looked_for() -> None:
    """Refusals by reason and revocations (R48): nobody should take a gap for a nought."""
    assert len(NOT_ON_FILE) >= 2
    assert {"court refusals by reason", "parole revoked"} <= {one.name.en for one in NOT_ON_FILE}
    assert not {one.name.uk for one in NOT_ON_FILE} & {measure.name.uk for measure in MEASURES.values()}


def test_every_source_can_be_said_by_a_record() -> None:
    for measure in MEASURES.values():
        for said in measure.sources:
            entry = CATALOGUE[said.type]
            if said.field:
                field = entry.field(said.field)
                answers = {choice.id for choice in field.choices} or {"true", "false"}
                assert {stored(value) for value in said.values} <= answers, measure.id
        if measure.reason:
            assert any(f.name == measure.reason for type in measure.types for f in CATALOGUE[type].fields)
        assert set(measure.stages) <= set(CATALOGUE.stages)
        assert bool(measure.sources) + bool(measure.stages) + (measure.kind == "register") == 1, measure.id


def test_every_text_stands_in_both_languages() -> None:
    texts = [text for m in MEASURES.values() for text in (m.name, m.counts)] + list(AS_OF.values())
    texts += [text for d in DIMENSIONS.values() for text in (d.name, d.about)]
    texts += [text for one in NOT_ON_FILE for text in (one.name, one.why)]
    assert all(text.uk.strip() and text.en.strip() and text.uk != text.en for text in texts)
    assert len({m.name.uk for m in MEASURES.values()}) == len(MEASURES)


def test_bases_lead_back_to_the_beginning() -> None:
    for measure in MEASURES.values():
        seen = [measure.id]
        while base := MEASURES[seen[-1]].base:
            assert base not in seen
            seen.append(base)
    assert {MEASURES[step].base for step in STEPS[1:]} <= set(STEPS)


def test_ends_and_dead_ends_are_exits() -> None:
    final = {stage.id for stage in CATALOGUE.stages.values() if stage.final}
    assert final <= EXITS <= set(CATALOGUE.stages)


def test_the_public_dimensions_are_dimensions() -> None:
    assert set(DIMENSIONS) >= set(PUBLIC)


def test_offence_groups_follow_the_sections_of_the_code() -> None:
    groups = {
        article: offence_group(article) for article in ("115", "185", "258-3", "286-1", "309", "408", "172", None)
    }
    assert groups == {
        "115": "life-and-health",
        "185": "property",
        "258-3": "public-safety",
        "286-1": "transport",
        "309": "drugs",
        "408": "military",
        "172": "other",
        None: "not-known",
    }
    assert offence_group("115", "UA1960") == "other"


def test_the_document_is_up_to_date() -> None:
    """If not: python -m tools.measures."""
    assert main(["--check"]) == 0


def test_the_forecast_and_the_figures_mean_the_same_by_the_same_word() -> None:
    named = {"application": "wished", "motion": "petitioned", "ruling": "granted", "hand-over": "released"}
    named["enrolment"] = "assigned"
    assert set(RECORDS) == set(named)
    assert all(MEASURES[id].sources[0].type == type for type, id in named.items())
    assert MEASURES["released"].sources == (Said("hand-over"),)
