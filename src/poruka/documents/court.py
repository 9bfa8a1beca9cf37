"""What goes to the court: the institution's motion with the list of its annexes, and the whole pack in one file."""

from collections.abc import Iterator

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.history import Entry
from poruka.documents.blocks import Block, Part, Variant, facts, para, same, section, signatures, steps, table
from poruka.documents.data import PaperData, PaperRefused, Sentence
from poruka.documents.names import Case, in_case
from poruka.documents.words import answer, by_sex, capital_of, cites, day, held_at, in_day, listed, role
from poruka.law.text import Text

ANNEXES: tuple[tuple[str, Text], ...] = (
    ("application", Text("Заява засудженого", "The convict’s application")),
    ("commander-consent", Text("Письмова згода командира військової частини", "The unit commander’s written consent")),
    ("military-registration", Text("Копія військово-облікових документів", "Copy of military-registration documents")),
    ("certificate-received", Text("Копія довідки ВЛК", "Copy of the medical board’s certificate")),
)
"""The annexes that the law names (КВК 154-1(5)), in its order."""
CONDITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("application", ()),
    ("consent", ()),
    ("primary-examination", ("result",)),
    ("preliminary-review", ("result", "unit")),
    ("medical-conclusion", ("outcome", "certificate", "valid_until")),
    ("selection", ("passed",)),
    ("physical-level", ("sufficient",)),
    ("military-registration", ("document_number",)),
    ("commander-consent", ("unit",)),
    ("institution-decision", ("decision",)),
)
"""What the motion rests on, and the fields of each record that it names."""
TO_COURT = Text("До суду:", "To the court:")


def motion(data: PaperData, variant: Variant) -> Part:
    """The institution asks the court for release under Article 81-1. Raises PaperRefused where an annex is missing."""
    entry = data.entry
    annexes = annexes_of(data)
    asked, whose = called(data, "accusative"), called(data, "genitive")
    centre = _centre(data)
    blocks: list[Block] = [
        facts(
            (
                (Text("Вихідний номер", "Outgoing number"), answer(entry, data, "outgoing_number")),
                (Text("Дата", "Date"), in_day(entry.happened_at)),
                (Text("Справа в системі", "Case in the system"), same(data.case_id)),
            )
        ),
        para(
            Text(
                f"Установа просить розглянути питання про умовно-дострокове звільнення {whose.uk} від відбування покарання"
                " для проходження військової служби за контрактом.",
                f"The institution asks the court to consider the conditional early release of {whose.en} from serving the"
                " sentence for military service under contract.",
            ),
            cites("КК 81-1; КВК 154-1(5); КПК 537(1)(2-1), 539(1)"),
        ),
        *section(
            Text("Особа", "The person"),
            facts(
                (
                    (Text("Прізвище, ім’я, по батькові", "Name"), same(data.person.name)),
                    (Text("Дата народження", "Date of birth"), day(data.person.birth_date)),
                    (Text("Місце відбування покарання", "Place of serving"), held_at(data.person)),
                )
            ),
        ),
        *section(
            Text("Покарання, яке відбуває особа", "The sentence being served"),
            *(facts(_sentence(sentence)) for sentence in data.sentences),
        ),
        *section(
            Text("Що встановлено і записано у справі", "What was found and recorded in the case"),
            table(
                (Text("Що", "What"), Text("Дата", "Date"), Text("Результат", "Result")),
                tuple(_conditions(data)),
                (34, 24, 42),
            ),
        ),
        *section(
            Text("Установа просить суд", "The institution asks the court to"),
            steps(
                (
                    Text(
                        f"звільнити {asked.uk} умовно-достроково від дальшого відбування основного покарання для проходження"
                        " військової служби за контрактом (КК 81-1(1));",
                        f"release {asked.en} conditionally from further serving of the main punishment for military service"
                        " under contract (КК 81-1(1));",
                    ),
                    Text(
                        f"покласти на цю особу обов’язок прибути до {centre.uk} у супроводі Національної гвардії України протягом 24 годин"
                        " з моменту набрання ухвалою законної сили (КК 81-1(2)).",
                        f"impose on this person the duty to arrive at {centre.en}, escorted by the National Guard of Ukraine, within 24"
                        " hours of the ruling’s entry into force (КК 81-1(2)).",
                    ),
                )
            ),
            para(
                Text(
                    "У засіданні беруть участь прокурор, засуджений і представник установи; захисника викликають.",
                    "The prosecutor, the convict and the institution’s representative take part; counsel is summoned.",
                ),
                cites("КПК 539(5)"),
            ),
        ),
        *section(
            Text("Додатки", "Annexes"),
            table(
                (Text("№", "No."), Text("Документ", "Document"), Text("Дата", "Date"), Text("Номер", "Number")),
                [
                    (same(place), title, in_day(annex.happened_at), same(number))
                    for place, (title, annex, number) in enumerate(annexes, 1)
                ],
                (6, 44, 24, 26),
            ),
        ),
        signatures(((capital_of(role(entry.made_as)), ""),)),
    ]
    return Part(
        "motion",
        Text("Клопотання", "Motion"),
        blocks,
        office=held_at(data.person),
        to=(TO_COURT, answer(entry, data, "court")),
        lead=Text(
            f"про умовно-дострокове звільнення {convict(data)} від відбування покарання для проходження військової служби за"
            " контрактом",
            "for conditional early release from serving the sentence for military service under contract",
        ),
    )


