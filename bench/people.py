"""The people who are asked about: synthetic registers in Parquet, made once and kept between runs."""

from datetime import date
from pathlib import Path

from bench.measuring import in_child
from bench.section import SIZES, Options

AS_OF = date(2026, 1, 15)
SEED = 1


def register(options: Options, size: str) -> Path:
    """The folder with the register of that size; made if it is not there yet."""
    folder = options.folder / f"register-{size}-{SEED}-{AS_OF.isoformat()}"
    if not folder.is_dir():
        in_child("bench.people", "make", str(folder), SIZES[size])
    return folder


def make(folder: str, persons: int) -> None:
    """Draw the register; it gets its name when it is whole."""
    from poruka.register.synthesis import make as draw

    whole = Path(folder)
    part = whole.with_name(f".{whole.name}.part")
    draw(part, persons, SEED, today=AS_OF, format="parquet")
    part.replace(whole)
