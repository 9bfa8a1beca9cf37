"""What the public page shows, worked out from the document of a release alone: nothing exact comes near it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from poruka.law.text import Text
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.measures import STEPS
from poruka.statistics.public.disclosure import Hidden
from poruka.web import charts, words
from poruka.web.oblasts import OBLASTS, Tile

Document = Mapping[str, Any]
EXITS = (
    "not-now", "withdrew", "not-examined-well", "not-supported", "unfit", "declined-by-unit", "not-presented", "refused",
    "not-contracted",
)  # fmt: skip
"""Those who left before service, in the order of the procedure."""
SERVICE = (
    "serving", "in-training", "on-leave", "in-hospital", "wounded", "missing", "captive", "died", "breach-in-question",
    "in-breach", "discharged", "parole-ended", "reconvicted", "reconvicted-prison",
)  # fmt: skip
SERIES_SHOWN = ("wished", "released")
MAPPED = "released"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it is of, and the number, or why there is none; how long its bar is, in per cent."""

    title: Text
    definition: str
    people: int | None
    hidden: Text | None
    width: float = 0.0
    share: str = ""
    parts: tuple["Row", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title that says what they show."""

    finding: Text
    rows: tuple[Row, ...]


class Page:
    """A release, read for the page."""

    def __init__(self, content: Document) -> None:
        self.content = content
        self.names = {one["id"]: Text(**one["name"]) for one in content["measures"]}
        self.why = {id: Text(**text) for id, text in content["hidden"].items()}
        self.whole = {row["measure"]: row for row in content["figures"] if not row["division"]}

    def total(self, measure: str) -> int | None:
        """How many people in the whole country; None where hidden, or where an old release has no such number."""
        found: int | None = self.whole[measure]["people"] if measure in self.whole else None
        return found

    def row(self, figure: Mapping[str, Any], title: Text, most: int = 0, **more: Any) -> Row:
        """A line from a number of the document."""
        people, why = figure["people"], figure["hidden"]
        width = charts.percent(people or 0, most)
        return Row(title, figure.get("measure", ""), people, self.hidden(why), width, **more)

    def hidden(self, why: str) -> Text | None:
        """Why a number is not shown, in a word or two; the page says the rest once."""
        return None if not why else self.why[why] if why == Hidden.SMALL else HIDDEN

    def _of(self, ids: Iterable[str], parts: Mapping[str, tuple[Row, ...]] | None = None) -> tuple[Row, ...]:
        here = [self.whole[id] for id in ids if id in self.whole]
        most = max((row["people"] or 0 for row in here), default=0)
        return tuple(
            self.row(row, self.names[row["measure"]], most, parts=(parts or {}).get(row["measure"], ())) for row in here
        )

    def way(self) -> Section:
        """The steps, each with the share of the step before."""
        here = [self.whole[id] for id in STEPS if id in self.whole]
        most = max((row["people"] or 0 for row in here), default=0)
        rows = []
        for before, figure in pairwise([None, *here]):
            share = _share(figure, before)
            rows.append(self.row(figure, self.names[figure["measure"]], most, share=share))
        return Section(self._worst(here), tuple(rows))

    def _worst(self, here: Sequence[Mapping[str, Any]]) -> Text:
        told = [(b["people"] / a["people"], a, b) for a, b in pairwise(here) if a["people"] and b["people"]]
        if not told:
            return Text("Скільки людей пройшло кожен крок", "How many people have passed each step")
        _, before, after = min(told, key=lambda one: one[0])
        went = _share(after, before)
        came, on = self.names[before["measure"]], self.names[after["measure"]]
        return Text(
            f"Найвужче місце – від «{came.uk}» до «{on.uk}»: дійшли {went}",
            f"The narrowest point is from “{came.en}” to “{on.en}”: {went} came through",
        )

    def exits(self) -> Section:
        """Those who left before service, with the reasons there are."""
        reasons: dict[str, list[Row]] = {}
        for row in self.content.get("reasons", ()):
            reasons.setdefault(row["measure"], []).append(self.row(row, Text(**row["name"])))
        rows = self._of(EXITS, {id: _told_first(found) for id, found in reasons.items()})
        told = [row for row in rows if row.people]
        if not told:
            return Section(Text("Хто вибув і чому", "Who left, and why"), rows)
        most = max(told, key=lambda row: row.people or 0)
        people = words.number(most.people or 0)
        return Section(
            Text(
                f"Найчастіше вибувають так: «{_bare(most.title.uk)}», близько {people} осіб",
                f"Most of those who left: “{_bare(most.title.en)}”, about {people} people",
            ),
            rows,
        )

    def service(self) -> tuple[Row, ...]:
        """Where those are who serve, and what happened to them, with the grounds of discharge."""
        grounds = [row for row in self.content.get("reasons", ()) if row["measure"] == "discharged"]
        return self._of(SERVICE, {"discharged": _told_first([self.row(row, Text(**row["name"])) for row in grounds])})

    def waiting(self) -> dict[str, Any]:
        """Days from each step to the next."""
        found = self.content["waiting"]
        longest = max((one["ninetieth_days"] or one["median_days"] or 0 for one in found), default=0)
        rows = [
            {
                "start": self.names[one["start"]],
                "end": self.names[one["end"]],
                "start_id": one["start"],
                "end_id": one["end"],
                "median": one["median_days"],
                "ninetieth": one["ninetieth_days"],
                "half": charts.percent(one["median_days"] or 0, longest),
                "most": charts.percent(one["ninetieth_days"] or 0, longest),
            }
            for one in found
        ]
        told = [row for row in rows if row["median"] is not None]
        if not told:
            return {"rows": rows, "finding": Text("Скільки триває кожен крок", "How long each step takes")}
        slow = max(told, key=lambda row: row["median"])
        uk = words.count(slow["median"], DAYS, "uk")
        en = words.count(slow["median"], DAYS, "en")
        start, end = slow["start"], slow["end"]
        return {
            "rows": rows,
            "finding": Text(
                f"Найдовше – від «{start.uk}» до «{end.uk}»: половина доходить за {uk}",
                f"The longest is from “{start.en}” to “{end.en}”: half come through within {en}",
            ),
        }

    def tiles(self, measure: str) -> list["OblastTile"]:
        """The map of a measure: every oblast, with its number, or hidden, or not in the release."""
        division = {
            row["group"]: row
            for row in self.content["figures"]
            if row["division"] == "oblast" and row["measure"] == measure
        }
        most = max((row["people"] or 0 for row in division.values()), default=0)
        return [
            OblastTile(
                tile,
                code,
                row["people"] if row else None,
                self.hidden(row["hidden"]) if row else None,
                charts.shade(row["people"] or 0, most) if row else 0,
            )
            for code, tile in OBLASTS.items()
            for row in (division.get(code),)
        ]

    def map_finding(self, measure: str) -> Text:
        """The finding above the map."""
        told = [tile for tile in self.tiles(measure) if tile.people]
        name = self.names[measure]
        if not told:
            return Text(f"«{_bare(name.uk)}» за областями", f"“{_bare(name.en)}” by oblast")
        most = max(told, key=lambda tile: tile.people or 0)
        people = words.number(most.people or 0)
        return Text(
            f"«{_bare(name.uk)}»: найбільше – {most.place.name.uk}, близько {people} осіб",
            f"“{_bare(name.en)}”: most in {most.place.name.en}, about {people} people",
        )

    def limits(self) -> dict[str, Any]:
        """Time limits kept and missed; first those that a law sets. Those of which nothing is shown are left out."""
        rows = [self._limit(row) for row in self.content.get("limits", ())]
        shown = [row for row in rows if row["met"].people or row["missed"].people]
        lawful = [row for row in shown if row["statutory"]]
        finding = Text("Строки закону: дотримано і пропущено", "Time limits of the law, kept and missed")
        if told := [row for row in lawful if row["ended"]]:
            worst = max(told, key=lambda row: row["width"])
            uk, en = worst["name"].uk, worst["name"].en
            finding = Text(
                f"Найчастіше пропускають строк «{uk}»: {worst['share']}", f"Missed most often: “{en}”, {worst['share']}"
            )
        return {"finding": finding, "lawful": lawful, "house": [row for row in shown if not row["statutory"]]}

    def _limit(self, row: Mapping[str, Any]) -> dict[str, Any]:
        name = Text(**row["name"])
        met, missed = (
            Row(name, "limits-meaning", row[outcome], self.hidden(row[f"{outcome}_hidden"]))
            for outcome in ("met", "missed")
        )
        ended = (met.people or 0) + (missed.people or 0) if met.people and missed.people else 0
        return {
            "name": name,
            "time": Text(**row["time"]),
            "owes": Text(**row["owes"]),
            "cites": row["cites"],
            "statutory": row["statutory"],
            "met": met,
            "missed": missed,
            "ended": ended,
            "share": words.share(missed.people or 0, ended) if ended else "",
            "width": charts.percent(missed.people or 0, ended),
        }

    def errors(self) -> list[dict[str, Any]]:
        """Errors: how many, or hidden, or not on file."""
        return [
            {
                "id": row["error"],
                "name": Text(**row["name"]),
                "counts": Text(**row["counts"]),
                "on_file": row["on_file"],
                "records": row["records"],
                "hidden": self.hidden(row["hidden"]),
            }
            for row in self.content.get("errors", ())
        ]

    def months(self) -> dict[str, list[Row]]:
        """The series: by month, a number for each of its measures."""
        found: dict[str, list[Row]] = {}
        for row in self.content.get("series", ()):
            found.setdefault(row["until"], []).append(self.row(row, self.names[row["measure"]]))
        return found

    def line(self, measure: str) -> list[tuple[date, int]]:
        """The shown numbers of the series of a measure."""
        return [
            (date.fromisoformat(row["until"]), row["people"])
            for row in self.content.get("series", ())
            if row["measure"] == measure and row["people"] is not None
        ]

    def definitions(self) -> list[dict[str, Any]]:
        """What the measures count, under what "as of" means for them: each said once."""
        kinds: dict[str, dict[str, Any]] = {}
        for one in self.content["measures"]:
            kind = kinds.setdefault(one["as_of"]["uk"], {"as_of": Text(**one["as_of"]), "measures": []})
            base = self.names.get(one["base"])
            kind["measures"].append(
                {
                    "id": one["id"],
                    "name": self.names[one["id"]],
                    "counts": Text(**one["counts"]),
                    "base": one["base"] if base else "",
                    "base_name": base,
                }
            )
        return list(kinds.values())


HIDDEN = Text("приховано", "hidden")
DAYS = ("день", "дні", "днів", "day", "days")


@dataclass(frozen=True, slots=True)
class OblastTile:
    """A square of the map: ``people`` and ``hidden`` are both empty where the release knows nothing of the oblast."""

    place: Tile
    code: str
    people: int | None
    hidden: Text | None
    shade: int


def _told_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Reasons with a number, the most frequent first; the hidden ones in a line each kind. None where all are hidden."""
    told = sorted((row for row in rows if row.people), key=lambda row: -(row.people or 0))
    hidden: dict[str, list[Row]] = {}
    for row in rows:
        if row.hidden:
            hidden.setdefault(row.hidden.uk, []).append(row)
    if not told:
        return ()
    together = (
        Row(
            Text("; ".join(row.title.uk for row in found), "; ".join(row.title.en for row in found)),
            found[0].definition,
            None,
            found[0].hidden,
        )
        for found in hidden.values()
    )
    return (*told, *together)


def _share(figure: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    if before is None or not before["people"] or figure["people"] is None:
        return ""
    return words.share(min(figure["people"], before["people"]), before["people"])


def _bare(name: str) -> str:
    """A name without quotes of its own, to be put between quotes."""
    return name.strip("«»“”")


def in_order(division: str, groups: Iterable[str]) -> list[str]:
    """The groups of a division as one reads them: ages from the youngest, what has no order as it stands."""
    order = list(DIMENSIONS[division].values or ()) if division in DIMENSIONS else []
    return sorted(groups, key=lambda group: order.index(group) if group in order else len(order))


def oblasts_of(content: Document) -> Iterator[str]:
    """The oblasts that the release has numbers of."""
    return (id for one in content["divisions"] if one["id"] == "oblast" for id in one["groups"])
