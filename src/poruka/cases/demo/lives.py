"""One person's way through the programme, by chance: what is done, by whom, how long after the step before.

The chances are invented; the order and the paces follow what was published (about 1 % of motions refused, days from
ruling to arrival, weeks of training). Nobody here exists.
"""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from poruka.access.actors import Actor
from poruka.cases.catalogue.court import APPEAL
from poruka.cases.demo.events import Clock, Event
from poruka.cases.demo.offices import UNITS, Cast
from poruka.cases.demo.serving import serving
from poruka.law.calendar import KYIV, working_day_from

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
    helped = chance.random() < 0.06
    if helped:
        yield Event(cast.person, "lawyer", clock.hours(1, 40), {"lawyer": cast.lawyer.office, "basis": "free"})
    handed_in = "lawyer" if helped else chance.choice(("paper", "kiosk"))
    yield Event(cast.lawyer if helped else cast.person, "application", clock.days(0.2, 5), {"handed_in": handed_in})
    if chance.random() < 0.04:
        yield Event(cast.person, "withdrawal", clock.days(1, 10))
        return
    for kind in ("passport", "tax-number"):
        state = chance.choices(("present", "ordered", "absent"), (7, 2, 1))[0]
        yield Event(cast.officer, "document", clock.hours(0.2, 5), {"kind": kind, "state": state})
    yield from _consented(cast, clock, unit, chance, cast.lawyer if helped else cast.monitor)


def _visit(cast: Cast, clock: Clock) -> Event:
    """Units come on Thursdays at eleven: one unit to one institution in a week."""
    clock.now = (clock.now + timedelta(days=(3 - clock.now.weekday() - 1) % 7 + 1)).replace(hour=11, minute=0, second=0)
    institution = cast.officer.institution_id
    guest = random.Random(f"visit {institution} {clock.now:%G-%V}").choice(UNITS)  # noqa: S311 - a story, not a secret
    told = {"unit": guest, "speakers": "офіцер і сержант частини", "sheet_version": SHEET}
    return Event(cast.officer, "recruiter-visit", clock.now, told)


def _consented(cast: Cast, clock: Clock, unit: str, chance: random.Random, taker: Actor) -> Iterator[Event]:
    hurries = chance.random() < 0.03
    if hurries:
        yield Event(cast.person, "reflection-waived", clock.hours(1, 20), {"witness": "соціальний працівник"})
    yield Event(
        taker,
        "consent",
        clock.hours(2, 20) if hurries else clock.days(4, 8),
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
        clock.days(0.5, 3),
        {"result": "positive" if well else "negative", "agreed": True, "findings": "відомості для демонстрації"},
    )
    if not well:
        if chance.random() < 0.1:
            yield from _not_signed(cast, clock, chance)
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


def _not_signed(cast: Cast, clock: Clock, chance: random.Random) -> Iterator[Event]:
    """The letter about a refusal is not signed for; one in four says later that it was otherwise."""
    witnesses = {"witness": "медична сестра", "second_witness": "соціальний працівник"}
    yield Event(cast.officer, "signature-refused", clock.days(0.5, 3), {"paper": "letter", **witnesses})
    if chance.random() < 0.6:
        how = chance.choices(("refused", "silent", "not-offered", "not-understood"), (5, 3, 2, 1))[0]
        yield Event(cast.monitor, "signature-answer", clock.days(3, 30), {"answer": how})


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
    yield Event(cast.officer, "certificate-received", clock.hours(2, 20), {"certificate": certificate})
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
            **_promised(cast),
            "term": "до закінчення особливого періоду",
            "leave": "щорічної немає; до 10 днів за поважних причин",
        }
        | ({"training_from": (clock.now + timedelta(days=45)).date().isoformat()} if chance.random() < 0.2 else {}),
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


