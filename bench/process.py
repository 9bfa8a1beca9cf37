"""How long whole commands take, from start to end, loading of everything included."""

import statistics
import subprocess
import sys
import time

from bench.people import AS_OF, register
from bench.section import Options, Section, Table, Target, timed
from poruka.law.text import Text

PLACE = 40
REPEATS = 7


def run(options: Options) -> Section:
    """The help, and the national register screened."""
    day = ("--as-of", AS_OF.isoformat())
    country, out = str(register(options, "27k")), str(options.folder / "screened")
    commands = {
        "poruka --help": ("--help",),
        "poruka screen": ("screen", "--register", country, *day, "--out", f"{out}.csv"),
        "poruka screen --spans": ("screen", "--register", country, *day, "--spans", "--out", f"{out}.parquet"),
        "poruka whatif": ("whatif", "longer-age", "--register", country, *day),
    }
    times = {name: sorted(_taken(*words) for _ in range(REPEATS)) for name, words in commands.items()}
    medians = {name: statistics.median(each) for name, each in times.items()}
    return Section(
        title=Text("Із командного рядка", "From the command line"),
        about=Text(
            f"Цілий процес над національним реєстром (27 471 особа, Parquet), від запуску до кінця: з {REPEATS} разів.",
            f"The whole process over the national register (27,471 people, Parquet), start to end: of {REPEATS}.",
        ),
        tables=[
            Table(
                ("команда · command", "медіана · median", "найменше · least"),
                [(f"`{name}`", timed(medians[name]), timed(each[0])) for name, each in times.items()],
            )
        ],
        targets=[
            Target.below(Text("`poruka --help`", "the whole process"), medians["poruka --help"], 0.3),
            Target.below(Text("`poruka screen`, 27 471 особа", "the whole process"), medians["poruka screen"], 2),
        ],
    )


def _taken(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "poruka.cli", *arguments], check=True, capture_output=True)
    return time.perf_counter() - start
