"""An extract may come as a folder, a workbook or a zip; one that cannot be read is refused with place and cure."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from poruka.register import reading
from poruka.register.exporting import export_register
from poruka.register.reading import read
from poruka.register.tables import Register, load
from tests.register.extracts import CONVICTIONS, PERSONS, SENTENCES, csv_of, extract, files, folder, refusal, zipped


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return load(extract(tmp_path / "plain"))


def same(one: Register, other: Register) -> bool:
    return all(one.table(name).equals(other.table(name)) for name in ("persons", "sentences", "convictions"))


class TestShapes:
    """The same register, however it is packed."""

    def test_a_folder_of_csv_says_what_the_cells_say(self, register: Register) -> None:
        assert register.persons.height == 2
        conviction = register.convictions.row(1, named=True)
        assert conviction["items"] == "1;4"
        assert conviction["code"] == "UA2001"
        assert conviction["stage"] == "completed"
        assert conviction["participation"] == "perpetrator"
        assert conviction["abuse_of_office"] is None

    @pytest.mark.parametrize("name", ["r.zip", "r.xlsx", "parquet", "csv"])
    def test_every_shape_that_is_exported_is_read(self, name, register, tmp_path) -> None:
        path = export_register(register, tmp_path / name, "parquet" if name == "parquet" else None)
        assert same(load(path), register)

    def test_a_zip_of_parquet(self, register, tmp_path) -> None:
        plain = export_register(register, tmp_path / "p", "parquet")
        packed = zipped(tmp_path / "p.zip", {path.name: path.read_bytes() for path in plain.iterdir()})
        assert same(load(packed), register)

    def test_a_zip_of_a_workbook(self, register, tmp_path) -> None:
        book = export_register(register, tmp_path / "r.xlsx")
        assert same(load(zipped(tmp_path / "b.zip", {"вивантаження.xlsx": book.read_bytes()})), register)

    def test_a_zip_of_a_folder_as_a_mac_makes_it(self, register, tmp_path) -> None:
        members: dict[str, str | bytes] = {f"extract/{name}": text for name, text in files().items()}
        members |= {f"__MACOSX/extract/._{name}": b"\x00\x05" for name in files()}
        assert same(load(zipped(tmp_path / "m.zip", members)), register)

    def test_a_folder_of_parts_as_a_cluster_writes_it(self, register, tmp_path) -> None:
        for name in ("persons", "sentences", "convictions"):
            parts = tmp_path / "cluster" / f"{name}.parquet"
            parts.mkdir(parents=True)
            frame = register.table(name)
            frame.head(1).write_parquet(parts / "part-0.parquet")
            frame.tail(-1).write_parquet(parts / "part-1.parquet")
            (parts / "_SUCCESS").touch()
        assert same(load(tmp_path / "cluster"), register)

    def test_names_in_capitals(self, register, tmp_path) -> None:
        assert same(load(folder(tmp_path / "c", {name.upper(): text for name, text in files().items()})), register)

    def test_a_missing_optional_column_is_not_known(self, tmp_path) -> None:
        few = {"persons.csv": "person_id\nP1\nP2\n"}
        register = load(folder(tmp_path / "f", {**files(), **few}))
        assert register.persons["birth_date"].null_count() == 2

    def test_many_blocks_keep_their_row_numbers(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr("poruka.register.formats.plain_csv.LARGEST", 4096)
        monkeypatch.setattr("poruka.register.formats.delimited.BLOCK", 4096)
        people = [{"person_id": f"P{number:05}"} for number in range(2_000)]
        text = csv_of("persons", people).splitlines()
        text[1500] = "too,few"
        parsed = read(folder(tmp_path / "f", {**files(people, (), ()), "persons.csv": "\n".join(text)}))
        rows = dict(parsed.tables["persons"].frame.select("person_id", "row").iter_rows())
        assert [ragged.row for ragged in parsed.ragged["persons"]] == [1501]
        assert rows == {f"P{number:05}": number + 2 for number in range(2_000) if number != 1499}


class TestEncodings:
    """UTF-8 with or without a mark, and Windows-1251, which is told."""

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_utf8(self, mark, register, tmp_path) -> None:
        path = folder(tmp_path / "u", {name: mark + text for name, text in files().items()})
        assert same(load(path), register)
        assert not read(path).notices

    def test_windows_1251_is_read_and_told(self, register, tmp_path) -> None:
        path = folder(tmp_path / "w", {name: text.encode("cp1251") for name, text in files().items()})
        assert same(load(path), register)
        assert "persons.csv: прочитано в кодуванні Windows-1251" in read(path).notices[0].text.uk

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "koi8_u", "iso8859_5"])
    def test_others_are_refused(self, encoding, tmp_path) -> None:
        names = "\n".join(f"{row},Савчук Єва Іванівна" for row in range(2, 30))
        path = folder(tmp_path / "o", {**files(), "persons.csv": f"person_id,family_name\n{names}\n".encode(encoding)})
        said = refusal(path)
        assert "persons.csv" in said
        assert "UTF-8" in said

    def test_one_wrong_byte_is_shown_its_row(self, tmp_path) -> None:
        path = folder(
            tmp_path / "b", {**files(), "persons.csv": "person_id,family_name\nP1,Коваль\nP2,".encode() + b"\xff\xfe\n"}
        )
        assert "persons.csv, row 3" in refusal(path)

    def test_a_nul_byte_is_shown_its_row(self, tmp_path) -> None:
        path = folder(tmp_path / "n", {**files(), "persons.csv": "person_id,family_name\nP1,Ко\x00валь\n"})
        assert "persons.csv, row 2: there is a NUL byte" in refusal(path)


class TestSeparators:
    @pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
    def test_other_separators_are_read_and_told(self, separator, word, register, tmp_path) -> None:
        tables = {"persons": PERSONS, "sentences": SENTENCES, "convictions": CONVICTIONS}
        path = folder(tmp_path / "s", {f"{name}.csv": csv_of(name, rows, separator) for name, rows in tables.items()})
        assert same(load(path), register)
        assert word in read(path).notices[0].text.en

    def test_carriage_returns_and_blank_rows(self, register, tmp_path) -> None:
        blanks = {name: text.replace("\n", "\r\n") + "\r\n,,,\r\n\r\n" for name, text in files().items()}
        assert same(load(folder(tmp_path / "r", blanks)), register)


class TestHeaders:
    def test_an_unknown_column_is_shown_the_nearest_name(self, tmp_path) -> None:
        text = files()["persons.csv"].replace("birth_date", "birthdate")
        said = refusal(folder(tmp_path / "h", {**files(), "persons.csv": text}))
        assert said == "persons.csv, row 1, column birthdate: an unknown column; the nearest known name is birth_date"

    def test_a_required_column_that_is_missing(self, tmp_path) -> None:
        said = refusal(folder(tmp_path / "h", {**files(), "convictions.csv": "conviction_id,person_id\nC1,P1\n"}))
        assert said == "convictions.csv, row 1, column article: a required column is missing; add it to the header"

    def test_a_column_twice(self, tmp_path) -> None:
        said = refusal(folder(tmp_path / "h", {**files(), "persons.csv": "person_id,sex,sex\nP1,M,F\n"}))
        assert "column sex: this column occurs twice" in said

    def test_ten_thousand_columns(self, tmp_path) -> None:
        header = ",".join(["person_id", *(f"c{number}" for number in range(10_000))])
        said = refusal(folder(tmp_path / "h", {**files(), "persons.csv": f"{header}\nP1\n"}))
        assert "9995 more unknown columns" in said
        assert len(said) < 2_000

    def test_a_column_without_a_name_may_be_there_if_empty(self, register, tmp_path) -> None:
        text = "\n".join(f"{line}," for line in files()["persons.csv"].splitlines())
        assert same(load(folder(tmp_path / "h", {**files(), "persons.csv": text})), register)

    def test_a_column_without_a_name_may_not_hold_anything(self, tmp_path) -> None:
        said = refusal(folder(tmp_path / "h", {**files(), "persons.csv": "person_id,\nP1,\nP2,?\n"}))
        assert "persons.csv, row 3: column number 2 has no name but holds something" in said

    def test_a_header_without_an_end(self, tmp_path) -> None:
        said = refusal(folder(tmp_path / "h", {**files(), "persons.csv": "x" * (2 << 20)}))
        assert "this is not a CSV table" in said


class TestMissingAndEmpty:
    def test_no_such_path(self, tmp_path) -> None:
        assert "there is no such file or folder" in refusal(tmp_path / "nowhere")

    @pytest.mark.parametrize("name", ["register.csv", "register.txt", "register.ods", "register"])
    def test_a_file_that_is_no_extract(self, name, tmp_path) -> None:
        (tmp_path / name).write_text("person_id\n")
        assert "this is not a register extract" in refusal(tmp_path / name)

    def test_an_empty_folder(self, tmp_path) -> None:
        assert "there are no tables of a register here" in refusal(tmp_path)

    @pytest.mark.parametrize("table", ["persons", "sentences", "convictions"])
    def test_a_missing_table(self, table, tmp_path) -> None:
        rest = {name: text for name, text in files().items() if name != f"{table}.csv"}
        assert f"the file {table} is missing" in refusal(folder(tmp_path / "m", rest))

    def test_a_table_in_two_files(self, tmp_path) -> None:
        path = folder(tmp_path / "t", {**files(), "persons.parquet": b""})
        assert "the table persons is in two files: persons.csv and persons.parquet" in refusal(path)

    @pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "  ", ",,,\n"])
    def test_an_empty_file(self, content, tmp_path) -> None:
        said = refusal(folder(tmp_path / "e", {**files(), "convictions.csv": content}))
        assert said.startswith("convictions.csv")

    @pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n\n"])
    def test_nothing_but_headers(self, ending, tmp_path) -> None:
        empty = {name: text.rstrip("\n") + ending for name, text in files((), (), ()).items()}
        assert "there is only a header and no row" in refusal(folder(tmp_path / "e", empty))

    def test_no_convictions_at_all_is_a_register(self, tmp_path) -> None:
        assert load(extract(tmp_path / "n", PERSONS, SENTENCES, ())).convictions.is_empty()

    def test_no_right_to_read(self, tmp_path, monkeypatch) -> None:
        def refuse_to_open(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", "persons.csv")

        path = extract(tmp_path / "p")
        monkeypatch.setattr(reading, "open_table", refuse_to_open)
        assert "there is no permission to read this file" in refusal(path)


class TestRows:
    def test_a_row_with_too_few_cells_is_kept_apart(self, tmp_path) -> None:
        parsed = read(folder(tmp_path / "r", {**files(), "persons.csv": "person_id,sex\nP1,M\nP2\n"}))
        assert [(row.row, row.cells) for row in parsed.ragged["persons"]] == [(3, ["P2"])]

    def test_a_short_row_is_not_made_up_for_by_a_long_one(self, tmp_path) -> None:
        text = "person_id,sex,trade\nP1,M\nP2,F,кухар,x\nP3,M,слюсар\n"
        parsed = read(folder(tmp_path / "r", {**files(), "persons.csv": text}))
        assert [row.row for row in parsed.ragged["persons"]] == [2, 3]
        assert parsed.tables["persons"].frame.select("row", "person_id").rows() == [(4, "P3")]

    def test_a_row_of_ten_thousand_cells(self, tmp_path) -> None:
        wide = ",".join(["P2"] * 10_000)
        parsed = read(folder(tmp_path / "r", {**files(), "persons.csv": f"person_id,sex\nP1,M\n{wide}\n"}))
        assert "10000 cells and the header 2" in parsed.ragged["persons"][0].reason.en

    def test_when_every_row_is_broken_that_is_said_once(self, tmp_path) -> None:
        rows = "P1;M\n" * 2_000
        said = refusal(folder(tmp_path / "r", {**files(), "persons.csv": f"person_id,sex\n{rows}"}))
        assert "in the first rows the number of cells is not that of the header (2)" in said

    @pytest.mark.parametrize("rest", ["P2,x\n", 'P2,"x"\n' + "P3,y\n" * 100])
    def test_a_quotation_mark_that_is_not_closed(self, rest, tmp_path) -> None:
        text = f'person_id,family_name\nP0,"Коваль\n{rest}'
        assert "a quotation mark is probably opened" in refusal(
            folder(tmp_path / "q", {**files(), "persons.csv": text})
        )

    def test_a_quotation_mark_closed_a_hundred_rows_later(self, tmp_path) -> None:
        swallowed = "".join(f"P{number},z\n" for number in range(100))
        text = f'person_id,family_name\nP0,"Коваль\n{swallowed}P200,Мельник"\nP300,Ґедзь\n'
        assert "persons.csv, row 2: a cell holds a line break" in refusal(
            folder(tmp_path / "q", {**files(), "persons.csv": text})
        )

    def test_a_cell_longer_than_a_block(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr("poruka.register.formats.plain_csv.LARGEST", 4096)
        monkeypatch.setattr("poruka.register.formats.delimited.BLOCK", 4096)
        said = refusal(folder(tmp_path / "l", {**files(), "persons.csv": f"person_id,trade\nP1,{'x' * 20_000}\n"}))
        assert "a row is too long" in said


class TestParquet:
    @pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\x00" * 64 + b"PAR1", b"person_id\nP1\n"])
    def test_not_parquet(self, content, tmp_path) -> None:
        tables = {"persons.parquet": content, **{name: text for name, text in files().items() if name != "persons.csv"}}
        assert refusal(folder(tmp_path / "p", tables)).startswith("persons.parquet: ")

    def test_more_rows_than_the_file_can_hold(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr("poruka.register.formats.columnar.MOST_ROWS_UNASKED", 1_000)
        path = extract(tmp_path / "p")
        (path / "persons.csv").unlink()
        pl.DataFrame({"person_id": pl.Series([None], dtype=pl.String()).new_from_index(0, 1_000_000)}).write_parquet(
            path / "persons.parquet"
        )
        assert "declares 1000000 rows" in refusal(path)

    def test_a_type_that_cannot_be_text(self, tmp_path) -> None:
        path = extract(tmp_path / "p")
        (path / "persons.csv").unlink()
        pl.DataFrame({"person_id": ["P1"], "birth_date": [{"year": 1990}]}).write_parquet(path / "persons.parquet")
        assert "column birth_date" in (said := refusal(path))
        assert "write it as a date (DATE)" in said

    def test_an_unknown_column(self, tmp_path) -> None:
        path = extract(tmp_path / "p")
        (path / "persons.csv").unlink()
        pl.DataFrame({"person_id": ["P1"], "birthday": [None]}).write_parquet(path / "persons.parquet")
        assert "the nearest known name is birth_date" in refusal(path)


class TestWorkbooks:
    @pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0" + b"\x00" * 600])
    def test_not_a_workbook(self, content, tmp_path) -> None:
        (tmp_path / "x.xlsx").write_bytes(content)
        assert refusal(tmp_path / "x.xlsx").startswith("x.xlsx: ")

    def test_a_zip_that_is_no_workbook(self, tmp_path) -> None:
        assert "this is not an XLSX workbook" in refusal(zipped(tmp_path / "x.xlsx", files()))

    def test_a_missing_sheet(self, tmp_path) -> None:
        with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
            book.add_worksheet("persons").write(0, 0, "person_id")
        assert "the sheet sentences is missing" in refusal(tmp_path / "x.xlsx")

    def test_an_empty_sheet(self, tmp_path) -> None:
        with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
            for name in ("persons", "sentences", "convictions"):
                book.add_worksheet(name)
        assert "x.xlsx/persons: the sheet is empty" in refusal(tmp_path / "x.xlsx")

    def test_cells_as_an_officer_types_them(self, tmp_path) -> None:
        """Numbers, dates and booleans as Excel keeps them, a blank row, a sheet of notes."""
        with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
            day = book.add_format({"num_format": "dd.mm.yyyy"})
            persons = book.add_worksheet("Persons")
            persons.write_row(0, 0, ["person_id", "birth_date", "responsible_office"])
            persons.write_row(1, 0, [1001, None, True])
            persons.write_number(1, 1, 32994, day)
            persons.write_row(3, 0, [1002, "01.02.1980", "ні"])
            sentences = book.add_worksheet("sentences")
            sentences.write_row(0, 0, ["sentence_id", "person_id", "term_years"])
            sentences.write_row(1, 0, ["S1", 1001, 5])
            convictions = book.add_worksheet("convictions")
            convictions.write_row(0, 0, ["conviction_id", "person_id", "article", "part", "items"])
            convictions.write_row(1, 0, ["C1", 1002, 115, 2, 4])
            book.add_worksheet("нотатки").write(0, 0, "чернетка")
        register = load(tmp_path / "x.xlsx")
        assert register.persons.select("person_id", "birth_date", "responsible_office").cast(pl.String()).rows() == [
            ("1001", "1990-05-01", "true"),
            ("1002", "1980-02-01", "false"),
        ]
        assert register.convictions.select("person_id", "article", "part", "items").rows() == [("1002", "115", 2, "4")]
        assert read(tmp_path / "x.xlsx").tables["persons"].frame["row"].to_list() == [2, 4]
