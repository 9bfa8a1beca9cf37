"""A register prepared and kept: the same answers to the byte, and a sentence for a file that is not to be trusted."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from poruka.law.engine import LawError
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import amend
from poruka.register.tables import Register
from poruka.screening import snapshot
from poruka.screening.engine import outcome, screen
from poruka.screening.output import KINDS, write
from poruka.screening.ruling import FACTS, prepared
from poruka.screening.whatif import compare, shipped
from tests.screening.conftest import TODAY
from tests.screening.test_engines import STRICT


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_as_without(country: Register, kept: Path, kind: str, tmp_path: Path) -> None:
    write(outcome(country, TODAY, spans=True), tmp_path / f"without.{kind}")
    write(outcome(snapshot.load(kept), TODAY, spans=True), tmp_path / f"with.{kind}")
    assert (tmp_path / f"with.{kind}").read_bytes() == (tmp_path / f"without.{kind}").read_bytes()


def test_under_readings_that_were_not_prepared_for(country: Register, kept: Path) -> None:
    found = screen(snapshot.load(kept), TODAY, readings=STRICT, spans=True)
    assert_frame_equal(found, screen(country, TODAY, readings=STRICT, spans=True))


@pytest.mark.parametrize("id", shipped())
def test_a_what_if_says_the_same(country: Register, kept: Path, id: str) -> None:
    """Where people are and what for included."""
    from_file, from_register = (compare(people, shipped()[id], TODAY) for people in (snapshot.load(kept), country))
    assert_frame_equal(from_file.people, from_register.people)
    assert (from_file.before, from_file.after) == (from_register.before, from_register.after)


@pytest.mark.parametrize("id", shipped())
def test_it_holds_whatever_a_shipped_draft_asks(id: str) -> None:
    assert set(amend(BOOK, shipped()[id]).facts) <= set(FACTS)


def test_it_holds_no_names(country: Register, kept: Path) -> None:
    content = kept.read_bytes()
    for name in country.persons["family_name"].drop_nulls().unique().head(50):
        assert name.encode() not in content


def test_the_same_register_gives_the_same_file(country: Register, kept: Path, tmp_path: Path) -> None:
    snapshot.save(prepared(country), tmp_path / "again.snapshot")
    assert (tmp_path / "again.snapshot").read_bytes() == kept.read_bytes()


def test_a_register_with_nobody_in_it(country: Register, tmp_path: Path) -> None:
    nobody = Register(*(country.table(name).clear() for name in ("persons", "sentences", "convictions")))
    snapshot.save(prepared(nobody), tmp_path / "nobody.snapshot")
    assert screen(snapshot.load(tmp_path / "nobody.snapshot"), TODAY).height == 0


def refused(path: Path) -> LawError:
    with pytest.raises(LawError) as found:
        screen(snapshot.load(path), TODAY)
    return found.value


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "There is no snapshot file" in refused(tmp_path / "a.snapshot").text.en


@pytest.mark.parametrize("content", [b"", b"PAR1", b"person_id,family_name\n1,X\n" * 100])
def test_a_file_of_another_kind(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.snapshot").write_bytes(content)
    text = refused(tmp_path / "a.snapshot").text
    assert text.en == "The file a.snapshot is not a snapshot of a register. Make one with poruka register snapshot."
    assert text.uk == "Файл a.snapshot – не знімок реєстру. Знімок робить poruka register snapshot."


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.9999])
def test_a_file_that_was_cut_short(kept: Path, tmp_path: Path, share: float) -> None:
    whole = kept.read_bytes()
    (tmp_path / "a.snapshot").write_bytes(whole[: int(len(whole) * share)])
    assert "is damaged or cut short" in refused(tmp_path / "a.snapshot").text.en


def test_one_byte_that_changed(kept: Path, tmp_path: Path) -> None:
    """Wherever it is: nobody is answered from a damaged table, and the index is checked before anything else."""
    whole = kept.read_bytes()
    noticed = 0
    for place in range(len(snapshot.MAGIC), len(whole), len(whole) // 60):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        (tmp_path / "a.snapshot").write_bytes(damaged)
        try:
            found = screen(snapshot.load(tmp_path / "a.snapshot"), TODAY)
        except LawError:
            assert "is damaged" in refused(tmp_path / "a.snapshot").text.en
            noticed += 1
        else:
            assert_frame_equal(found, screen(snapshot.load(kept), TODAY))
    assert noticed > 10


def test_a_snapshot_of_another_version(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_made_by", lambda: "9.9")
    text = refused(kept).text
    assert "made by another version of Poruka" in text.en
    assert "іншою версією" in text.uk


def test_writing_that_breaks_off_leaves_the_old_one(
    country: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.snapshot"
    path.write_bytes(b"before")

    def full_disk(*_: object) -> pl.DataFrame:
        raise OSError("no space left on device")

    monkeypatch.setattr(snapshot, "_frame_of", full_disk)
    with pytest.raises(OSError, match="no space left"):
        snapshot.save(prepared(country), path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(country: Register, tmp_path: Path) -> None:
    with pytest.raises(LawError, match="Make it first"):
        snapshot.save(prepared(country), tmp_path / "no" / "a.snapshot")
