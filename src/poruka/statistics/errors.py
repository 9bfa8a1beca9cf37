"""Counts of errors: what the records show was wrong or late, and what they cannot show (R49). Pure.

An error is counted where two records contradict each other, or where a time limit ended before the record that meets
it. What no record shows is not counted as zero: it is said to be not on file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from poruka.cases.catalogue import CATALOGUE
from poruka.law.text import Text
from poruka.statistics.coding import Bools, saying
from poruka.statistics.funnel import Scene
from poruka.statistics.log import Ints
from poruka.statistics.replay import days_since_epoch, end_of

ARRIVAL_CLOCK = "arrival"


@dataclass(frozen=True, slots=True)
class Error:
    """A kind of error: what is counted. ``limit`` names the time limit whose missed ones are the count.

    ``on_file`` is false where the records cannot show it; ``counts`` then says why.
    """

    id: str
    name: Text
    counts: Text
    on_file: bool = True
    limit: str = ""


ERRORS: Mapping[str, Error] = {
    error.id: error
    for error in (
        Error(
            "wrong-may-not",
            Text("помилкове «не може»", "wrong “may not”"),
            Text(
                "У справі змінилася відповідь закону на «не може»; той, хто веде справу, перевірив і записав, що треба"
                " виправити відомості реєстру.",
                "The law’s answer in a case changed to “may not”; whoever has the file looked into it and recorded that"
                " the register’s facts must be corrected.",
            ),
        ),
        Error(
            "wrong-may-apply",
            Text("помилкове «може подати заяву»", "wrong “may apply”"),
            Text(
                "Те саме, коли відповіддю було «може подати заяву».",
                "The same, where the answer was “may apply”.",
            ),
        ),
        Error(
            "refusal-reversed",
            Text("відмову суду скасовано", "refusal reversed"),
            Text(
                "Суд відмовив, апеляційний суд звільнив.",
                "The court refused and the appeal court granted release.",
            ),
        ),
        Error(
            "grant-reversed",
            Text("звільнення скасовано", "grant reversed"),
            Text(
                "Суд звільнив, апеляційний суд відмовив.",
                "The court granted release and the appeal court refused it.",
            ),
        ),
        Error(
            "released-late",
            Text("звільнено пізніше, ніж велить закон", "released later than the law requires"),
            Text(
                "Особу передано конвою пізніше, ніж наступного дня після того, як суд надіслав ухвалу до виконання"
                " (КВК 153: у день надходження, а після закінчення робочого дня – до обіду наступного). Дня надходження"
                " записи не мають, тому рахуємо від дня надіслання.",
                "The person was handed over later than the day after the court sent the ruling for execution (Criminal"
                " Executive Code 153: on the day it arrives, or by noon of the next if it comes after hours). The day of"
                " arrival is not recorded, so the day of sending is counted from.",
            ),
        ),
        Error(
            "arrived-late",
            Text("прибуття пізніше ніж за 24 години", "arrived later than within 24 hours"),
            Text(
                "Прибуття до центру комплектування підтверджено пізніше ніж за 24 години від набрання ухвалою законної"
                " сили або досі не підтверджено, хоч вони минули (КК 81-1(2)).",
                "The arrival at the recruitment centre was confirmed later than 24 hours after the ruling came into force,"
                " or is not confirmed though they have passed (Criminal Code 81-1(2)).",
            ),
            limit=ARRIVAL_CLOCK,
        ),
        Error(
            "decision-corrected",
            Text("виправлено рішення або висновок", "decision or conclusion corrected"),
            Text(
                "Записи про рішення щодо особи (огляд, висновок, згода командира, ухвала, відповідь на рапорт), замість"
                " яких зроблено виправлені.",
                "Records of decisions about a person (an examination, a conclusion, a commander’s consent, a ruling, an"
                " answer to a request) that were replaced by corrected ones.",
            ),
        ),
        Error(
            "record-corrected",
            Text("виправлено інший запис", "other record corrected"),
            Text(
                "Решта записів, замість яких зроблено виправлені. Попередній запис зберігається.",
                "The other records that were replaced by corrected ones. The earlier record is kept.",
            ),
        ),
        Error(
            "wrong-without-case",
            Text("помилкова відповідь щодо тих, хто не має справи", "wrong answer about people without a case"),
            Text(
                "Немає відомостей: відповідь щодо особи, справу якої не відкрито, ніхто не перевіряє.",
                "Not on file: nobody looks into the answer about a person who has no case.",
            ),
            on_file=False,
        ),
        Error(
            "held-past-the-end",
            Text("утримувано довше за строк покарання", "held past the end of the sentence"),
            Text(
                "Немає відомостей: реєстр каже, коли строк закінчується, але не каже, коли особа вийшла.",
                "Not on file: the register says when the sentence ends, not when the person went out.",
            ),
            on_file=False,
        ),
    )
}
DECISIONS = frozenset(entry.id for entry in CATALOGUE if entry.negative)


def errors(found: Scene) -> dict[str, int]:
    """How many errors of each kind the records of those asked about show; ``arrived-late`` is with the limits."""
    wrong = _wrong_answers(found)
    corrected = _corrected(found)
    return {
        "wrong-may-not": wrong["barred"],
        "wrong-may-apply": wrong["may_apply"],
        "refusal-reversed": _reversed(found, "refused", "granted"),
        "grant-reversed": _reversed(found, "granted", "refused"),
        "released-late": _released_late(found),
        "decision-corrected": corrected[True],
        "record-corrected": corrected[False],
    }


def _of(found: Scene, type: str, field: str = "", value: str = "") -> Ints:
    """The places of the records of a type that say so, of those asked about."""
    known = found.known
    kinds = saying(known.log.kinds, type, field, (value,) if field else ())
    return np.flatnonzero(kinds[known.kind] & _asked(found, known.case))


def _asked(found: Scene, case: Ints) -> Bools:
    rows = found.row[found.known.log.person[case]]
    asked: Bools = (rows >= 0) & found.asked[rows]
    return asked


def _before(found: Scene, records: Ints, earlier: Ints) -> Ints:
    """For each record the last of the earlier ones in the same case; -1 for none."""
    place = np.searchsorted(earlier, records) - 1
    last = np.where(place >= 0, np.append(earlier, -1)[place], -1)
    return np.where((last >= 0) & (found.known.case[last] == found.known.case[records]), last, -1)


def _wrong_answers(found: Scene) -> dict[str, int]:
    checked = _of(found, "answer-checked", "follows", "correct")
    answers = _before(found, checked, _of(found, "answer-changed"))
    kinds = found.known.log.kinds
    said = [kinds[kind].answer("now") for kind in found.known.kind[np.unique(answers[answers >= 0])]]
    return {now: said.count(now) for now in ("barred", "may_apply")}


def _reversed(found: Scene, first: str, then: str) -> int:
    appeals = _of(found, "appeal-result", "outcome", then)
    rulings = _before(found, appeals, _of(found, "ruling"))
    said = saying(found.known.log.kinds, "ruling", "outcome", (first,))
    return int(said[found.known.kind[rulings[rulings >= 0]]].sum())


def _released_late(found: Scene) -> int:
    handed = _of(found, "hand-over")
    sent = _before(found, handed, _of(found, "ruling-for-execution"))
    handed, sent = handed[sent >= 0], sent[sent >= 0]
    return int((found.known.day[handed] > found.known.day[sent] + 1).sum())


def _corrected(found: Scene) -> dict[bool, int]:
    """Records that were corrected by the end of the day, by whether they are decisions."""
    log, question = found.known.log, found.question
    end = end_of(question.as_of)
    here = (log.made < end) & (log.replaced < end) & (log.day >= days_since_epoch(question.period.start))
    here &= np.array([kind.type not in question.hidden for kind in log.kinds], bool)[log.kind]
    here &= _asked(found, log.case)
    decisions = np.array([kind.type in DECISIONS for kind in log.kinds], bool)[log.kind[here]]
    return {True: int(decisions.sum()), False: int((~decisions).sum())}
