"""Values of records in words: days, moments, answers, offices, roles, citations; always in both languages."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from poruka.access.roles import PERSON as PERSON_ROLE
from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Field
from poruka.cases.history import Entry
from poruka.cases.procedure import COURT_CLOSES
from poruka.documents.blocks import same
from poruka.documents.data import PaperData, Person
from poruka.documents.names import in_case, sex_of
from poruka.law.calendar import KYIV, in_words
from poruka.law.text import Text

YES, NO = Text("так", "yes"), Text("ні", "no")
NOT_ON_FILE = Text("відомостей немає", "not on file")

PERSON = Text("Особа", "Person")
BORN = Text("Дата народження", "Date of birth")
INSTITUTION = Text("Установа", "Institution")
CASE = Text("Справа", "Case")
INTERPRETER = Text("Перекладач", "Interpreter")

_ENGLISH = (
    ("порядок визначає підзаконний акт, якого в системі немає", "the procedure is set by an act that is not on file"),
    ("строк визначає підзаконний акт, якого в системі немає", "the time is set by an act that is not on file"),
    ("тексту в системі немає", "text not on file"),
    ("«невідкладно»; строк – правило дому", "“at once”; the time is a rule of this system"),
    ("правило дому", "a rule of this system"),
    ("Закони", "Laws"),
    ("Закон", "Law"),
    ("Наказ", "Order"),
    ("питання", "question"),
    ("наше прочитання", "our reading"),
)
_REQUIREMENTS = re.compile(r"(?:^|[;,]\s*)R\d+(?:–R\d+)?(?:,\s*R\d+(?:–R\d+)?)*")
HOUSE_RULE = Text("правило цієї системи", "a rule of this system")


def cites(words: str) -> Text:
    """A citation for both languages: the names of codes stay, the words between them are put into English.

    Numbers of our own requirements (``R03``) mean nothing to a reader: what rests on them alone is a rule of the house.
    """
    said = _REQUIREMENTS.sub("", words).replace(" (наше прочитання)", "; наше прочитання").strip("; ")
    if not said:
        return HOUSE_RULE
    english = said
    for uk, en in _ENGLISH:
        english = english.replace(uk, en)
    return Text(said.replace("правило дому", HOUSE_RULE.uk), english)


def day(when: date | None) -> Text:
    """``15 січня 2026 р.``, or that it is not on file."""
    return in_words(when) if when else NOT_ON_FILE


def in_day(when: datetime) -> Text:
    """The day in Kyiv on which something happened."""
    return in_words(when.astimezone(KYIV).date())


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
    return Text(small(title.uk), small(title.en))


def by_sex(person: Person, man: str, woman: str, unknown: str) -> str:
    """The form of a word that fits the person."""
    return {"M": man, "F": woman}.get(sex_of(person) or "", unknown)


def value(field: Field, raw: object, data: PaperData) -> Text:
    """A field's value as a reader of the paper sees it."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
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
    """Who made a record: the role, the office acted for, the login. The person who made it is not named twice."""
    if entry.made_as == PERSON_ROLE:
        return Text("сама особа", "the person")
    who, place = role(entry.made_as), data.office(entry.office) if entry.office else None
    uk, en = (f"{who.uk}, {place.uk}", f"{who.en}, {place.en}") if place else (who.uk, who.en)
    return Text(f"{uk} (обліковий запис {entry.made_by})", f"{en} (account {entry.made_by})")


def capital_of(text: Text) -> Text:
    """Both wordings with a capital at their beginning."""
    return Text(capital(text.uk), capital(text.en))


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def hours_between(start: datetime, end: datetime) -> int:
    """Whole real hours between two moments, whatever the clocks did meanwhile."""
    return int((end.astimezone(UTC) - start.astimezone(UTC)) // timedelta(hours=1))


def limits(entry: Entry) -> Iterator[tuple[Text, Text]]:
    """What somebody owes because of a record: who, what, by when; and the provision it rests on."""
    for clock in CATALOGUE[entry.type].starts:
        if entry.says(clock.field, clock.values):
            due = last_day(clock.limit.due(entry.happened_at, COURT_CLOSES if clock.in_court else None))
            who = role(clock.owner)
            yield (
                Text(
                    f"{clock.text.uk}: {who.uk}, не пізніше {due.uk}",
                    f"{clock.text.en}: {who.en}, no later than {due.en}",
                ),
                cites(clock.limit.cites),
            )


def written_by(data: PaperData) -> Text:
    """Whom a statement is from: the name in the genitive."""
    return Text(f"від: {in_case(data.person, 'genitive').shown()}", f"from: {data.person.name}")


def signer(data: PaperData) -> Text:
    """As whom the person signs."""
    return Text(by_sex(data.person, "Засуджений", "Засуджена", "Особа"), "The person")


def on_behalf(entry: Entry, label: Text) -> tuple[tuple[Text, str], ...]:
    """A line for the official who took a paper; none where the person recorded it alone."""
    if entry.made_as == PERSON_ROLE:
        return ()
    who = role(entry.made_as)
    return ((Text(f"{label.uk}: {who.uk}", f"{label.en}: {who.en}"), ""),)


def listed(items: Iterable[str]) -> str:
    """Items one after another."""
    return ", ".join(items)


def small(text: str) -> str:
    """The text as it stands inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
