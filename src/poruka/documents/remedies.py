"""What can be done against a step: where to turn, by when, and on which provision that rests.

A limit is computed where the law sets one; where it sets none, or the act that sets it is not on file, that is said.
Texts on the step itself (``remedy``) come from the catalogue of record types.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.court import APPEAL, FULL_TEXT, REPEAT
from poruka.cases.history import Entry
from poruka.documents.words import cites, last_day
from poruka.law.calendar import RESTORATION, in_words, restorable_until
from poruka.law.text import Text

Way = tuple[Text, Text | None]
"""A way to turn, and its provision."""

NEGATIVE: Mapping[str, tuple[str, tuple[str | bool, ...]]] = {
    "primary-examination": ("result", ("negative",)),
    "preliminary-review": ("result", ("not-supported",)),
    "medical-conclusion": ("outcome", ("temporarily-unfit", "unfit")),
    "commander-consent": ("consents", (False,)),
    "institution-decision": ("decision", ("not-present",)),
    "ruling": ("outcome", ("refused",)),
    "appeal-result": ("outcome", ("refused",)),
    "evasion": ("", ()),
    "unfit-at-arrival": ("", ()),
    "leave-answer": ("answer", ("denied",)),
    "request-answer": ("decided", ("nothing",)),
    "breach-decision": ("outcome", ("found", "passed-on")),
}
"""For each type that may go against the person: the field and the values with which it does; no field means always."""

NO_LIMIT = Text(
    "Строку для такого звернення в нормах, які ми маємо, немає. Радимо не зволікати.",
    "The rules that we have set no time limit for this. We advise not to delay.",
)
NO_LIMIT_ON_FILE = Text(
    "Строк установлює акт, якого в системі немає. Спитайте адвоката і не зволікайте.",
    "The time limit is set by an act that is not on file. Ask a lawyer and do not delay.",
)
LAWYER: Way = (
    Text(
        "Адвокат для Вас безоплатний. Центр правничої допомоги вирішує до 10 робочих днів, тож звертайтеся заздалегідь.",
        "A lawyer is free for you. The legal aid centre takes up to 10 working days, so ask early.",
    ),
    cites("Закон 3460-VI 14(1)(9), 19(1)"),
)
COPIES: Way = (
    Text(
        "Ви маєте право на копії документів своєї справи.",
        "You have the right to copies of the documents of your case.",
    ),
    cites("КВК 8(1)"),
)
MILITARY_OMBUDSMAN: Way = (
    Text(
        "Звернутися до Військового омбудсмана можна усно чи письмово, самому або через представника. Відповідь – за 10"
        " робочих днів, а коли є загроза життю чи здоров’ю, за 3.",
        "The Military Ombudsman can be approached orally or in writing, in person or through a representative. The answer"
        " comes in 10 working days, or in 3 where life or health is at risk.",
    ),
    cites("Закон 4603-IX 12, 13"),
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done about a step: the catalogue's own words first, then each way with its limit."""

    first: Text
    ways: tuple[Way, ...]


def is_negative(entry: Entry) -> bool:
    """Whether the step went against the person."""
    if entry.type not in NEGATIVE:
        return False
    field, values = NEGATIVE[entry.type]
    return entry.says(field, values)


def deadline(entry: Entry) -> Text | None:
    """The one day the person must not miss, where the law sets one."""
    if entry.type != "ruling" or not is_negative(entry):
        return None
    end = last_day(APPEAL.due(entry.happened_at))
    return Text(f"Оскаржити можна до {end.uk} включно.", f"You can appeal until {end.en}, that day included.")


def remedy(entry: Entry) -> Remedy:
    """The remedy against a negative step. Raises KeyError for a type that cannot be one."""
    first = CATALOGUE[entry.type].remedy
    assert first is not None, "the catalogue refuses a negative type without its remedy"
    return Remedy(first, tuple(_WAYS[entry.type](entry)))


