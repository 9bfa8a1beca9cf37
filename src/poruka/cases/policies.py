"""When it is allowed: whether the moment, the order and the content of a record are right, whoever makes it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from poruka.access.actors import Actor
from poruka.cases.catalogue.kinds import Catalogue, Field, RecordType
from poruka.cases.history import History
from poruka.cases.procedure import before, step
from poruka.cases.refusals import Refused
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.law.ukraine.article_81_1 import IN_FORCE

LONGEST_TEXT = 4000
PROGRAMME_BEGAN = datetime.combine(IN_FORCE, time(), KYIV)
"""Nothing in a case can be earlier than the law itself."""
CLOCKS_DIFFER = timedelta(minutes=5)
MOST_LEAVE_DAYS = 10
"""Leave for family or other valid reasons: 10 calendar days at most (Law 2011-XII, 10-1(24))."""


def check_step_open(kind: RecordType, history: History, catalogue: Catalogue, now: datetime) -> None:
    """What must come before has come, and nothing bars the step."""
    found = step(kind, history, catalogue, now)
    if not found.open:
        raise Refused(*found.reasons)


def step_is_open(kind: RecordType, history: History, catalogue: Catalogue, now: datetime) -> bool:
    """Whether the step can be taken now."""
    return step(kind, history, catalogue, now).open


def check_hands_apart(actor: Actor, kind: RecordType, history: History, catalogue: Catalogue) -> None:
    """Somebody who recruits or decides does not take the consent (R05)."""
    for other in kind.not_by_maker_of:
        if any(entry.made_by == actor.name for entry in history.all(other)):
            raise Refused(
                Text(
                    f"Ви зробили запис «{catalogue[other].title.uk}», тому цей запис має зробити інша особа.",
                    f"You made the record “{catalogue[other].title.en}”, so somebody else must make this one.",
                )
            )


def check_moment(happened_at: datetime, history: History, kind: RecordType, now: datetime) -> None:
    """An event is not in the future, and not earlier than the records it rests on."""
    if before(happened_at, PROGRAMME_BEGAN):
        raise Refused(
            Text(
                "Стаття 81-1 діє з 18 травня 2024 року, тому подія не могла статися раніше. Перевірте дату.",
                "Article 81-1 is in force from 18 May 2024, so the event cannot be earlier. Check the date.",
            ),
            field="happened_at",
        )
    if before(now, happened_at, by=CLOCKS_DIFFER):
        raise Refused(
            Text(
                "Подія не може бути в майбутньому. Перевірте дату і час.",
                "The event cannot be in the future. Check the date and time.",
            ),
            field="happened_at",
        )
    for condition in kind.after:
        rests_on = history.last(getattr(condition, "type", ""))
        if rests_on and before(happened_at, rests_on.happened_at, by=CLOCKS_DIFFER):
            raise Refused(
                Text(
                    "Ця подія не могла статися раніше за записи, на які вона спирається. Перевірте дату і час.",
                    "This event cannot be earlier than the records it rests on. Check the date and time.",
                ),
                field="happened_at",
            )


def check_fields(kind: RecordType, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they will be recorded: every required one is there, every value is of its kind, nothing else is."""
    known = {f.name for f in kind.fields}
    strange = sorted(set(given) - known)
    if strange:
        raise Refused(Text(f"Невідоме поле «{strange[0]}».", f"Unknown field “{strange[0]}”."), field=strange[0])
    checked = {f.name: _checked(f, given.get(f.name), required=_required(f, given)) for f in kind.fields}
    if kind.id == "leave-answer" and (checked.get("days") or 0) > MOST_LEAVE_DAYS:
        raise Refused(
            Text(
                "Відпустка не може бути довшою за 10 днів (Закон 2011-XII 10-1(24)).",
                "Leave cannot be longer than 10 days (Law 2011-XII 10-1(24)).",
            ),
            field="days",
        )
    return {name: value for name, value in checked.items() if value is not None}


def _required(field: Field, given: Mapping[str, Any]) -> bool:
    """Whether the field must be filled in, as the other answers stand: a refusal is not recorded without its reason."""
    return field.required or any(given.get(name) in values for name, values in field.needed_when)


def _checked(field: Field, value: Any, *, required: bool) -> Any:
    if value is None or value == "" or value == []:
        if required:
            raise Refused(Text(f"Заповніть поле «{field.label.uk}».", f"Fill in “{field.label.en}”."), field=field.name)
        return None
    problem = _PROBLEMS[field.kind](field, value)
    if problem:
        raise Refused(problem, field=field.name)
    return value.isoformat() if isinstance(value, date) else value


def _text(field: Field, value: Any) -> Text | None:
    if not isinstance(value, str) or "\x00" in value:
        return Text(f"«{field.label.uk}» має бути текстом.", f"“{field.label.en}” must be text.")
    if len(value) > LONGEST_TEXT:
        return Text(
            f"«{field.label.uk}»: не більше {LONGEST_TEXT} знаків.",
            f"“{field.label.en}”: {LONGEST_TEXT} characters at most.",
        )
    return None


def _choice(field: Field, value: Any) -> Text | None:
    if value not in {choice.id for choice in field.choices}:
        return Text(
            f"«{field.label.uk}»: оберіть одну з відповідей.", f"“{field.label.en}”: choose one of the answers."
        )
    return None


def _choices(field: Field, value: Any) -> Text | None:
    if not isinstance(value, list) or any(_choice(field, item) for item in value):
        return Text(
            f"«{field.label.uk}»: оберіть відповіді з переліку.", f"“{field.label.en}”: choose answers from the list."
        )
    return None


def _yes_no(field: Field, value: Any) -> Text | None:
    return (
        None if isinstance(value, bool) else Text(f"«{field.label.uk}»: так чи ні?", f"“{field.label.en}”: yes or no?")
    )


def _number(field: Field, value: Any) -> Text | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
        return Text(f"«{field.label.uk}» має бути цілим числом.", f"“{field.label.en}” must be a whole number.")
    return None


def _day(field: Field, value: Any) -> Text | None:
    return _parsed(field, value, date.fromisoformat)


def _moment(field: Field, value: Any) -> Text | None:
    return _parsed(field, value, datetime.fromisoformat)


def _parsed(field: Field, value: Any, parse: Any) -> Text | None:
    try:
        parse(value if isinstance(value, str) else value.isoformat())
    except (ValueError, AttributeError):
        return Text(
            f"«{field.label.uk}»: вкажіть дату, як 15.01.2026.", f"“{field.label.en}”: give a date, as 15.01.2026."
        )
    return None


_PROBLEMS = {
    "text": _text,
    "long_text": _text,
    "office": _text,
    "document": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "number": _number,
    "date": _day,
    "moment": _moment,
}
