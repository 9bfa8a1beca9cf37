"""The sentences of the page of figures: what was found, why somebody left, how many days."""

from collections.abc import Mapping, Sequence

from poruka.cases.catalogue import CATALOGUE
from poruka.law.text import Text
from poruka.statistics.coding import NOT_SAID
from poruka.statistics.funnel import Question
from poruka.statistics.limits import Kept
from poruka.statistics.losses import Exit, Losses
from poruka.statistics.measures import MEASURES
from poruka.web import words

PEOPLE = ("особу", "особи", "осіб", "person", "people")
LOST = ("особа", "особи", "осіб", "person", "people")
DUTIES = ("обов’язку", "обов’язків", "обов’язків", "duty", "duties")
SEVERAL = "several"
NO_REASON: Mapping[str, Text] = {
    NOT_SAID: Text("причини не названо", "no reason given"),
    SEVERAL: Text("кілька причин", "several reasons"),
}
NOT_REACHED = Text("ще не можна сказати", "cannot be told yet")
FEW = 20
"""Of fewer people a share, a median or a difference says little."""


def finding(counts: Mapping[str, int], question: Question) -> Text:
    """The sentence a reader came for."""
    released = counts.get("released", 0)
    uk, en = words.count(released, PEOPLE, "uk"), words.count(released, PEOPLE, "en")
    if "assigned" not in counts:
        return Text(f"Установа звільнила {uk}", f"The institution has released {en}")
    joined = words.number(counts["assigned"])
    if question.counted == "cohort":
        begun = counts.get("informed", 0)
        of_uk = words.count(begun, ("поінформованої особи", "поінформованих осіб", "поінформованих осіб", "", ""), "uk")
        of_en = words.count(begun, ("", "", "", "person informed", "people informed"), "en")
        return Text(
            f"Із {of_uk} звільнено {words.number(released)}, зараховано до частин {joined}",
            f"Of {of_en}, {words.number(released)} released and {joined} assigned to units",
        )
    return Text(f"Звільнено {uk}, зараховано до частин {joined}", f"{en} released, {joined} assigned to units")


def few(people: int) -> Text | None:
    """A word of caution where a filter has left few people, or nobody."""
    if people >= FEW:
        return None
    if not people:
        return Text(
            "Під ці умови не підпадає ніхто. Приберіть одну з умов.",
            "Nobody matches these filters. Remove one of them.",
        )
    uk, en = words.count(people, LOST, "uk"), words.count(people, LOST, "en")
    match_uk = words.form_uk(people, "підпадає", "підпадають", "підпадає")
    match_en = words.form_en(people, "matches", "match")
    return Text(
        f"Під ці умови {match_uk} лише {uk}. Числа точні, але частки, медіани й різниці за стількома людьми мало що кажуть;"
        " не передавайте їх далі: за ними можна впізнати людину.",
        f"Only {en} {match_en} these filters. The numbers are exact, but shares, medians and differences of so few say little;"
        " do not pass them on: a person could be recognised.",
    )


def worst(steps: Sequence[Losses]) -> Text:
    """Where most are lost: the finding above the picture."""
    most = max(steps[:-1], key=lambda one: one.left, default=None)
    if most is None or not most.left:
        return Text("Ще ніхто не вибув", "Nobody has left yet")
    after = MEASURES[most.step].name
    uk, en = words.count(most.left, LOST, "uk"), words.count(most.left, LOST, "en")
    return Text(f"Найбільше втрат після кроку «{after.uk}»: {uk}", f"Most are lost after the step “{after.en}”: {en}")


def kept(limits: Sequence[Kept]) -> Text:
    """How many duties were done in time: the finding above the time limits."""
    ended, met = sum(one.ended for one in limits), sum(one.met for one in limits)
    if not ended:
        return Text("Жоден строк ще не минув", "No time limit has ended yet")
    part = words.share(met, ended)
    uk, en = words.count(ended, DUTIES, "uk"), words.count(ended, DUTIES, "en")
    return Text(f"Строк минув для {uk}; вчасно виконано {part}", f"{en} have come due; {part} done in time")


def exit_words(way: Exit) -> Text:
    """Why people left: the stage where their case stands, and the reason where one is coded."""
    title = CATALOGUE.stages[way.stage].title
    if not way.reason:
        return title
    reason = reason_words(way.reason)
    return Text(f"{title.uk}: {reason.uk}", f"{title.en}: {reason.en}")


def reason_words(reason: str) -> Text:
    """The words of a coded reason, as the form of the record has them."""
    choices = (
        choice
        for measure in MEASURES.values()
        for type in measure.types
        for field in CATALOGUE[type].fields
        if field.name == measure.reason
        for choice in field.choices
    )
    return next((choice.text for choice in choices if choice.id == reason), NO_REASON.get(reason, Text(reason, reason)))


def days(number: float | None) -> Text:
    """Days to a tenth; a quantile that the waiting have not let be told says so."""
    if number is None:
        return NOT_REACHED
    said = f"{number:.1f}"
    return Text(said.replace(".", ","), said)
