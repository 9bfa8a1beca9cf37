"""The ways out beside Article 81-1: end of sentence, ordinary parole (КК 81), replacement by a milder penalty (КК 82).

Each is a day from which the route is open. Where a fact is missing, the earliest and the latest day it could be, and
which facts would tell. The law leaves the decision to the court; only the date is computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from poruka.law import route_words as words
from poruka.law.facts import Facts
from poruka.law.ladder import Ground, Ladder, Rung
from poruka.law.route_words import Note, Opening
from poruka.law.sentence import UNTOLD, Bounds, Timing
from poruka.law.served_part import RequiredPart, required_part
from poruka.law.served_sentences import COVERED, Served
from poruka.law.text import Text
from poruka.law.ukraine import article_81, article_82

RouteId = Literal["end-of-sentence", "article-81", "article-82", "article-81-1"]
Possible = Literal["yes", "no", "cannot_tell"]

NO_SENTENCE = ("penalty", "starts_on", "term_years", "credited_days")


@dataclass(frozen=True, slots=True)
class Route:
    """A way out of the sentence, on the day asked.

    ``earliest`` and ``latest`` bound the day from which it is open, both equal where that is known, None where there
    is no telling; with ``possible`` "no" and both None it is not open to the person at all. ``missing_facts`` are the
    columns of format 1 that would narrow the dates or the answer. ``parts`` are the fractions of the term that may
    have to be served, smallest first; ``grounds`` the lines of the law that may ask for them.
    """

    id: RouteId
    possible: Possible
    earliest: date | None
    latest: date | None
    text: Text
    cites: tuple[str, ...]
    parts: tuple[Fraction, ...] = ()
    grounds: tuple[Ground, ...] = ()
    missing_facts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def fraction(self) -> Fraction | None:
        """The part of the term that must be served, where it is one."""
        return self.parts[0] if len(self.parts) == 1 else None

    @property
    def opens_on(self) -> date | None:
        """The day from which the route is open, where it is known."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A route that asks for a part of the term: its ladder, its words, and what it means for a life term."""

    id: RouteId
    article: str
    ladder: Ladder
    opening: Opening
    decision: Note
    life_possible: Possible
    life: Text
    life_cites: tuple[str, ...]


ARTICLE_81 = Rule(
    "article-81",
    "КК 81",
    article_81.LADDER,
    words.PAROLE,
    words.PROVED_CORRECTION,
    "no",
    words.LIFE_AND_PAROLE,
    ("КК 64", "КК 81(3)(3)", "КК 82(5)"),
)
ARTICLE_82 = Rule(
    "article-82",
    "КК 82",
    article_82.LADDER,
    words.REPLACEMENT,
    words.WAY_TO_CORRECTION,
    "cannot_tell",
    words.LIFE_AND_REPLACEMENT,
    ("КК 64", "КК 82(5)"),
)


def routes(facts: Facts, as_of: date) -> tuple[Route, ...]:
    """The ways out beside Article 81-1 for one person, as they stand on a day."""
    return end_of_sentence(facts, as_of), release(ARTICLE_81, facts, as_of), release(ARTICLE_82, facts, as_of)


def end_of_sentence(facts: Facts, as_of: date) -> Route:
    """The sentence ends on its last day: the register's own end and the arithmetic side by side (КК 72)."""
    served = Served.of(facts)
    timed = served.timed
    blank = Route("end-of-sentence", "cannot_tell", None, None, words.range_words(words.END, UNTOLD), ("КК 72",))
    if not facts.sentences:
        return replace(blank, missing_facts=NO_SENTENCE)
    if not served.lines:
        return replace(blank, possible="no", text=words.NOT_SERVING)
    if served.life_only:
        return replace(blank, possible="no", text=words.LIFE_HAS_NO_END, cites=("КК 64",))
    end, missing = timed.bounds(_end), timed.missing(_end)
    if timed != served:
        end, missing = Bounds(end.earliest, None), tuple(dict.fromkeys(("serving", *missing)))
    return replace(
        blank,
        possible=_on(as_of, end, UNTOLD, bool(timed.sure)),
        earliest=end.earliest,
        latest=end.latest,
        text=_words(words.END, end, ()),
        missing_facts=missing,
        notes=_notes(timed, missing),
    )


