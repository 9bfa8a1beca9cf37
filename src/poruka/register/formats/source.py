"""Which file holds which table, whatever the extract is packed in."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from poruka.law.facts import TABLES
from poruka.law.text import Text
from poruka.register.formats.archive import inspected, unpack
from poruka.register.formats.workbook import sheet_names
from poruka.register.layout import ALL_TABLES
from poruka.register.problems import Problem, RegisterError, refuse

Form = Literal["csv", "parquet", "sheet"]
SUFFIXES: Mapping[str, Form] = {".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}
CORRECTION_MARK = "poruka-correction.txt"
"""A folder of corrected rows carries this file: people who are not in it are not missing from it."""
CHUNK = 1 << 20

PACKING = Text(
    "очікується папка з persons.csv, sentences.csv, convictions.csv (або .parquet), одна книга XLSX з аркушами "
    "persons, sentences, "
    "convictions, або архів zip з ними",
    "expected: a folder with persons.csv, sentences.csv, convictions.csv (or .parquet), one XLSX workbook with the "
    "sheets persons, "
    "sentences, convictions, or a zip of these",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one table is: ``file`` is how it is called when something is wrong there."""

    form: Form
    path: Path
    file: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An extract, found and unpacked. ``correction``: it holds corrected rows only, not everybody."""

    places: Mapping[str, Place]
    correction: bool = False

    def sha256(self) -> str:
        """The hash of the bytes of every table, in the order of the format; the packing does not matter."""
        digest = hashlib.sha256()
        for name in ALL_TABLES:
            place = self.places.get(name)
            if place is None:
                continue
            digest.update(f"{name}:{place.form}:{place.sheet}\n".encode())
            for path in parts(place.path):
                with path.open("rb") as stream:
                    for chunk in iter(lambda stream=stream: stream.read(CHUNK), b""):  # type: ignore[misc]
                        digest.update(chunk)
        return digest.hexdigest()


def parts(path: Path) -> list[Path]:
    """The file itself, or the Parquet files of a folder that a cluster wrote."""
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The extract at ``path``; what had to be unpacked is removed again on the way out."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            yield _in_folder(path, name)
        elif not path.exists():
            raise refuse(
                str(path),
                f"такого файлу чи папки немає; {PACKING.uk}",
                f"there is no such file or folder; {PACKING.en}",
            )
        elif path.suffix.casefold() == ".xlsx":
            yield _in_workbook(path, name)
        elif path.suffix.casefold() == ".zip":
            with tempfile.TemporaryDirectory(prefix="poruka-") as folder:
                unpack(path, name, Path(folder))
                yield _in_folder(Path(folder), name)
        else:
            raise refuse(
                name, f"це не вивантаження реєстру; {PACKING.uk}", f"this is not a register extract; {PACKING.en}"
            )
    except PermissionError as error:
        raise refuse(
            str(error.filename or path),
            "немає права читати цей файл; змініть права доступу",
            "there is no permission to read this file; change its access rights",
        ) from error


def _in_folder(folder: Path, name: str) -> Source:
    found: dict[str, Place] = {}
    workbooks: list[Path] = []
    for path in sorted(folder.iterdir()):
        form = SUFFIXES.get(path.suffix.casefold())
        table = path.stem.casefold()
        if path.suffix.casefold() == ".xlsx" and not path.name.startswith(("~", ".")):
            workbooks.append(path)
        if form is None or table not in ALL_TABLES:
            continue
        if table in found:
            raise refuse(
                name,
                f"таблиця {table} лежить у двох файлах: {found[table].file} і {path.name}; залиште один",
                f"the table {table} is in two files: {found[table].file} and {path.name}; keep one of them",
            )
        found[table] = Place(form, path, path.name)
    if not found and len(workbooks) == 1:
        return _in_workbook(workbooks[0], workbooks[0].name)
    _check_nothing_missing(name, found, Text("файлу", "file"))
    in_order = {table: found[table] for table in ALL_TABLES if table in found}
    return Source(in_order, correction=(folder / CORRECTION_MARK).is_file())


def _in_workbook(path: Path, name: str) -> Source:
    inspected(path, name)
    sheets = {sheet.strip().casefold(): sheet for sheet in sheet_names(path, name)}
    found = {
        table: Place("sheet", path, f"{name}/{sheets[table]}", sheets[table]) for table in ALL_TABLES if table in sheets
    }
    _check_nothing_missing(name, found, Text("аркуша", "sheet"))
    return Source(found)


def _check_nothing_missing(name: str, found: Mapping[str, Place], what: Text) -> None:
    missing = [table for table in TABLES if table not in found]
    if len(missing) == len(TABLES):
        raise refuse(
            name, f"таблиць реєстру тут немає; {PACKING.uk}", f"there are no tables of a register here; {PACKING.en}"
        )
    if missing:
        raise RegisterError(
            Problem(
                name,
                None,
                None,
                None,
                Text(
                    f"бракує {what.uk} {table}; додайте його, хоча б із самим заголовком",
                    f"the {what.en} {table} is missing; add it, if only with its header",
                ),
            )
            for table in missing
        )
