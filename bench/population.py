"""How long the law takes over a whole register: from Parquet, or from a snapshot, to a written result."""

from typing import Any

from bench.measuring import BenchError, in_child
from bench.people import register
from bench.section import SIZES, Options, Section, Table, Target, sized, timed
from poruka.law.text import Text

PLACE = 10
ON_DISK_AT_MOST = 1_000_000
"""DuckDB is asked about so many, once."""
Run = dict[str, Any]
WAYS = {
    "parquet": "Poruka: Parquet → Parquet",
    "again": "Poruka: Parquet → Parquet, удруге в процесі · again in the process",
    "arrow": "Poruka: Parquet → Arrow",
    "kept": "Poruka: знімок → Arrow · snapshot → Arrow",
    "kept-parquet": "Poruka: знімок → Parquet · snapshot → Parquet",
    "kernel": "ядро Numba: Parquet → Parquet · Numba kernel",
    "duckdb": "Poruka на DuckDB · on DuckDB",
}


def run(options: Options) -> Section:
    """Every way at every size; the answers of all are compared before any is timed."""
    found = {size: _at(options, size) for size in options.sizes}
    return Section(
        title=Text("Увесь реєстр", "A whole register"),
        about=Text(
            "Усі умови з проміжками днів для кожної особи. Кожен спосіб – окремий процес, найкращий час із"
            f" {options.repeats}. Завантаження бібліотек не враховано (воно в розділі про командний рядок), компіляцію"
            " ядра теж. Перший раз у процесі містить і складання правил для Polars. Ядро пише відповіді й проміжки, але"
            " не каже, чого бракує.",
            "All conditions with their spans for each person. Each way is a process of its own, the best time of"
            f" {options.repeats}. Loading libraries is not counted (it is in the section on the command line), nor is"
            " compiling the kernel. The first time in a process contains the making of the rules for Polars. The kernel"
            " writes answers and spans but does not say what is missing.",
        ),
        tables=[_table(size, ways) for size, ways in found.items()],
        targets=_targets(found),
    )


def _at(options: Options, size: str) -> dict[str, Run]:
    folder, persons = str(register(options, size)), SIZES[size]
    snapshot, out = str(options.folder / f"{size}.snapshot"), str(options.folder / "result")
    in_child("bench.ours", "kept", folder, snapshot)
    ways = {"kernel": in_child("bench.rivals.kernel", "written", folder, f"{out}-kernel.parquet", options.repeats)}
    if ways["kernel"]["answers"] != in_child("bench.ours", "answers", folder, [persons])[str(persons)]:
        raise BenchError(f"{size}: the kernel's answers are not Poruka's")
    calls = {
        "parquet": ("screened", folder, f"{out}.parquet"),
        "arrow": ("screened", folder, f"{out}.arrow"),
        "kept": ("from_snapshot", snapshot, f"{out}.arrow"),
        "kept-parquet": ("from_snapshot", snapshot, f"{out}.parquet"),
    }
    for way, call in calls.items():
        ways[way] = min((in_child("bench.ours", *call) for _ in range(options.repeats)), key=lambda one: one["seconds"])
    if persons == SIZES["27k"]:
        ways["again"] = in_child("bench.ours", "again", folder, f"{out}.parquet", 9)
    if persons <= ON_DISK_AT_MOST:
        ways["duckdb"] = in_child("bench.ours", "screened", folder, f"{out}-duckdb.parquet", "duckdb")
    return {way: found | {"persons": persons} for way, found in ways.items()}


def _table(size: str, ways: dict[str, Run]) -> Table:
    kernel = ways["kernel"]["seconds"]
    rows = [
        (
            WAYS[way],
            timed(found["seconds"]),
            f"{found['persons'] / found['seconds']:,.0f}",
            f"{found['seconds'] / kernel:.2f}",
            sized(found["peak"]),
        )
        for way, found in sorted(ways.items(), key=lambda each: each[1]["seconds"])
    ]
    head = (
        f"{SIZES[size]:,} осіб · persons",
        "час · time",
        "осіб/с · persons/s",
        "× ядро · kernel",
        "пам’ять · memory",
    )
    return Table(head, rows)


def _targets(found: dict[str, dict[str, Run]]) -> list[Target]:
    targets = []
    if "10M" in found:
        ways = found["10M"]
        for way in ("parquet", "arrow"):
            form = way.capitalize()
            speed, ratio = 1e7 / ways[way]["seconds"], ways[way]["seconds"] / ways["kernel"]["seconds"]
            targets += [
                Target.at_least(Text(f"10 млн, Parquet → {form}", f"10 million, Parquet → {form}"), speed, 1.2e6, "/s"),
                Target.at_most(Text("– проти ядра", "– against the kernel"), ratio, 4, "×"),
                Target.at_most(Text("– пам’ять", "– memory"), ways[way]["peak"] / 1e9, 6, "GB"),
            ]
        for way in ("kept", "kept-parquet"):
            form = "Arrow" if way == "kept" else "Parquet"
            what = Text(f"10 млн, знімок → {form}", f"10 million, snapshot → {form}")
            targets.append(Target.at_least(what, 1e7 / ways[way]["seconds"], 2.5e6, "/s"))
        asked = Text("10 млн, знімок → відповіді в пам’яті", "10 million, snapshot → answers in memory")
        targets.append(Target.at_least(asked, 1e7 / ways["kept"]["ruled"], 2.5e6, "/s"))
    if "27k" in found:
        what = Text("національний реєстр, без першого разу", "the national register, after the first time")
        targets.append(Target.below(what, found["27k"]["again"]["seconds"], 0.2))
    if "10M" in found and "27k" in found:
        growth = found["10M"]["parquet"]["seconds"] / found["27k"]["again"]["seconds"] / (1e7 / SIZES["27k"])
        targets.append(
            Target.at_most(
                Text("час на особу: 10 млн проти 27 тис.", "time a person: 10 million against 27 thousand"),
                growth,
                1,
                "×",
            )
        )
    return targets
