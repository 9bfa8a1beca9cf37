"""The people behind a count, as an address names them and as a heading does."""

from dataclasses import fields
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from poruka.cases.catalogue import CATALOGUE
from poruka.law.text import Text
from poruka.statistics.behind import CAME, ON, WAITING, Behind
from poruka.statistics.losses import Exit
from poruka.statistics.measures import MEASURES
from poruka.statistics.public.duties import CLOCKS
from poruka.web.counting.asked import word
from poruka.web.counting.doors import KEPT
from poruka.web.counting.words import exit_words, reason_words

FATES = {
    CAME: Text("дійшли до кроку", "came to the step"),
    ON: Text("пішли далі після кроку", "went on after the step"),
    WAITING: Text("чекають після кроку", "waiting after the step"),
}
KEPT_WORDS = {
    "missed": Text("строк пропущено", "time limit missed"),
    "late": Text("зроблено після строку", "done after the time limit"),
    "overdue": Text("строк минув, досі не зроблено", "time limit over, still not done"),
    "running": Text("строк ще триває", "time limit still running"),
    "met": Text("зроблено в строк", "done in time"),
    "lapsed": Text("обов’язок відпав", "no longer owed"),
}


def of_request(request: HttpRequest) -> Behind:
    """Whom the address means."""
    return Behind(**{one.name: word(request, one.name) for one in fields(Behind)})


def of_register(behind: Behind) -> bool:
    """Whether those meant are told by the register, and no case need be theirs to see."""
    return behind.measure in MEASURES and MEASURES[behind.measure].kind == "register"


def back(request: HttpRequest) -> str:
    """The page of figures for the same question."""
    said = {name: value for name in KEPT if (value := request.GET.get(name, ""))}
    return reverse("figures") + (f"?{urlencode(said)}" if said else "")


def title(behind: Behind) -> Text:
    """Whom the list is of; the words have been checked by then."""
    if behind.measure:
        name = MEASURES[behind.measure].name
        return _joined(name, reason_words(behind.reason)) if behind.reason else name
    if behind.step:
        after = MEASURES[behind.step].name
        if behind.fate in FATES:
            return _joined(FATES[behind.fate], Text(f"«{after.uk}»", f"“{after.en}”"))
        left = Text(f"вибули після кроку «{after.uk}»", f"left after the step “{after.en}”")
        known = behind.stage in CATALOGUE.stages
        return _joined(left, exit_words(Exit(behind.stage, behind.reason, 0))) if known else left
    if behind.limit:
        return _joined(CLOCKS[behind.limit].text, KEPT_WORDS[behind.kept])
    begun, awaited = MEASURES[behind.begun].name, MEASURES[behind.awaited].name
    return Text(f"чекають від «{begun.uk}» до «{awaited.uk}»", f"waiting from “{begun.en}” to “{awaited.en}”")


def _joined(one: Text, other: Text) -> Text:
    return Text(f"{one.uk}: {other.uk}", f"{one.en}: {other.en}")
