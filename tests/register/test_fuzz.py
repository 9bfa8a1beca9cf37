"""Whatever bytes come, the answer is a register or a sentence, never a crash."""

import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poruka.law.facts import TABLES
from poruka.law.text import Text
from poruka.register.problems import RegisterError
from poruka.register.reading import read
from poruka.register.tables import load
from tests.register.extracts import files, folder

HEADER = b"person_id,family_name,birth_date\n"
pieces = st.lists(
    st.sampled_from(
        [
            b",",
            b";",
            b"\t",
            b"\n",
            b"\r",
            b"\r\n",
            b'"',
            b'""',
            b"'",
            b"P1",
            b"2020-01-01",
            b"\x00",
            b"\xff",
            b"\x98",
            "ї".encode(),
            "ї".encode("cp1251"),
            b"\xef\xbb\xbf",
            b"=",
            b" ",
            b"\x0b",
            b"\x85",
            "\u2028".encode(),
            b"person_id",
            b"x" * 5000,
        ]
    ),
    max_size=30,
).map(b"".join)


def answered(path: Path) -> None:
    """Either everything is read, or a RegisterError with a sentence in each language is raised; by both ways in."""
    for way in (read, load):
        refused: tuple[Text, ...] | None = None
        try:
            way(path)
        except RegisterError as error:
            refused = error.texts
        assert refused != ()
        assert not any("\x00" in text.uk + text.en for text in refused or ())


@given(st.one_of(st.binary(max_size=300), pieces, pieces.map(lambda rest: HEADER + rest)))
@example(b"\xef\xbb\xbf")
@example(b'"')
@example(b'person_id\n"' + b"x" * 200_000)
@example(HEADER + b"P1,\x98,\n")
def test_any_csv(tmp_path_factory, content) -> None:
    answered(folder(tmp_path_factory.mktemp("x"), {**files(), "persons.csv": content}))


lines = st.lists(st.text(st.sampled_from("PM1,,; #\n\t'=-їҐ\u00a0\u2028"), max_size=12), max_size=8)


@settings(max_examples=40)
@given(lines, st.booleans())
@example(["P1,M", "", "P2,F"], True)
@example(["P1", "P2,F,x"], True)
@example([" P1 ,", "#,M"], False)
def test_the_quick_way_and_the_careful_way_read_the_same(tmp_path_factory, rows, ends) -> None:
    text = "\n".join(["person_id,trade", *rows]) + ("\n" if ends else "")
    path = folder(tmp_path_factory.mktemp("x"), {**files(), "persons.csv": text})

    def seen() -> tuple[object, ...]:
        try:
            reading = read(path)
        except RegisterError as error:
            return error.texts
        persons = reading.tables["persons"]
        return (
            persons.frame.rows(),
            persons.problems.rows(),
            [(row.row, row.cells) for row in reading.ragged["persons"]],
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("poruka.register.formats.plain_csv.LARGEST", -1)
        careful = seen()
    assert seen() == careful


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda middle: b"PAR1" + middle + b"PAR1")))
def test_any_parquet(tmp_path_factory, content) -> None:
    rest = {name: text for name, text in files().items() if name != "persons.csv"}
    answered(folder(tmp_path_factory.mktemp("x"), {**rest, "persons.parquet": content}))


def good_parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"person_id": [f"P{number}" for number in range(50)], "sex": ["M"] * 50}).write_parquet(out)
    return out.getvalue()


def good_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for table in TABLES.values():
            sheet = book.add_worksheet(table.name)
            sheet.write_row(0, 0, [column.name for column in table.columns])
            sheet.write_row(1, 0, ["X1", "X1"])
    return out.getvalue()


def good_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files().items():
            archive.writestr(name, text)
    return out.getvalue()


damage = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8)
cut = st.one_of(st.none(), st.floats(0, 1))


def damaged(content: bytes, bytes_changed: "list[tuple[float, int]]", kept: "float | None") -> bytes:
    broken = bytearray(content)
    for place, value in bytes_changed:
        broken[int(place * len(broken))] = value
    return bytes(broken if kept is None else broken[: int(kept * len(broken))])


@pytest.mark.parametrize("name", ["persons.parquet", "x.xlsx", "x.zip"])
@settings(max_examples=60)
@given(bytes_changed=damage, kept=cut)
def test_any_damage(tmp_path_factory, name, bytes_changed, kept) -> None:
    whole = {"persons.parquet": good_parquet, "x.xlsx": good_workbook, "x.zip": good_zip}[name]()
    broken = damaged(whole, bytes_changed, kept)
    place = tmp_path_factory.mktemp("x")
    if name.endswith(".parquet"):
        rest = {other: text for other, text in files().items() if other != "persons.csv"}
        answered(folder(place, {**rest, name: broken}))
    else:
        answered(folder(place, {name: broken}) / name)


xml_cells = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=4
)


@settings(max_examples=25)
@given(st.lists(xml_cells, max_size=5))
def test_any_cells_in_a_workbook(tmp_path_factory, rows) -> None:
    path = tmp_path_factory.mktemp("x") / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for table in TABLES.values():
            sheet = book.add_worksheet(table.name)
            sheet.write_row(0, 0, [column.name for column in table.columns])
            for number, cells in enumerate(rows, start=1):
                for place, cell in enumerate(cells):
                    sheet.write_string(number, place, cell)
    answered(path)
