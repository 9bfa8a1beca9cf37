"""The five steps whose counts the model explains, and the published measures that count them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from poruka.law.text import Text


@dataclass(frozen=True, slots=True)
class Stage:
    """A step that is counted: ``measures`` are the names it goes by in published figures."""

    id: str
    title: Text
    counts: Text
    measures: tuple[str, ...]


STAGES = (
    Stage(
        "applied",
        Text("Подали заяву", "Applied"),
        Text(
            "Особи, які подали заяву або письмово висловили бажання.",
            "People who handed in an application or a written wish.",
        ),
        ("applications", "applied", "expressed_wish", "wished"),
    ),
    Stage(
        "petitioned",
        Text("Клопотання в суді", "Petition sent to court"),
        Text(
            "Особи, щодо яких установа внесла клопотання до суду.",
            "People for whom the institution petitioned the court.",
        ),
        ("petitions_sent", "petitioned"),
    ),
    Stage(
        "granted",
        Text("Суд задовольнив клопотання", "Granted by the court"),
        Text("Особи, яких суд звільнив умовно-достроково.", "People whom the court released on parole."),
        ("granted",),
    ),
    Stage(
        "released",
        Text("Звільнено", "Released"),
        Text(
            "Особи, яких установа звільнила і передала для прибуття на службу.",
            "People whom the institution released and handed over to reach the service.",
        ),
        ("released",),
    ),
    Stage(
        "assigned",
        Text("Прибули до частини", "Assigned to a unit"),
        Text(
            "Звільнені, які прибули до частини і зараховані.", "Released people who reached a unit and were enrolled."
        ),
        ("arrived_at_unit", "assigned"),
    ),
)
APPLIED, PETITIONED, GRANTED, RELEASED, ASSIGNED = range(len(STAGES))
STAGE_OF: Mapping[str, int] = {measure: i for i, stage in enumerate(STAGES) for measure in stage.measures}
