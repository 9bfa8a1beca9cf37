"""What a history answers, held to the plainest reading of what it says of itself, whatever was corrected by what."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from poruka.cases.history import Entry, History
from tests.cases.told import at

TYPES = ("application", "consent", "withdrawal", "hearing")


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Records of a few types, some of which correct an earlier standing one of the same type."""
    entries: list[Entry] = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        type = draw(st.sampled_from(TYPES))
        gone = {entry.supersedes for entry in entries}
        wrong = [entry.number for entry in entries if entry.type == type and entry.number not in gone]
        corrects = draw(st.sampled_from([None, *wrong]))
        entries.append(Entry(number, type, {}, at(number), at(number), "somebody", "officer", "", corrects))
    return History(tuple(entries))


def place(entries: Sequence[Entry], entry: Entry) -> int:
    """Back along the corrections to the record that was there first."""
    while entry.supersedes is not None:
        entry = next(other for other in entries if other.number == entry.supersedes)
    return entry.number


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The records that nobody corrected, in the order of what they correct."""
    left = [entry for entry in entries if all(other.supersedes != entry.number for other in entries)]
    return sorted(left, key=lambda entry: place(entries, entry))


@given(histories())
def test_what_stands_and_in_which_place(history: History) -> None:
    assert list(history.standing) == standing(history.entries)
    for entry in history.entries:
        assert history.place(entry) == place(history.entries, entry)


@given(histories(), st.sets(st.sampled_from(TYPES), min_size=1))
def test_the_last_of_some_types_and_all_of_one(history: History, types: set[str]) -> None:
    of_them = [entry for entry in standing(history.entries) if entry.type in types]
    assert history.last(*types) == (of_them[-1] if of_them else None)
    for type in types:
        assert list(history.all(type)) == [entry for entry in of_them if entry.type == type]


@given(histories(), st.lists(st.sampled_from(TYPES), unique=True))
def test_what_is_newer(history: History, types: list[str]) -> None:
    for entry in history.entries:
        here = place(history.entries, entry)
        later = [e for e in standing(history.entries) if e.type in types and place(history.entries, e) > here]
        assert history.newer(entry, tuple(types)) == bool(later)


@given(histories())
def test_without_a_record_it_is_as_if_neither_it_nor_what_it_corrects_had_been_made(history: History) -> None:
    for entry in history.standing:
        left = history.without(entry).entries
        wanted = [e for e in history.entries if place(history.entries, e) != place(history.entries, entry)]
        assert list(left) == wanted
