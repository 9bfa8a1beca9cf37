"""What the system itself records in a case: that the law or the register now answers otherwise, and who looks into it."""

from poruka.access import roles
from poruka.cases.catalogue.common import REASON, choices
from poruka.cases.catalogue.kinds import Choice, Clock, Field, Needs, RecordType
from poruka.law.calendar import TimeLimit
from poruka.law.text import Text
from poruka.law.ukraine import BOOK

SYSTEM = "system"
"""Who makes such a record: nobody signed in, and so no role of ``access.roles``."""
TOLD = (roles.OFFICER, roles.HEAD, roles.RECRUITER, roles.COURT)
"""Whoever of these has the file is told; where anybody else has it, the institution's officer is."""
LOOK = TimeLimit(3, "days", "правило дому", Text("перевірити за 3 дні", "look into it within 3 days"))
CONDITIONS = tuple(Choice(condition.id, condition.title) for condition in BOOK.conditions)
ANSWERS = tuple(
    Choice(id, text)
    for id, text in (
        ("may_apply", Text("може подати заяву", "may apply")),
        ("barred", Text("не може", "barred")),
        ("cannot_tell", Text("не можна сказати", "cannot tell")),
    )
)
"""The answers of the register under their own ids (interfaces.md, 3)."""


def _conditions(name: str, label: Text) -> Field:
    return Field(name, "choices", label, required=False, choices=CONDITIONS)


CHANGED = RecordType(
    "answer-changed",
    "preparation",
    Text("Відповідь закону змінилася", "The law’s answer has changed"),
    Text(
        "Через зміну закону, новий витяг реєстру або настання дня умови щодо особи тепер справджуються інакше."
        " Це не рішення: хто веде справу, має перевірити.",
        "A change of law, a new extract of the register or the coming of a day has changed which conditions hold."
        " It is not a decision: whoever has the file is to look into it.",
    ),
    "КК 81-1(1)",
    (SYSTEM,),
    (
        Field(
            "cause",
            "choice",
            Text("що змінилося", "what changed"),
            choices=choices(
                law=("закон або його тлумачення", "the law or its reading"),
                register=("відомості реєстру", "the register’s facts"),
                first=("перша перевірка справи", "the first check of the case"),
                day=("настав день, від якого умова діє інакше", "a day came on which a condition turns"),
            ),
        ),
        Field("before", "choice", Text("було", "before"), required=False, choices=ANSWERS),
        Field("now", "choice", Text("стало", "now"), choices=ANSWERS),
        _conditions("failed", Text("не виконано", "does not hold")),
        _conditions("unknown", Text("не можна сказати", "cannot be told")),
        _conditions("cleared", Text("тепер виконано", "now holds")),
        Field("rules", "text", Text("відбиток правил", "digest of the rules")),
        Field("extract", "number", Text("номер імпорту", "number of the import"), required=False),
        Field(
            "told",
            "choice",
            Text("кому повідомлено", "who is told"),
            choices=tuple(Choice(role, roles.ROLES[role].title) for role in TOLD),
        ),
    ),
    starts=tuple(
        Clock(
            f"look-{role}",
            LOOK,
            role,
            ("answer-checked", "answer-changed", "withdrawal", "entry-into-force"),
            Text("Перевірити, що змінилося у відповіді закону", "Look into what changed in the law’s answer"),
            statutory=False,
            field="told",
            values=(role,),
        )
        for role in TOLD
    ),
    sees="answer",
    repeats=True,
)

CHECKED = RecordType(
    "answer-checked",
    "preparation",
    Text("Зміну перевірено", "The change was looked into"),
    Text(
        "Що з’ясувала людина, яка веде справу, і що буде далі.",
        "What whoever has the file found out, and what comes next.",
    ),
    "R11, R22",
    TOLD,
    (
        Field(
            "follows",
            "choice",
            Text("що далі", "what follows"),
            choices=choices(
                goes_on=("справа йде далі", "the case goes on"),
                correct=("відомості реєстру треба виправити", "the register’s facts must be corrected"),
                stops=("підготовку зупинено", "preparation has stopped"),
            ),
        ),
        REASON,
    ),
    after=(Needs("answer-changed"),),
    sees="answer",
    repeats=True,
)

TYPES = (CHANGED, CHECKED)
