"""One person's way through the programme, by chance: what is done, by whom, how long after the step before.

The chances are invented; the order and the paces follow what was published (about 1 % of motions refused, days from
ruling to arrival, weeks of training). Nobody here exists.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from poruka.cases.demo.events import Clock, Event
from poruka.cases.demo.offices import UNITS, Cast
from poruka.cases.demo.serving import serving

SHEET = "2026-02"


def life(cast: Cast, unit: str, start: datetime, chance: random.Random) -> Iterator[Event]:
    """The events of one case after the person was informed, for as long as somebody goes on asking."""
    clock = Clock(start, chance)
    if chance.random() < 0.25:
        yield _visit(cast, clock)
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


def _visit(cast: Cast, clock: Clock) -> Event:
    """Units come on Thursdays at eleven: one unit to one institution in a week."""
    clock.now = (clock.now + timedelta(days=(3 - clock.now.weekday() - 1) % 7 + 1)).replace(hour=11, minute=0, second=0)
    institution = cast.officer.institution_id
    guest = random.Random(f"visit {institution} {clock.now:%G-%V}").choice(UNITS)  # noqa: S311 - a story, not a secret
    told = {"unit": guest, "speakers": "офіцер і сержант частини", "sheet_version": SHEET}
    return Event(cast.officer, "recruiter-visit", clock.now, told)


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
    if chance.random() < 0.015:
        no = {"decision": "not-present", "reason": "витяг реєстру звіряють із вироком"}
        yield Event(cast.head, "institution-decision", clock.days(0.5, 4), no)
        return
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
    elif chance.random() < 0.5:  # the motion may be repeated three months later
        clock.days(93, 120)
        yield from _in_court(cast, clock, unit, chance)


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
    yield Event(cast.recruiter, "arrival", clock.hours(3, 30), {**centre, "brought_by": "конвой Національної гвардії"})
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
    yield from serving(cast, clock, unit, chance)


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
