"""The forecast: a thousand futures of the country, beside a model in which every person is a process of their own."""

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bench.measuring import BenchError, in_child, seconds
from bench.section import Options, Section, Table, Target, timed
from poruka.law.text import Text

if TYPE_CHECKING:
    from poruka.forecast.observed import Evidence

PLACE = 60
DRAWS, PEOPLE, OBLASTS, MONTHS = 1000, 27_000, 25, 36
START, UNTIL = date(2024, 5, 18), date(2027, 5, 17)
LIMIT, TIMES = 0.5, 100
RIVALS = 4
"""How many times the rival lives through the country; its time for a thousand is worked out from these."""


def run(options: Options) -> Section:
    """Both do the same: 27,000 people, the same hazard, the same waits; their means are compared before their times."""
    ours = in_child("bench.forecast", "stock_and_flow")
    rival = in_child("bench.forecast", "person_by_person", RIVALS)
    _check_same(ours["means"], rival["means"])
    whole = rival["seconds"] * DRAWS
    learning = ours["fit"] + ours["seconds"] + ours["reading"]
    rows = (
        ("Poruka: 1 000 × 36 × 25, майбутнє · the future", timed(ours["seconds"]), "1"),
        ("Poruka: навчання з 12 точок · learning from 12 points", timed(ours["fit"]), ""),
        ("Poruka: навчання з 30 місяців × 5 кроків · learning from 30 months × 5 steps", timed(ours["history"]), ""),
        ("Poruka: медіана, інтервали, що рухає · medians, intervals, what moves it", timed(ours["reading"]), ""),
        ("Poruka: усе разом з 12 точок · all of it from 12 points", timed(learning), ""),
        (f"SimPy: 1 × 36 ({RIVALS})", timed(rival["seconds"]), ""),
        ("SimPy: 1 000 × 36, з одного · worked out from one", timed(whole), f"{whole / ours['seconds']:,.0f}"),
    )
    return Section(
        title=Text("Прогноз", "The forecast"),
        about=Text(
            "Тисяча варіантів майбутнього країни: 27 000 осіб, 36 місяців, 25 областей. Поруч – модель SimPy, де кожна "
            "особа окремий процес: той самий темп, ті самі тривалості. Спершу перевірено, що середні за місяцями однакові.",
            "A thousand futures of the country: 27,000 people, 36 months, 25 oblasts. Beside it a SimPy model in which each "
            "person is a process of their own: the same pace, the same waits. The means by month were first checked equal.",
        ),
        tables=(Table(("що · what", "час · time", "у скільки разів довше · times longer"), rows),),
        targets=(
            Target.below(Text("1 000 варіантів майбутнього", "1,000 futures"), ours["seconds"], LIMIT),
            Target.at_least(Text("швидше за SimPy", "faster than SimPy"), whole / ours["seconds"], TIMES, "×"),
            Target.at_least(
                Text("швидше за SimPy разом з навчанням", "faster than SimPy, learning included"), whole / learning, TIMES, "×"
            ),
        ),
    )  # fmt: skip


def stock_and_flow() -> dict[str, Any]:
    """Runs in the child: our time for a thousand futures, for learning, and the means of one known course."""
    import numpy as np

    from poruka.forecast import answers
    from poruka.forecast.drivers import drivers
    from poruka.forecast.fit import Posterior, fit
    from poruka.forecast.flow import Stock
    from poruka.forecast.future import Plan, foresee
    from poruka.forecast.observed import Counted, Evidence
    from poruka.forecast.priors import NAMES

    learned = Evidence(
        tuple(
            Counted(stage, None, START + timedelta(days=days), float(people))
            for stage, days, people in (
                (0, 4, 3000), (0, 6, 4300), (0, 74, 6101), (1, 12, 2402), (1, 40, 3632), (2, 12, 1843),
                (2, 40, 3424), (2, 67, 3611), (3, 6, 350), (3, 74, 3823), (4, 12, 775), (4, 40, 3171),
            )
        ),
        START,
        ((START + timedelta(days=74), 3823),),
    )  # fmt: skip
    stock, plan = Stock(float(PEOPLE)), Plan(UNTIL, tuple(float(i) for i in range(1, OBLASTS + 1)))
    began = time.perf_counter()
    posterior = fit(learned, stock, DRAWS, np.random.default_rng(1))
    spent = time.perf_counter() - began
    found = seconds(lambda: foresee(posterior, plan, 1), repeats=7)
    future = foresee(posterior, plan, 1)

    def reading() -> None:
        answers.months(future)
        answers.reaches(future, learned, (5000, 10_000))
        drivers(posterior, plan, 1, 5000)

    long_ago = _history()
    course = np.zeros((DRAWS, posterior.draws.shape[1]))
    for still in ("noise", "wander"):  # no scatter beyond chance, and a pace that does not wander
        course[:, NAMES.index(still)] = -12.0
    # A count that nobody vouches for: nothing is learned from it.
    empty = Evidence((Counted(0, None, START, 0.0, slack=1e9),), START)
    known = Posterior(course, course[0], posterior.knots, empty, stock, 0)
    means = foresee(known, plan, 1).released.mean(axis=0)
    return {
        "seconds": found,
        "fit": spent,
        "reading": seconds(reading, repeats=5),
        "history": seconds(lambda: fit(long_ago, stock, DRAWS, np.random.default_rng(1)), repeats=3),
        "means": means.tolist(),
    }


