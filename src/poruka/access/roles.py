"""Who there is: roles, and the purposes for which each may look at a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from poruka.law.text import Text

ANALYST = "ministry_analyst"
OFFICER = "institution_officer"
MONITOR = "monitor"
HEAD = "institution_head"
RECRUITER = "recruitment_officer"
VLK = "vlk_secretary"
UNIT = "unit_representative"
COMMANDER = "unit_commander"
COURT = "court_clerk"
PROSECUTOR = "prosecutor"
GUARD = "guard_escort"
LAWYER = "lawyer"
PERSON = "person"
ADMINISTRATOR = "administrator"

Scope = Literal["country", "institution", "office", "person", "none"]
"""Whose affairs a role deals with: everybody's, one institution's, one other office's, one's own, nobody's."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what it is called, what it is for, its purposes (the usual one first), and whose affairs it deals with."""

    id: str
    title: Text
    about: Text
    purposes: tuple[str, ...]
    scope: Scope
    reads_cases: bool = True

    @property
    def reads_register(self) -> bool:
        """Whether the pages of the register and its figures are for this role."""
        return self.scope in ("country", "institution")


PURPOSES: Mapping[str, Text] = {
    "policy-analysis": Text("аналіз дії закону", "analysis of how the law works"),
    "answer-check": Text("перевірка відповіді щодо особи", "checking the answer about a person"),
    "petition": Text("підготовка подання до суду", "preparing a motion to court"),
    "missing-facts": Text("пошук відсутніх відомостей", "finding missing facts"),
    "person-request": Text("звернення самої особи", "a request by the person"),
    "oversight": Text("нагляд за додержанням прав", "oversight of rights"),
    "complaint": Text("перевірка скарги", "looking into a complaint"),
    "case-work": Text("робота зі справою", "work on the case"),
    "medical-board": Text("огляд військово-лікарською комісією", "examination by the medical board"),
    "court-proceedings": Text("розгляд у суді", "court proceedings"),
    "escort": Text("супроводження до центру комплектування", "escort to the recruitment centre"),
    "legal-aid": Text("правнича допомога", "legal aid"),
    "own-case": Text("власна справа", "one’s own case"),
    "administration": Text("обслуговування системи", "running the system"),
}

ROLES: Mapping[str, Role] = {
    role.id: role
    for role in (
        Role(
            ANALYST,
            Text("Аналітик міністерства", "Ministry analyst"),
            Text(
                "Бачить усю країну: скільки осіб може подати заяву, що заважає іншим, що змінить поправка.",
                "Sees the whole country: how many may apply, what stops the rest, what an amendment would change.",
            ),
            ("policy-analysis", "answer-check"),
            "country",
            reads_cases=False,
        ),
        Role(
            OFFICER,
            Text("Працівник установи", "Institution officer"),
            Text(
                "Бачить людей своєї установи: хто може подати заяву, яких відомостей бракує і хто їх надасть.",
                "Sees the people of one institution: who may apply, which facts are missing and who can supply them.",
            ),
            ("petition", "missing-facts", "person-request"),
            "institution",
        ),
        Role(
            HEAD,
            Text("Начальник установи", "Head of an institution"),
            Text(
                "Вирішує, чи подавати клопотання до суду, і відповідає за строки своєї установи.",
                "Decides whether to petition the court and answers for the institution’s time limits.",
            ),
            ("petition", "missing-facts", "person-request"),
            "institution",
        ),
        Role(
            RECRUITER,
            Text("Працівник центру комплектування", "Recruitment-centre officer"),
            Text(
                "Ставить на військовий облік, направляє на ВЛК, проводить відбір, зустрічає звільненого, укладає контракт.",
                "Registers people, refers them to the medical board, runs the selection, receives the released, signs.",
            ),
            ("case-work", "person-request"),
            "office",
        ),
        Role(
            VLK,
            Text("Секретар ВЛК", "Medical board secretary"),
            Text(
                "Бачить лише направлених на огляд. Медичну частину, крім комісії, бачить тільки сама особа.",
                "Sees only those referred to the board. Nobody but the board and the person sees the medical part.",
            ),
            ("medical-board",),
            "office",
        ),
        Role(
            UNIT,
            Text("Представник військової частини", "Unit representative"),
            Text(
                "Бачить тих, хто погодився, щоб його частина знала про них, і тих, хто в ній служить.",
                "Sees those who agreed to be seen by this unit, and those who serve in it.",
            ),
            ("case-work", "person-request"),
            "office",
        ),
        Role(
            COMMANDER,
            Text("Командир військової частини", "Unit commander"),
            Text(
                "Дає або не дає письмової згоди; веде записи про службу своїх військовослужбовців.",
                "Gives or refuses the written consent; keeps the records of service of those in the unit.",
            ),
            ("case-work", "person-request"),
            "office",
        ),
        Role(
            COURT,
            Text("Секретар суду", "Court clerk"),
            Text(
                "Реєструє клопотання, призначає засідання, записує ухвалу і надсилає її.",
                "Registers motions, lists hearings, records the ruling and sends it.",
            ),
            ("court-proceedings",),
            "office",
        ),
        Role(
            PROSECUTOR,
            Text("Прокурор", "Prosecutor"),
            Text(
                "Бачить справи, внесені до суду, де він бере участь; може оскаржити ухвалу.",
                "Sees the cases before the court where they appear; may appeal against a ruling.",
            ),
            ("court-proceedings", "oversight"),
            "office",
        ),
        Role(
            GUARD,
            Text("Конвой Національної гвардії", "National Guard escort"),
            Text(
                "Бачить, кого, звідки і куди доставити. Ні вироку, ні стану здоров’я не бачить.",
                "Sees whom to take, from where and to where. Neither the conviction nor the health is shown.",
            ),
            ("escort",),
            "office",
        ),
        Role(
            LAWYER,
            Text("Адвокат", "Lawyer"),
            Text(
                "Бачить справи осіб, яким допомагає, крім медичної частини.",
                "Sees the cases of the people they help, except the medical part.",
            ),
            ("legal-aid",),
            "office",
        ),
        Role(
            PERSON,
            Text("Особа, про яку справа", "The person"),
            Text(
                "Бачить власну справу: де вона, що далі і що ще можна зробити.",
                "Sees their own case: where it stands, what comes next and what can still be done.",
            ),
            ("own-case",),
            "person",
        ),
        Role(
            MONITOR,
            Text("Незалежний спостерігач", "Independent monitor"),
            Text(
                "Бачить ті самі списки, що й установи, і може порівняти їх із тим, що відбувається насправді.",
                "Sees the same lists as the institutions and can compare them with what really happens.",
            ),
            ("oversight", "complaint"),
            "country",
        ),
        Role(
            ADMINISTRATOR,
            Text("Адміністратор системи", "System administrator"),
            Text(
                "Обслуговує систему. Справ, реєстру і людей не бачить.",
                "Keeps the system running. Sees no case, no register and no person.",
            ),
            ("administration",),
            "none",
            reads_cases=False,
        ),
    )
}


def of_scope(scope: Scope) -> tuple[str, ...]:
    """The ids of the roles that deal with affairs of a kind."""
    return tuple(role.id for role in ROLES.values() if role.scope == scope)
