"""The same law in other tools: how long each takes for the same people and the same answers."""

from typing import Any

from bench.measuring import BenchError, in_child
from bench.people import register
from bench.section import SIZES, Options, Section, Table, timed
from poruka.law.text import Text

PLACE = 20
BEARABLE = {
    "kernel": 10_000_000,
    "openfisca": 1_000_000,
    "zen": 27_471,
    "plain": 27_471,
    "rule_engine": 500,
}
"""How many people each tool is asked about at most."""
NAMES = {
    "poruka": "**Poruka**",
    "kernel": "ядро Numba · Numba kernel",
    "openfisca": "openfisca-core",
    "zen": "zen-engine",
    "rule_engine": "rule-engine",
    "plain": "звичайний Python · plain Python",
}


def run(options: Options) -> Section:
    """Every tool at every size it can bear."""
    return Section(
        title=Text("Поруч з іншими засобами", "Beside other tools"),
        about=Text(
            "Питання одне для всіх: чи виконується кожна з шістнадцяти умов у цей день – так, ні, не можна сказати."
            " Правила перекладено кожному засобу з тієї самої книги права; звичайний Python – це право, прочитане"
            " вручну вдруге. «Усе» – від Parquet до відповідей у пам’яті, «правила» – без читання й підготовки фактів."
            " Засобам, що дивляться на одну особу, готові подано зсунуті дати й пошук у переліку статей. Повільні"
            " засоби питали про стільки перших осіб реєстру, скільки вони витримають. Проміжки днів, причини й"
            " бракуючі факти з відповідей інших не виходять.",
            "One question for all: does each of the sixteen conditions hold on the day: yes, no, cannot be told. The"
            " rules were translated for each tool from the same statute book; plain Python is the law read a second"
            " time by hand. “All” is from Parquet to answers in memory, “rules” is without reading and preparing facts."
            " Tools that look at one person at a time are given dates already moved and look-ups already made. Slow"
            " tools were asked about as many of the first people of the register as they can bear. Spans of days,"
            " reasons and missing facts do not come out of the others’ answers.",
        ),
        tables=[_table(size, _at(options, size)) for size in options.sizes],
    )


def _at(options: Options, size: str) -> list[tuple[str, int, dict[str, Any]]]:
    folder, persons = str(register(options, size)), SIZES[size]
    asked = {tool: min(most, persons) for tool, most in BEARABLE.items() if most >= persons or size == "27k"}
    expected = in_child("bench.ours", "answers", folder, sorted({persons, *asked.values()}))
    found = [("poruka", persons, _best(options, "bench.ours", "rules", folder, persons))]
    for tool, count in asked.items():
        timed_run = _best(options, f"bench.rivals.{tool}", "measure", folder, count)
        if timed_run["answers"] != expected[str(count)]:
            raise BenchError(f"{tool}: its answers for {count} people are not Poruka's")
        found.append((tool, count, timed_run))
    return found


def _best(options: Options, module: str, function: str, *arguments: Any) -> dict[str, Any]:
    repeats = 1 if module.endswith(("kernel", "rule_engine")) else options.repeats  # these take long to get ready
    return min((in_child(module, function, *arguments) for _ in range(repeats)), key=lambda found: found["total"])


def _table(size: str, found: list[tuple[str, int, dict[str, Any]]]) -> Table:
    ours = found[0][2]["total"] / found[0][1]
    rows = [
        (
            NAMES[tool],
            f"{count:,}",
            timed(each["total"]),
            timed(each["rules"]),
            f"{count / each['total']:,.0f}",
            f"{each['total'] / count / ours:,.1f}",
        )
        for tool, count, each in sorted(found, key=lambda one: one[2]["total"] / one[1])
    ]
    head = (
        f"{SIZES[size]:,} осіб · persons",
        "осіб · asked",
        "усе · all",
        "правила · rules",
        "осіб/с · persons/s",
        "× Poruka",
    )
    return Table(head, rows)
