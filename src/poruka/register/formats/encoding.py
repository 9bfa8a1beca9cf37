"""In what encoding a CSV file is: UTF-8 (with or without a mark), or Windows-1251 when that is clearly what it is."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from poruka.register.problems import RegisterError, refuse

CHUNK = 1 << 20
_MARKS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ABOVE_ASCII = bytes(range(128, 256))
_SMALL = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ".encode("cp1251")
_CAPITAL = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЁЪЫЭ".encode("cp1251")
_EXPECTED = _SMALL + _CAPITAL + "’«»№–—…“”„\u00a0".encode("cp1251")
_CAPITAL_INSIDE_A_WORD = re.compile(b"[" + _SMALL + b"][" + _CAPITAL + b"]")
UNASSIGNED_1251 = b"\x98"
SHARE_OF_LETTERS = 0.9
"""Nearly every byte means something in Windows-1251: believed only if this share of those above ASCII are letters."""
SHARE_OF_CAPITALS_INSIDE = 0.05
"""... and if fewer are capitals after a small letter: so KOI8 and ISO 8859-5 look when taken for Windows-1251."""


def encoding_of(path: Path, file: str) -> str:
    """``utf-8`` or ``cp1251``; a file in neither, or with NUL bytes, is refused with the row where it goes wrong."""
    _check_plain(path, file)
    if _is_utf8(path):
        return "utf-8"
    if _is_1251(path):
        return "cp1251"
    raise _neither(path, file)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(CHUNK), b"")


def _check_plain(path: Path, file: str) -> None:
    for number, chunk in enumerate(_chunks(path)):
        if number == 0 and chunk.startswith(_MARKS_16):
            raise _sixteen_bit(file)
        if b"\x00" in chunk:
            raise _nul_byte(path, file)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_1251(path: Path) -> bool:
    above = expected = inside = 0
    for chunk in _chunks(path):
        if UNASSIGNED_1251 in chunk:
            return False
        above += len(chunk) - len(chunk.translate(None, _ABOVE_ASCII))
        expected += len(chunk) - len(chunk.translate(None, _EXPECTED))
        inside += len(_CAPITAL_INSIDE_A_WORD.findall(chunk))
    return expected >= SHARE_OF_LETTERS * above and inside <= SHARE_OF_CAPITALS_INSIDE * above


def _sixteen_bit(file: str) -> RegisterError:
    return refuse(
        file,
        "файл у кодуванні UTF-16; збережіть його як «CSV UTF-8»",
        "the file is in UTF-16; save it as “CSV UTF-8”",
    )


def _nul_byte(path: Path, file: str) -> RegisterError:
    with path.open("rb") as stream:
        row = next(number for number, line in enumerate(stream, start=1) if b"\x00" in line)
    return refuse(
        file,
        "тут є нульовий байт: файл пошкоджено, або це не текст; вивантажте його ще раз як CSV у кодуванні UTF-8",
        "there is a NUL byte here: the file is damaged, or is not text; export it again as CSV in UTF-8",
        row=row,
    )


def _neither(path: Path, file: str) -> RegisterError:
    row = 1
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                row = number
                break
    return refuse(
        file,
        "звідси текст записано не в UTF-8 і не у Windows-1251; збережіть файл як «CSV UTF-8»",
        "from here the text is neither UTF-8 nor Windows-1251; save the file as “CSV UTF-8”",
        row=row,
    )
