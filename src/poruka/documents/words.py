"""Values of records in words: days, moments, answers, offices, roles, citations; always in both languages."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Field
from poruka.cases.history import Entry
from poruka.documents.blocks import same
from poruka.documents.data import PaperData, Person
from poruka.documents.names import sex_of
from poruka.law.calendar import KYIV, in_words
from poruka.law.text import Text

YES, NO = Text("так", "yes"), Text("ні", "no")
NOT_ON_FILE = Text("відомостей немає", "not on file")

PERSON = Text("Особа", "Person")
BORN = Text("Дата народження", "Date of birth")
INSTITUTION = Text("Установа", "Institution")
CASE = Text("Справа", "Case")

_ENGLISH = (
    ("Закони", "Laws"),
    ("Закон", "Law"),
    ("Наказ", "Order"),
    ("питання", "question"),
    ("наше прочитання", "our reading"),
    ("правило дому", "house rule"),
    ("строк", "time limit"),
    ("за повідомленнями, не норма", "as reported, not a rule"),
    ("текст не на файлі", "text not on file"),
    ("підзаконний акт не на файлі", "subordinate act not on file"),
    ("порядок", "procedure"),
)


def cites(words: str) -> Text:
    """A citation for both languages: the names of codes stay, the words between them are put into English."""
    english = words
    for uk, en in _ENGLISH:
        english = english.replace(uk, en)
    return Text(words, english)


def day(when: date | None) -> Text:
    """``15 січня 2026 р.``, or that it is not on file."""
    return in_words(when) if when else NOT_ON_FILE


def moment(when: datetime) -> Text:
    """The day and the minute in Kyiv time."""
    local = when.astimezone(KYIV)
    words = in_words(local.date())
    return Text(f"{words.uk}, {local:%H:%M}", f"{words.en}, {local:%H:%M}")


def last_day(due: datetime) -> Text:
    """The last day of a limit, in words; a limit that ends at midnight ends with the day before."""
    local = due.astimezone(KYIV)
    if (local.hour, local.minute) == (0, 0):
        return in_words(date.fromordinal(local.toordinal() - 1))
    return moment(local)


def role(id: str) -> Text:
    """Who somebody was when they acted, in small letters, as it stands inside a sentence."""
    title = ROLES[id].title if id in ROLES else same(id)
    return Text(_lower(title.uk), _lower(title.en))


def by_sex(person: Person, man: str, woman: str, unknown: str) -> str:
    """The form of a word that fits the person."""
    return {"M": man, "F": woman}.get(sex_of(person) or "", unknown)


def value(field: Field, raw: object, data: PaperData) -> Text:
    """A field's value as a reader of the paper sees it."""
    if raw is None or raw == "":
        return NOT_ON_FILE
    if field.kind == "yes_no":
        return YES if raw else NO
    if field.kind == "choice":
        return next((choice.text for choice in field.choices if choice.id == raw), same(raw))
    if field.kind == "choices" and isinstance(raw, (list, tuple)):
        chosen = [choice.text for choice in field.choices if choice.id in raw]
        return Text("; ".join(t.uk for t in chosen) or "–", "; ".join(t.en for t in chosen) or "–")
    if field.kind == "office":
        return data.office(raw)
    if field.kind == "date":
        return in_words(date.fromisoformat(str(raw)))
    if field.kind == "moment":
        when = datetime.fromisoformat(str(raw))
        return moment(when if when.utcoffset() is not None else when.replace(tzinfo=KYIV))
    return same(raw)


def said(entry: Entry, data: PaperData, *names: str) -> Iterator[tuple[Text, Text]]:
    """The labels and values of a record's open fields, in the order of the catalogue; ``names`` picks some of them."""
    for field in CATALOGUE[entry.type].fields:
        if field.sealed or (names and field.name not in names):
            continue
        raw = entry.fields.get(field.name)
        if raw is not None and raw != "":
            yield Text(capital(field.label.uk), capital(field.label.en)), value(field, raw, data)


def answer(entry: Entry, data: PaperData, name: str) -> Text:
    """The value of one field of a record in words."""
    return value(CATALOGUE[entry.type].field(name), entry.fields.get(name), data)


def about_person(data: PaperData, *, institution: bool = True) -> list[tuple[Text, Text]]:
    """Who the paper is about, as rows."""
    person = data.person
    rows = [(PERSON, same(person.name)), (BORN, day(person.birth_date))]
    if institution:
        rows.append((INSTITUTION, held_at(person)))
    return rows


def held_at(person: Person) -> Text:
    """The institution's name, or its number."""
    return person.institution or (same(person.institution_id) if person.institution_id else NOT_ON_FILE)


def made_by(entry: Entry, data: PaperData) -> Text:
    """Who made a record: the name, the role, the office acted for."""
    who = role(entry.made_as)
    place = data.office(entry.office) if entry.office else None
    parts = [(entry.made_by, entry.made_by), (who.uk, who.en)]
    if place:
        parts.append((place.uk, place.en))
    return Text(", ".join(uk for uk, _ in parts), ", ".join(en for _, en in parts))


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str]) -> str:
    """Items one after another."""
    return ", ".join(items)


def _lower(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