def _promised(cast: Cast) -> dict[str, Any]:
    """The post and the training that the person is told of."""
    chance = random.Random(f"promised {cast.person.name}")  # noqa: S311 - a story, not a secret
    post = chance.choices(("стрілець", "водій", "кухар", "санітар"), (90, 4, 3, 3))[0]
    return {"post": post, "training_days": chance.choice((21, 30, 40))}


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
    chosen = _chosen(chance)
    if chosen:
        yield Event(cast.person, "hearing-choice", clock.hours(0.5, 4), chosen)
    by_video = chance.random() < 0.7 if not chosen or chosen["how"] == "either" else chosen["how"] == "by-video"
    overruled = bool(chosen) and not by_video and chance.random() < 0.4
    listed = clock.hours(2, 20)
    hearing = _sitting(listed + timedelta(days=chance.randrange(2, 6)), chance)
    how = {"by_video": by_video or overruled, "interpreter": bool(chosen and chosen["interpreter"])}
    why = {"why_otherwise": "немає конвою до суду"} if overruled and chosen["how"] == "in-room" else {}
    yield Event(cast.court, "hearing", listed, {"at": hearing.isoformat(timespec="minutes"), **how, **why})
    if chance.random() < 0.08:
        clock.now = max(clock.now, hearing)
        later = _sitting(hearing + timedelta(days=3), chance)
        yield Event(
            cast.court,
            "postponement",
            clock.hours(0.5, 2),
            {
                "why": chance.choice(("counsel-absent", "air-raid", "person-absent", "papers")),
                "until": later.isoformat(timespec="minutes"),
            },
        )
        hearing = later
    clock.now = max(clock.now, hearing)
    granted, in_full = chance.random() < 0.987, chance.random() < 0.85
    yield Event(
        cast.court,
        "ruling",
        clock.hours(0.5, 3),
        {"outcome": "granted" if granted else "refused", "judge": "суддя", "full_text": in_full}
        | (
            {"recruitment_centre": cast.centre, "supervision_months": 12}
            if granted
            else {"reason": "бажання не підтверджено в засіданні"}
        ),
    )
    ruled = clock.now
    yield Event(cast.court, "ruling-sent", clock.hours(1, 20), {"recruitment_centre": cast.centre})
    if not in_full:
        yield Event(cast.court, "full-text", clock.days(1, 4))
    if granted:
        yield from _released(cast, clock, unit, ruled, chance)
    elif chance.random() < 0.5:  # the motion may be repeated three months later
        clock.days(93, 120)
        yield from _in_court(cast, clock, unit, chance)


def _chosen(chance: random.Random) -> dict[str, Any]:
    """How the person wishes to be heard; empty for somebody who did not say."""
    if chance.random() < 0.3:
        return {}
    how = chance.choices(("by-video", "either", "in-room"), (6, 2, 2))[0]
    return {"how": how, "counsel": chance.random() < 0.4, "interpreter": chance.random() < 0.01}


def _sitting(day: datetime, chance: random.Random) -> datetime:
    """A time at which a court sits: on that day or the next working one."""
    open_day = working_day_from(day.date())
    return datetime.combine(open_day, time(chance.randrange(9, 17), chance.choice((0, 15, 30, 45))), KYIV)


def _released(cast: Cast, clock: Clock, unit: str, ruled: datetime, chance: random.Random) -> Iterator[Event]:
    centre = {"recruitment_centre": cast.centre}
    if chance.random() < 0.01:
        yield Event(cast.prosecutor, "appeal", clock.days(0.5, 2), {"by": "prosecutor"})
        yield Event(cast.court, "appeal-result", clock.days(15, 30), {"outcome": "granted"})
    else:
        clock.now = max(
            clock.now, APPEAL.due(ruled)
        )  # nobody appealed: the court confirms it when the time has run out
    in_force = clock.hours(1, 14) if clock.now > APPEAL.due(ruled) else clock.hours(8, 60)
    yield Event(cast.court, "entry-into-force", in_force, centre)
    yield Event(cast.court, "ruling-for-execution", clock.hours(0.5, 2), {})
    papers = dict.fromkeys(("passport", "tax_number", "certificate", "settlement", "medicines", "contacts"), True)
    yield Event(cast.officer, "release-checklist", clock.hours(0.5, 2), papers)
    guard = cast.centre.replace("TCC", "NGU")
    yield Event(
        cast.officer,
        "hand-over",
        clock.hours(0.5, 2),
        {**centre, "guard": guard, "vehicle": f"автобус {chance.randrange(1, 9)}", "received_by": "старший конвою"},
    )
    yield Event(cast.recruiter, "arrival", clock.hours(1, 6), {**centre, "brought_by": "конвой Національної гвардії"})
    if chance.random() < 0.006:
        why = {"note": "лікарі центру виявили стан, з яким контракту не укладають"}
        yield Event(cast.recruiter, "unfit-at-arrival", clock.days(0.5, 2), why)
        return
    if chance.random() < 0.004:
        yield Event(
            cast.recruiter, "evasion", clock.days(1, 3), {"account": "особа не бажає служити", "whose_fault": "person"}
        )
        return
    told = _promised(cast)
    post = told["post"] if chance.random() < 0.8 else "стрілець"
    yield Event(
        cast.recruiter,
        "contract",
        clock.days(0.3, 2.5),
        {"unit": unit, "number": f"К-{chance.randrange(1000, 9999)}", "post": post},
    )
    yield Event(
        cast.commander,
        "enrolment",
        clock.days(0.5, 2.8),
        {
            "unit": unit,
            "unit_kind": "спеціалізований підрозділ",
            "post": post,
            "order": f"№ {chance.randrange(1, 400)}",
        },
    )
    yield Event(cast.commander, "training", clock.days(1, 4), {"state": "begun"})
    days = told["training_days"] if chance.random() < 0.85 else chance.choice((14, 21, 30))
    yield Event(cast.commander, "training", clock.days(days, days + 3), {"state": "finished", "days": days})
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
