"""Which part of the term must be served: the table of law.md 9.1, case by case."""

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from tests.law.route_cases import (
    BURGLARY,
    CLEAN,
    DEADLY_BEATING,
    FOUR_YEARS,
    HALF,
    MURDER,
    NEGLIGENT_DEATHS,
    RELEASES,
    THEFT,
    THIRD,
    THREE_QUARTERS,
    TWO_THIRDS,
    Row,
    ask,
    dates,
    facts,
    noted,
)

# --- which part of the term: the table of law.md 9.1, case by case -------------------------------------------------


@dataclass(frozen=True)
class Part:
    """Facts of the offence and the person, and the parts they ask for under 81 and 82 ("1/2 2/3": one of the two)."""

    title: str
    article_81: str
    article_82: str
    conviction: Row
    person: Row = field(default_factory=dict)
    sentence: Row = field(default_factory=dict)
    missing: str = ""


CORRUPT = {"abuse_of_office": True}
PARTS = [
    # A misdemeanour or minor crime; a negligent grave crime
    Part("repeated theft, a minor crime", "1/2", "1/3", THEFT),
    Part("a misdemeanour by the judgment", "1/2", "1/3", THEFT | {"severity": "misdemeanour"}),
    Part("a minor negligent crime", "1/2", "1/3", THEFT | {"article": "119", "part": 1, "intentional": False}),
    Part("a minor crime, intent not on file: it does not matter", "1/2", "1/3", THEFT | {"intentional": None}),
    Part("death of two by negligence, a grave crime", "1/2", "1/3", NEGLIGENT_DEATHS),
    Part(
        "a negligent grave corruption crime: the table names only minor ones",
        "1/2",
        "1/3",
        THEFT | {"article": "364", "part": 2, "intentional": False},
    ),
    # A minor corruption crime, drunk driving, an intentional grave and a negligent especially grave crime
    Part("burglary, an intentional grave crime", "2/3", "1/2", BURGLARY),
    Part("a beating that killed, ten years at most: grave", "2/3", "1/2", DEADLY_BEATING),
    Part("abuse of office, a minor corruption crime", "2/3", "1/2", THEFT | {"article": "364", "part": 1}),
    Part("embezzlement by abuse of office", "2/3", "1/2", THEFT | {"article": "191", "part": 2} | CORRUPT),
    Part("embezzlement, no office", "1/2", "1/3", THEFT | {"article": "191", "part": 2, "abuse_of_office": False}),
    Part(
        "a corruption misdemeanour is kept out of the first line too",
        "2/3",
        "1/2",
        THEFT | {"article": "354", "part": 1, "severity": "misdemeanour"},
    ),
    Part("drunk driving, a minor crime", "2/3", "1/2", THEFT | {"article": "286-1", "part": 1, "intentional": False}),
    Part(
        "drunk driving, negligent and grave",
        "2/3",
        "1/2",
        THEFT | {"article": "286-1", "part": 2, "intentional": False},
    ),
    Part(
        "drunk driving, several deaths: negligent especially grave",
        "2/3",
        "1/2",
        THEFT | {"article": "286-1", "part": 4, "intentional": False},
    ),
    Part("sober driving with the same harm", "1/2", "1/3", THEFT | {"article": "286", "part": 2, "intentional": False}),
    Part(
        "an intentional offence after earlier imprisonment for one",
        "2/3",
        "1/2",
        THEFT,
        {"earlier_imprisonment": True},
    ),
    Part(
        "a negligent offence after earlier imprisonment",
        "1/2",
        "1/3",
        NEGLIGENT_DEATHS,
        {"earlier_imprisonment": True},
    ),
    Part(
        "earlier imprisonment, now restriction of liberty: not punished by imprisonment again",
        "1/2",
        "1/3",
        THEFT,
        {"earlier_imprisonment": True},
        {"penalty": "restriction_of_liberty"},
    ),
    # An intentional especially grave crime; breach of an earlier parole
    Part("a burglary on a very large scale, intentional especially grave", "3/4", "2/3", THEFT | {"part": 5}),
    Part("murder", "3/4", "2/3", MURDER),
    Part("especially grave by the judgment", "3/4", "2/3", THEFT | {"especially_grave": True}),
    Part("new intentional theft while on parole", "3/4", "2/3", THEFT, {"earlier_parole": True}),
    Part("new negligent offence while on parole", "1/2", "1/3", NEGLIGENT_DEATHS, {"earlier_parole": True}),
    Part(
        "both earlier imprisonment and earlier parole: the stricter",
        "3/4",
        "2/3",
        THEFT,
        {"earlier_imprisonment": True, "earlier_parole": True},
    ),
    Part(
        "drunk driving treated as intentional and especially grave",
        "3/4",
        "2/3",
        THEFT | {"article": "286-1", "part": 4, "intentional": True},
    ),
    # The judgment before the catalogue
    Part("the judgment says minor, the Code now says grave", "1/2", "1/3", BURGLARY | {"severity": "minor"}),
    Part("the judgment says grave, the Code now says minor", "2/3", "1/2", THEFT | {"severity": "grave"}),
    Part(
        "the judgment's label outweighs its severity column",
        "3/4",
        "2/3",
        THEFT | {"severity": "grave", "especially_grave": True},
    ),
    Part(
        "not especially grave by the judgment, and grave",
        "2/3",
        "1/2",
        MURDER | {"especially_grave": False, "severity": "grave"},
    ),
    Part("not especially grave, and grave by the Code", "2/3", "1/2", BURGLARY | {"especially_grave": False}),
    # Facts not on file: every value that is possible
    Part(
        "a grave crime, intent not on file",
        "1/2 2/3",
        "1/3 1/2",
        BURGLARY | {"intentional": None},
        missing="intentional",
    ),
    Part(
        "an especially grave crime, intent not on file",
        "2/3 3/4",
        "1/2 2/3",
        MURDER | {"intentional": None},
        missing="intentional",
    ),
    Part(
        "embezzlement, office not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"article": "191", "part": 2},
        missing="abuse_of_office",
    ),
    Part(
        "grave embezzlement, office not on file: it does not matter",
        "2/3",
        "1/2",
        THEFT | {"article": "191", "part": 3},
    ),
    Part(
        "earlier imprisonment not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT,
        {"earlier_imprisonment": None},
        missing="earlier_imprisonment",
    ),
    Part(
        "earlier imprisonment not on file, burglary: it does not matter",
        "2/3",
        "1/2",
        BURGLARY,
        {"earlier_imprisonment": None},
    ),
    Part(
        "earlier imprisonment not on file, negligent: it does not matter",
        "1/2",
        "1/3",
        NEGLIGENT_DEATHS,
        {"earlier_imprisonment": None, "earlier_parole": None},
    ),
    Part("earlier parole not on file", "1/2 3/4", "1/3 2/3", THEFT, {"earlier_parole": None}, missing="earlier_parole"),
    Part("earlier parole not on file, murder: it does not matter", "3/4", "2/3", MURDER, {"earlier_parole": None}),
    Part(
        "earlier imprisonment, a minor crime, intent not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"intentional": None},
        {"earlier_imprisonment": True},
        missing="intentional",
    ),
    Part(
        "neither earlier fact nor intent on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"intentional": None},
        {"earlier_imprisonment": None, "earlier_parole": None},
        missing="intentional earlier_imprisonment earlier_parole",
    ),
    Part(
        "the part of the article is not on file: minor or worse",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"part": None},
        missing="part",
    ),
    Part(
        "part not on file, every part minor",
        "1/2",
        "1/3",
        THEFT | {"article": "320", "part": None, "abuse_of_office": False},
    ),
    Part(
        "part not on file, but not especially grave by the judgment",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"part": None, "especially_grave": False},
        missing="part",
    ),
    Part(
        "part not on file, one part has no severity on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"article": "366", "part": None},
        missing="part",
    ),
    Part(
        "part not on file, the one severity on file denied by the judgment",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"article": "115", "part": None, "especially_grave": False},
        missing="part",
    ),
    Part(
        "especially grave by the Code, not so by the judgment: what then is not on file",
        "1/2 2/3",
        "1/3 1/2",
        MURDER | {"especially_grave": False},
        missing="severity",
    ),
    Part(
        "the judgment contradicts itself: not especially grave, severity especially grave",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"especially_grave": False, "severity": "especially_grave"},
        missing="severity",
    ),
    Part("part not on file, every part grave", "2/3", "1/2", THEFT | {"article": "121", "part": None}),
    Part(
        "part not on file, negligent: minor and grave ask for the same",
        "1/2",
        "1/3",
        THEFT | {"article": "119", "part": None, "intentional": False},
    ),
    Part("an article of one part, no part given", "1/2", "1/3", THEFT | {"article": "116", "part": None}),
    Part(
        "no imprisonment found in the sanction: severity not on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"article": "366", "part": 1},
        missing="severity",
    ),
    Part("a part that is not in the Code", "1/2 2/3 3/4", "1/3 1/2 2/3", THEFT | {"part": 99}, missing="severity"),
    Part(
        "an article that is not in the Code may be anything",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"article": "999"},
        missing="severity article",
    ),
    Part(
        "an unknown article, grave by the judgment",
        "2/3",
        "1/2",
        THEFT | {"article": "999", "severity": "grave"},
    ),
    Part(
        "the 1960 Code: no concordance on file",
        "1/2 2/3 3/4",
        "1/3 1/2 2/3",
        THEFT | {"code": "UA1960", "article": "140"},
        missing="severity article",
    ),
    Part(
        "the 1960 Code, especially grave by the judgment",
        "3/4",
        "2/3",
        THEFT | {"code": "UA1960", "article": "93", "severity": "especially_grave"},
    ),
    Part(
        "false declaration: whether it is corruption-related is not on file",
        "1/2 2/3",
        "1/3 1/2",
        THEFT | {"article": "366-2", "part": 2},
    ),
]


