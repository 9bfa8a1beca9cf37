"""What is learned: a known pace is found again, intervals hold what they say, and the same seed gives the same draws."""

from datetime import date

import numpy as np
import pytest

from poruka.forecast import priors
from poruka.forecast.fit import fit, hazard_of, heavy, learned_pace
from poruka.forecast.flow import Stock
from poruka.forecast.future import Plan, foresee
from poruka.forecast.observed import Counted, Evidence, from_points
from poruka.forecast.scores import scored
from poruka.forecast.timeline import month_ends, past_knots, position
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
    """A course drawn from what is believed at first, lived through person by person; known for nine months."""
    ends = month_ends(START, date(2025, 10, 31))
    span = position(START, ends[-1])
    knots = past_knots(span)
    whitened = chance.standard_normal((1, priors.COUNT + len(knots)))
    quantities = priors.natural(whitened)
    (hazard,) = hazard_of(whitened, quantities, knots, np.arange(span + 1)).T
    own = {name: float(value[0]) for name, value in quantities.items()}
    waits = [own["preparation_days"] / 3] * 3 + [own[name] for name in ("court_days", "release_days", "arrival_days")]
    shares = (1.0, 1.0, own["passing"], own["granting"], 1.0, own["arriving"])
    seed = int(chance.integers(2**31))
    passed = lived(lambda day: hazard[day.astype(int)], int(span), seed, waits=waits, shares=shares)
    totals = [(passed["released"] <= position(START, end)).sum() for end in ends]
    known = 9
    evidence = from_points(published(passed, ends[known - 1], ALL))
    future = foresee(learn(evidence, draws=100), Plan(ends[-1]), 1)
    return [scored(future.released[:, m].astype(float), totals[known + m]).held for m in (0, 3, 7)]


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


def turned(edges: np.ndarray, **given: float) -> np.ndarray:
    """The pace after a single turn in the first month, by the middles of the steps."""
    known = {prior.id: np.array([prior.middle]) for prior in priors.PRIORS} | {
        k: np.array([v]) for k, v in given.items()
    }
    whitened = np.zeros((1, 40))
    whitened[0, 0] = 1.0
    return learned_pace(whitened, known, 30.4375 * np.arange(1, 41), edges)[:, 0]


def test_a_turn_weakens_by_half_in_as_long_as_it_lasts() -> None:
    edges = 30.4375 * np.array([0.99, 1.01, 9.99, 10.01, 18.99, 19.01])
    peak, later, much_later = turned(edges, turns_last=9.0)[[0, 2, 4]]
    assert peak > 0.1
    assert later == pytest.approx(peak / 2, rel=0.03)
    assert much_later == pytest.approx(peak / 4, rel=0.03)


def test_a_beginning_turns_more_than_what_comes_later() -> None:
    edges = 30.4375 * np.array([0.99, 1.01])
    calm, early = turned(edges, early_wander=1e-9)[0], turned(edges, early_wander=2.0)[0]
    assert early == pytest.approx(calm * (1 + 2.0 * 0.5 ** (0.5 / 3)), rel=1e-6)


def test_the_far_pace_does_not_run_away_after_a_long_even_past() -> None:
    """Two years at one pace: three years on, four in five futures lie within half and twice as many releases."""
    course = lived(lambda day: np.full_like(day, 0.0003), 1850, seed=20)
    evidence = from_points(published(course, date(2026, 5, 31), ALL))
    future = foresee(learn(evidence), Plan(date(2029, 5, 31)), 1)
    came = (course["released"] <= position(START, date(2029, 5, 31))).sum() - evidence.anchor
    low, middle, high = np.quantile(future.released[:, -1] - evidence.anchor, (0.1, 0.5, 0.9))
    assert middle == pytest.approx(came, rel=0.3)
    assert came / 3 < low < came < high < came * 2


def test_a_chance_few_are_not_taken_for_a_change_of_pace_at_every_step() -> None:
    """The same people pass every step: a thin month that is seen again further on is told once, not five times."""
    course = lived(lambda day: np.full_like(day, 0.00012), 800, seed=21)
    paces = []
    for measures in (ALL, ("applications",)):
        learned = learn(from_points(published(course, date(2026, 5, 31), measures)))
        paces.append(np.quantile(learned.quantities["wander"], 0.5))
    assert paces[0] < paces[1] * 1.3


def test_people_counted_before_a_step_are_expected_to_pass_it() -> None:
    """As many have applied as was to be expected; all at once two hundred more of them stand before the court."""
    ends = month_ends(START, date(2025, 5, 31))
    usual = {0: 100.0, 1: 60.0, 2: 59.0, 3: 59.0, 4: 58.0}
    found = []
    for more in (0.0, 200.0):
        counts, known, before = [], [], None
        for n, end in enumerate(ends, 1):
            for stage, people in usual.items():
                extra = more if stage == 1 and end == ends[-1] else 0.0
                counts.append(Counted(stage, before, end, people + extra))
            known.append((end, 59 * n))
            before = end
        counts.sort(key=lambda one: one.stage)
        future = foresee(learn(Evidence(tuple(counts), START, tuple(known))), Plan(date(2025, 8, 31)), 1)
        found.append(np.median(future.released[:, 0] - known[-1][1]))
    assert found[1] - found[0] == pytest.approx(200, abs=80)
