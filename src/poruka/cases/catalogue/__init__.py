"""The catalogue of record types: every step of a case, declared once."""

from poruka.cases.catalogue import (
    breach,
    court,
    events,
    force,
    hearing,
    preparation,
    reevaluation,
    release,
    service,
    signing,
    wish,
)
from poruka.cases.catalogue.kinds import catalogue
from poruka.cases.catalogue.stages import PHASES, STAGES

CATALOGUE = catalogue(
    (
        *wish.TYPES,
        *signing.TYPES,
        *preparation.TYPES,
        *reevaluation.TYPES,
        *court.TYPES,
        *hearing.TYPES,
        *court.RULED,
        *force.TYPES,
        *release.TYPES,
        *service.TYPES,
        *events.TYPES,
        *breach.TYPES,
    ),
    STAGES,
    PHASES,
)

__all__ = ["CATALOGUE"]
