"""Which part of the term a person must have served, read off the register (КК 81(3), 82(4); severity by КК 12).

Of several convictions being served the strictest fraction governs: our reading. Severity is the judgment's own, else
that of the offence catalogue. Whether an offence was intentional, and earlier imprisonment or parole, stand in no
catalogue: where they are not on file, every value is possible.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from poruka.law.facts import Facts, Row
from poruka.law.ladder import SEVERITIES, Ground, Ladder, Profile, Rung, assess, deciding, possible
from poruka.law.ukraine import offences

MAYBE_CORRUPTION_RELATED = ("366-2", "366-3")
"""False or missing declarations. Which offences are "corruption-related" is not on file, so these are never decided."""

DRUNK_DRIVING_ARTICLE = "286-1"


@dataclass(frozen=True, slots=True)
class RequiredPart:
    """The fractions that can govern, smallest first, and what stands between them and one answer.

    ``missing`` holds column names of format 1; ``list_not_on_file`` tells that no fact of the person would settle it;
    ``several`` that more than one conviction was weighed; ``commuted`` that a life term was taken for commuted.
    """

    rungs: tuple[Rung, ...]
    grounds: tuple[Ground, ...] = ()
    missing: tuple[str, ...] = ()
    list_not_on_file: bool = False
    several: bool = False
    commuted: bool = False

    @property
    def parts(self) -> tuple[Fraction, ...]:
        return tuple(rung.part for rung in self.rungs)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A conviction's profile, and for each of its open facts the column that would settle it ("" for none)."""

    profile: Profile
    column: dict[str, str]


def required_part(facts: Facts, ladder: Ladder) -> RequiredPart:
    """The fraction of the ladder that governs the convictions the person is serving for."""
    sure = [_weigh(row, facts) for row in facts.convictions if row["record"] == "serving"]
    maybe = [_weigh(row, facts) for row in facts.convictions if row["record"] is None]
    if not sure:
        return RequiredPart(ladder, missing=("record",) if maybe else ("article",))
    floor = max(assess(ladder, one.profile).parts[0] for one in sure)
    parts = {max(floor, part) for one in sure + maybe for part in assess(ladder, one.profile).parts}
    names = [one.column[name] for one in sure + maybe for name in deciding(ladder, one.profile, floor)]
    if any(assess(ladder, one.profile).parts[-1] > floor for one in maybe):
        names.append("record")
    rungs = tuple(rung for rung in ladder if rung.part in parts)
    grounds = dict.fromkeys(
        ground
        for rung in rungs
        for one in sure + maybe
        for ground in assess(ladder, one.profile).grounds
        if ground in rung.grounds
    )
    return RequiredPart(
        rungs,
        tuple(grounds),
        _named(names),
        list_not_on_file="" in names,
        several=len(sure) + len(maybe) > 1,
        commuted=any(ground.commuted for ground in grounds),
    )


def _weigh(conviction: Row, facts: Facts) -> _Weighed:
    severity, severity_column = _severity(conviction)
    corruption, corruption_column = _corruption(conviction)
    commuted, commuted_column = _commuted(facts.sentences)
    profile = Profile(
        severity=severity,
        intentional=possible(conviction["intentional"]),
        corruption=possible(corruption),
        drunk_driving=possible(_drunk_driving(conviction)),
        imprisonment=possible(_imprisonment(conviction, facts.sentences)),
        earlier_imprisonment=possible(facts.person["earlier_imprisonment"]),
        earlier_parole=possible(facts.person["earlier_parole"]),
        commuted=possible(commuted),
    )
    column = {
        "severity": severity_column,
        "intentional": "intentional",
        "corruption": corruption_column,
        "drunk_driving": "article",
        "imprisonment": "penalty",
        "earlier_imprisonment": "earlier_imprisonment",
        "earlier_parole": "earlier_parole",
        "commuted": commuted_column,
    }
    return _Weighed(profile, column)


def _severity(conviction: Row) -> tuple[frozenset[str], str]:
    """The severities the offence can have, and the column that would tell: the judgment first, then the catalogue."""
    label, severity = conviction["especially_grave"], conviction["severity"]
    if label:
        return frozenset(("especially_grave",)), "severity"
    lesser = SEVERITIES - {"especially_grave"} if label is False else SEVERITIES
    if severity in lesser:
        return frozenset((severity,)), "severity"
    if conviction["code"] != "UA2001" or severity is not None:
        return lesser, "severity"
    article, part = conviction["article"], conviction["part"]
    listed = offences.severity(article, part)
    if listed is not None:
        return (frozenset((listed,)) if listed in lesser else lesser), "severity"
    if part is None and offences.listed(article, None):
        of_parts = {offence.severity for (other, _), offence in offences.catalogue().items() if other == article}
        known = frozenset(severity for severity in of_parts if severity is not None)
        return (lesser if None in of_parts else known & lesser or lesser), "part"
    return lesser, "severity"


def _corruption(conviction: Row) -> tuple[bool | None, str]:
    """Whether it is a corruption or corruption-related offence (note to КК 45), and the column that would tell."""
    article = conviction["article"]
    if not _article_on_file(conviction):
        return None, "article"
    if article in MAYBE_CORRUPTION_RELATED:
        return None, ""
    return offences.is_corruption(conviction), "abuse_of_office"


def _drunk_driving(conviction: Row) -> bool | None:
    return conviction["article"] == DRUNK_DRIVING_ARTICLE if _article_on_file(conviction) else None


def _article_on_file(conviction: Row) -> bool:
    """Codes change, and no concordance with the 1960 Code is on file: an unknown article may be anything."""
    return conviction["code"] == "UA2001" and offences.listed(conviction["article"], None)


def _imprisonment(conviction: Row, sentences: tuple[Row, ...]) -> bool | None:
    """Whether the offence was punished by imprisonment for a fixed term: its own sentence, else all on file alike."""
    own = [row for row in sentences if row["sentence_id"] == conviction["sentence_id"]]
    penalties = {row["penalty"] for row in own or sentences}
    if len(penalties) != 1:
        return None
    (penalty,) = penalties
    return None if penalty is None else bool(penalty == "fixed_term_imprisonment")


def _commuted(sentences: tuple[Row, ...]) -> tuple[bool | None, str]:
    """Whether a life term was commuted: one is on file and is not the sentence being served. Our reading."""
    if any(row["penalty"] == "life_imprisonment" and row["serving"] is False for row in sentences):
        return True, "penalty"
    if any(row["penalty"] == "life_imprisonment" and row["serving"] is None for row in sentences):
        return None, "serving"
    return (None if any(row["penalty"] is None and not row["serving"] for row in sentences) else False), "penalty"


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
