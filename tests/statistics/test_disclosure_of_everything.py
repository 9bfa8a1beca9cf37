"""An attacker who sets figures, reasons, months, time limits and errors of several releases side by side learns nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poruka.statistics.public import audit, disclosure, publishing, series
from poruka.statistics.public.disclosure import Hidden, Key, Sum, shown
from tests.statistics.everything import notes, worked_out
from tests.statistics.lives import GIVEN, Life, country, released


def leaks(lives: Sequence[Life], documents: Sequence[Mapping[str, Any]]) -> list[str]:
    return worked_out(notes(documents, {one.place: one.oblast for one in lives}))


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.sampled_from([5, 20, 45, 80, 200]), st.integers(1, 4))
@example(3, 45, 2)
def test_two_releases_of_everything_leave_every_small_number_hidden(seed: int, people: int, places: int) -> None:
    lives = country(seed, people, places)
    assert not leaks(lives, released(lives, [2, 5]))


@settings(max_examples=3)
@given(st.integers(0, 10**6), st.sampled_from([20, 60, 120]))
def test_neither_do_four(seed: int, people: int) -> None:
    lives = country(seed, people, 3)
    assert not leaks(lives, released(lives, [1, 2, 4, 5]))


def some(people: int, **said: Any) -> list[Life]:
    usual = {"oblast": "O0", "place": "I0", "sex": "M", "month": 0}
    return [Life(**{**usual, **said}) for _ in range(people)]


def elsewhere(people: int, **said: Any) -> list[Life]:
    return some(people, oblast="O1", place="I1", **said)


class TestTheAttackCanSucceed:
    """Each tie between the parts of a release is needed: without it the same attacker succeeds."""

    FIVE_REASONS = [life for why in GIVEN[:5] for life in some(13, why=why)] + some(2, why=GIVEN[6])
    SEVEN_AND_SEVEN = some(7, released_after=2) + elsewhere(7, released_after=2)
    ALMOST_ALL_KEPT = some(12) + elsewhere(11) + elsewhere(1, late=True)
    ALMOST_ALL_REVERSED = (
        some(12, refused_by="appeal-result")
        + elsewhere(11, refused_by="appeal-result")
        + elsewhere(1, refused_by="ruling")
    )

    def test_reasons_rounded_without_regard_to_their_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Five reasons of 13 and one of 2: the whole leaves the last no more than two."""
        assert not leaks(self.FIVE_REASONS, released(self.FIVE_REASONS, [2]))
        protect = disclosure.protect

        def apart(exact: Mapping[Key, int], sums: Sequence[Sum], chains: Any = ()) -> dict[Key, Any]:
            reasons = {key: shown(count) for key, count in exact.items() if key[0].startswith("reason")}
            rest = {key: count for key, count in exact.items() if key not in reasons}
            return protect(rest, [one for one in sums if reasons.keys().isdisjoint(one.parts)], chains) | reasons

        monkeypatch.setattr(disclosure, "protect", apart)
        monkeypatch.setattr(audit, "close", audit.read)
        assert leaks(self.FIVE_REASONS, released(self.FIVE_REASONS, [2]))

    def test_months_given_though_the_total_is_hidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Seven here and seven there: the total would say so, and so would the month before."""
        documents = released(self.SEVEN_AND_SEVEN, [2])
        assert {row["hidden"] for row in documents[0]["figures"] if not row["division"]} >= {Hidden.WHOLE}
        assert not leaks(self.SEVEN_AND_SEVEN, documents)
        monkeypatch.setattr(series, "_open", lambda *_: True)
        assert leaks(self.SEVEN_AND_SEVEN, released(self.SEVEN_AND_SEVEN, [2]))

    def test_time_limits_given_without_regard_to_how_many_people_there_were(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Twelve and twelve were heard, so 23 or 24 in all; rulings about at least 23 were sent in time."""
        assert not leaks(self.ALMOST_ALL_KEPT, released(self.ALMOST_ALL_KEPT, [2]))
        monkeypatch.setattr(audit, "close", audit.read)
        assert leaks(self.ALMOST_ALL_KEPT, released(self.ALMOST_ALL_KEPT, [2]))

    def test_errors_given_without_regard_to_the_reasons(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """At least 23 of 23 or 24 refusals were made on appeal."""
        assert not leaks(self.ALMOST_ALL_REVERSED, released(self.ALMOST_ALL_REVERSED, [2]))
        monkeypatch.setattr(publishing, "AMONG", {})
        assert leaks(self.ALMOST_ALL_REVERSED, released(self.ALMOST_ALL_REVERSED, [2]))

    def test_the_second_release_made_as_if_it_were_the_first(self) -> None:
        """Each of two releases is careful, and together they tell."""
        told = []
        for seed in range(20):
            lives = country(seed, 60, 3)
            assert not leaks(lives, released(lives, [2, 5]))
            told += leaks(lives, [*released(lives, [2]), released(lives, [5])[0]])
            if told:
                break
        assert told


def test_countries_that_round_alike_say_the_same_in_every_section() -> None:
    """Thirteen or sixteen for a reason, in wholes that round alike: nothing in the document tells which it was."""
    one = some(13, why=GIVEN[0]) + some(16, why=GIVEN[1]) + some(30, why=GIVEN[2])
    other = some(16, why=GIVEN[0]) + some(13, why=GIVEN[1]) + some(30, why=GIVEN[2])
    assert released(one, [2]) == released(other, [2])
