"""The offices of the demo country: a recruitment centre, a medical board, a court and an escort in each oblast; units."""

from dataclasses import dataclass, replace

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.projected import Office
from poruka.register.models import Institution
from poruka.register.synthesis.places import OBLASTS

UNITS = tuple(f"A{number}" for number in range(9001, 9013))
"""Numbers of units that do not exist."""
KINDS = (
    ("recruitment_centre", "TCC", "Обласний ТЦК та СП", "Recruitment centre"),
    ("medical_board", "VLK", "Військово-лікарська комісія", "Medical board"),
    ("court", "CRT", "Районний суд", "District court"),
    ("guard", "NGU", "Конвойний підрозділ Національної гвардії", "National Guard escort"),
    ("lawyer", "LAW", "Центр безоплатної правничої допомоги", "Legal aid centre"),
)


def make_offices() -> None:
    """Every office the demo needs."""
    rows = [
        Office(
            id=f"{prefix}-{oblast.code}",
            kind=kind,
            name_uk=f"{uk}, {oblast.name.uk}",
            name_en=f"{en}, {oblast.name.en}",
            oblast=oblast.code,
        )
        for oblast in OBLASTS
        for kind, prefix, uk, en in KINDS
    ]
    rows += [
        Office(id=unit, kind="unit", name_uk=f"Військова частина {unit}", name_en=f"Military unit {unit}")
        for unit in UNITS
    ]
    Office.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in one person's case."""

    person: Actor
    officer: Actor
    head: Actor
    recruiter: Actor
    board: Actor
    unit: Actor
    commander: Actor
    court: Actor
    prosecutor: Actor
    monitor: Actor
    lawyer: Actor

    @property
    def centre(self) -> str:
        return self.recruiter.office


def cast(person_id: str, institution: Institution, unit: str) -> Cast:
    """The people around a person in an institution of some oblast, and a unit that is interested."""
    place, oblast = institution.institution_id, institution.oblast
    return Cast(
        Actor(f"person-{person_id}", roles.PERSON, None, "", person_id),
        Actor(f"officer-{place}", roles.OFFICER, place),
        Actor(f"head-{place}", roles.HEAD, place),
        Actor(f"recruiter-{oblast}", roles.RECRUITER, None, f"TCC-{oblast}"),
        Actor(f"board-{oblast}", roles.VLK, None, f"VLK-{oblast}"),
        Actor(f"unit-{unit}", roles.UNIT, None, unit),
        Actor(f"commander-{unit}", roles.COMMANDER, None, unit),
        Actor(f"court-{oblast}", roles.COURT, None, f"CRT-{oblast}"),
        Actor(f"prosecutor-{oblast}", roles.PROSECUTOR, None, f"CRT-{oblast}"),
        Actor("monitor", roles.MONITOR),
        Actor(f"lawyer-{oblast}", roles.LAWYER, None, f"LAW-{oblast}"),
    )


def in_unit(cast: Cast, unit: str) -> Cast:
    """The same people, the person being in another unit now."""
    return replace(
        cast,
        unit=Actor(f"unit-{unit}", roles.UNIT, None, unit),
        commander=Actor(f"commander-{unit}", roles.COMMANDER, None, unit),
    )
