"""Public releases: made once for a day, hashed, kept for ever, each naming the one before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from poruka.cases.projected import Office
from poruka.law.text import Text
from poruka.register.models import Institution
from poruka.register.synthesis.places import OBLASTS
from poruka.statistics.asking import LAW_IN_FORCE
from poruka.statistics.durations import DURATIONS
from poruka.statistics.errors import errors
from poruka.statistics.exits import why_left
from poruka.statistics.funnel import Question, counted, scene
from poruka.statistics.log import Log
from poruka.statistics.models import Release
from poruka.statistics.people import People
from poruka.statistics.public import disclosure
from poruka.statistics.public.duties import duties
from poruka.statistics.public.open_data import Exact, Wait, canonical, document
from poruka.statistics.public.series import by_month
from poruka.statistics.reading import read_log, read_people
from poruka.statistics.refusals import StatisticsRefused
from poruka.statistics.tables import Period
from poruka.statistics.waiting import waiting

INNER = {outer: inner for inner, outer in disclosure.NESTED.items()}
TABLES: tuple[tuple[str, ...], ...] = (
    (),
    *((id, INNER[id]) if id in INNER else (id,) for id in disclosure.PUBLIC if id not in disclosure.NESTED),
)
"""The divisions of a release: nothing; oblasts with their institutions; every other public one by itself."""


def make(as_of: date, *, now: datetime) -> Release:
    """Make the release of a day and keep it.

    Raises StatisticsRefused for a day to come, before the law, not after the last release, or without any record.
    """
    made = list(Release.objects.order_by("number"))
    _check_day(as_of, now.date(), made[-1].as_of if made else None)
    log, people = read_log(), read_people()
    exact = exact_figures(as_of, log, people)
    text = canonical(document(exact, [one.document for one in made]))
    release = Release(
        number=len(made) + 1, as_of=as_of, made_at=now, sha256=sha256(text.encode()).hexdigest(), content=text
    )
    try:
        with transaction.atomic():
            release.save(force_insert=True)
    except IntegrityError:
        raise StatisticsRefused(
            "Поки готувався цей випуск, інший уже зроблено. Нічого не збережено; повторіть команду.",
            "Another release was made while this one was being prepared. Nothing was kept; run the command again.",
        ) from None
    return release


def _check_day(as_of: date, today: date, last: date | None) -> None:
    if as_of > today:
        raise StatisticsRefused(
            f"{as_of:%d.%m.%Y} ще не настало: випуск роблять за день, що минув або триває.",
            f"{as_of.isoformat()} has not come yet: a release is of today or of a day past.",
        )
    if as_of < LAW_IN_FORCE:
        raise StatisticsRefused(
            f"Закон діє з {LAW_IN_FORCE:%d.%m.%Y}; за {as_of:%d.%m.%Y} нема чого публікувати.",
            f"The law is in force since {LAW_IN_FORCE.isoformat()}; there is nothing to publish for {as_of.isoformat()}.",
        )
    if last is not None and as_of <= last:
        raise StatisticsRefused(
            f"Останній випуск – станом на {last:%d.%m.%Y}. Випуск не змінюють: наступний може бути лише за пізніший день.",
            f"The last release is as of {last.isoformat()}. A release is never changed: the next must be of a later day.",
        )


def exact_figures(as_of: date, log: Log, people: People) -> Exact:
    """Everything a release is made of, exactly: since the law came into force, as known at the end of the day."""
    if not len(log.person):
        raise StatisticsRefused(
            "У справах ще немає жодного запису: публікувати нічого.",
            "There is not a single record in the cases yet: there is nothing to publish.",
        )
    period = Period(LAW_IN_FORCE, as_of)
    whole = scene(Question(as_of, period), log, people)
    tables = [counted(scene(Question(as_of, period, by=by), log, people)) for by in TABLES]
    found = [waiting(whole, duration) for duration in DURATIONS]
    waits = [Wait(one.duration.start, one.duration.end, one.median, one.ninth, one.passed) for one in found]
    months = by_month(log, people, LAW_IN_FORCE, as_of)
    return Exact(tables, waits, _names(), months, why_left(whole), duties(whole), errors(whole))


def _names() -> Mapping[str, Mapping[str, Text]]:
    courts = Office.objects.filter(kind="court")
    return {
        "oblast": {oblast.code: oblast.name for oblast in OBLASTS},
        "institution": {one.institution_id: one.name for one in Institution.objects.all()},
        "court": {one.id: Text(one.name_uk, one.name_en) for one in courts if one.name_uk and one.name_en},
    }


def latest() -> Release | None:
    """The last release; None before the first."""
    return Release.objects.order_by("-number").first()


def find(number: int) -> Release:
    """A release by its number. Raises StatisticsRefused where there is none."""
    found = Release.objects.filter(number=number).first()
    if found is None:
        raise StatisticsRefused(f"Випуску № {number} немає.", f"There is no release no. {number}.")
    return found


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a stored release."""

    number: int
    text: Text


def faults(expected: str = "") -> Iterator[Fault]:
    """Everything that shows a stored release was changed or lost: hash, canonical form, number, day, link to the one before.

    What follows from the first is a chain, and nothing in a chain says that its end was cut off. So whoever has noted the
    hash of a release gives it (or its beginning) as ``expected``: if that release is there, so is all that came before.
    """
    before, hashes = "", []
    for number, release in enumerate(Release.objects.order_by("number"), 1):
        if release.number != number:
            yield Fault(number, Text("випуску немає", "the release is gone"))
            return
        if sha256(release.content.encode()).hexdigest() != release.sha256:
            yield Fault(release.number, Text("зміст не відповідає хешу", "the content does not match its hash"))
            return
        content = release.document
        said = (content["number"], content["as_of"], content["previous"])
        if canonical(content) != release.content or said != (number, release.as_of.isoformat(), before):
            yield Fault(
                release.number,
                Text("випуск не продовжує попереднього", "the release does not follow from the one before"),
            )
            return
        before = release.sha256
        hashes.append(before)
    if not any(one.startswith(expected) for one in hashes) and expected:
        yield Fault(
            len(hashes) + 1,
            Text(
                f"випуску з хешем {expected} немає: його вилучено, або його зроблено не тут",
                f"there is no release with the hash {expected}: it was removed, or not made here",
            ),
        )
