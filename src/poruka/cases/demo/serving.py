"""Life in a unit, by chance: leave, transfer, wound, captivity, death, a breach in question, discharge."""

import random
from collections.abc import Iterator
from datetime import timedelta

from poruka.cases.demo.events import Clock, Event
from poruka.cases.demo.offices import UNITS, Cast, in_unit

HAPPENINGS = {
    "quiet": 40.0,
    "wound": 7.0,
    "leave": 6.0,
    "hospital": 4.0,
    "transfer": 4.0,
    "death": 2.2,
    "missing": 1.2,
    "breach": 3.0,
    "unfit": 0.8,
    "child-care": 0.6,
    "conscience": 0.3,
    "punishment-lifted": 0.4,
    "captivity": 0.3,
    "new-conviction": 0.3,
}
"""What happens in a few months of service, and how often beside the others. Invented."""
LAST = frozenset({"missing", "death", "captivity", "unfit", "new-conviction"})


def serving(cast: Cast, clock: Clock, unit: str, chance: random.Random) -> Iterator[Event]:
    """Up to four turns of fate, some months apart."""
    for _ in range(4):
        clock.days(60, 300)
        what = chance.choices(tuple(HAPPENINGS), tuple(HAPPENINGS.values()))[0]
        if what == "transfer":
            new = chance.choice([other for other in UNITS if other != unit])
            yield from _transferred(cast, clock, unit, new)
            cast, unit = in_unit(cast, new), new
        else:
            yield from _happened(what, cast, clock, chance)
        if what in LAST:
            return


def _happened(what: str, cast: Cast, clock: Clock, chance: random.Random) -> Iterator[Event]:
    match what:
        case "leave":
            yield from _leave(cast, clock, chance)
        case "wound" | "hospital":
            yield Event(cast.commander, what, clock.now)
            yield Event(cast.unit, "kin-told", clock.hours(1, 12), {"who": "мати", "how": "телефоном"})
            yield Event(cast.commander, "return", clock.days(14, 60))
        case "missing" | "death" | "captivity":
            yield Event(cast.commander, what, clock.now)
            yield Event(cast.unit, "kin-told", clock.hours(2, 20), {"who": "дружина", "how": "особисто"})
        case "breach":
            yield from _breach(cast, clock, chance)
        case "unfit":
            yield Event(cast.commander, "unfit-conclusion", clock.now, {"kind": "removed"})
            order = f"№ {chance.randrange(1, 400)}"
            yield Event(cast.commander, "discharge", clock.days(3, 20), {"ground": "unfit", "order": order})
        case "child-care":
            yield Event(cast.commander, "pregnancy-child-care", clock.now, {"note": "догляд за дитиною"})
            yield from _answered(("transfer", "leave", "other-duty", "nothing"), cast, clock, chance)
        case "conscience":
            yield Event(cast.unit, "conscientious-objection", clock.now, {"note": "просить про службу без зброї"})
            yield from _answered(("other-duty", "passed-on"), cast, clock, chance)
        case "punishment-lifted":
            # A law may lift the punishment for what somebody did (КК 74(2)): the parole period ends before its day.
            yield Event(cast.recruiter, "parole-period-ended", clock.now, {"service_goes_on": True})
        case "new-conviction":
            yield Event(cast.commander, "new-conviction", clock.now, {"article": "185", "imprisonment": True})
            order = f"№ {chance.randrange(1, 400)}"
            yield Event(cast.commander, "discharge", clock.days(1, 9), {"ground": "conviction", "order": order})


def _transferred(cast: Cast, clock: Clock, unit: str, new: str) -> Iterator[Event]:
    leaves = (clock.now + timedelta(days=1)).date().isoformat()
    order = {"from_unit": unit, "unit": new, "order": f"№ {clock.now.day}", "leaves_on": leaves, "person_agrees": True}
    yield Event(cast.commander, "transfer", clock.now, order)
    yield Event(in_unit(cast, new).commander, "transfer-arrival", clock.days(1, 2.5), {"unit": new})


def _leave(cast: Cast, clock: Clock, chance: random.Random) -> Iterator[Event]:
    yield Event(cast.person, "leave-request", clock.now, {"ground": "family", "days": 10})
    if chance.random() < 0.6:
        granted = {"answer": "granted", "reason": "сімейні обставини", "days": 10}
        yield Event(cast.commander, "leave-answer", clock.days(1, 3), granted)
        yield Event(cast.commander, "return", clock.days(8, 12))
    else:
        yield Event(cast.commander, "leave-answer", clock.days(1, 3), {"answer": "denied", "reason": "обстановка"})


def _answered(ways: tuple[str, ...], cast: Cast, clock: Clock, chance: random.Random) -> Iterator[Event]:
    decided = {"decided": chance.choice(ways), "reason": "з огляду на обставини особи і потреби частини"}
    yield Event(cast.commander, "request-answer", clock.days(2, 9), decided)


def _breach(cast: Cast, clock: Clock, chance: random.Random) -> Iterator[Event]:
    alleged = {"kind": "absence", "what": "не повернувся вчасно"}
    yield Event(cast.commander, "breach-allegation", clock.now, alleged)
    yield Event(cast.person, "breach-account", clock.days(1, 5), {"account": "затримався транспорт"})
    if chance.random() < 0.3:
        yield Event(cast.person, "breach-evidence", clock.hours(1, 40), {"what": "квиток із часом прибуття"})
    found = chance.random() < 0.25
    reason = "спізнення на добу без поважної причини" if found else "причина поважна"
    outcome = {"outcome": "found" if found else "not-found", "reason": reason}
    yield Event(cast.commander, "breach-decision", clock.days(1, 5), outcome)
    if found and chance.random() < 0.4:
        yield Event(cast.person, "breach-appeal", clock.days(1, 9), {"reason": "пояснення і квиток не взято до уваги"})
