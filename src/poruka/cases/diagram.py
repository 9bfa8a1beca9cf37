"""The procedure as pictures, drawn from the catalogue: a lane for each party, a box for each record type. Pure.

One picture a phase. The main line runs through the steps that the procedure expects; the others stand beside it with a
dashed border. Given where a case stands, boxes that are done, that are open and the one where it stands are marked, each
with a word and not by colour alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from xml.sax.saxutils import escape

from poruka.access import roles
from poruka.cases.catalogue.kinds import Annexes, Catalogue, Clock, Needs, NotBefore, Phase, RecordType
from poruka.law.text import Text

State = Literal["plain", "done", "here", "open"]

LANES: tuple[tuple[frozenset[str], Text], ...] = (
    (frozenset({roles.PERSON, roles.LAWYER, roles.MONITOR}), Text("Особа та її захист", "The person’s side")),
    (frozenset({roles.OFFICER, roles.HEAD}), Text("Установа", "Institution")),
    (frozenset({roles.RECRUITER, roles.VLK}), Text("Центр комплектування, ВЛК", "Recruitment centre, board")),
    (frozenset({roles.UNIT, roles.COMMANDER}), Text("Військова частина", "Military unit")),
    (frozenset({roles.COURT, roles.PROSECUTOR}), Text("Суд, прокурор", "Court, prosecutor")),
)
INSTITUTION = 1
"""The place of its lane."""
GOAL = "enrolment"
"""The main line is what enrolment rests on, and whatever else the procedure expects on the way."""
STATES: Mapping[State, Text] = {
    "done": Text("зроблено", "done"),
    "here": Text("справа тут", "the case is here"),
    "open": Text("можна зробити зараз", "can be made now"),
}

LANE, BOX, GAP, HEAD = 208, 190, 18, 44
LINE, SMALL_LINE, PAD = 17, 15, 9
LETTERS, SMALL_LETTERS = 22, 29
FONT = 'font-family="Noto Sans, Arial, sans-serif"'
INK, BRAND, MUTED, DONE, TINT = "#0b0c0c", "#1b4f8f", "#505a5f", "#00703c", "#eef3f9"
UNITS = {
    "hours": Text("год", "h"),
    "days": Text("дн.", "days"),
    "months": Text("міс.", "months"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A record type in its place. ``x``, ``y`` are the middle of its top, in pixels."""

    kind: RecordType
    lane: int
    x: float
    y: float
    height: float
    title: tuple[str, ...]
    small: tuple[str, ...]
    main: bool
    state: State

    @property
    def bottom(self) -> float:
        return self.y + self.height


def lane_of(kind: RecordType) -> int:
    """The lane of whoever usually makes records of the type; what the system records stands with the institution."""
    lanes = (place for place, (members, _) in enumerate(LANES) if kind.made_by[0] in members)
    return next(lanes, INSTITUTION)


def main_line(catalogue: Catalogue) -> frozenset[str]:
    """The steps that lead to enrolment: what it rests on, directly or not, and what else the procedure expects on the way."""
    found: set[str] = set()
    waiting = [GOAL]
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += needed(catalogue[id])
    on_the_way = {kind.id for kind in catalogue if kind.expected and set(needed(kind)) <= found}
    return frozenset(found | on_the_way)


def needed(kind: RecordType) -> tuple[str, ...]:
    """The record types that must be there before one of this type."""
    direct = [condition.type for condition in kind.after if isinstance(condition, Needs)]
    annexes = [type for condition in kind.after if isinstance(condition, Annexes) for type in condition.types]
    return tuple(dict.fromkeys((*direct, *annexes)))


def limits_on(kind: RecordType, catalogue: Catalogue) -> tuple[Clock, ...]:
    """The time limits that a record of this type is the usual way to meet."""
    return tuple(clock for other in catalogue for clock in other.starts if clock.met_by[0] == kind.id)


