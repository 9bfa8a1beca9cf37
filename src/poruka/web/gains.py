"""What a draft would change, counted and said: who gains, who would be barred, about whom it could no longer be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poruka.law.text import Text
from poruka.web import charts, words

if TYPE_CHECKING:
    import polars as pl

PEOPLE = ("особа", "особи", "осіб", "person", "people")
FOR = ("особи", "осіб", "осіб", "person", "people")
ABOUT = ("особу", "особи", "осіб", "person", "people")


@dataclass(frozen=True, slots=True)
class Effect:
    """People by what a draft would do to their answer; ``other`` are those whose answer changes between *barred* and
    *cannot tell*.
    """

    gain: int = 0
    barred: int = 0
    untold: int = 0
    other: int = 0

    @property
    def net(self) -> int:
        """By how many more people could apply; below nothing, by how many fewer."""
        return self.gain - self.barred - self.untold

    @property
    def touched(self) -> int:
        """How many gain the chance to apply or lose it, either way."""
        return self.gain + self.barred + self.untold


def effects(people: "pl.DataFrame", column: str, groups: Mapping[str, str] | None = None) -> dict[str, Effect]:
    """The effect by the values of a column, or by a coarser group of them; what is not known is under an empty name."""
    made: dict[str, list[int]] = {}
    for value, before, after in people.select(column, "before", "after").iter_rows():
        key = value or ""
        counts = made.setdefault(groups.get(key, "") if groups is not None else key, [0, 0, 0, 0])
        counts[_place(before, after)] += 1
    found = {key: Effect(*counts) for key, counts in made.items()}
    return {key: effect for key, effect in sorted(found.items(), key=_most_touched) if effect.touched}


def _place(before: str, after: str) -> int:
    if after == "may_apply":
        return 0
    if before == "may_apply":
        return 1 if after == "barred" else 2
    return 3


def _most_touched(row: tuple[str, Effect]) -> tuple[int, str]:
    return -row[1].touched, row[0]


def whole(people: "pl.DataFrame") -> Effect:
    """The effect on everybody whose answer would change."""
    counts = [0, 0, 0, 0]
    for before, after in people.select("before", "after").iter_rows():
        counts[_place(before, after)] += 1
    return Effect(*counts)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a table of effects with its bars, in per cent of the width."""

    name: Text
    effect: Effect
    gain_width: float
    barred_width: float
    untold_width: float


@dataclass(frozen=True, slots=True)
class Group:
    """A table of effects: the rows that stand open and those folded under them.

    ``both``: some gain and some lose, so that each row has two bars. ``untold``: whether there is a column for those
    about whom it could no longer be told.
    """

    title: Text
    head: Text
    first: tuple[Bar, ...]
    rest: tuple[Bar, ...]
    both: bool
    untold: bool


OPEN_ROWS = 12


def group(
    title: Text, head: Text, rows: Mapping[str, Effect], names: Mapping[str, Text], other: Text, *, untold: bool = True
) -> Group:
    """A table of effects with names; ``untold`` False where that part cannot be told apart by this group."""
    longest = max((max(row.gain, row.barred + row.untold) for row in rows.values()), default=0)
    made = tuple(
        Bar(
            names.get(id, other),
            row,
            charts.percent(row.gain, longest),
            charts.percent(row.barred, longest),
            charts.percent(row.untold, longest),
        )
        for id, row in rows.items()
    )
    both = any(row.gain for row in rows.values()) and any(row.barred + row.untold for row in rows.values())
    return Group(title, head, made[:OPEN_ROWS], made[OPEN_ROWS:], both, untold)


def by_ground(rows: Iterable[tuple[str, int, int]]) -> dict[str, Effect]:
    """Gains by the condition that falls away and bars by the condition that is new, as the comparison counts them."""
    return {id: Effect(gain, lose) for id, gain, lose in rows}


def net(effect: Effect) -> Text:
    """The net change in one sentence."""
    if not effect.touched:
        return _nobody(effect.other)
    detail = _detail(effect)
    if effect.net == 0:
        return Text(f"Кількість не змінилася б: {detail.uk}", f"The number would stay the same: {detail.en}")
    size = abs(effect.net)
    more_uk, more_en = ("більше", "more") if effect.net > 0 else ("менше", "fewer")
    people_en = words.form_en(size, "person", "people")
    return Text(
        f"Подати заяву могли б на {words.count(size, ABOUT, 'uk')} {more_uk}: {detail.uk}",
        f"{words.number(size)} {more_en} {people_en} could apply: {detail.en}",
    )


def _nobody(other: int) -> Text:
    if not other:
        return Text("Ця зміна не змінила б відповіді для жодної особи", "This change would alter nobody’s answer")
    return Text(
        f"Подати заяву могли б ті самі люди; ще для {words.count(other, FOR, 'uk')}"
        " відповідь змінилася б, але не на «може подати заяву»",
        f"The same people could apply; for {words.count(other, PEOPLE, 'en')} the answer would change in another way",
    )


def _detail(effect: Effect) -> Text:
    """Who gains, who loses, about whom it could not be told, in one clause each."""
    gain, barred, untold = effect.gain, effect.barred, effect.untold
    if gain == effect.touched:
        return Text("можливості не втратив би ніхто", "nobody would lose the chance")
    if barred == effect.touched:
        return Text("нової можливості не отримав би ніхто", "nobody would gain the chance")
    if untold == effect.touched:
        return Text("про них не можна було б сказати", "for them it could not be told")
    uk, en = [], []
    if gain:
        got = words.form_uk(gain, "отримала б", "отримали б", "отримали б")
        uk.append(f"можливість {got} {words.count(gain, PEOPLE, 'uk')}")
        en.append(f"{words.count(gain, PEOPLE, 'en')} would gain the chance")
    if barred:
        lost = words.form_uk(barred, "втратила б", "втратили б", "втратили б")
        what_uk, what_en = ("", "it") if gain else (" можливість", "the chance")
        uk.append(f"{lost}{what_uk} {words.count(barred, PEOPLE, 'uk')}")
        en.append(f"{words.count(barred, PEOPLE, 'en')} would lose {what_en}")
    if untold:
        uk.append(f"про {words.count(untold, ABOUT, 'uk')} не можна було б сказати")
        en.append(f"for {words.count(untold, PEOPLE, 'en')} it could not be told")
    return Text(f"{', '.join(uk[:-1])}, а {uk[-1]}", f"{', '.join(en[:-1])}, and {en[-1]}")
