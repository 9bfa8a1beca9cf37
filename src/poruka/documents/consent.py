"""Consent and withdrawal: what the person says apart from the application, in full and in plain words."""

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.court import REPEAT
from poruka.cases.catalogue.wish import REFLECTION
from poruka.documents.application import HEAD_OF
from poruka.documents.blocks import Block, Part, Variant, box, facts, para, points, section, signatures
from poruka.documents.data import PaperData
from poruka.documents.words import (
    INTERPRETER,
    about_person,
    by_sex,
    cites,
    held_at,
    hours_between,
    in_day,
    made_by,
    moment,
    on_behalf,
    said,
    signer,
    small,
    written_by,
)
from poruka.law.text import Text

TOLD = (
    (
        Text(
            "Контракт діє до закінчення особливого періоду. Дати закінчення ніхто не знає.",
            "The contract runs to the end of the special period. Nobody knows the date.",
        ),
        cites("Закон 2232-XII 21-6"),
    ),
    (
        Text(
            "Служба може тривати довше, ніж мій строк покарання.",
            "The service may last longer than my sentence.",
        ),
        cites("Закон 2232-XII 21-6(2) (наше прочитання)"),
    ),
    (
        Text(
            "Щорічної відпустки немає. За сімейними обставинами чи з іншої поважної причини можуть надати до 10 днів.",
            "There is no annual leave. For family or another valid reason up to 10 days may be given.",
        ),
        cites("Закон 2011-XII 10-1(24)"),
    ),
    (
        Text(
            "Служба – лише у спеціалізованому підрозділі.",
            "Service is only in a specialised sub-unit.",
        ),
        cites("Закон 2232-XII 21-6(3)"),
    ),
    (
        Text(
            "Після набрання ухвалою законної сили ухилення від контракту є злочином: від 5 до 10 років.",
            "Once the ruling is in force, evading the contract is a crime: 5 to 10 years.",
        ),
        cites("КК 336-2"),
    ),
    (
        Text(
            "Доки ухвала не набрала законної сили, я можу передумати. Пояснювати не треба.",
            "Until the ruling is in force I may change my mind. I need not explain.",
        ),
        cites("КК 81-1(2) (наше прочитання)"),
    ),
)
"""What the person must have understood, and the provision behind each line."""


def consent(data: PaperData, variant: Variant) -> Part:
    """The person's consent, apart from the application, taken in private by somebody who does not decide."""
    entry = data.entry
    plain = variant == "plain"
    wish = (
        Text(
            f"{by_sex(data.person, 'Я згоден', 'Я згодна', 'Я даю згоду')} служити за контрактом.",
            "I agree to serve under contract.",
        )
        if plain
        else Text(
            "Я погоджуюся на те, щоб суд звільнив мене умовно-достроково від відбування покарання для проходження військової"
            " служби за контрактом.",
            "I consent to being conditionally released by a court from serving the sentence for military service under"
            " contract.",
        )
    )
    free = Text(
        "Я вирішую добровільно. Мене не примушували і нічого не обіцяли за згоду.",
        "I decide freely. I was not forced, and was promised nothing for agreeing.",
    )
    blocks: list[Block] = [
        facts(about_person(data)),
        box(wish, free),
        *section(Text("Мені пояснили, і я розумію", "I was told, and I understand"), points(TOLD)),
        *section(
            Text("Як надано згоду", "How consent was given"),
            facts((*said(entry, data), _reflection(data))),
        ),
        signatures(
            (
                (signer(data), data.person.name),
                (Text("Згоду прийнято, наодинці", "Consent taken, in private"), ""),
                (Text("Свідок", "Witness"), str(entry.fields.get("witness", ""))),
                *(((INTERPRETER, ""),) if entry.fields.get("language") == "other" else ()),
            )
        ),
    ]
    return Part("act", Text("Згода", "Consent"), blocks, office=held_at(data.person))


def withdrawal(data: PaperData, variant: Variant) -> Part:
    """The person takes the application back; no reason is asked and none is printed."""
    entry, applied = data.entry, data.before("application")
    pending = applied is not None and data.earlier.newer(applied, ("motion",))
    when = Text(
        f" від {in_day(applied.happened_at).uk}" if applied else "",
        f" of {in_day(applied.happened_at).en}" if applied else "",
    )
    body = (
        Text(
            "Я забираю свою заяву. Служити за контрактом не хочу.",
            "I take my application back. I do not want to serve.",
        )
        if variant == "plain"
        else Text(
            f"Відкликаю свою заяву{when.uk} про бажання проходити військову службу за контрактом і згоду, якщо її надано.",
            f"I withdraw my application{when.en} to serve in the military under contract, and my consent if given.",
        )
    )
    after = [
        (
            Text(
                "Відкликання не має наслідків: ні для умов тримання, ні для роботи, ні для звичайного умовно-дострокового"
                " звільнення.",
                "The withdrawal has no consequences: not for the regime, the work or ordinary parole.",
            ),
            cites("R04, R06"),
        ),
        (
            Text(
                "Заяву можна подати знову будь-коли: строку очікування закон не встановлює.",
                "A new application can be made at any time: the law sets no waiting time.",
            ),
            cites("КВК 154-1 (наше прочитання)"),
        ),
    ]
    if pending:
        after.append(
            (
                Text(
                    "Клопотання вже в суді. Якщо через відкликання суд відмовить у його задоволенні, нове клопотання можливе не"
                    f" раніше ніж через {REPEAT.amount} місяці.",
                    "The motion is in court already. If the court refuses it because of the withdrawal, a new one is possible"
                    f" only {REPEAT.amount} months later.",
                ),
                cites(REPEAT.cites),
            )
        )
    blocks: list[Block] = [
        para(body),
        para(Text("Причину я можу не називати.", "I need give no reason.")),
        facts(
            (
                *about_person(data),
                (Text("Відкликано", "Withdrawn"), moment(entry.happened_at)),
                (Text("Хто записав", "Recorded by"), made_by(entry, data)),
            )
        ),
        *section(Text("Що це означає", "What this means"), points(after)),
        signatures(((signer(data), data.person.name), *on_behalf(entry, Text("Прийнято", "Accepted by")))),
    ]
    return Part(
        "statement",
        Text("Відкликання заяви", "Withdrawal of the application"),
        blocks,
        to=(HEAD_OF, held_at(data.person), written_by(data)),
    )


def _reflection(data: PaperData) -> tuple[Text, Text]:
    """How long the person had to think between the sheet and the consent."""
    given, waiver = data.before("information-given"), data.before("reflection-waived")
    label = Text("Час на роздуми", "Time to reflect")
    if given is None:
        return label, Text("запису про пам’ятку немає", "no record of the sheet")
    hours = hours_between(given.happened_at, data.entry.happened_at)
    had = Text(f"{hours} год від вручення пам’ятки", f"{hours} h since the sheet was given")
    if hours < REFLECTION.amount and waiver and data.earlier.newer(given, ("reflection-waived",)):
        title = CATALOGUE["reflection-waived"].title
        when = in_day(waiver.happened_at)
        return label, Text(
            f"{had.uk}; {small(title.uk)}, {when.uk}",
            f"{had.en}; {small(title.en)}, {when.en}",
        )
    return label, had
