"""A zip from outside: bounded in number, size and ratio, and it never writes outside its folder."""

import zipfile

import pytest

from poruka.register.formats import archive
from poruka.register.tables import load
from tests.register.extracts import files, refusal, zipped


class TestArchives:
    """What comes in a zip is not trusted."""

    @pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", b"PK\x03\x04" + b"\x00" * 100])
    def test_not_a_zip(self, content, tmp_path) -> None:
        (tmp_path / "x.zip").write_bytes(content)
        assert "this is not a zip archive, or it is damaged" in refusal(tmp_path / "x.zip")

    def test_a_bomb(self, tmp_path) -> None:
        zeros = b"0" * (archive.SMALL_ENOUGH + 1)
        path = zipped(tmp_path / "bomb.zip", {**files(), "persons.csv": zeros})
        assert "looks like a trap" in refusal(path)
        assert path.stat().st_size < 100_000

    def test_too_much_in_all(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(archive, "LARGEST_TOTAL", 100)
        assert "unpacked, the archive would take more" in refusal(zipped(tmp_path / "big.zip", files()))

    def test_too_many_members(self, tmp_path) -> None:
        many = {**files(), **{f"{number}.txt": "" for number in range(300)}}
        assert "the archive holds 303 files, at most 200 are allowed" in refusal(zipped(tmp_path / "many.zip", many))

    @pytest.mark.parametrize(
        "name", ["../persons.csv", "/etc/persons.csv", "a/../../persons.csv", "..\\persons.csv", "C:\\persons.csv"]
    )
    def test_a_path_that_climbs_out(self, name, tmp_path) -> None:
        inside = tmp_path / "in"
        inside.mkdir()
        assert "leads outside the archive" in refusal(zipped(inside / "x.zip", {**files(), name: "person_id\n"}))
        assert not (tmp_path / "persons.csv").exists()

    def test_a_link(self, tmp_path) -> None:
        path = tmp_path / "link.zip"
        with zipfile.ZipFile(path, "w") as bag:
            member = zipfile.ZipInfo("persons.csv")
            member.external_attr = 0o120777 << 16
            bag.writestr(member, "/etc/passwd")
        assert "leads outside the archive" in refusal(path)

    def test_a_password(self, tmp_path) -> None:
        path = zipped(tmp_path / "p.zip", files())
        locked = bytearray(path.read_bytes())
        for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = locked.find(header)
            while place >= 0:
                locked[place + offset] |= 1
                place = locked.find(header, place + 4)
        path.write_bytes(locked)
        assert "protected by a password" in refusal(path)

    def test_a_damaged_member(self, tmp_path) -> None:
        path = zipped(tmp_path / "d.zip", files(), zipfile.ZIP_STORED)
        broken = path.read_bytes().replace("Коваль".encode(), "Ковадь".encode())
        path.write_bytes(broken)
        assert "the member “persons.csv” is damaged" in refusal(path)

    def test_the_same_name_twice(self, tmp_path) -> None:
        path = zipped(tmp_path / "t.zip", {**files(), "old/persons.csv": "person_id\nP9\n"})
        assert "holds two files named “persons.csv”" in refusal(path)

    def test_nothing_stays_behind(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
        (tmp_path / "tmp").mkdir()
        monkeypatch.setattr("tempfile.tempdir", None)
        load(zipped(tmp_path / "x.zip", files()))
        assert list((tmp_path / "tmp").iterdir()) == []
