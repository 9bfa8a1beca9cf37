"""What is learned: a known pace is found again, intervals hold what they say, and the same seed gives the same draws."""

from datetime import date

import numpy as np
import pytest

from poruka.forecast import priors
from poruka.forecast.fit import fit, heavy, learned_pace
from poruka.forecast.flow import Stock, flows
from poruka.forecast.future import Plan, foresee
from poruka.forecast.observed import Counted, Evidence, from_points
from poruka.forecast.scores import scored
from poruka.forecast.timeline import Timeline, month_ends, past_knots, position
from tests.forecast.programme import PEOPLE, START, lived, published, rush_and_tail

ALL = ("applications", "petitions_sent", "granted", "released", "arrived_at_unit")
STOCK = Stock(float(PEOPLE))


def learn(evidence: Evidence, draws: int = 300, seed: int = 1, stock: Stock = STOCK):
    return fit(evidence, stock, draws, np.random.default_rng(seed))


@pytest.fixture(scope="module")
def course() -> dict[str, np.ndarray]:
    return lived(rush_and_tail(), 1000, seed=3)


def test_the_known_course_of_a_programme_is_found_again(course) -> None:
    learned = learn(from_points(published(course, date(2025, 8, 31), ALL))).quantities
    truth = {"passing": 0.6, "preparation_days": 12.0, "court_days": 7.0, "release_days": 4.0, "arrival_days": 6.0}
    for name, value in truth.items():
        low, high = np.quantile(learned[name], (0.005, 0.995))
        assert low <= value <= high, name
        assert high / low < 6.0, name
    prior = next(p for p in priors.PRIORS if p.id == "preparation_days").likely
    assert (
        np.quantile(learned["preparation_days"], 0.9) / np.quantile(learned["preparation_days"], 0.1)
        < prior[1] / prior[0] / 3
    )


def test_what_comes_lies_within_the_interval_and_near_the_median(course) -> None:
    learned = learn(from_points(published(course, date(2025, 5, 31))))
    future = foresee(learned, Plan(date(2026, 5, 31)), 1)
    for month, place in ((2, 0.06), (11, 0.15)):
        came = (course["released"] <= position(START, future.months[month])).sum()
        low, high = np.quantile(future.released[:, month], (0.025, 0.975))
        assert low <= came <= high
        assert np.median(future.released[:, month]) == pytest.approx(came, rel=place)


def test_intervals_hold_about_as_much_as_they_say() -> None:
    """Programmes drawn from the model itself: of what comes in them, 50, 80 and 95 in a hundred lie inside."""
    chance = np.random.default_rng(11)
    held = np.array([_drawn_programme(chance) for _ in range(20)], dtype=float).mean(axis=(0, 1))
    for share, promised in zip(held, (0.5, 0.8, 0.95), strict=True):
        assert share == pytest.approx(promised, abs=0.18)


def _drawn_programme(chance: np.random.Generator) -> list[tuple[bool, bool, bool]]:
    ends = month_ends(START, date(2025, 10, 31))
    knots = past_knots(position(START, ends[-1]))
    whitened = chance.standard_normal((1, priors.COUNT + len(knots)))
    line = Timeline.through(START, [], ends[-1])
    quantities = priors.natural(whitened)
    pace = learned_pace(whitened[:, priors.COUNT :], quantities["wander"], knots, line.edges)
    passed = flows(quantities, pace, line, STOCK)[0]
    counts, totals = [], []
    for stage in range(5):
        total, before = 0, None
        for end in ends:
            mean = passed[line.at(end), stage] - (passed[line.at(before), stage] if before else 0.0)
            scatter = 1 + quantities["noise"][0] * chance.standard_normal()
            people = float(chance.poisson(max(mean * scatter, 0.0)))
            total += int(people)
            counts.append(Counted(stage, before, end, people))
            before = end
            if stage == 3:
                totals.append((end, total))
    known = 9
    evidence = Evidence(tuple(c for c in counts if c.until <= ends[known - 1]), START, tuple(totals[:known]))
    future = foresee(learn(evidence, draws=100), Plan(ends[-1]), 1)
    return [scored(future.released[:, m].astype(float), totals[known + m][1]).held for m in (0, 3, 7)]


def test_the_same_seed_gives_the_same_draws_and_another_seed_others(course) -> None:
    evidence = from_points(published(course, date(2024, 10, 31)))
    a, b, c = learn(evidence, seed=5), learn(evidence, seed=5), learn(evidence, seed=6)
    assert np.array_equal(a.draws, b.draws)
    assert not np.array_equal(a.draws, c.draws)


def test_one_figure_is_enough_to_begin_and_leaves_much_open() -> None:
    evidence = Evidence((Counted(3, None, date(2024, 7, 31), 3823.0),), START, ((date(2024, 7, 31), 3823),))
    future = foresee(learn(evidence), Plan(date(2026, 7, 31)), 1)
    low, high = np.quantile(future.released[:, -1], (0.1, 0.9))
    assert (high - 3823) / max(low - 3823, 1.0) > 4


def test_turns_are_mostly_small_and_now_and_then_large() -> None:
    """Student's t of three degrees, by its own quantiles."""
    assert heavy(np.array([0.0])) == pytest.approx(0.0)
    assert heavy(np.array([1.2816, -1.2816])) == pytest.approx([1.638, -1.638], rel=0.02)
    assert heavy(np.array([2.3263])) == pytest.approx([4.541], rel=0.03)
