"""Where each role begins, and which sections of the site are for it."""

from poruka.access import roles
from poruka.access.roles import Role
from poruka.law.text import Text

REGISTER = (
    ("country", Text("Країна", "Country")),
    ("people", Text("Люди", "People")),
    ("institutions", Text("Установи", "Institutions")),
    ("whatif", Text("Що, якби", "What if")),
    ("figures", Text("Числа", "Figures")),
    ("forecast", Text("Прогноз", "Forecast")),
)
CASES = (
    ("tasks", Text("Завдання", "Tasks")),
    ("cases", Text("Справи", "Cases")),
    ("calendar", Text("Календар", "Calendar")),
)
ALARMS = ("alarms", Text("Тривоги", "Alarms"))
"""For the ministry, which reads no case; the monitor has them among the tasks."""
OWN = (("my-case", Text("Моя справа", "My case")),)
MANIFEST = ("manifest", Text("Передача під конвой", "Hand-over"))
EVERYONE = (("law", Text("Закон", "The law")), ("definitions", Text("Визначення", "Definitions")))
MANIFEST_ROLES = frozenset({roles.OFFICER, roles.HEAD, roles.RECRUITER, roles.GUARD, roles.MONITOR})
"""Those who send, take, receive or watch people on the day of their release."""


def sections(role: Role | None) -> tuple[tuple[str, Text], ...]:
    """The main navigation for a role, None for a stranger: names of addresses and their titles."""
    if role is None:
        return EVERYONE
    found: list[tuple[str, Text]] = []
    if role.reads_register:
        found += REGISTER
    if role.id == roles.ANALYST:
        found += [ALARMS]
    if role.id == roles.PERSON:
        found += OWN
    elif role.reads_cases:
        found += CASES
        found += [MANIFEST] if role.id in MANIFEST_ROLES else []
    return (*found, *EVERYONE)


def home(role: Role) -> str:
    """The name of the address where a role begins."""
    if role.reads_register:
        return "country"
    if role.id == roles.PERSON:
        return "my-case"
    return "tasks" if role.reads_cases else "account"
