"""The form of a record type, made from the catalogue: nothing pre-ticked, every error beside its field, nothing typed lost."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from poruka.cases import policies
from poruka.cases.catalogue.common import SHEET_VERSION
from poruka.cases.catalogue.kinds import Field, RecordType
from poruka.cases.models import Office
from poruka.cases.refusals import Refused
from poruka.documents.sheets import CURRENT, SHEETS
from poruka.law.calendar import KYIV
from poruka.law.text import Text
from poruka.web.casework import fields, said
from poruka.web.casework.fields import Data, Option, Widget
from poruka.web.casework.naming import office_name

WHEN = Field("happened_at", "moment", Text("коли це сталося", "when it happened"))
KEY, SEEN, CORRECTS = "key", "seen", "corrects"
Offices = Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """A form on its way: ``widgets`` in order, the last of them when it happened; ``problems`` of the form as a whole.

    ``key`` names the act of sending it, so that it is done once; ``seen`` is the code of the last record the reader
    saw, ``corrects`` that of the record it takes the place of. Codes and not numbers: a gap in the numbers would tell of
    records that are not theirs to know of.
    """

    kind: RecordType
    widgets: tuple[Widget, ...]
    key: str
    seen: str
    corrects: str = ""
    problems: tuple[Text, ...] = ()
    happened_at: datetime | None = None
    values: Mapping[str, Any] | None = None

    @property
    def complaints(self) -> tuple[tuple[str, Text], ...]:
        """Everything that is wrong: where to go on the page, and what it is."""
        own = tuple((f"#{w.first_input}", w.error) for w in self.widgets if w.error)
        return (*(("#form", problem) for problem in self.problems), *own)

    @property
    def wrong(self) -> bool:
        return bool(self.complaints)


def office_options(kind: RecordType) -> Offices:
    """The offices that the fields of a record type choose from, in one query at most."""
    wanted = {f.office for f in kind.fields if f.office}
    found: dict[str, list[Option]] = {}
    if wanted:
        for office in Office.objects.filter(kind__in=wanted).order_by("kind", "name_uk", "id"):
            found.setdefault(office.kind, []).append(Option(office.id, office_name(office)))
    return {kind: tuple(options) for kind, options in found.items()}


def empty(
    kind: RecordType, offices: Offices, *, seen: str, now: datetime, usual: Mapping[str, str] | None = None
) -> Form:
    """A form to fill in. Only the moment is filled in, the sheet that is handed out now, and offices (``usual``)
    where the case leaves no choice.
    """
    widgets = [_widget(field, offices, needed(kind, field)) for field in kind.fields]
    known = usual or {}
    known = {"sheet_version": CURRENT, **known}
    widgets = [fields.holding(shown, known.get(field.name)) for field, shown in zip(kind.fields, widgets, strict=True)]
    when = fields.holding(fields.widget(WHEN, offices), now.astimezone(KYIV).replace(second=0, microsecond=0))
    return Form(kind, (*widgets, when), new_key(), seen)


def _widget(field: Field, offices: Offices, when: Text | None) -> Widget:
    """A field, empty. The version of the sheet is chosen among those on file: one that is not there cannot be printed."""
    shown = fields.widget(field, offices, when)
    if field.name != SHEET_VERSION.name:
        return shown
    return replace(shown, kind="select", options=tuple(Option(version, _sheet(version)) for version in SHEETS))


def _sheet(version: str) -> Text:
    if version != CURRENT:
        return Text(version, version)
    return Text(f"{version} – та, яку видають тепер", f"{version} – the one handed out now")


def needed(kind: RecordType, field: Field) -> Text | None:
    """When a field must be filled in, in words; None where it always or never must."""
    if field.required or not field.needed_when:
        return None
    if len(field.needed_when) > 1:
        return Text(
            "Обов’язково, якщо на якесь із питань вище відповідь «ні».",
            "Needed where any of the questions above is answered “no”.",
        )
    name, values = field.needed_when[0]
    deciding = kind.field(name)
    answers = [said.words(deciding, value, {}) for value in values]
    uk = " або ".join(f"«{answer.uk}»" for answer in answers)
    en = " or ".join(f"“{answer.en}”" for answer in answers)
    return Text(
        f"Обов’язково, якщо «{deciding.label.uk}» – {uk}.",
        f"Needed where “{deciding.label.en}” is {en}.",
    )


def new_key() -> str:
    """A name for one act of sending a form."""
    return secrets.token_hex(16)


def correcting(form: Form, code: str, values: Mapping[str, Any], happened_at: datetime) -> Form:
    """The form with what the record of that code says in it, to be corrected."""
    widgets = [
        fields.holding(shown, values.get(field.name))
        for field, shown in zip(form.kind.fields, form.widgets[:-1], strict=True)
    ]
    when = fields.holding(form.widgets[-1], happened_at)
    return replace(form, widgets=(*widgets, when), corrects=code)


def typed(form: Form, data: Data) -> Form:
    """The form with what was typed in it, without judging it."""
    return replace(
        form,
        widgets=tuple(fields.filled(replace(shown, options=_unchosen(shown)), data) for shown in form.widgets),
        key=_plain(data, KEY) or form.key,
        seen=_plain(data, SEEN) or form.seen,
        corrects=_plain(data, CORRECTS) or form.corrects,
    )


def _unchosen(shown: Widget) -> tuple[Option, ...]:
    return tuple(replace(option, chosen=False) for option in shown.options)


def _plain(data: Data, name: str) -> str:
    values = data.getlist(name)
    return str(values[-1]) if values else ""


def checked(form: Form) -> Form:
    """The form judged: values where every field is right, errors beside the fields where not."""
    read = [fields.read(shown) for shown in form.widgets[:-1]]
    given = {field.name: value for field, (value, _) in zip(form.kind.fields, read, strict=True)}
    widgets = [
        shown if shown.error else _judged(form.kind, field, given, shown)
        for field, (_, shown) in zip(form.kind.fields, read, strict=True)
    ]
    values = {name: value for name, value in given.items() if value is not None}
    moment, when = fields.read(form.widgets[-1])
    if moment is None and not when.error:
        when = replace(when, error=Text("Вкажіть, коли це сталося.", "Say when it happened."))
    happened = datetime.fromisoformat(moment).astimezone(KYIV) if moment else None
    return replace(form, widgets=(*widgets, when), values=values, happened_at=happened)


def _judged(kind: RecordType, field: Field, given: Mapping[str, Any], shown: Widget) -> Widget:
    """One field against the rules of the use case, so that all errors are told at once and not one by one.

    The fields that decide whether it must be filled in are judged with it, after it; their own errors are told at them.
    """
    deciding = {name for name, _ in field.needed_when} - {field.name}
    together = (field, *(other for other in kind.fields if other.name in deciding))
    try:
        policies.check_fields(replace(kind, fields=together), {other.name: given[other.name] for other in together})
    except Refused as refused:
        return replace(shown, error=refused.text) if refused.field == field.name else shown
    return shown


def refused(form: Form, texts: Iterable[Text], field: str = "") -> Form:
    """The form after the use case refused: the sentences at the field they are about, or at the top."""
    name = next((shown.name for shown in form.widgets if shown.name.partition("-")[2] == field), "") if field else ""
    said = tuple(texts)
    if not name:
        return replace(form, problems=said)
    whole = Text(" ".join(text.uk for text in said), " ".join(text.en for text in said))
    return replace(form, widgets=tuple(replace(w, error=whole) if w.name == name else w for w in form.widgets))


def usual_offices(kind: RecordType, parties: Iterable[tuple[str, str]], own: tuple[str, str] | None) -> dict[str, str]:
    """The offices to start with: one's own, or the only one of its kind in the case. ``own`` is (kind, office).

    Where a record names two offices of a kind (a transfer), only the first is known.
    """
    involved: dict[str, set[str]] = {}
    for office_kind, office in parties:
        involved.setdefault(office_kind, set()).add(office)
    found: dict[str, str] = {}
    given: set[str] = set()
    for field in kind.fields:
        if field.office and field.office not in given:
            given.add(field.office)
            if own and own[0] == field.office:
                found[field.name] = own[1]
            elif len(involved.get(field.office, ())) == 1:
                found[field.name] = next(iter(involved[field.office]))
    return found
