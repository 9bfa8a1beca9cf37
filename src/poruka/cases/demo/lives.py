"""One person's way through the programme, by chance: what is done, by whom, how long after the step before.

The chances are invented; the order and the paces follow what was published (about 1 % of motions refused, days from
ruling to arrival, weeks of training). Nobody here exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from poruka.access.actors import Actor
from poruka.cases.demo.offices import Cast

SHEET = "2026-01"


@dataclass(frozen=True, slots=True)
class Event:
    """A record to be made: who makes it, when it happened, what it says."""

    actor: Actor
    type: str
    at: datetime
    fields: dict[str, Any] = field(default_factory=dict)


class Clock:
    """The time in one life. Steps are taken in working hours."""

    def __init__(self, start: datetime, chance: random.Random) -> None:
        self.now, self.chance = start, chance

    def days(self, least: float, most: float) -> datetime:
        """So many days later, at some minute between nine and five."""
        later = self.now + timedelta(days=self.chance.uniform(least, most))
        self.now = max(
            later.replace(hour=self.chance.randrange(9, 17), minute=self.chance.randrange(60), second=0),
            self.now + timedelta(minutes=11),
        )
        return self.now

    def hours(self, least: float, most: float) -> datetime:
        """So many hours later."""
        self.now += timedelta(hours=self.chance.uniform(least, most))
        return self.now


def life(cast: Cast, unit: str, start: datetime, chance: random.Random) -> Iterator[Event]:
    """The events of one case after the person was informed, for as long as somebody goes on asking."""
    clock = Clock(start, chance)
    if chance.random() < 0.12:
        why = chance.choice((["no-home-leave"], ["no-end-date"], ["family"], ["health"], ["sentence-ends-soon"], []))
        yield Event(cast.person, "not-now", clock.days(0.2, 4), {"why": why} if why else {})
        return
    yield Event(cast.person, "application", clock.days(0.2, 5), {"handed_in": chance.choice(("paper", "kiosk"))})
    if chance.random() < 0.04:
        yield Event(cast.person, "withdrawal", clock.days(1, 10))
        return
    for kind in ("passport", "tax-number"):
        state = chance.choices(("present", "ordered", "absent"), (7, 2, 1))[0]
        yield Event(cast.officer, "document", clock.hours(0.2, 5), {"kind": kind, "state": state})
    yield from _consented(cast, clock, unit, chance)


def _consented(cast: Cast, clock: Clock, unit: str, chance: random.Random) -> Iterator[Event]:
    yield Event(
        cast.monitor,
        "consent",
        clock.days(4, 8),
        {
            "sheet_version": SHEET,
            "language": "uk",
            "place": "кімната для побачень",
            "witness": "соціальний працівник",
            "private_talk": True,
        },
    )
    well = chance.random() < 0.9
    yield Event(
        cast.officer,
        "primary-examination",
        clock.days(1, 9),
        {"result": "positive" if well else "negative", "agreed": True, "findings": "відомості для демонстрації"},
    )
    if not well:
        return
    yield Event(
        cast.recruiter,
        "military-registration",
        clock.days(0.5, 9),
        {"recruitment_centre": cast.centre, "document_number": f"ВО-{chance.randrange(100000, 999999)}"},
    )
    supported = chance.random() < 0.96
    yield Event(
        cast.officer,
        "preliminary-review",
        clock.days(1, 8),
        {
            "recruitment_centre": cast.centre,
            "unit": unit,
            "centre_present": "представник центру",
            "unit_present": "представник частини",
            "by_video": chance.random() < 0.5,
            "result": "supported" if supported else "not-supported",
            "reason": "підстав для відмови немає" if supported else "частина не має потрібної посади",
        },
    )
    if supported:
        yield from _examined(cast, clock, unit, chance)


def _examined(cast: Cast, clock: Clock, unit: str, chance: random.Random) -> Iterator[Event]:
    board = cast.board.office
    yield Event(
        cast.recruiter,
        "medical-referral",
        clock.days(0.5, 5),
        {"board": board, "date": (clock.now + timedelta(days=5)).date().isoformat()},
    )
    outcome = chance.choices(("fit", "fit-with-limits", "temporarily-unfit", "unfit"), (76, 8, 7, 9))[0]
    certificate = f"ВЛК-{chance.randrange(10000, 99999)}"
    yield Event(
        cast.board,
        "medical-conclusion",
        clock.days(2, 15),
        {
            "outcome": outcome,
            "certificate": certificate,
            "valid_until": (clock.now + timedelta(days=180)).date().isoformat(),
            "medical_part": "відомості для демонстрації",
        },
    )
    if outcome not in {"fit", "fit-with-limits"}:
        return
    yield Event(cast.officer, "certificate-received", clock.hours(2, 30), {"certificate": certificate})
    yield Event(cast.recruiter, "selection", clock.days(0.5, 4), {"passed": True})
    yield Event(cast.recruiter, "physical-level", clock.hours(1, 6), {"sufficient": True})
    yield Event(cast.person, "unit-may-see", clock.hours(1, 20), {"unit": unit})
    yield Event(
        cast.unit,
        "unit-offer",
        clock.days(0.5, 5),
        {
            "unit": unit,
            "unit_kind": "спеціалізований підрозділ",
            "post": chance.choices(("стрілець", "водій", "кухар", "санітар"), (90, 4, 3, 3))[0],
            "training_days": chance.choice((21, 30, 40)),
            "term": "до закінчення особливого періоду",
            "leave": "щорічної немає; до 10 днів за поважних причин",
        },
    )
    consents = chance.random() < 0.97
    yield Event(
        cast.commander,
        "commander-consent",
        clock.days(0.5, 6),
        {"unit": unit, "consents": consents} | ({} if consents else {"reason": "немає вакантної посади"}),
    )
    if consents:
        yield from _in_court(cast, clock, unit, chance)


def _in_court(cast: Cast, clock: Clock, unit: str, chance: random.Random) -> Iterator[Event]:
    court = cast.court.office
    yield Event(
        cast.head,
        "institution-decision",
        clock.days(0.5, 4),
        {"decision": "present", "reason": "пакет документів повний"},
    )
    yield Event(
        cast.head,
        "motion",
        clock.hours(1, 26),
        {"court": court, "outgoing_number": f"{chance.randrange(1, 40)}/{chance.randrange(100, 9999)}"},
    )
    yield Event(
        cast.court,
        "court-registration",
        clock.hours(3, 40),
        {"case_number": f"{chance.randrange(100, 999)}/{chance.randrange(100, 9999)}/{clock.now.year % 100}"},
    )
    hearing = clock.now + timedelta(days=chance.randrange(2, 8))
    yield Event(
        cast.court,
        "hearing",
        clock.hours(2, 20),
        {"at": hearing.isoformat(timespec="minutes"), "by_video": chance.random() < 0.7, "interpreter": False},
    )
    if chance.random() < 0.08:
        clock.now = max(clock.now, hearing)
        yield Event(
            cast.court,
            "postponement",
            clock.hours(0.5, 2),
            {
                "why": chance.choice(("counsel-absent", "air-raid", "person-absent", "papers")),
                "until": (hearing + timedelta(days=3)).isoformat(timespec="minutes"),
            },
        )
        hearing += timedelta(days=3)
    clock.now = max(clock.now, hearing)
    granted = chance.random() < 0.987
    yield Event(
        cast.court,
        "ruling",
        clock.hours(0.5, 3),
        {"outcome": "granted" if granted else "refused", "judge": "суддя", "full_text": True}
        | (
            {"recruitment_centre": cast.centre, "supervision_months": 12}
            if granted
            else {"reason": "бажання не підтверджено в засіданні"}
        ),
    )
    yield Event(cast.court, "ruling-sent", clock.hours(2, 25), {"recruitment_centre": cast.centre})
    if granted:
        yield from _released(cast, clock, unit, chance)


def _released(cast: Cast, clock: Clock, unit: str, chance: random.Random) -> Iterator[Event]:
    centre = {"recruitment_centre": cast.centre}
    if chance.random() < 0.01:
        yield Event(cast.prosecutor, "appeal", clock.days(2, 5), {"by": "prosecutor"})
        yield Event(cast.court, "appeal-result", clock.days(15, 30), {"outcome": "granted"})
    yield Event(cast.court, "entry-into-force", clock.days(10.1, 11.5), centre)
    yield Event(cast.court, "ruling-for-execution", clock.hours(1, 5), {})
    papers = dict.fromkeys(("passport", "tax_number", "certificate", "settlement", "medicines", "contacts"), True)
    yield Event(cast.officer, "release-checklist", clock.hours(1, 4), papers)
    guard = cast.centre.replace("TCC", "NGU")
    yield Event(
        cast.officer,
        "hand-over",
        clock.hours(0.5, 5),
        {**centre, "guard": guard, "vehicle": f"автобус {chance.randrange(1, 9)}", "received_by": "старший конвою"},
    )
    yield Event(cast.recruiter, "arrival", clock.hours(2, 12), {**centre, "brought_by": "конвой Національної гвардії"})
    if chance.random() < 0.004:
        yield Event(
            cast.recruiter, "evasion", clock.days(1, 3), {"account": "особа не бажає служити", "whose_fault": "person"}
        )
        return
    yield Event(
        cast.recruiter,
        "contract",
        clock.days(0.3, 2.5),
        {"unit": unit, "number": f"К-{chance.randrange(1000, 9999)}", "post": "стрілець"},
    )
    yield Event(
        cast.commander,
        "enrolment",
        clock.days(0.5, 2.8),
        {
            "unit": unit,
            "unit_kind": "спеціалізований підрозділ",
            "post": "стрілець",
            "order": f"№ {chance.randrange(1, 400)}",
        },
    )
    yield Event(cast.commander, "training", clock.days(1, 4), {"state": "begun"})
    yield Event(cast.commander, "training", clock.days(21, 40), {"state": "finished", "days": 30})
    yield from _serving(cast, clock, chance)


def _serving(cast: Cast, clock: Clock, chance: random.Random) -> Iterator[Event]:
    for _ in range(4):
        at = clock.days(60, 300)
        match chance.choices(
            ("leave", "wound", "hospital", "missing", "death", "breach", "quiet"), (6, 7, 4, 1.2, 2.2, 1.2, 40)
        )[0]:
            case "leave":
                yield Event(cast.person, "leave-request", at, {"ground": "family", "days": 10})
                granted = chance.random() < 0.6
                yield Event(
                    cast.commander,
                    "leave-answer",
                    clock.days(1, 3),
                    {
                        "answer": "granted" if granted else "denied",
                        "reason": "сімейні обставини" if granted else "обстановка",
                    }
                    | ({"days": 10} if granted else {}),
                )
                if granted:
                    yield Event(cast.commander, "return", clock.days(8, 12))
            case "wound" | "hospital" as kind:
                yield Event(cast.commander, kind, at)
                yield Event(cast.unit, "kin-told", clock.hours(2, 40), {"who": "мати", "how": "телефоном"})
                yield Event(cast.commander, "return", clock.days(14, 60))
            case "missing" | "death" as kind:
                yield Event(cast.commander, kind, at)
                yield Event(cast.unit, "kin-told", clock.hours(2, 20), {"who": "дружина", "how": "особисто"})
                return
            case "breach":
                yield Event(
                    cast.commander, "breach-allegation", at, {"kind": "absence", "what": "не повернувся вчасно"}
                )
                yield Event(cast.person, "breach-account", clock.days(1, 5), {"account": "затримався транспорт"})
                yield Event(
                    cast.commander,
                    "breach-decision",
                    clock.days(1, 5),
                    {"outcome": "not-found", "reason": "причина поважна"},
                )


def waits_for_the_end(cast: Cast, unit: str, start: datetime, chance: random.Random) -> Iterator[Event]:
    """Somebody whose sentence ends within a year, and who would have no home leave: not now."""
    clock = Clock(start, chance)
    yield Event(cast.person, "not-now", clock.days(0.5, 2), {"why": ["no-home-leave", "sentence-ends-soon"]})


def on_his_way(cast: Cast, unit: str, start: datetime, chance: random.Random) -> Iterator[Event]:
    """A man of 27 with two years for robbery, whose case goes without a hitch."""
    for event in _smooth(cast, unit, start, chance):
        yield event
        if event.type == "unit-offer":
            return


def _smooth(cast: Cast, unit: str, start: datetime, chance: random.Random) -> Iterator[Event]:
    """A life, by chance, in which everything up to the court goes well."""
    for attempt in range(1000):
        tried = random.Random(f"{attempt} {chance.random()}")  # noqa: S311 - a story, not a secret
        events = list(life(cast, unit, start, tried))
        if any(event.type == "motion" for event in events):
            return iter(events)
    raise AssertionError("chance is against it")


STORIES = {"P0000001": on_his_way, "P0000002": waits_for_the_end}
"""Two people of the synthetic country have a story of their own (docs/synthetic-country.md)."""