@pytest.mark.parametrize("case", PARTS, ids=lambda case: case.title)
def test_part_of_the_term(case: Part) -> None:
    told = ask(facts([FOUR_YEARS | case.sentence], [case.conviction], CLEAN | case.person))
    for route, parts in zip(RELEASES, (case.article_81, case.article_82), strict=True):
        assert told[route].parts == tuple(Fraction(part) for part in parts.split())
        assert set(told[route].missing_facts) == set(case.missing.split())
        assert told[route].fraction == (Fraction(parts) if " " not in parts else None)
    opens = {"1/3": THIRD, "1/2": HALF, "2/3": TWO_THIRDS, "3/4": THREE_QUARTERS}
    assert dates(told["article-81"]) == (opens[case.article_81.split()[0]], opens[case.article_81.split()[-1]])
    assert dates(told["article-82"]) == (opens[case.article_82.split()[0]], opens[case.article_82.split()[-1]])


def test_the_grounds_are_named_with_their_article() -> None:
    told = ask(facts([FOUR_YEARS], [BURGLARY]))
    assert [ground.id for ground in told["article-81"].grounds] == ["intentional-grave"]
    assert told["article-81"].cites == ("КК 81(3)(2)",)
    assert told["article-82"].cites == ("КК 82(4)(2)",)
    open_ = ask(facts([FOUR_YEARS], [BURGLARY | {"intentional": None}]))
    assert [ground.id for ground in open_["article-81"].grounds] == ["negligent-grave", "intentional-grave"]
    assert open_["article-81"].cites == ("КК 81(3)(1)", "КК 81(3)(2)")


