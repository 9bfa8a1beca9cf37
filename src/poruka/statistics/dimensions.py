"""By what figures can be split: ids, names, and what each value means. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from poruka.law.text import Text
from poruka.law.ukraine.offences import severity

UNKNOWN = "not-known"
NOWHERE = "none-yet"
"""The court or unit of somebody whose case has not come to one."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to split figures. ``of`` says where its value comes from: the register as it is now, or the records.

    A value of the records comes about on the way: ``named_at`` is the first step by which everybody who came on has one.
    """

    id: str
    name: Text
    about: Text
    of: Literal["register", "records"]
    values: Mapping[str, Text] | None = None
    named_at: str = ""

    def label(self, value: str) -> Text | None:
        """The words for a value; None where it is the number of a place, which has a name elsewhere."""
        if value in COMMON:
            return COMMON[value]
        return self.values.get(value) if self.values else None


COMMON: Mapping[str, Text] = {
    UNKNOWN: Text("невідомо", "not known"),
    NOWHERE: Text("ще немає", "none yet"),
}

AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("under-25", 0, 25),
    ("25-34", 25, 35),
    ("35-44", 35, 45),
    ("45-54", 45, 55),
    ("55-plus", 55, 200),
)
"""Id, from this age, up to but not including that age."""

OFFENCE_GROUPS: tuple[tuple[str, int, int, Text], ...] = (
    ("national-security", 109, 114, Text("проти основ національної безпеки", "against national security")),
    ("life-and-health", 115, 145, Text("проти життя та здоров’я", "against life and health")),
    ("liberty", 146, 151, Text("проти волі, честі та гідності", "against liberty and dignity")),
    ("sexual", 152, 156, Text("проти статевої свободи", "sexual offences")),
    ("property", 185, 198, Text("проти власності", "against property")),
    ("economy", 199, 235, Text("у сфері господарської діяльності", "economic offences")),
    ("public-safety", 255, 270, Text("проти громадської безпеки", "against public safety")),
    ("transport", 276, 292, Text("проти безпеки руху", "road and transport offences")),
    ("public-order", 293, 304, Text("проти громадського порядку", "against public order")),
    ("drugs", 305, 327, Text("у сфері обігу наркотиків", "drug offences")),
    ("authority", 338, 370, Text("проти влади і службові", "against authority, and of office")),
    ("justice", 371, 400, Text("проти правосуддя", "against justice")),
    ("military", 401, 435, Text("військові", "military offences")),
)
"""Sections of the Special Part of the Criminal Code, by their first and last article."""
OTHER = "other"
GRAVITY = ("misdemeanour", "minor", "grave", "especially_grave")

DIMENSIONS: Mapping[str, Dimension] = {
    dimension.id: dimension
    for dimension in (
        Dimension(
            "oblast",
            Text("область", "oblast"),
            Text("Область установи, де особа за реєстром.", "The oblast of the person’s institution in the register."),
            "register",
        ),
        Dimension(
            "institution",
            Text("установа", "institution"),
            Text("Установа, де особа за реєстром.", "The person’s institution in the register."),
            "register",
        ),
        Dimension(
            "court",
            Text("суд", "court"),
            Text("Суд, названий в останньому клопотанні.", "The court named in the latest motion."),
            "records",
            named_at="petitioned",
        ),
        Dimension(
            "unit",
            Text("військова частина", "military unit"),
            Text(
                "Частина, названа останньою: у пропозиції, згоді, контракті, зарахуванні чи переведенні.",
                "The unit named last: in an offer, a consent, a contract, an enrolment or a transfer.",
            ),
            "records",
            named_at="fit",
        ),
        Dimension(
            "offence_group",
            Text("група злочинів", "offence group"),
            Text(
                "Розділ Кримінального кодексу, до якого належить найтяжчий із злочинів, за які особа відбуває покарання.",
                "The section of the Criminal Code of the gravest offence for which the person serves.",
            ),
            "register",
            {**{id: name for id, _, _, name in OFFENCE_GROUPS}, OTHER: Text("інші", "other")},
        ),
        Dimension(
            "sex",
            Text("стать", "sex"),
            Text("За реєстром.", "As the register has it."),
            "register",
            {"F": Text("жінки", "women"), "M": Text("чоловіки", "men")},
        ),
        Dimension(
            "age_band",
            Text("вік", "age"),
            Text("Повних років у день, станом на який дано число.", "Whole years on the day the figure is as of."),
            "register",
            {
                "under-25": Text("до 25 років", "under 25"),
                "25-34": Text("25–34 роки", "25 to 34"),
                "35-44": Text("35–44 роки", "35 to 44"),
                "45-54": Text("45–54 роки", "45 to 54"),
                "55-plus": Text("55 років і більше", "55 and over"),
            },
        ),
    )
}


def offence_group(article: str | None, code: str | None = "UA2001") -> str:
    """The group of an article of the Criminal Code; articles of the earlier code are among the others."""
    if not article:
        return UNKNOWN
    number = article.partition("-")[0]
    if code == "UA1960" or not number.isdigit():
        return OTHER
    return next((id for id, first, last, _ in OFFENCE_GROUPS if first <= int(number) <= last), OTHER)


def gravity(article: str | None, part: int | None, labelled: str | None) -> int:
    """How grave an offence is, for choosing the gravest: as the judgment has it, else the catalogue; unknown is last."""
    said = labelled or (severity(article, part) if article else None)
    return GRAVITY.index(said) if said in GRAVITY else -1
