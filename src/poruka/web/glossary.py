"""The words for codes: answers, verdicts, values of the register's columns, who supplies a fact, marks of the book."""

from collections.abc import Mapping
from datetime import date

from poruka.law.facts import TABLES, Column
from poruka.law.text import Text
from poruka.web import words

ANSWERS: Mapping[str, Text] = {
    "may_apply": Text("може подати заяву", "may apply"),
    "barred": Text("не може", "barred"),
    "cannot_tell": Text("не можна сказати", "cannot tell"),
    "yes": Text("виконано", "holds"),
    "no": Text("не виконано", "does not hold"),
}
VERDICTS = ("may_apply", "barred", "cannot_tell")

MARKS: Mapping[str, Text] = {
    "read": Text("за текстом закону", "read in the statute"),
    "our_reading": Text("наше прочитання", "our reading"),
    "open": Text("відкрите питання", "open question"),
}
MARK_MEANINGS: Mapping[str, Text] = {
    "read": Text(
        "Норму прочитано: вона прямо каже те, що тут написано.",
        "The provision was read: it says this in so many words.",
    ),
    "our_reading": Text(
        "Норма прямо цього не каже. Так ми її розуміємо, і суд може зрозуміти інакше.",
        "The provision does not say this in so many words. This is how we understand it; a court may differ.",
    ),
    "open": Text(
        "Норму можна зрозуміти по-різному. Доки тлумачення не прийнято, відповідь – «не можна сказати».",
        "The provision can be understood in more than one way. Until a reading is adopted, the"
        " answer is “cannot tell”.",
    ),
}

SUPPLIERS: Mapping[str, Text] = {
    "institution": Text("установа виконання покарань", "the penal institution"),
    "court": Text("суд, що ухвалив вирок", "the court that gave the judgment"),
    "migration_service": Text("Державна міграційна служба", "the State Migration Service"),
    "recruitment_centre": Text("ТЦК та СП", "the recruitment centre (TCC)"),
}
SUPPLIES_FROM: Mapping[str, Text] = {
    "institution": Text("особова справа в установі", "the personal file in the institution"),
    "court": Text("копія вироку із суду", "a copy of the judgment from the court"),
    "migration_service": Text("довідка міграційної служби", "a certificate of the migration service"),
    "recruitment_centre": Text("дані військового обліку з ТЦК та СП", "military registration data from the TCC"),
}

VALUES: Mapping[str, Mapping[str, Text]] = {
    "sex": {"F": Text("жінка", "female"), "M": Text("чоловік", "male")},
    "citizenship": {"UKR": Text("Україна", "Ukraine")},
    "custody": {
        "serving": Text("відбуває покарання", "serving a sentence"),
        "remand": Text("під вартою до вироку", "on remand"),
        "released": Text("звільнено", "released"),
    },
    "rank_group": {
        "none": Text("звання немає", "no rank"),
        "private": Text("рядовий склад", "private"),
        "sergeant": Text("сержантський склад", "sergeant"),
        "junior_officer": Text("молодший офіцер", "junior officer"),
        "senior_officer": Text("старший офіцер", "senior officer"),
        "top_officer": Text("вищий офіцер", "top officer"),
    },
    "penalty": {
        "fixed_term_imprisonment": Text("позбавлення волі на певний строк", "fixed-term imprisonment"),
        "restriction_of_liberty": Text("обмеження волі", "restriction of liberty"),
        "life_imprisonment": Text("довічне позбавлення волі", "life imprisonment"),
        "arrest": Text("арешт", "arrest"),
        "disciplinary_battalion": Text("тримання в дисциплінарному батальйоні", "disciplinary battalion"),
        "other": Text("інше покарання", "other penalty"),
    },
    "code": {
        "UA2001": Text("КК 2001 року", "Criminal Code of 2001"),
        "UA1960": Text("КК 1960 року", "Criminal Code of 1960"),
    },
    "stage": {
        "completed": Text("закінчене", "completed"),
        "attempt": Text("замах", "attempt"),
        "preparation": Text("готування", "preparation"),
    },
    "participation": {
        "perpetrator": Text("виконавець", "perpetrator"),
        "organiser": Text("організатор", "organiser"),
        "instigator": Text("підбурювач", "instigator"),
        "abettor": Text("пособник", "abettor"),
    },
    "record": {
        "serving": Text("відбуває покарання", "being served"),
        "unexpunged": Text("не погашено", "unexpunged"),
        "expunged": Text("погашено або знято", "expunged"),
    },
    "severity": {
        "misdemeanour": Text("проступок", "misdemeanour"),
        "minor": Text("нетяжкий злочин", "minor crime"),
        "grave": Text("тяжкий злочин", "grave crime"),
        "especially_grave": Text("особливо тяжкий злочин", "especially grave crime"),
    },
}
_YES_NO = {True: Text("так", "yes"), False: Text("ні", "no")}
NOT_KNOWN = Text("невідомо", "not known")

_COLUMNS: Mapping[str, Column] = {column.name: column for table in TABLES.values() for column in table.columns}


def label(fact: str) -> Text:
    """What a column of the register is called."""
    return _COLUMNS[fact].label


def supplier(fact: str) -> str:
    """The code of the authority that can supply a fact."""
    return _COLUMNS[fact].supplier


def value(fact: str, content: object, language: str) -> str:
    """The content of a column in words; an empty one is *not known*, never "no"."""
    if content is None:
        return NOT_KNOWN.of(language)
    if isinstance(content, bool):
        return _YES_NO[content].of(language)
    if isinstance(content, date):
        return words.full_date(content, language)
    if isinstance(content, list | tuple):
        return ", ".join(str(item) for item in content)
    named = VALUES.get(fact, {}).get(str(content))
    return named.of(language) if named else str(content)


def written(table: str, fact: str, content: str | None) -> Text:
    """A cell as the exchange format writes it, in words."""
    column = TABLES[table].column(fact)
    value_: object = content
    if content is not None and column.kind == "date":
        value_ = date.fromisoformat(content)
    elif content is not None and column.kind == "bool":
        value_ = content == "true"
    return Text(value(fact, value_, "uk"), value(fact, value_, "en"))