def drawn(phase: Phase, catalogue: Catalogue, language: str, states: Mapping[str, State] | None = None) -> str:
    """The picture of a phase as SVG; empty for a phase without record types."""
    boxes = list(_placed(phase, catalogue, language, states or {}))
    if not boxes:
        return ""
    width, height = LANE * len(LANES), max(box.bottom for box in boxes) + GAP
    name = catalogue.phases[phase].of(language)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:.0f}" '
            f'viewBox="0 0 {width} {height:.0f}" role="img" aria-label="{_attribute(name)}" {FONT}>'
        ),
        f'<rect width="{width}" height="{height:.0f}" fill="#ffffff"/>',
        *_lanes(height, language),
        *_lines([box for box in boxes if box.main], boxes),
        *(piece for box in boxes for piece in _box(box, language)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _placed(phase: Phase, catalogue: Catalogue, language: str, states: Mapping[str, State]) -> Iterator[Box]:
    main, y = main_line(catalogue), float(HEAD + GAP)
    for kind in catalogue:
        if kind.phase != phase:
            continue
        lane, state = lane_of(kind), states.get(kind.id, "plain")
        title = tuple(wrapped(kind.title.of(language), LETTERS))
        limits = dict.fromkeys(_limits(kind, catalogue, language))
        small = [line for words in limits for line in wrapped(words, SMALL_LETTERS)]
        if state != "plain":
            small.append(STATES[state].of(language))
        height = PAD * 2 + LINE * len(title) + SMALL_LINE * len(small)
        x = LANE * lane + LANE / 2
        yield Box(kind, lane, x, y, height, title, tuple(small), kind.id in main, state)
        y += height + GAP


def _limits(kind: RecordType, catalogue: Catalogue, language: str) -> Iterator[str]:
    """The time limits of a step: before which it cannot be made, and within which it is owed."""
    clocks = limits_on(kind, catalogue)
    waits = [
        condition.limit
        for condition in kind.after
        if isinstance(condition, NotBefore)
        and (not condition.field or condition.limit in {clock.limit for clock in clocks})
    ]
    for limit in waits:
        before = "not before" if language == "en" else "не раніше ніж через"
        yield f"{before} {limit.amount} {UNITS[limit.unit].of(language)}"
    for clock in clocks:
        if clock.limit not in waits:
            within = "within" if language == "en" else "за"
            yield f"{within} {clock.limit.amount} {UNITS[clock.limit.unit].of(language)}"


def wrapped(text: str, letters: int) -> Iterator[str]:
    """The text in lines of so many letters at most; long words break after a hyphen, or not at all."""
    line = ""
    for word in text.replace("-", "-\x00").replace("\x00", " \x00").split(" "):
        glued = word.startswith("\x00")
        piece = word.lstrip("\x00")
        longer = f"{line}{piece}" if glued or not line else f"{line} {piece}"
        if line and len(longer) > letters:
            yield line
            line = piece
        else:
            line = longer
    if line:
        yield line


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _lanes(height: float, language: str) -> Iterator[str]:
    for place, (_, title) in enumerate(LANES):
        x = LANE * place
        if place % 2 == 0:
            yield f'<rect x="{x}" y="0" width="{LANE}" height="{height:.0f}" fill="{TINT}"/>'
        yield _text(x + LANE / 2, HEAD / 2 + 5, title.of(language), 13, INK, bold=True)


def _text(x: float, y: float, words: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}"{weight} text-anchor="middle" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def _lines(main: list[Box], boxes: list[Box]) -> Iterator[str]:
    for first, second in pairwise(main):
        between = {box.lane for box in boxes if first.y < box.y < second.y}
        yield (
            f'<path d="{_route(first, second, between)}" fill="none" stroke="{BRAND}" stroke-width="2"/>'
            f'<path d="M{second.x - 5:.0f} {second.y - 8:.0f}h10l-5 8z" fill="{BRAND}"/>'
        )


def _route(first: Box, second: Box, between: set[int]) -> str:
    """The way of a line: straight down where it can, else through a lane with nothing in it, else along the edge."""
    start, end = f"M{first.x:.0f} {first.bottom:.0f}", f"V{second.y - 6:.0f}"
    if first.lane not in between:
        return f"{start}V{second.y - GAP / 2:.0f}H{second.x:.0f}{end}"
    turn = first.bottom + GAP / 2
    if second.lane not in between:
        return f"{start}V{turn:.0f}H{second.x:.0f}{end}"
    edge = LANE * first.lane + (2 if second.lane <= first.lane else LANE - 2)
    return f"{start}V{turn:.0f}H{edge:.0f}V{second.y - GAP / 2:.0f}H{second.x:.0f}{end}"


def _box(box: Box, language: str) -> Iterator[str]:
    edge, fill, ink, thick = _look(box)
    dash = "" if box.main or box.state != "plain" else ' stroke-dasharray="4 3"'
    yield (
        f'<rect x="{box.x - BOX / 2:.0f}" y="{box.y:.0f}" width="{BOX}" height="{box.height:.0f}" rx="3" '
        f'fill="{fill}" stroke="{edge}" stroke-width="{thick}"{dash}/>'
    )
    y = box.y + PAD + 12
    for line in box.title:
        yield _text(box.x, y, line, 13, ink, bold=box.main)
        y += LINE
    for line in box.small:
        yield _text(box.x, y - 1, line, 12, ink if box.state == "here" else MUTED)
        y += SMALL_LINE


def _look(box: Box) -> tuple[str, str, str, int]:
    """Edge, filling, ink and thickness of a box."""
    match box.state:
        case "here":
            return INK, BRAND, "#ffffff", 3
        case "done":
            return DONE, "#eaf4ee", INK, 2
        case "open":
            return BRAND, "#ffffff", INK, 4
        case _:
            return (BRAND, "#ffffff", INK, 2) if box.main else (MUTED, "#ffffff", INK, 1)
