"""The invented institutions, by oblast.

Numbers begin at 301, above any real one we know of; the names are words for landscape put together, not places.
The oblasts are real (ISO 3166-2:UA). Crimea, Sevastopol, Luhansk, Donetsk and Kherson have no institution here, since
occupation and the front would have emptied them; how many the others have is invented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from poruka.law.text import Text

Kind = Literal["correctional_colony", "womens_colony", "correctional_centre", "sizo"]

KINDS: Mapping[Kind, Text] = {
    "correctional_colony": Text("виправна колонія", "Correctional Colony"),
    "womens_colony": Text("жіноча виправна колонія", "Women’s Correctional Colony"),
    "correctional_centre": Text("виправний центр", "Correctional Centre"),
    "sizo": Text("слідчий ізолятор", "Pre-Trial Detention Centre"),
}


@dataclass(frozen=True, slots=True)
class Oblast:
    """An oblast and how many institutions of each kind it has here: colonies, women's colonies, centres, SIZO."""

    code: str
    name: Text
    counts: tuple[int, int, int, int]


OBLASTS: tuple[Oblast, ...] = (
    Oblast("UA-05", Text("Вінницька область", "Vinnytsia oblast"), (3, 0, 1, 1)),
    Oblast("UA-07", Text("Волинська область", "Volyn oblast"), (2, 0, 0, 1)),
    Oblast("UA-12", Text("Дніпропетровська область", "Dnipropetrovsk oblast"), (6, 1, 0, 2)),
    Oblast("UA-18", Text("Житомирська область", "Zhytomyr oblast"), (3, 0, 1, 1)),
    Oblast("UA-21", Text("Закарпатська область", "Zakarpattia oblast"), (1, 0, 0, 1)),
    Oblast("UA-23", Text("Запорізька область", "Zaporizhzhia oblast"), (2, 0, 0, 1)),
    Oblast("UA-26", Text("Івано-Франківська область", "Ivano-Frankivsk oblast"), (2, 0, 0, 1)),
    Oblast("UA-32", Text("Київська область", "Kyiv oblast"), (4, 0, 1, 0)),
    Oblast("UA-35", Text("Кіровоградська область", "Kirovohrad oblast"), (2, 0, 1, 1)),
    Oblast("UA-46", Text("Львівська область", "Lviv oblast"), (5, 0, 1, 1)),
    Oblast("UA-48", Text("Миколаївська область", "Mykolaiv oblast"), (2, 0, 0, 1)),
    Oblast("UA-51", Text("Одеська область", "Odesa oblast"), (3, 1, 0, 2)),
    Oblast("UA-53", Text("Полтавська область", "Poltava oblast"), (4, 1, 0, 1)),
    Oblast("UA-56", Text("Рівненська область", "Rivne oblast"), (3, 0, 1, 1)),
    Oblast("UA-59", Text("Сумська область", "Sumy oblast"), (2, 0, 1, 1)),
    Oblast("UA-61", Text("Тернопільська область", "Ternopil oblast"), (2, 0, 0, 1)),
    Oblast("UA-63", Text("Харківська область", "Kharkiv oblast"), (6, 1, 1, 1)),
    Oblast("UA-68", Text("Хмельницька область", "Khmelnytskyi oblast"), (3, 0, 1, 1)),
    Oblast("UA-71", Text("Черкаська область", "Cherkasy oblast"), (2, 0, 1, 1)),
    Oblast("UA-77", Text("Чернівецька область", "Chernivtsi oblast"), (1, 0, 0, 1)),
    Oblast("UA-74", Text("Чернігівська область", "Chernihiv oblast"), (2, 1, 0, 1)),
    Oblast("UA-30", Text("місто Київ", "city of Kyiv"), (0, 0, 0, 1)),
)

_FIRST = (
    ("Тихо", "Tykho"),
    ("Срібно", "Sribno"),
    ("Яворо", "Yavoro"),
    ("Світло", "Svitlo"),
    ("Вербо", "Verbo"),
    ("Рудо", "Rudo"),
    ("Довго", "Dovho"),
    ("Сухо", "Sukho"),
    ("Ясено", "Yaseno"),
    ("Терно", "Terno"),
)
_SECOND = (
    ("гай", "hai"),
    ("плин", "plyn"),
    ("скель", "skel"),
    ("лан", "lan"),
    ("брід", "brid"),
    ("доль", "dol"),
    ("став", "stav"),
    ("зор", "zor"),
    ("бір", "bir"),
    ("вод", "vod"),
)
_FIRST_NUMBER = 301


@dataclass(frozen=True, slots=True)
class Institution:
    """An invented penal institution. ``weight`` is how many people it takes against others of its kind."""

    institution_id: str
    number: int
    kind: Kind
    oblast: str
    name: Text
    weight: float

    @property
    def row(self) -> dict[str, str]:
        """Its line of institutions.csv."""
        return {
            "institution_id": self.institution_id,
            "name_uk": self.name.uk,
            "name_en": self.name.en,
            "oblast": self.oblast,
            "kind": self.kind,
        }


def _towns() -> Iterator[tuple[str, str]]:
    # Stepping through both lists at once keeps neighbouring names from sounding alike.
    for turn in range(len(_SECOND)):
        for place, first in enumerate(_FIRST):
            second = _SECOND[(place + turn) % len(_SECOND)]
            yield first[0] + second[0], first[1] + second[1]


def _name(kind: Kind, town: tuple[str, str], number: int) -> Text:
    ending = "ський" if kind in ("correctional_centre", "sizo") else "ська"
    return Text(f"{town[0]}{ending} {KINDS[kind].uk} (№ {number})", f"{town[1]} {KINDS[kind].en} (No. {number})")


COURTS: tuple[str, ...] = tuple(f"{uk}ський районний суд" for uk, _ in _towns())
"""Invented courts, named as the institutions are."""


@cache
def institutions() -> tuple[Institution, ...]:
    """Every institution, in order of number; the same for every seed and size."""
    towns = _towns()
    kinds: tuple[Kind, ...] = ("correctional_colony", "womens_colony", "correctional_centre", "sizo")
    found: list[Institution] = []
    for oblast in OBLASTS:
        for kind, count in zip(kinds, oblast.counts, strict=True):
            for _ in range(count):
                number = _FIRST_NUMBER + len(found)
                # A plain, fixed unevenness: some places are three times the size of others.
                weight = 0.6 + (number * 7 % 10) / 8
                found.append(
                    Institution(f"UVP-{number}", number, kind, oblast.code, _name(kind, next(towns), number), weight)
                )
    return tuple(found)


def of_kind(kind: Kind) -> tuple[Institution, ...]:
    """The institutions of one kind, in order of number."""
    return tuple(institution for institution in institutions() if institution.kind == kind)