def annexes_of(data: PaperData) -> list[tuple[Text, Entry, str]]:
    """The annexes on file, each with its record and the number by which it is known: the code of a paper of ours, or
    the number of another office's document. Raises PaperRefused where one is missing.
    """
    found = []
    for type, title in ANNEXES:
        annex = data.before(type)
        if annex is None:
            raise PaperRefused(
                Text(
                    f"Бракує додатка до клопотання: «{title.uk}». Спочатку потрібен запис «{CATALOGUE[type].title.uk}».",
                    f"An annex to the motion is missing: “{title.en}”. The record “{CATALOGUE[type].title.en}” is needed"
                    " first.",
                )
            )
        number = annex.fields.get("document_number") or annex.fields.get("certificate") or data.of(annex).code
        found.append((title, annex, str(number)))
    return found


def insert(data: PaperData, title: Text, annex: Entry, number: str) -> Part:
    """The page of a pack behind which the copy of another office's document is put."""
    when = in_day(annex.happened_at)
    return Part(
        "insert",
        title,
        [
            facts(
                (
                    (Text("Номер документа", "Document number"), same(number)),
                    (Text("Записано у справі", "Recorded in the case"), when),
                    (Text("Особа", "Person"), same(data.person.name)),
                )
            ),
            para(
                Text(
                    "За цим аркушем установа вкладає засвідчену копію документа.",
                    "Behind this sheet the institution puts a certified copy of the document.",
                )
            ),
        ],
        office=held_at(data.person),
    )


def called(data: PaperData, case: Case) -> Text:
    """``засудженого Зразка Теста Івановича``: the word and the name in one case, as far as the name is known."""
    word = convict(data) if case != "dative" else by_sex(data.person, "засудженому", "засудженій", "особі")
    if case == "accusative":
        word = by_sex(data.person, "засудженого", "засуджену", "особу")
    return Text(f"{word} {in_case(data.person, case).shown()}", data.person.name)


def convict(data: PaperData) -> str:
    """The word for the person in the genitive."""
    return by_sex(data.person, "засудженого", "засудженої", "особи")


def _sentence(sentence: Sentence) -> Iterator[tuple[Text, Text]]:
    """One sentence as rows. A day that is not on file is said to be so."""
    yield Text("Суд", "Court"), same(sentence.court) if sentence.court else day(None)
    yield Text("Номер справи", "Case number"), same(sentence.case_number) if sentence.case_number else day(None)
    articles = listed(sentence.articles)
    english = articles.replace(" ч. ", " part ")
    yield Text("Статті КК", "Articles of the КК"), Text(articles, english) if articles else day(None)
    yield Text("Покарання", "Punishment"), sentence.penalty
    yield Text("Початок строку", "Beginning of the term"), day(sentence.starts_on)
    yield Text("Кінець строку", "End of the term"), day(sentence.ends_on)


def _conditions(data: PaperData) -> Iterator[tuple[Text, Text, Text]]:
    for type, names in CONDITIONS:
        kind, found = CATALOGUE[type], data.before(type)
        if found is None:
            yield kind.title, same(""), Text("запису немає", "not recorded")
            continue
        known = [_result(found, data, name) for name in names if found.fields.get(name) not in (None, "")]
        result = Text("; ".join(t.uk for t in known) or "є", "; ".join(t.en for t in known) or "on file")
        yield kind.title, in_day(found.happened_at), result


def _result(found: Entry, data: PaperData, name: str) -> Text:
    """A field as a result: an answer or an office by itself, anything else with its label."""
    field, value = CATALOGUE[found.type].field(name), answer(found, data, name)
    if field.kind in {"choice", "office"}:
        return value
    return Text(f"{field.label.uk}: {value.uk}", f"{field.label.en}: {value.en}")


def _centre(data: PaperData) -> Text:
    """The recruitment centre the court is asked to name: that of the military registration, else of the review."""
    found = data.before("military-registration") or data.before("preliminary-review")
    if found is None:
        return Text("територіального центру комплектування", "the territorial recruitment centre")
    named = answer(found, data, "recruitment_centre")
    return Text(f"територіального центру комплектування ({named.uk})", f"the recruitment centre ({named.en})")