def _ruling(entry: Entry) -> list[Way]:
    due = APPEAL.due(entry.happened_at)
    end, restored = last_day(due), last_day(restorable_until(due))
    ways: list[Way] = [
        (
            Text(
                f"Останній день апеляції, якщо рахувати від оголошення: {end.uk} Скаргу подають через суд, який постановив"
                " ухвалу. Вона подана вчасно, якщо до кінця того дня Ви віддали її службовій особі установи.",
                f"The last day for appeal, counted from the announcement: {end.en}. The appeal goes through the court that"
                " made the ruling. It is in time if by the end of that day you have handed it to an official of the institution.",
            ),
            cites(f"{APPEAL.cites}; КПК 116"),
        ),
        (
            Text(
                "Чи рахують 7 днів для засудженого від вручення копії ухвали, закон прямо не каже. Безпечніше рахувати від"
                " оголошення.",
                "Whether the 7 days run for a convict from service of the copy, the law does not say plainly. It is safer to"
                " count from the announcement.",
            ),
            cites("КПК 395(3); питання 7-15"),
        ),
        (
            Text(
                f"Строк, пропущений з поважної причини, суд може поновити, але не пізніше {restored.uk}",
                f"A limit missed for good reason can be restored, but no later than {restored.en}.",
            ),
            cites(RESTORATION.cites),
        ),
        _repeat(entry),
    ]
    if entry.fields.get("full_text") is False:
        whole = last_day(FULL_TEXT.due(entry.happened_at))
        ways.insert(
            0,
            (
                Text(
                    f"Оголошено лише резолютивну частину. Повний текст суд складає не пізніше {whole.uk}",
                    f"Only the operative part was announced. The full text is written no later than {whole.en}.",
                ),
                cites(FULL_TEXT.cites),
            ),
        )
    return [*ways, LAWYER]


def _appeal_result(entry: Entry) -> list[Way]:
    return [
        (
            Text(
                "Строку для касації в системі немає. Спитайте адвоката і не зволікайте.",
                "The time limit for cassation is not on file. Ask a lawyer and do not delay.",
            ),
            cites("КПК 424(2)"),
        ),
        _repeat(entry),
        LAWYER,
    ]


def _repeat(entry: Entry) -> Way:
    """The first day of a repeat motion."""
    first = in_words(REPEAT.due(entry.happened_at).date())
    return (
        Text(
            f"Нове клопотання установи можливе не раніше {first.uk}",
            f"A new motion of the institution is possible no earlier than {first.en}.",
        ),
        cites(REPEAT.cites),
    )


def _examination(entry: Entry) -> list[Way]:
    return [
        (NO_LIMIT, None),
        (
            Text(
                "Результат огляду і медичні документи Ви маєте право побачити; третім особам їх не показують.",
                "You have the right to see the result and the medical documents; third persons are not shown them.",
            ),
            cites("Закон 2801-XII 39, 39-1, 40"),
        ),
        _institution_complaint(),
        LAWYER,
    ]


def _institution_complaint() -> Way:
    return (
        Text(
            "На бездіяльність установи можна скаржитися до суду, прокуророві та Уповноваженому Верховної Ради України з прав"
            " людини.",
            "A failure of the institution to act can be challenged in court, before the prosecutor and the Ombudsman.",
        ),
        cites("КПК 537(1)(13-1), 539(9); КВК 8(1), 22 (наше прочитання)"),
    )


def _institution(entry: Entry) -> list[Way]:
    return [_institution_complaint(), (NO_LIMIT, None), COPIES, LAWYER]


def _board(entry: Entry) -> list[Way]:
    ways: list[Way] = [(NO_LIMIT_ON_FILE, cites("Наказ 402 (тексту в системі немає)"))]
    again = entry.fields.get("examine_again_on")
    if again:
        day = in_words(date.fromisoformat(str(again)))
        ways.insert(
            0, (Text(f"Повторний огляд призначено на {day.uk}", f"The next examination is set for {day.en}."), None)
        )
    return [*ways, LAWYER]


def _commander(entry: Entry) -> list[Way]:
    return [
        (
            Text(
                "Строку очікування немає: іншу частину можна просити одразу.",
                "There is no waiting time: another unit can be asked at once.",
            ),
            cites("КВК 154-1 (наше прочитання)"),
        )
    ]


def _evasion(entry: Entry) -> list[Way]:
    return [
        (
            Text(
                "Цей лист нікого не звинувачує: чи є тут злочин, вирішують лише слідство і суд.",
                "This letter accuses nobody: whether there was a crime is for investigators and a court alone.",
            ),
            cites("КК 336-2"),
        ),
        LAWYER,
    ]


def _unfit(entry: Entry) -> list[Way]:
    return [
        (
            Text(
                "Що буде далі з тим, кого не взяли на службу не з його вини, закон не каже. Порадьтеся з адвокатом.",
                "What follows for somebody not taken through no fault of theirs, the law does not say. Ask a lawyer.",
            ),
            cites("питання 7-09"),
        ),
        LAWYER,
    ]


def _service(entry: Entry) -> list[Way]:
    return [MILITARY_OMBUDSMAN, (NO_LIMIT, None)]


_WAYS: Mapping[str, Callable[[Entry], list[Way]]] = {
    "primary-examination": _examination,
    "preliminary-review": _institution,
    "medical-conclusion": _board,
    "commander-consent": _commander,
    "institution-decision": _institution,
    "ruling": _ruling,
    "appeal-result": _appeal_result,
    "evasion": _evasion,
    "unfit-at-arrival": _unfit,
    "leave-answer": _service,
    "request-answer": _service,
    "breach-decision": _service,
}
