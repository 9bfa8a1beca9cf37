"""Offices a form starts with before the case names them: the medical board that the recruitment centre organises."""

from collections.abc import Iterable, Iterator

from poruka.cases.catalogue.kinds import OfficeKind, RecordType
from poruka.cases.places import Places

BOARD: OfficeKind = "medical_board"


def with_boards(
    kind: RecordType, parties: Iterable[tuple[str, str]], institutions: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The offices of some cases and, where the form asks for a board and none is named yet, those of the oblasts."""
    known = list(parties)
    yield from known
    if any(field.office == BOARD for field in kind.fields) and not any(office == BOARD for office, _ in known):
        here = {institution for institution in institutions if institution}
        near = Places.around(here)
        for institution in here:
            board = near.office(institution, BOARD)
            if board:
                yield BOARD, board
