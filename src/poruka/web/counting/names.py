"""The words for the values of a dimension, and their order: as declared where they are few, by name where they are places."""

import re
from collections.abc import Iterable, Mapping

from poruka.cases.projected import Office
from poruka.law.text import Text
from poruka.register.models import Institution
from poruka.register.models.alphabet import STAND_INS
from poruka.statistics.dimensions import COMMON, DIMENSIONS
from poruka.web.oblasts import OBLASTS


class Names:
    """The words for the values of a dimension."""

    def __init__(self, dimension: str) -> None:
        self.dimension = dimension
        self.places: dict[str, Text] = {}
        if dimension == "oblast":
            self.places = {code: tile.name for code, tile in OBLASTS.items()}
        elif dimension == "institution":
            self.places = {str(one.institution_id): one.name for one in Institution.objects.order_by("institution_id")}
        elif dimension in ("court", "unit"):
            self.places = {o.id: Text(o.name_uk, o.name_en) for o in Office.objects.filter(kind=dimension)}

    @property
    def all(self) -> Mapping[str, Text]:
        """Every value there can be, with its name."""
        return DIMENSIONS[self.dimension].values or self.places

    def __call__(self, value: str) -> Text:
        return DIMENSIONS[self.dimension].label(value) or self.places.get(value) or Text(value, value)

    def in_order(self, values: Iterable[str]) -> list[str]:
        """The values in the order in which they are read; those that name nothing come last."""
        declared = list(DIMENSIONS[self.dimension].values or ())

        def place(value: str) -> tuple[bool, int, str]:
            at = declared.index(value) if value in declared else len(declared)
            return value in COMMON, at, alphabetical_key(self(value).uk)

        return sorted(values, key=place)


def alphabetical_key(name: str) -> str:
    """What sorts by the Ukrainian alphabet; numbers within names by their size."""
    for letter, stand_in in STAND_INS:
        name = name.replace(letter, stand_in)
    return re.sub("[0-9]+", lambda found: found[0].zfill(8), name.lower())