def release(rule: Rule, facts: Facts, as_of: date) -> Route:
    """A route that asks for a part of the term is open once that part has been served, until the sentence ends."""
    served, part = Served.of(facts), required_part(facts, rule.ladder)
    blank = Route(rule.id, "cannot_tell", None, None, words.range_words(rule.opening, UNTOLD), (rule.article,))
    if served.lines and served.life_only:
        return replace(blank, possible=rule.life_possible, text=rule.life, cites=rule.life_cites)
    if facts.sentences and not served.lines:
        return replace(blank, possible="no", text=words.NOT_SERVING)
    other = any(line.penalty not in (*COVERED, None) for line in served.sure)
    if facts.sentences and (other or not served.covered.lines):
        return replace(blank, text=words.PENALTY_NOT_ON_FILE, missing_facts=() if served.sure else ("serving",))
    cites = tuple(rung.cites for rung in part.rungs)
    blank = replace(blank, cites=cites, parts=part.parts, grounds=part.grounds, notes=(rule.decision,))
    if not facts.sentences:
        return replace(blank, missing_facts=_once(NO_SENTENCE + part.missing))
    return _dated(blank, rule, served, part, as_of)


def _dated(blank: Route, rule: Rule, served: Served, part: RequiredPart, as_of: date) -> Route:
    """The route with its dates, for sentences that are or may be of a kind it speaks of."""
    covered = served.covered

    def opening(line: Timing) -> Bounds:
        return line.reached(part.parts[0], part.parts[-1])

    opens, end = covered.bounds(opening), covered.bounds(_end)
    missing = covered.missing(opening)
    if covered != served:
        missing += ("serving",)
    if any(line.penalty is None for line in covered.lines):
        missing += ("penalty",)
    if not opens.exact:
        missing += part.missing
    ended = served.settled_kind and end.latest is not None and as_of > end.latest
    return replace(
        blank,
        possible=_on(as_of, opens, end, bool(covered.sure)) if served.settled_kind else "cannot_tell",
        earliest=opens.earliest,
        latest=opens.latest,
        text=words.ended_words(end.latest) if ended and end.latest else _words(rule.opening, opens, part.rungs),
        missing_facts=_once(missing),
        notes=(rule.decision, *_notes(covered, missing, part)),
    )


def _end(line: Timing) -> Bounds:
    return line.end


def _on(as_of: date, opens: Bounds, shuts: Bounds, surely: bool) -> Possible:
    """The answer on a day, between the bounds of the day a route opens and of the last day it is open."""
    if opens.earliest is not None and as_of < opens.earliest:
        return "no"
    if shuts.latest is not None and as_of > shuts.latest:
        return "no"
    open_by_now = opens.latest is not None and as_of >= opens.latest
    not_yet_shut = shuts == UNTOLD or (shuts.earliest is not None and as_of <= shuts.earliest)
    return "yes" if surely and open_by_now and not_yet_shut else "cannot_tell"


def _words(opening: Opening, opens: Bounds, rungs: tuple[Rung, ...]) -> Text:
    if opens.exact and opens.earliest:
        return words.exact_words(opening, opens.earliest, rungs)
    return words.range_words(opening, opens)


def _notes(served: Served, missing: tuple[str, ...], part: RequiredPart | None = None) -> tuple[Note, ...]:
    """What has to be said beside the dates."""
    lines = served.lines
    told = {
        words.PART_IN_DAYS: part is not None and any(line.timing.courses for line in lines),
        words.STRICTEST_OF_SEVERAL: part is not None and part.several,
        words.COMMUTED: part is not None and part.commuted,
        words.RELATED_LIST: part is not None and part.list_not_on_file,
        words.LATEST_OF_SEVERAL: len(lines) > 1,
        words.CREDIT: any(line.row["credited_days"] for line in lines),
        words.CREDIT_DERIVED: any(line.timing.credit_derived for line in lines),
        words.IF_PENALTY_FITS: "penalty" in missing and any(line.penalty is None for line in lines),
        words.IF_SERVING: "serving" in missing,
    }
    notes = [note for note, said in told.items() if said]
    notes += [words.disagreement(*ends) for line in lines if (ends := line.timing.disagreement)]
    return tuple(notes)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
