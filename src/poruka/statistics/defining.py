"""What a definition of a measure is made of (``measures`` has the definitions themselves)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from poruka.law.text import Text

Kind = Literal["register", "passed", "stands"]
"""How a measure relates to the day asked about (``AS_OF``)."""
Value = str | bool

AS_OF: Mapping[Kind, Text] = {
    "register": Text(
        "Особи, щодо яких у цей день виконано умови, за останнім розрахунком над реєстром.",
        "People for whom the conditions hold on the day, by the latest run over the register.",
    ),
    "passed": Text(
        "Особи, з якими це сталося в періоді, за записами, що були зроблені до кінця дня, станом на який дано число."
        " Період відбирає за днем, коли це сталося; «станом на» – за днем, коли це записали: що записали пізніше, тоді ще"
        " не було відомо, і число за той день не зміниться ніколи. Виправлений запис замінено тим, що його виправив,"
        " від дня виправлення.",
        "People to whom it happened in the period, by the records made up to the end of the day the figure is as of."
        " The period goes by the day it happened, “as of” by the day it was recorded: what was recorded later was not known"
        " then, and the figure as of that day never changes. A corrected record is replaced by the one that corrects it,"
        " from the day of the correction.",
    ),
    "stands": Text(
        "Особи, остання справа яких перебуває в такому стані на кінець дня, станом на який дано число. Період"
        " не впливає.",
        "People whose latest case stands there at the end of the day the figure is as of, whatever the period.",
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Records of a type; where ``field`` is named, those that say one of the values."""

    type: str
    field: str = ""
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted, in people.

    ``base`` is the measure of which it is a share; empty where a share would mean nothing. ``sources`` are the records
    that make a person counted, ``stages`` the stages of a case. ``reason`` is the field of those records whose coded
    answer says why; ``step`` marks a step of the main line, in order.
    """

    id: str
    name: Text
    counts: Text
    kind: Kind
    base: str = ""
    sources: tuple[Said, ...] = ()
    stages: tuple[str, ...] = ()
    reason: str = ""
    step: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The record types behind the measure."""
        return tuple(dict.fromkeys(said.type for said in self.sources))


def passed(
    id: str,
    uk: str,
    en: str,
    counts_uk: str,
    counts_en: str,
    *sources: Said,
    base: str = "",
    reason: str = "",
    step: bool = False,
) -> Measure:
    """A measure of something that happened to people."""
    return Measure(id, Text(uk, en), Text(counts_uk, counts_en), "passed", base, sources, reason=reason, step=step)


def stands(id: str, uk: str, en: str, counts_uk: str, counts_en: str, *stages: str, base: str = "assigned") -> Measure:
    """A measure of where people's cases stand."""
    return Measure(id, Text(uk, en), Text(counts_uk, counts_en), "stands", base, stages=stages)
