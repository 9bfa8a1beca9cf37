"""What holds for every exclusion alike, asked of each: the Code, the stage, the share, the record, what is not on file.

The worked examples of the manual show each of these once; here the same table is put to all the exclusions, and to the
bar of an earlier record for each of them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from poruka.law.engine import END, START
from poruka.law.facts import Facts
from tests.law.spec.loader import NEVER_SAID, USUAL_DAY, cases

Row = Mapping[str, Any]


class Asked(NamedTuple):
    """A question put to one condition, and what must come out. ``why`` says it in words."""

    condition: str
    why: str
    facts: Facts
    on: date
    readings: Mapping[str, str]
    answer: str
    missing: frozenset[str]
    questions: frozenset[str]
    from_: Any = NEVER_SAID
    until: Any = NEVER_SAID


SAMPLES: Mapping[str, Row] = {
    "national-security": {"article": "111", "part": 1},
    "qualified-murder": {"article": "115", "part": 2, "items": (4,)},
    "sexual-offence": {"article": "152", "part": 1},
    "terrorism": {"article": "258", "part": 1},
    "drunk-driving-deaths": {"article": "286-1", "part": 4},
    "life-of-officer": {"article": "348", "part": 1},
    "grave-corruption": {"article": "368", "part": 4},
}
THEFT: Row = {"article": "185", "part": 1}
ANY_PART = (
    *("109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114", "114-1", "114-2"),
    *("152", "153", "154", "155", "156", "156-1", "258", "258-1", "258-2", "258-3", "258-4", "258-5", "258-6"),
)
ALWAYS_CORRUPTION = (*("210", "354", "364", "364-1", "365-2", "368", "368-3", "368-4", "368-5", "369", "369-2"),)
BY_ABUSE = ("191", "262", "308", "312", "313", "320", "357", "410")
BY_SANCTION = (("191", 5), ("262", 3), ("308", 3), ("312", 3), ("313", 3), ("410", 3), ("410", 4))

NEIGHBOURS: list[Row] = [
    {"article": "286-1", "part": 3},
    {"article": "286-1", "part": 2},
    {"article": "115", "part": 1, "items": (4,)},
    {"article": "115", "part": 2, "items": (2, 3, 5, 9, 11)},
    {"article": "121", "part": 2},
    {"article": "368", "part": 3},
    {"article": "368", "part": 4, "severity": "grave"},
    {"article": "368", "part": 4, "especially_grave": False},
    {"article": "368", "part": 4, "especially_grave": False, "severity": "especially_grave"},
    {"article": "191", "part": 4, "abuse_of_office": True},
    {"article": "191", "part": 5, "abuse_of_office": False},
    {"article": "185", "part": 5, "severity": "especially_grave", "abuse_of_office": True},
    *({"article": a, "part": 2, "abuse_of_office": True} for a in ("262", "308", "312", "313", "410")),
]
"""Offences beside the excluded ones, which they are not."""
LAST_DAY, FREE_ON = date(2027, 3, 1), date(2027, 3, 1)

STRICT, MILD = {"stage-of-offence": "covered"}, {"stage-of-offence": "not-covered"}
COUNTS, COUNTS_NOT = {"code-1960": "covered"}, {"code-1960": "not-covered"}
OPEN_CODE, OPEN_STAGE = "?code-1960", "?stage-of-offence"

OF_A_COUNT: list[tuple[str, Row, Mapping[str, str], str, str]] = [
    # in words                                change of the excluded count      readings    answer   what is missing
    ("the excluded offence", {}, {}, "no", ""),
    ("under the Code of 1960", {"code": "UA1960"}, {}, "cannot_tell", OPEN_CODE),
    ("under the Code of 1960, which counts", {"code": "UA1960"}, COUNTS, "no", ""),
    ("under the Code of 1960, which does not", {"code": "UA1960"}, COUNTS_NOT, "yes", ""),
    ("an article nobody knows", {"article": "777"}, {}, "cannot_tell", "article"),
    ("a part the article has not", {"part": 77}, {}, "cannot_tell", "article"),
    ("nobody’s article, under the Code of 1960", {"article": "777", "code": "UA1960"}, {}, "cannot_tell", OPEN_CODE),
    ("preparation", {"stage": "preparation"}, {}, "cannot_tell", OPEN_STAGE),
    ("preparation, which counts", {"stage": "preparation"}, STRICT, "no", ""),
    ("preparation, which does not", {"stage": "preparation"}, MILD, "yes", ""),
    ("an abettor", {"participation": "abettor"}, {}, "cannot_tell", OPEN_STAGE),
    ("an abettor, who counts", {"participation": "abettor"}, STRICT, "no", ""),
    ("an abettor, who does not", {"participation": "abettor"}, MILD, "yes", ""),
    ("an abettor to an attempt", {"participation": "abettor", "stage": "attempt"}, {}, "cannot_tell", OPEN_STAGE),
    ("an attempt under the Code of 1960", {"stage": "attempt", "code": "UA1960"}, STRICT, "cannot_tell", OPEN_CODE),
]
"""Of ``part`` 77: Article 348 has no parts, so that even a second one is none of it."""

OF_THE_RECORD: list[tuple[str, list[Row | None], str, str]] = [
    # in words; the counts (None: the excluded one; otherwise what it is changed by)     answer    what is missing
    ("nothing on file", [], "cannot_tell", "article"),
    ("only an expunged record", [{"record": "expunged"}], "cannot_tell", "article"),
    ("only an earlier record", [{"record": "unexpunged"}], "cannot_tell", "article"),
    ("no state of record on file", [{"record": None}], "cannot_tell", "record"),
    ("theft, no state of record on file", [{**THEFT, "record": None}], "cannot_tell", "record"),
    ("theft being served", [{**THEFT}], "yes", ""),
    ("theft being served, the excluded one expunged", [{**THEFT}, {"record": "expunged"}], "yes", ""),
    ("theft being served, the excluded one of unknown state", [{**THEFT}, {"record": None}], "cannot_tell", "record"),
    ("theft being served, another of unknown state", [{**THEFT}, {**THEFT, "record": None}], "yes", ""),
    ("theft of unknown state, the excluded one served", [{**THEFT, "record": None}, None], "no", ""),
    ("one of two counts", [{**THEFT}, None], "no", ""),
    ("two of two counts", [None, None], "no", ""),
    (
        "an attempt of unknown state beside theft",
        [{**THEFT}, {"record": None, "participation": "organiser"}],
        "cannot_tell",
        "record ?stage-of-offence",
    ),
]


def convict(*counts: Row, **own: Any) -> Facts:
    return Facts.of(
        {"person_id": "P1", **own},
        [],
        [{"conviction_id": f"C{i}", "person_id": "P1", **count} for i, count in enumerate(counts, 1)],
    )


def asked(condition: str, why: str, facts: Facts, readings: Mapping[str, str], answer: str, lacks: str) -> Asked:
    names = lacks.split()
    missing = frozenset(name for name in names if not name.startswith("?"))
    questions = frozenset(name[1:] for name in names if name.startswith("?"))
    ends: tuple[Any, Any] = {"yes": (START, END), "no": (None, None)}.get(answer, (NEVER_SAID, NEVER_SAID))
    return Asked(condition, why, facts, USUAL_DAY, readings, answer, missing, questions, *ends)


def of_the_exclusions() -> Iterator[Asked]:
    """The table, put to each exclusion with its own sample."""
    for id, sample in SAMPLES.items():
        served = {**sample, "record": "serving"}
        for why, change, readings, answer, lacks in OF_A_COUNT:
            yield asked(id, why, convict({**served, **change}), readings, answer, lacks)
        for why, counts, answer, lacks in OF_THE_RECORD:
            facts = convict(*({**served, **(count or {})} for count in counts))
            yield asked(id, why, facts, {}, answer, lacks)
        attempt = convict({**served, "stage": "attempt"})
        if id == "life-of-officer":
            yield asked(id, "an attempt, which Article 348 names", attempt, {}, "no", "")
            yield asked(id, "an attempt, whatever the reading", attempt, MILD, "no", "")
        else:
            yield asked(id, "an attempt", attempt, {}, "cannot_tell", OPEN_STAGE)
            yield asked(id, "an attempt, which does not count", attempt, MILD, "yes", "")


def of_the_earlier_record() -> Iterator[Asked]:
    """The same of an earlier record for each excluded offence: it bars to the day it is expunged."""
    id = "earlier-record"
    for name, sample in SAMPLES.items():
        earlier = {**sample, "record": "unexpunged", "expunges_on": FREE_ON}
        for why, change, readings, answer, lacks in OF_A_COUNT:
            facts = convict({**earlier, **change}, {**THEFT, "record": "serving"})
            one = asked(id, f"{name}: {why}", facts, readings, answer, lacks)
            yield one._replace(from_=FREE_ON, until=END) if answer == "no" else one
        barred = convict(earlier)
        yield asked(id, f"{name}: the day it is expunged", barred, {}, "yes", "")._replace(on=FREE_ON, from_=FREE_ON)
        attempt = convict({**earlier, "stage": "attempt"})
        told = "no" if name == "life-of-officer" else "cannot_tell"
        lacks = "" if name == "life-of-officer" else OPEN_STAGE
        yield asked(id, f"{name}: an attempt", attempt, {}, told, lacks)._replace(from_=NEVER_SAID, until=NEVER_SAID)
        without = {"expunges_on": None}
        yield asked(id, f"{name}: no day on file", convict(earlier | without), {}, "cannot_tell", "expunges_on")
        unknown = convict({**earlier, "record": None})
        yield asked(id, f"{name}: no state of record on file", unknown, {}, "cannot_tell", "record")
        for state in ("serving", "expunged"):
            yield asked(id, f"{name}: {state}", convict({**earlier, "record": state}), {}, "yes", "")
    yield asked(id, "nothing on file", convict(), {}, "cannot_tell", "article")


def of_every_excluded_article() -> Iterator[Asked]:
    """An earlier record for each article of the list, and for its neighbours."""
    barring: list[Row] = [
        *({"article": article} for article in ANY_PART),
        *({"article": "115", "part": 2, "items": (item,)} for item in (1, 4, 10)),
        *({"article": article, "especially_grave": True} for article in ALWAYS_CORRUPTION),
        *({"article": article, "severity": "especially_grave"} for article in ALWAYS_CORRUPTION),
        *({"article": article, "especially_grave": True, "abuse_of_office": True} for article in BY_ABUSE),
        *({"article": article, "part": part, "abuse_of_office": True} for article, part in BY_SANCTION),
    ]
    rest = {"record": "unexpunged", "expunges_on": FREE_ON}
    for count in barring:
        why = " ".join(map(str, count.values()))
        one = asked("earlier-record", why, convict({**count, **rest}), {}, "no", "")
        yield one._replace(from_=FREE_ON, until=END)
        if "abuse_of_office" in count:
            unknown = convict({**count, **rest, "abuse_of_office": None})
            yield asked("earlier-record", f"{why}, unknown", unknown, {}, "cannot_tell", "abuse_of_office")
    for count in NEIGHBOURS:
        why = " ".join(map(str, count.values()))
        yield asked("earlier-record", f"not {why}", convict({**count, **rest}), {}, "yes", "")
    unknown = convict({"article": "286-1", **rest})
    yield asked("earlier-record", "286-1, part unknown", unknown, {}, "cannot_tell", "part")


def of_the_office() -> Iterator[Asked]:
    """Held a post of sub-item 1; under the reading that only a corruption offence counts, the offence is asked about."""
    only = {"responsible-office": "corruption-only"}
    bribe = {"article": "368", "part": 1, "record": "serving"}
    for why, change, readings, answer, lacks in OF_A_COUNT:
        facts = convict({**bribe, **change}, responsible_office=True)
        yield asked("responsible-office", why, facts, {**only, **readings}, answer, lacks)
    for why, counts, answer, lacks in OF_THE_RECORD:
        facts = convict(*({**bribe, **(count or {})} for count in counts), responsible_office=True)
        yield asked("responsible-office", why, facts, only, answer, lacks)
    for article in (*ALWAYS_CORRUPTION, *BY_ABUSE):
        count = {"article": article, "record": "serving", "abuse_of_office": True if article in BY_ABUSE else None}
        yield asked("responsible-office", article, convict(count, responsible_office=True), only, "no", "")
    count = {"article": "191", "record": "serving", "abuse_of_office": False}
    yield asked("responsible-office", "191 without abuse", convict(count, responsible_office=True), only, "yes", "")
    yield asked("responsible-office", "no such post", convict(bribe, responsible_office=False), only, "yes", "")
    either = {"responsible-office": "open"}
    lacks = "?responsible-office"
    theft = convict({**THEFT, "record": "serving"}, responsible_office=True)
    yield asked("responsible-office", "theft, open", theft, either, "cannot_tell", lacks)
    yield asked("responsible-office", "a bribe, open", convict(bribe, responsible_office=True), either, "no", "")


def of_two_murders() -> Iterator[Asked]:
    """Under the reading that any two victims are enough: a repeated murder (item 13), or two counts."""
    id, both = "qualified-murder", {"two-murders": "any-two-victims"}
    again = {"article": "115", "part": 2, "items": (13,), "record": "serving"}
    murder = {"article": "115", "part": 1, "record": "serving"}
    for why, change, readings, answer, lacks in OF_A_COUNT:
        yield asked(id, f"item 13: {why}", convict({**again, **change}), {**both, **readings}, answer, lacks)
        two = convict(murder, {**murder, **change})
        yield asked(id, f"two murders: {why}", two, {**both, **readings}, answer, lacks)
    for why, counts in (
        ("one murder", [murder]),
        ("one murder and one that is expunged", [murder, {**murder, "record": "expunged"}]),
        ("one murder and a theft", [murder, {**THEFT, "record": "serving"}]),
        ("item 12", [{**again, "items": (12, 14)}]),
        ("a part that has no items", [{**again, "part": 1}]),
        ("another article with such an item", [{**again, "article": "121"}]),
        ("item 13, expunged, beside a theft", [{**again, "record": "expunged"}, {**THEFT, "record": "serving"}]),
    ):
        yield asked(id, why, convict(*counts), both, "yes", "")
    yield asked(id, "three murders", convict(murder, murder, murder), both, "no", "")
    open_ = {"two-murders": "open"}
    yield asked(id, "two murders, open", convict(murder, murder), open_, "cannot_tell", "?two-murders")
    yield asked(id, "item 13, open", convict(again), open_, "cannot_tell", "?two-murders")
    yield asked(id, "item 13, by the letter", convict(again), {}, "yes", "")


def in_tables() -> Iterator[Asked]:
    yield from of_the_exclusions()
    yield from of_the_earlier_record()
    yield from of_every_excluded_article()
    yield from of_the_office()
    yield from of_two_murders()


def of_the_worked_examples() -> Iterator[Asked]:
    """The cases of the manual, once for each condition they ask about."""
    for case in cases():
        for id in case.conditions:
            yield Asked(
                *(id, case.id, case.facts, case.on, case.readings),
                *(case.answer, case.missing, case.questions, case.from_, case.until),
            )


def everything() -> tuple[Asked, ...]:
    return (*of_the_worked_examples(), *in_tables())