def _history() -> "Evidence":
    """Thirty months of five steps, counted by month: a rush, and a tail of some eighty applications a month."""
    from poruka.forecast.observed import Counted, Evidence
    from poruka.forecast.timeline import month_ends

    counts: list[Counted] = []
    total, known = 0, []
    for stage, share in enumerate((1.0, 0.6, 0.59, 0.59, 0.57)):
        before = None
        for month, end in enumerate(month_ends(START, date(2026, 10, 31))):
            people = round(share * (80 + (1000 if month in (1, 2) else 0) + 9 * (month * 7 % 5 - 2)))
            counts.append(Counted(stage, before, end, float(people)))
            before = end
            if stage == 3:
                total += people
                known.append((end, total))
    return Evidence(tuple(counts), START, tuple(known))


def person_by_person(repeats: int) -> dict[str, Any]:
    """Runs in the child: the rival's time for one life of the country, and its means of the same course."""
    import numpy as np
    import simpy

    from poruka.forecast.flow import PHASES, YEAR
    from poruka.forecast.priors import PRIORS
    from poruka.forecast.timeline import month_ends

    known = {prior.id: prior.middle for prior in PRIORS}
    last = (month_ends(START, UNTIL)[-1] - START).days + 1
    day = np.arange(last * 4 + 1) / 4
    unit = known["rush_days"] / np.expm1(np.log(2) / known["rush_fading"])
    rushed = known["rush"] * (1 - (1 + day / unit) ** -known["rush_fading"])
    slow = -np.log1p(-known["tail"]) / YEAR * (1 + day / YEAR) ** -known["tail_decay"]
    total = rushed + np.append(0.0, np.cumsum((slow[1:] + slow[:-1]) / 2 * np.diff(day)))
    released: list[float] = []

    def person(world: "simpy.Environment", chance: np.random.Generator) -> Any:
        wish = chance.exponential()
        if wish >= total[-1]:
            return
        yield world.timeout(float(np.interp(wish, total, day)))
        for _ in range(PHASES):
            yield world.timeout(chance.exponential(known["preparation_days"] / PHASES))
        if chance.random() >= known["passing"]:
            return
        yield world.timeout(chance.exponential(known["court_days"]))
        if chance.random() >= known["granting"]:
            return
        yield world.timeout(chance.exponential(known["release_days"]))
        released.append(world.now)
        yield world.timeout(chance.exponential(known["arrival_days"]))

    began = time.perf_counter()
    for repeat in range(repeats):
        world, chance = simpy.Environment(), np.random.default_rng(repeat)
        for _ in range(PEOPLE):
            world.process(person(world, chance))
        world.run(until=last)
    spent = (time.perf_counter() - began) / repeats
    ends = [(end - START).days + 1 for end in month_ends(START, UNTIL)]
    means = [sum(when <= end for when in released) / repeats for end in ends]
    return {"seconds": spent, "means": means}


def _check_same(ours: list[float], rival: list[float]) -> None:
    """The means of both, by month; the rival's few lives leave it some chance."""
    for month, (a, b) in enumerate(zip(ours, rival, strict=True), 1):
        if abs(a - b) > 5 * (max(b, 10.0) / RIVALS) ** 0.5 + 3:
            raise BenchError(f"the means differ in month {month}: {a:.0f} and {b:.0f}")
