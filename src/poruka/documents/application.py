"""The application and the receipt for it. What the person writes has its wording in full and in plain words."""

from poruka.documents.blocks import Block, Part, Variant, box, facts, para, points, same, section, signatures
from poruka.documents.data import PaperData
from poruka.documents.names import in_case
from poruka.documents.words import (
    CASE,
    about_person,
    by_sex,
    cites,
    day,
    held_at,
    in_day,
    limits,
    made_by,
    moment,
    on_behalf,
    said,
    signer,
    written_by,
)
from poruka.law.text import Text

HEAD_OF = Text("Начальникові установи:", "To the head of the institution:")
WHO_COMPLAINS = Text(
    "Якщо заяву не розглядають, можна скаржитися до суду, прокуророві або Уповноваженому Верховної Ради України з прав"
    " людини.",
    "If the application is not dealt with, you can complain to the court, the prosecutor or the Ombudsman.",
)
WHO_COMPLAINS_BASIS = cites("КПК 537(1)(13-1), 539(9); КВК 8(1), 22 (наше прочитання)")


def application(data: PaperData, variant: Variant) -> Part:
    """The written wish to serve, addressed to the head of the institution."""
    entry, sheet = data.entry, data.before("information-given")
    blocks = _plain() if variant == "plain" else _whole(data)
    if sheet:
        given, version = in_day(sheet.happened_at), sheet.fields.get("sheet_version", "")
        blocks.append(
            para(
                Text(
                    f"Пам’ятку (редакція {version}) мені видано {given.uk}",
                    f"I was given the information sheet (version {version}) on {given.en}.",
                )
            )
        )
    blocks += [
        facts((*said(entry, data), (Text("Подано", "Handed in"), moment(entry.happened_at)))),
        signatures(((signer(data), data.person.name), *on_behalf(entry, Text("Заяву прийнято", "Accepted by")))),
    ]
    return Part(
        "statement",
        Text(
            "Заява про бажання проходити військову службу за контрактом",
            "Application: wish to serve in the military under contract",
        ),
        blocks,
        to=(HEAD_OF, held_at(data.person), written_by(data)),
    )


def _plain() -> list[Block]:
    return [
        para(Text("Я хочу служити за контрактом. Це моє рішення.", "I want to serve under contract. I decided this.")),
        para(
            Text(
                "Прошу установу розглянути мою заяву і, якщо все гаразд, звернутися до суду.",
                "I ask the institution to deal with my application and, if all is well, to turn to the court.",
            )
        ),
        *section(
            Text("Я знаю", "I know"),
            points(
                (
                    Text("Мене ніхто не примушує.", "Nobody forces me."),
                    Text(
                        "Вирішує суд. Він може відмовити.",
                        "The court decides. It may say no.",
                    ),
                    Text(
                        "Заяву можна забрати, доки ухвала суду не набрала законної сили. Пояснювати не треба.",
                        "I can take the application back until the court’s ruling is in force. I need not explain.",
                    ),
                    Text(
                        "Потім мене окремо спитають про згоду. Тоді теж можна відмовитися.",
                        "Later I will be asked for consent separately. I can still say no then.",
                    ),
                    Text("Лікар оглядає мене лише за моєю згодою.", "A doctor examines me only if I agree."),
                )
            ),
        ),
    ]


def _whole(data: PaperData) -> list[Block]:
    born, place = _born(data), held_at(data.person)
    return [
        para(
            Text(
                f"Я, {data.person.name}{born.uk} відбуваю покарання в установі: {place.uk}."
                " З власної волі виявляю бажання проходити військову службу за контрактом.",
                f"I, {data.person.name}{born.en} am serving a sentence in: {place.en}. Of"
                " my own will I express the wish to serve in the military under contract.",
            ),
            cites("КК 81-1(2)"),
        ),
        para(
            Text(
                "Прошу вжити заходів для можливого представлення мене до умовно-дострокового звільнення від відбування"
                " покарання для проходження військової служби за контрактом.",
                "I ask that measures be taken so that I may be presented for conditional early release from serving the"
                " sentence for military service under contract.",
            ),
            cites("КВК 154-1(2)"),
        ),
        *section(
            Text("Мені відомо", "I know that"),
            points(
                (
                    Text(
                        "звільнити мене може лише суд; він може й відмовити;",
                        "only a court can release me, and it may refuse;",
                    ),
                    Text(
                        "заяву можна відкликати без пояснень і без наслідків, доки ухвала суду не набрала законної сили;",
                        "the application can be withdrawn without reasons or consequences until the court’s ruling is in"
                        " force;",
                    ),
                    Text(
                        "згоду я надаю окремо, після часу на роздуми, і тоді також можу відмовитися;",
                        "consent is given separately, after time to reflect, and I may refuse then too;",
                    ),
                    Text(
                        "медичний огляд проводять лише за моєю згодою.",
                        "a medical examination takes place only with my consent.",
                    ),
                )
            ),
        ),
    ]


def _born(data: PaperData) -> Text:
    """The words about birth after the name; of a day that is not on file the application says nothing but a comma."""
    if data.person.birth_date is None:
        return Text(",", ",")
    word, when = by_sex(data.person, "народився", "народилася", "дата народження:"), day(data.person.birth_date)
    return Text(f", {word} {when.uk},", f", born {when.en},")


def receipt(data: PaperData, variant: Variant) -> Part:
    """What the person keeps as proof that the application was made, and when."""
    entry = data.entry
    when = moment(entry.happened_at)
    blocks: list[Block] = [
        box(
            Text(f"Вашу заяву одержано: {when.uk}.", f"Your application was received: {when.en}."),
            Text(
                "Вона записана у справі. Вилучити чи змінити її непомітно не може ніхто.",
                "It is recorded in the case. Nobody can remove or change it unseen.",
            ),
        ),
        facts(
            (
                *about_person(data),
                (CASE, Text(data.case_id, data.case_id)),
                (Text("Хто записав", "Recorded by"), made_by(entry, data)),
                (Text("Записано", "Recorded at"), moment(entry.made_at)),
                *said(entry, data),
            )
        ),
        *section(
            Text("Що далі", "What comes next"),
            points((text, None if variant == "plain" else basis) for text, basis in limits(entry)),
        ),
        *section(
            Text("Що можете Ви", "What you may do"),
            points(
                (
                    (
                        Text(
                            "Відкликати заяву одним кроком і без пояснень, доки ухвала суду не набрала законної сили.",
                            "Withdraw the application in one step and without reasons until the court’s ruling is in force.",
                        ),
                        cites("КК 81-1(2) (наше прочитання)"),
                    ),
                    (
                        Text(
                            "Просити адвоката: для Вас це безоплатно.",
                            "Ask for a lawyer: it is free for you.",
                        ),
                        cites("Закон 3460-VI 14(1)(9)"),
                    ),
                    (WHO_COMPLAINS, WHO_COMPLAINS_BASIS),
                    (
                        Text(
                            "Показати цю розписку будь-кому: за кодом унизу видно, що заяву справді подано.",
                            "Show this receipt to anyone: the code below proves that the application was made.",
                        ),
                        None,
                    ),
                )
            ),
        ),
        signatures(((Text("Хто видав розписку", "Receipt issued by"), ""),)),
    ]
    return Part(
        "letter",
        Text("Розписка про одержання заяви", "Receipt for an application"),
        blocks,
        office=held_at(data.person),
        to=(same(in_case(data.person, "dative").shown()),),
    )