def test_the_list_that_is_not_on_file_is_said_to_be_missing() -> None:
    told = ask(facts([FOUR_YEARS], [THEFT | {"article": "366-2", "part": 2}]))
    note = next(note for note in told["article-81"].notes if note.id == "corruption-related-list")
    assert note.mark == "not_on_file"
    assert told["article-81"].missing_facts == ()
    assert "corruption-related-list" not in noted(ask(facts([FOUR_YEARS], [BURGLARY]))["article-81"])


# --- several convictions ----------------------------------------------------------------------------------------

SEVERAL = [
    # convictions                                     81         missing  why
    ([THEFT, BURGLARY], "2/3", "", "the strictest of several counts governs"),
    ([BURGLARY, THEFT], "2/3", "", "in whatever order"),
    ([THEFT, BURGLARY, MURDER], "3/4", "", "of three as well"),
    ([THEFT, MURDER | {"record": "unexpunged"}], "1/2", "", "an earlier, unexpunged conviction is not being served"),
    ([THEFT, MURDER | {"record": "expunged"}], "1/2", "", "nor is an expunged one"),
    ([THEFT, MURDER | {"record": None}], "1/2 3/4", "record", "a conviction whose state is not on file may count"),
    ([MURDER, THEFT | {"record": None}], "3/4", "", "it does not matter beside a stricter one"),
    ([THEFT, THEFT | {"record": None}], "1/2", "", "nor beside an equal one"),
    ([MURDER, BURGLARY | {"intentional": None}], "3/4", "", "an unknown fact behind a stricter count does not matter"),
    ([BURGLARY, MURDER | {"intentional": None}], "2/3 3/4", "intentional", "it does where it could be stricter"),
    ([BURGLARY, BURGLARY | {"intentional": None}], "2/3", "", "nor where it could only be milder"),
    (
        [THEFT | {"record": None}],
        "1/2 2/3 3/4",
        "record",
        "the only conviction may be an old one: anything is possible",
    ),
    ([THEFT | {"record": "unexpunged"}], "1/2 2/3 3/4", "article", "nothing on file of what is being served"),
    ([], "1/2 2/3 3/4", "article", "no conviction on file"),
]


@pytest.mark.parametrize(("convictions", "parts", "missing", "why"), SEVERAL, ids=[row[3] for row in SEVERAL])
def test_several_convictions(convictions: list[Row], parts: str, missing: str, why: str) -> None:
    route = ask(facts([FOUR_YEARS], convictions))["article-81"]
    assert route.parts == tuple(Fraction(part) for part in parts.split()), why
    assert route.missing_facts == tuple(missing.split()), why
    assert ("strictest-of-several" in noted(route)) == (
        sum(row["record"] in ("serving", None) for row in convictions) > 1
        and any(row["record"] == "serving" for row in convictions)
    )
