"""Zip archives, unpacked with suspicion: bounded number, size and ratio of members, no paths that climb out.

A workbook is a zip as well, so it passes the same inspection before any library opens it.
"""

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from poruka.register.problems import refuse, shortened

MOST_MEMBERS = 200
LARGEST_TOTAL = 16 << 30
LARGEST_RATIO = 200
SMALL_ENOUGH = 16 << 20
"""A member smaller than this, unpacked, may be squeezed in any ratio: blank columns compress very well."""
CHUNK = 1 << 20
ENCRYPTED = 0x1


def inspected(path: Path, file: str) -> list[zipfile.ZipInfo]:
    """The members of the archive at ``path`` that are files; an archive that is not safe to unpack is refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse(
            file,
            "це не архів zip або його пошкоджено; створіть його ще раз",
            "this is not a zip archive, or it is damaged; make it again",
        ) from error
    if len(members) > MOST_MEMBERS:
        raise refuse(
            file,
            f"в архіві файлів: {len(members)}, а дозволено до {MOST_MEMBERS}; залиште лише таблиці реєстру",
            f"the archive holds {len(members)} files, at most {MOST_MEMBERS} are allowed; keep only the tables of the "
            "register",
        )
    for member in members:
        _check_member(member, file)
    if sum(member.file_size for member in members) > LARGEST_TOTAL:
        raise refuse(
            file,
            f"після розпакування архів займе понад {LARGEST_TOTAL >> 30} ГБ; поділіть вивантаження на частини",
            f"unpacked, the archive would take more than {LARGEST_TOTAL >> 30} GB; split the extract into parts",
        )
    return [member for member in members if not member.is_dir()]


def _check_member(member: zipfile.ZipInfo, file: str) -> None:
    name = shortened(member.filename)
    path = PurePosixPath(member.filename.replace("\\", "/"))
    climbs = path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":"))
    if climbs or stat.S_ISLNK(member.external_attr >> 16):
        raise refuse(
            file,
            f"файл архіву «{name}» веде за межі архіву; створіть архів ще раз зі звичайних файлів",
            f"the member “{name}” leads outside the archive; make the archive again from plain files",
        )
    if member.flag_bits & ENCRYPTED:
        raise refuse(
            file,
            f"файл архіву «{name}» захищено паролем; створіть архів без пароля",
            f"the member “{name}” is protected by a password; make the archive without one",
        )
    if member.file_size > SMALL_ENOUGH and member.file_size > LARGEST_RATIO * max(member.compress_size, 1):
        raise refuse(
            file,
            f"файл архіву «{name}» після розпакування мав би {member.file_size} байтів замість {member.compress_size}; "
            "це схоже на пастку, архів не відкрито",
            f"unpacked, the member “{name}” would have {member.file_size} bytes instead of {member.compress_size}; "
            "this looks like a trap, and the archive was not opened",
        )


def unpack(path: Path, file: str, into: Path) -> None:
    """Unpack the tables of the archive into the folder ``into``, without the folders they stood in.

    What a member says of its size is not believed: no more than that many bytes are ever written.
    """
    for member in inspected(path, file):
        name = PurePosixPath(member.filename.replace("\\", "/")).name
        if "__MACOSX" in member.filename or name.startswith("."):
            continue
        target = into / name
        if target.exists():
            raise refuse(
                file,
                f"в архіві два файли з назвою «{shortened(name)}»; залиште один",
                f"the archive holds two files named “{shortened(name)}”; keep one of them",
            )
        _unpack_member(path, member, target, file)


def _unpack_member(path: Path, member: zipfile.ZipInfo, target: Path, file: str) -> None:
    left = member.file_size
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream, target.open("wb") as out:
            while left > 0 and (chunk := stream.read(min(CHUNK, left))):
                out.write(chunk)
                left -= len(chunk)
            stream.read(1)  # makes the reader compare the checksum at the end of the member
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise refuse(
            file,
            f"файл архіву «{shortened(member.filename)}» пошкоджено; створіть архів ще раз",
            f"the member “{shortened(member.filename)}” is damaged; make the archive again",
        ) from error
