"""What a case still lacks before the motion: the annexes and conditions of the court, and the person's documents. Pure."""

from dataclasses import dataclass

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.catalogue.kinds import Annexes, RecordType
from poruka.cases.shown import CaseShown, RecordShown
from poruka.law.text import Text

MOTION = "motion"
DOCUMENT = "document"
CHECKED = ("consent", "selection", "physical-level", "institution-decision")
"""What must be there besides the annexes: the consent, the selection, the physical level, the institution's decision."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the check-list: ``yes`` there, ``no`` not, ``cannot_tell`` something is known but not enough."""

    title: Text
    answer: str
    note: Text | None = None
    record: RecordShown | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """The check-list before the motion and that of documents."""

    annexes: tuple[Item, ...]
    conditions: tuple[Item, ...]
    documents: tuple[Item, ...]

    @property
    def lacking(self) -> int:
        """How many annexes and conditions are not there."""
        return sum(item.answer != "yes" for item in (*self.annexes, *self.conditions))


def missing(case: CaseShown) -> Missing | None:
    """The check-list; None once the motion is with the court and stands."""
    standing = [shown for shown in case.records if not shown.superseded]
    last = {shown.record.type: shown for shown in standing}
    withdrawn = last.get("withdrawal")
    motion = last.get(MOTION)
    if motion and not (withdrawn and withdrawn.record.number > motion.record.number):
        return None
    annexes = [
        type for condition in CATALOGUE[MOTION].after if isinstance(condition, Annexes) for type in condition.types
    ]
    return Missing(
        tuple(_item(CATALOGUE[type], last.get(type)) for type in annexes),
        tuple(_item(CATALOGUE[type], last.get(type)) for type in CHECKED),
        tuple(_documents(standing)),
    )


def _item(kind: RecordType, shown: RecordShown | None) -> Item:
    if shown is None:
        return Item(kind.title, "no")
    bad = next((text for text in _negatives(kind, shown)), None)
    return Item(kind.title, "no" if bad else "yes", bad, shown)


def _negatives(kind: RecordType, shown: RecordShown) -> list[Text]:
    """What in a record stands against going on: a refusal of the commander, a selection not passed."""
    found = []
    for field in kind.fields:
        value = shown.fields.get(field.name)
        if field.kind == "yes_no" and field.name in ("consents", "passed", "sufficient") and value is False:
            found.append(Text(f"{field.label.uk}: ні", f"{field.label.en}: no"))
        if field.name == "decision" and value == "not-present":
            found += [choice.text for choice in field.choices if choice.id == value]
    return found


def _documents(standing: list[RecordShown]) -> list[Item]:
    kinds = CATALOGUE[DOCUMENT].field("kind")
    states = {choice.id: choice.text for choice in CATALOGUE[DOCUMENT].field("state").choices}
    last = {shown.fields.get("kind"): shown for shown in standing if shown.record.type == DOCUMENT}
    items = []
    for choice in kinds.choices:
        shown = last.get(choice.id)
        state = shown.fields.get("state", "") if shown else ""
        answer = {"present": "yes", "absent": "no"}.get(state, "cannot_tell")
        note = states.get(state, Text("ще не перевіряли", "not checked yet"))
        items.append(Item(choice.text, answer, note, shown))
    return items
