"""The ways out on one time line: the window of Article 81-1, parole, replacement, the end of the sentence. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from poruka.law.engine import END, START, Determination
from poruka.law.routes import Route
from poruka.law.text import Text
from poruka.web.charts import Axis, Segment, axis_around
from poruka.web.words import full_date, short_month

DAY = timedelta(days=1)
TITLES = {
    "article-81-1": Text("Військова служба (стаття 81-1)", "Military service (Article 81-1)"),
    "article-81": Text("Умовно-дострокове звільнення (стаття 81)", "Ordinary parole (Article 81)"),
    "article-82": Text("Заміна покарання м’якшим (стаття 82)", "Replacement by a milder penalty (Article 82)"),
    "end-of-sentence": Text("Кінець строку покарання", "End of the sentence"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a bar: open for sure (``yes``), perhaps (``cannot_tell``), or running out (``plain``)."""

    kind: str
    segment: Segment


@dataclass(frozen=True, slots=True)
class Lane:
    """One way out: its words, its source, its bar and its notes."""

    id: str
    title: Text
    text: Text
    cites: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """All lanes on one axis."""

    axis: Axis
    today: float
    marks: tuple[tuple[Text, float], ...]
    lanes: tuple[Lane, ...]


def _real(day: date | None) -> date | None:
    return day if day is not None and START < day < END else None


def drawn(answer: Determination, routes: Iterable[Route]) -> TimeLine:
    """The time line of one person as of the day of the answer."""
    routes = tuple(routes)
    end = next((route for route in routes if route.id == "end-of-sentence"), None)
    last = last_day(answer, end)
    closes = min(answer.holds_until, last + DAY) if answer.holds_until and last else answer.holds_until
    known = [_real(answer.holds_from), _real(closes)]
    known += [_real(day) for route in routes for day in (route.earliest, route.latest)]
    today = answer.as_of
    axis = axis_around([day for day in known if day and day.year <= today.year + 40], today)
    lanes = [_service(answer, axis, closes, last)]
    lanes += [_lane(route, axis, end) for route in routes if route.id != "end-of-sentence"]
    if end:
        lanes.append(_lane(end, axis, None))
    return TimeLine(axis, axis.at(today), _marked(axis), tuple(lanes))


def last_day(answer: Determination, end: Route | None) -> date | None:
    """The last day of the sentence at the latest, where that is known and not yet past."""
    return end.latest if end and end.latest and answer.as_of <= end.latest < END else None


def _marked(axis: Axis) -> tuple[tuple[Text, float], ...]:
    """The marks in words: a year at its January, else a month; the first always says its year."""
    said = []
    for i, (day, x) in enumerate(axis.marks()):
        names = {lang: "" if day.month == 1 else short_month(day, lang) for lang in ("uk", "en")}
        year = str(day.year) if day.month == 1 or i == 0 else ""
        said.append((Text(f"{names['uk']} {year}".strip(), f"{names['en']} {year}".strip()), x))
    return tuple(said)


def _service(answer: Determination, axis: Axis, until: date | None, last: date | None) -> Lane:
    start = answer.holds_from
    stretches: tuple[Stretch, ...] = ()
    if start is not None and until is not None:
        stretches = (Stretch("yes", axis.segment(start, until)),)
    elif answer.verdict == "cannot_tell":
        stretches = (Stretch("cannot_tell", axis.segment(answer.as_of, axis.end)),)
    return Lane("article-81-1", TITLES["article-81-1"], _window_words(answer, last), ("КК 81-1",), stretches, ())


def _window_words(answer: Determination, last: date | None) -> Text:
    start, until = _real(answer.holds_from), _real(answer.holds_until)
    if answer.verdict == "cannot_tell" and answer.missing_facts:
        return Text("Не можна сказати, чи відкрито: бракує відомостей.", "It cannot be told: facts are missing.")
    if answer.verdict == "cannot_tell":
        return Text(
            "Не можна сказати, чи відкрито: закон не дає прямої відповіді.",
            "It cannot be told: the law gives no plain answer.",
        )
    if start is None and until is None and answer.verdict == "barred":
        return Text("За наявними відомостями не відкривається.", "On the facts on file it does not open.")
    if answer.verdict == "barred" and start and start > answer.as_of:
        return Text(f"Відкриється {full_date(start, 'uk')}", f"Opens on {full_date(start, 'en')}.")
    if answer.verdict == "barred" and until:
        return Text(
            f"Було відкрито до {full_date(until - DAY, 'uk')} включно.",
            f"Was open up to and including {full_date(until - DAY, 'en')}.",
        )
    if last and (until is None or last < until):
        return Text(
            f"Відкрито, доки триває покарання: щонайпізніше до {full_date(last, 'uk')}",
            f"Open while the sentence lasts: until {full_date(last, 'en')} at the latest.",
        )
    if until:
        return Text(
            f"Відкрито до {full_date(until - DAY, 'uk')} включно.",
            f"Open up to and including {full_date(until - DAY, 'en')}.",
        )
    return Text("Відкрито, кінцевої дати немає.", "Open, with no end date.")


def _lane(route: Route, axis: Axis, end: Route | None) -> Lane:
    first, last = route.earliest, route.latest
    stretches: list[Stretch] = []
    if route.id == "end-of-sentence":
        if first and last and first == last:
            stretches.append(Stretch("plain", axis.segment(axis.start, first)))
        elif first or last:
            stretches.append(Stretch("plain", axis.segment(axis.start, first or axis.start)))
            stretches.append(Stretch("cannot_tell", axis.segment(first or axis.start, last or axis.end)))
    elif first or last:
        closes = end.latest if end and end.latest else axis.end
        if first != last:
            stretches.append(Stretch("cannot_tell", axis.segment(first or axis.start, last or closes)))
        if last:
            stretches.append(Stretch("yes", axis.segment(last, closes)))
    notes = tuple(note.text for note in route.notes)
    return Lane(
        route.id, TITLES[route.id], route.text, route.cites, tuple(s for s in stretches if s.segment.width), notes
    )
