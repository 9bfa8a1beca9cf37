"""A draft amendment in words: what each of its changes would do. Pure."""

from collections.abc import Mapping
from typing import Any

from poruka.law.engine import Book, Condition
from poruka.law.text import Text
from poruka.law.ukraine.amendments import Draft
from poruka.web.words import full_date

FOLLOWS = "earlier-record"
_MARGINS: Mapping[str, Text] = {
    "age_limit": Text("Граничний вік перебування на службі: {} р.", "Age limit for service: {} years."),
    "top_age_limit": Text("Граничний вік для вищих офіцерів: {} р.", "Age limit for top officers: {} years."),
    "years_left": Text(
        "До граничного віку має лишатися щонайменше {} р.", "At least {} years must be left to the age limit."
    ),
    "lowest_age": Text("Найменший вік: {} р.", "Lowest age: {} years."),
    "unserved_years_at_most": Text(
        "До кінця строку покарання має лишатися не більше ніж {} р.",
        "No more than {} years of the sentence may be left.",
    ),
}


def said(change: Mapping[str, Any], titles: Mapping[str, Text]) -> Text:
    """One change in a sentence."""
    articles = ", ".join(change.get("articles", ()))
    for kind, wording in _MARGINS.items():
        if kind in change:
            return Text(wording.uk.format(change[kind]), wording.en.format(change[kind]))
    if "lift" in change:
        title = _title(change["lift"], titles)
        if articles:
            return Text(
                f"З умови «{title.uk}» вилучити статті {articles}.", f"Take Articles {articles} out of “{title.en}”."
            )
        return Text(f"Зняти умову «{title.uk}».", f"Lift the condition “{title.en}”.")
    if "widen" in change:
        title = _title(change["widen"], titles)
        return Text(f"До умови «{title.uk}» додати статті {articles}.", f"Add Articles {articles} to “{title.en}”.")
    if "exclude" in change:
        return Text(f"Додати нову умову: {change['uk']}", f"Add a new condition: {change['en']}")
    day = change.get("in_force") or change["until"]
    title = _title(change.get("condition", ""), titles)
    if "until" in change:
        return Text(
            f"Умова «{title.uk}» діє до {full_date(day, 'uk')}", f"“{title.en}” ends on {full_date(day, 'en')}."
        )
    return Text(f"Умова «{title.uk}» діє з {full_date(day, 'uk')}", f"“{title.en}” begins on {full_date(day, 'en')}.")


def _title(id: str, titles: Mapping[str, Text]) -> Text:
    return titles.get(id, Text(id or "?", id or "?"))


def changes(draft: Draft, book: Book) -> list[Text]:
    """Every change of a draft in words."""
    titles = {condition.id: condition.title for condition in book.conditions}
    return [said(change, titles) for change in draft.changes]


def touched(book: Book, drafted: Book) -> list[tuple[Condition | None, Condition | None]]:
    """The conditions that differ, side by side: today's and the draft's."""
    today = {condition.id: condition for condition in book.conditions}
    after = {condition.id: condition for condition in drafted.conditions}
    ids = [*today, *(id for id in after if id not in today)]
    changed = [(today.get(id), after.get(id)) for id in ids if _rule(today.get(id)) != _rule(after.get(id))]
    # The earlier record follows the list of offences of itself; it is shown only where nothing else was changed.
    direct = [pair for pair in changed if pair[0] is None or pair[0].id != FOLLOWS]
    return direct or changed


def _rule(condition: Condition | None) -> object:
    return condition and condition.rule
