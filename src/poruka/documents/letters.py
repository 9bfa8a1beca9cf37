"""Letters that tell the person what was decided, why, what they can do against it and by when; one for each such step.

They are addressed to the person and speak of nothing sealed. Those written in a unit (``field`` papers) name neither
the institution nor what the person was convicted of.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from poruka.cases.catalogue.court import APPEAL
from poruka.cases.catalogue.force import ARRIVAL
from poruka.cases.history import Entry
from poruka.documents.blocks import Block, Part, Variant, box, facts, para, points, same, section, signatures
from poruka.documents.data import PaperData
from poruka.documents.names import in_case
from poruka.documents.remedies import Way, deadline, is_negative, remedy
from poruka.documents.words import (
    NOT_ON_FILE,
    about_person,
    answer,
    capital_of,
    cites,
    in_day,
    last_day,
    limits,
    made_by,
    role,
    said,
)
from poruka.law.text import Text


@dataclass(frozen=True, slots=True)
class Told:
    """How a step is told: the title of its letter, the words before the answer, the field that holds the answer, and
    the field of the reasons (none where the reasons are medical and so sealed)."""

    title: Text
    words: Text
    field: str
    reason: str = ""
    others: tuple[str, ...] = ()


TOLD: Mapping[str, Told] = {
    "primary-examination": Told(
        Text("Про результат первинного медичного огляду", "Result of the primary medical examination"),
        Text("Результат первинного медичного огляду", "Result of the primary medical examination"),
        "result",
    ),
    "medical-conclusion": Told(
        Text("Про висновок військово-лікарської комісії", "Conclusion of the military medical commission"),
        Text("Висновок військово-лікарської комісії", "Conclusion of the military medical commission"),
        "outcome",
        others=("certificate", "valid_until", "examine_again_on"),
    ),
    "institution-decision": Told(
        Text("Про рішення установи", "Decision of the institution"),
        Text("Рішення начальника установи", "Decision of the head of the institution"),
        "decision",
        "reason",
    ),
    "ruling": Told(
        Text("Про ухвалу суду", "Ruling of the court"),
        Text("Рішення суду щодо клопотання установи", "The court’s decision on the institution’s motion"),
        "outcome",
        "reason",
        ("judge", "register_number", "recruitment_centre", "supervision_months"),
    ),
    "appeal-result": Told(
        Text("Про рішення апеляційного суду", "Decision of the appeal court"),
        Text("Рішення апеляційного суду", "Decision of the appeal court"),
        "outcome",
    ),
    "evasion": Told(
        Text("Про те, що контракт не укладено", "The contract was not signed"),
        Text("Контракт не укладено; записана причина", "The contract was not signed; the cause recorded"),
        "whose_fault",
        "note",
        ("account",),
    ),
    "unfit-at-arrival": Told(
        Text("Про те, що контракт не укладено", "The contract was not signed"),
        Text("Контракт не укладено не з Вашої вини", "The contract was not signed, through no fault of yours"),
        "",
        "note",
    ),
    "leave-answer": Told(
        Text("Відповідь на рапорт про відпустку", "Answer to a leave request"),
        Text("Відповідь на Ваш рапорт про відпустку", "Answer to your leave request"),
        "answer",
        "reason",
        ("days",),
    ),
    "request-answer": Told(
        Text("Відповідь щодо Ваших обставин", "Answer about your circumstances"),
        Text("Що вирішено у зв’язку з Вашими обставинами", "What was decided on account of your circumstances"),
        "decided",
        "reason",
    ),
    "breach-decision": Told(
        Text("Про розгляд повідомлення про порушення", "Decision on an alleged breach"),
        Text("Рішення командира щодо повідомлення про порушення", "The commander’s decision on the alleged breach"),
        "outcome",
        "reason",
    ),
}
SEALED_REASON = Text(
    "Медичних відомостей у цьому листі немає і в справі їх не показують. Їх можете побачити Ви та лікарі.",
    "This letter holds no medical data, and the case does not show them. You and the doctors can see them.",
)
NO_REASON = Text(
    "Підстав у записі не наведено. Ви можете просити їх письмово.",
    "The record gives no reasons. You may ask for them in writing.",
)


def letter(data: PaperData, variant: Variant, *, field: bool = False) -> Part:
    """What was decided, why, and what can be done. ``field``: a paper that may be carried in a unit."""
    entry, told = data.entry, TOLD[data.entry.type]
    verdict = answer(entry, data, told.field) if told.field else None
    line = Text(
        f"{told.words.uk}: {verdict.uk}." if verdict else f"{told.words.uk}.",
        f"{told.words.en}: {verdict.en}." if verdict else f"{told.words.en}.",
    )
    rows = [
        *about_person(data, institution=not field),
        (Text("Дата", "Date"), in_day(entry.happened_at)),
        (Text("Хто записав", "Recorded by"), made_by(entry, data)),
        *(said(entry, data, *told.others) if told.others else ()),
        *_asked(entry, data),
    ]
    by_when = deadline(entry)
    blocks: list[Block] = [
        box(line, *([by_when] if by_when else [])),
        facts(rows),
        *section(Text("Чому", "Why"), para(_reason(entry, data, told))),
    ]
    if is_negative(entry):
        way = remedy(entry)
        blocks += section(
            Text("Що можна зробити і до якого дня", "What can be done, and by when"), para(way.first), points(way.ways)
        )
    else:
        then = [*limits(entry), *_after(entry)]
        if then:
            blocks += section(Text("Що далі", "What comes next"), points(then))
    blocks.append(
        signatures(((capital_of(role(entry.made_as)), ""), (Text("Лист одержано", "Received by"), data.person.name)))
    )
    return Part(
        "letter",
        told.title,
        blocks,
        office=data.office(entry.office) if entry.office else None,
        to=(same(in_case(data.person, "dative").shown()),),
    )


def field_letter(data: PaperData, variant: Variant) -> Part:
    """A letter that may be carried in a unit."""
    return letter(data, variant, field=True)


def _reason(entry: Entry, data: PaperData, told: Told) -> Text:
    if not told.reason and entry.type != "appeal-result":
        return SEALED_REASON
    given = answer(entry, data, told.reason) if told.reason else NOT_ON_FILE
    return NO_REASON if given == NOT_ON_FILE else given


def _asked(entry: Entry, data: PaperData) -> list[tuple[Text, Text]]:
    """What a leave request asked for, beside the answer to it; of the person's circumstances the day alone is told."""
    if entry.type == "request-answer":
        told = data.before("pregnancy-child-care", "conscientious-objection")
        return (
            [(Text("Ваші обставини записано", "Your circumstances were recorded"), in_day(told.happened_at))]
            if told
            else []
        )
    request = data.before("leave-request") if entry.type == "leave-answer" else None
    if request is None:
        return []
    return [
        (Text("Рапорт від", "Request of"), in_day(request.happened_at)),
        (Text("Підстава, названа в рапорті", "Ground named in the request"), answer(request, data, "ground")),
        (Text("Просили днів", "Days asked for"), answer(request, data, "days")),
    ]


def _after(entry: Entry) -> list[Way]:
    """What the person should know after a step that went their way."""
    if entry.type == "ruling":
        end = last_day(APPEAL.due(entry.happened_at))
        return [
            (
                Text(
                    f"Ухвала набирає законної сили, якщо її не оскаржать. Останній день апеляції: {end.uk} Скарга прокурора"
                    " зупиняє виконання.",
                    f"The ruling enters into force if nobody appeals. The last day for appeal: {end.en}. An appeal by the"
                    " prosecutor suspends execution.",
                ),
                cites("КПК 395(2)(2), 532, 539(6)"),
            ),
            (
                Text(
                    "До того дня Ви ще можете відкликати заяву: одним кроком, без пояснень.",
                    "Until it is in force you can still withdraw the application: in one step, without reasons.",
                ),
                cites("КК 81-1(2) (наше прочитання)"),
            ),
            (
                Text(
                    f"Потім за {ARRIVAL.amount} години Вас у супроводі Національної гвардії мають доставити до центру"
                    " комплектування. Відмова укласти контракт тоді вже є злочином.",
                    f"Then, within {ARRIVAL.amount} hours, the National Guard is to bring you to the recruitment centre."
                    " Refusing the contract is a crime from then on.",
                ),
                cites("КК 81-1(2), 336-2"),
            ),
        ]
    if entry.type in {"primary-examination", "medical-conclusion", "institution-decision"}:
        return [
            (
                Text(
                    "Ви, як і раніше, можете відкликати заяву, доки ухвала суду не набрала законної сили.",
                    "As before, you can withdraw the application until the court’s ruling is in force.",
                ),
                cites("КК 81-1(2) (наше прочитання)"),
            )
        ]
    return []
