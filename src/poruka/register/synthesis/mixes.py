"""Which offences people serve for: the mixes, by penalty.

Only the share of drug offences (11 %) is a published figure [ministry]; that theft, robbery, murder and grievous
bodily harm fill the colonies is common knowledge; the weights themselves are invented. The upper bound of every term
keeps within the longest imprisonment of data/offences.csv. Weights of a mix need not add up to anything.
"""

from dataclasses import dataclass
from datetime import date

LONG_AGO = date(1960, 1, 1)
MARTIAL_LAW = date(2022, 5, 1)
"""By then the amendments of the spring of 2022 were in force, 111-1, 111-2, 114-2 and 436-2 among them."""


@dataclass(frozen=True, slots=True)
class Offence:
    """One line of a mix: how often an offence comes up, and for how long.

    ``weight`` counts against the other lines of the same mix; ``low`` and ``high`` bound the term in years;
    ``since`` is a day on which the offence stood in the Code for certain, where it is younger than the sentences.
    """

    article: str
    part: int | None
    weight: float
    low: float = 1
    high: float = 5
    since: date = LONG_AGO


FIXED_TERM: tuple[Offence, ...] = (
    # Property. Part four of 185, 186 and 187 covers martial law since March 2022: hence their weight.
    Offence("185", 2, 120, 1, 5),
    Offence("185", 3, 900, 3, 6),
    Offence("185", 4, 1230, 5, 8),
    Offence("185", 5, 35, 7, 12),
    Offence("186", 1, 45, 1, 4),
    Offence("186", 2, 480, 4, 6),
    Offence("186", 3, 120, 4, 8),
    Offence("186", 4, 420, 7, 10),
    Offence("186", 5, 15, 8, 13),
    Offence("187", 1, 130, 3, 7),
    Offence("187", 2, 370, 7, 10),
    Offence("187", 3, 170, 7, 12),
    Offence("187", 4, 360, 8, 15),
    Offence("189", 2, 40, 3, 7),
    Offence("189", 3, 20, 5, 10),
    Offence("189", 4, 40, 7, 12),
    Offence("190", 2, 50, 1, 3),
    Offence("190", 3, 60, 3, 5),
    Offence("190", 4, 80, 5, 8),
    Offence("190", 5, 20, 5, 12),
    Offence("194", 2, 45, 3, 10),
    Offence("289", 1, 10, 3, 5),
    Offence("289", 2, 200, 5, 8),
    Offence("289", 3, 60, 7, 12),
    # Life and health.
    Offence("115", 1, 1180, 7, 15),
    Offence("115", 2, 430, 10, 15),
    Offence("116", None, 6, 2, 5),
    Offence("117", None, 4, 2, 5),
    Offence("118", None, 12, 1, 2),
    Offence("119", 1, 30, 3, 5),
    Offence("119", 2, 10, 5, 8),
    Offence("121", 1, 230, 5, 8),
    Offence("121", 2, 860, 7, 10),
    Offence("122", 1, 20, 1, 3),
    Offence("122", 2, 20, 3, 5),
    Offence("126-1", None, 35, 1, 2, since=date(2019, 2, 1)),
    Offence("127", 2, 15, 5, 10),
    Offence("129", 2, 8, 2, 5),
    Offence("146", 2, 35, 2, 5),
    Offence("146", 3, 15, 5, 10),
    Offence("149", 2, 25, 5, 12),
    Offence("149", 3, 8, 8, 15),
    Offence("162", 2, 25, 2, 5),
    # Sexual offences; part six of 152 and 153 also carries a fixed term.
    Offence("152", 1, 55, 3, 5),
    Offence("152", 2, 40, 5, 10),
    Offence("152", 3, 120, 7, 12),
    Offence("152", 4, 110, 8, 15),
    Offence("152", 5, 8, 10, 15),
    Offence("153", 1, 12, 3, 5, since=date(2019, 2, 1)),
    Offence("153", 2, 25, 3, 7, since=date(2019, 2, 1)),
    Offence("153", 4, 40, 5, 10, since=date(2019, 2, 1)),
    Offence("153", 5, 8, 10, 15, since=date(2019, 2, 1)),
    Offence("154", 3, 3, 1, 3),
    Offence("155", 1, 15, 2, 5),
    Offence("155", 2, 10, 5, 8),
    Offence("156", 1, 15, 2, 5),
    Offence("156", 2, 55, 5, 8),
    Offence("156-1", 2, 4, 2, 5, since=date(2021, 4, 1)),
    # Drugs: together 11 % of the register [ministry].
    Offence("305", 2, 20, 5, 10),
    Offence("305", 3, 30, 8, 12),
    Offence("307", 1, 60, 4, 8),
    Offence("307", 2, 680, 6, 10),
    Offence("307", 3, 270, 9, 12),
    Offence("308", 2, 12, 5, 10),
    Offence("308", 3, 8, 7, 12),
    Offence("309", 2, 175, 1, 3),
    Offence("309", 3, 60, 5, 8),
    Offence("311", 2, 20, 3, 5),
    Offence("313", 2, 8, 3, 6),
    Offence("315", 2, 5, 5, 12),
    Offence("317", 1, 25, 3, 5),
    Offence("317", 2, 20, 4, 8),
    # National security.
    Offence("109", 1, 4, 5, 10),
    Offence("109", 3, 4, 3, 5),
    Offence("110", 1, 12, 3, 5),
    Offence("110", 2, 20, 5, 10),
    Offence("110", 3, 6, 10, 15),
    Offence("110-2", 2, 6, 5, 7),
    Offence("111", 1, 60, 12, 15),
    Offence("111", 2, 80, 14, 15, since=MARTIAL_LAW),
    Offence("111-1", 4, 15, 3, 5, since=MARTIAL_LAW),
    Offence("111-1", 5, 45, 5, 10, since=MARTIAL_LAW),
    Offence("111-1", 6, 25, 10, 12, since=MARTIAL_LAW),
    Offence("111-1", 7, 75, 12, 15, since=MARTIAL_LAW),
    Offence("111-2", 1, 25, 10, 12, since=MARTIAL_LAW),
    Offence("112", None, 1, 10, 15),
    Offence("113", 1, 6, 10, 15),
    Offence("113", 2, 10, 14, 15, since=MARTIAL_LAW),
    Offence("114", 1, 5, 10, 15),
    Offence("114-1", 1, 15, 5, 8),
    Offence("114-2", 2, 15, 5, 8, since=MARTIAL_LAW),
    Offence("114-2", 3, 22, 8, 12, since=MARTIAL_LAW),
    Offence("436-2", 1, 8, 1, 3, since=MARTIAL_LAW),
    Offence("436-2", 2, 20, 2, 5, since=MARTIAL_LAW),
    Offence("436-2", 3, 15, 5, 8, since=MARTIAL_LAW),
    Offence("438", 1, 4, 8, 12, since=MARTIAL_LAW),
    # Public safety, terror, weapons, order.
    Offence("255", 1, 10, 7, 12),
    Offence("255", 2, 15, 7, 12),
    Offence("257", None, 25, 5, 15),
    Offence("258", 2, 15, 7, 12),
    Offence("258", 3, 4, 10, 15),
    Offence("258-3", 1, 55, 8, 15),
    Offence("258-5", 2, 4, 5, 10),
    Offence("260", 2, 12, 3, 8),
    Offence("262", 2, 12, 5, 10),
    Offence("262", 3, 8, 10, 15),
    Offence("263", 1, 150, 3, 7),
    Offence("263-1", 1, 10, 5, 7),
    Offence("296", 2, 8, 1, 4),
    Offence("296", 4, 90, 3, 7),
    Offence("301-1", 2, 6, 5, 10, since=date(2021, 4, 1)),
    Offence("303", 2, 10, 3, 7),
    Offence("304", 1, 8, 3, 7),
    Offence("332", 2, 12, 5, 7),
    Offence("332", 3, 22, 7, 9),
    Offence("345", 2, 30, 2, 5),
    Offence("345", 3, 8, 5, 12),
    Offence("348", None, 25, 9, 15),
    Offence("358", 3, 5, 2, 5),
    # Roads.
    Offence("286", 2, 130, 3, 8),
    Offence("286", 3, 45, 7, 10),
    Offence("286-1", 2, 12, 3, 8, since=date(2021, 4, 1)),
    Offence("286-1", 3, 110, 5, 10, since=date(2021, 4, 1)),
    Offence("286-1", 4, 28, 7, 12, since=date(2021, 4, 1)),
    # Service.
    Offence("402", 4, 80, 5, 10, since=MARTIAL_LAW),
    Offence("407", 4, 40, 3, 7, since=date(2015, 1, 1)),
    Offence("407", 5, 330, 5, 10, since=MARTIAL_LAW),
    Offence("408", 4, 130, 5, 12, since=MARTIAL_LAW),
    Offence("410", 2, 5, 5, 10),
    Offence("410", 4, 8, 10, 15),
    # Justice and office.
    Offence("390", 1, 40, 1, 3),
    Offence("391", None, 25, 1, 3),
    Offence("393", 1, 25, 2, 5),
    Offence("393", 2, 15, 5, 8),
    Offence("191", 3, 15, 3, 8),
    Offence("191", 4, 15, 5, 8),
    Offence("191", 5, 30, 7, 12),
    Offence("364", 2, 8, 3, 6),
    Offence("368", 3, 28, 5, 10),
    Offence("368", 4, 12, 8, 12),
    Offence("369", 3, 5, 4, 8),
    Offence("369-2", 3, 6, 3, 8),
)

RESTRICTION: tuple[Offence, ...] = (
    Offence("185", 2, 22, 1, 3),
    Offence("185", 3, 14, 1, 4),
    Offence("186", 1, 6, 1, 3),
    Offence("190", 2, 7, 1, 3),
    Offence("309", 1, 5, 1, 3),
    Offence("309", 2, 14, 1, 3),
    Offence("126-1", None, 8, 1, 2, since=date(2019, 2, 1)),
    Offence("164", 1, 7, 1, 2),
    Offence("119", 1, 3, 2, 4),
    Offence("286", 1, 2, 1, 3),
    Offence("296", 2, 5, 1, 3),
    Offence("263", 2, 2, 1, 3),
    Offence("389", 2, 6, 1, 2),
    Offence("395", None, 3, 1, 2),
    Offence("156-1", 1, 1, 1, 3, since=date(2021, 4, 1)),
    Offence("358", 3, 2, 1, 3),
)

ARREST: tuple[Offence, ...] = (
    Offence("125", 2, 3),
    Offence("126", 1, 2),
    Offence("395", None, 3),
    Offence("407", 1, 1),
    Offence("185", 1, 1),
)

BATTALION: tuple[Offence, ...] = (
    Offence("407", 1, 4),
    Offence("407", 2, 3),
    Offence("402", 1, 2),
    Offence("403", 1, 1),
)

OTHER: tuple[Offence, ...] = (Offence("185", 1, 2), Offence("309", 1, 2), Offence("162", 1, 1))

LIFE: tuple[Offence, ...] = (
    Offence("115", 2, 930),
    Offence("348", None, 25),
    Offence("111", 2, 12, since=MARTIAL_LAW),
    Offence("152", 6, 6, since=date(2019, 2, 1)),
    Offence("153", 6, 2, since=date(2019, 2, 1)),
    Offence("258", 3, 5),
    Offence("438", 2, 15, since=MARTIAL_LAW),
    Offence("112", None, 2),
    Offence("379", None, 3),
)

FURTHER: tuple[Offence, ...] = (
    Offence("185", 1, 60),
    Offence("185", 2, 130),
    Offence("185", 3, 170),
    Offence("185", 4, 170),
    Offence("186", 2, 70),
    Offence("186", 4, 30),
    Offence("187", 2, 40),
    Offence("289", 2, 50),
    Offence("263", 1, 70),
    Offence("309", 1, 40),
    Offence("309", 2, 30),
    Offence("307", 2, 25),
    Offence("357", 1, 25),
    Offence("357", 3, 35),
    Offence("358", 4, 15),
    Offence("122", 1, 15),
    Offence("125", 2, 15),
    Offence("162", 1, 25),
    Offence("190", 2, 15),
    Offence("296", 4, 20),
    Offence("304", 1, 10),
    Offence("395", None, 15),
    Offence("390", 1, 10),
    Offence("121", 1, 10),
    Offence("152", 3, 6),
    Offence("115", 1, 4),
    Offence("348", None, 1),
)

EARLIER: tuple[Offence, ...] = (
    Offence("185", 2, 200, 1, 3),
    Offence("185", 3, 260, 2, 4),
    Offence("185", 4, 60, 4, 6),
    Offence("186", 1, 50, 1, 3),
    Offence("186", 2, 140, 3, 5),
    Offence("187", 1, 50, 3, 5),
    Offence("187", 2, 40, 5, 8),
    Offence("190", 2, 30, 1, 3),
    Offence("289", 1, 20, 2, 4),
    Offence("289", 2, 40, 4, 6),
    Offence("121", 1, 50, 3, 6),
    Offence("122", 1, 30, 1, 3),
    Offence("115", 1, 25, 7, 10),
    Offence("115", 2, 4, 8, 12),
    Offence("152", 1, 10, 2, 4),
    Offence("152", 2, 12, 4, 7),
    Offence("153", 2, 8, 3, 5),
    Offence("156", 1, 8, 2, 4),
    Offence("309", 2, 60, 1, 3),
    Offence("307", 2, 40, 4, 6),
    Offence("263", 1, 30, 2, 4),
    Offence("296", 4, 30, 2, 4),
    Offence("286", 2, 12, 2, 5),
    Offence("393", 1, 6, 2, 3),
    Offence("110", 1, 2, 3, 5),
)

OLD_MURDER: tuple[Offence, ...] = (Offence("93", None, 1, 10, 15),)
"""Article 93 of the Code of 1960: murder with aggravating circumstances."""

OLD_EARLIER: tuple[Offence, ...] = (
    Offence("140", 2, 5, 1, 4),
    Offence("141", 2, 3, 2, 5),
    Offence("142", 2, 2, 4, 8),
    Offence("101", 2, 2, 4, 8),
    Offence("94", None, 1, 7, 10),
    Offence("117", 2, 0.6, 4, 7),
    Offence("206", 2, 2, 1, 4),
)
"""Theft, robbery, armed robbery, grievous bodily harm, murder, rape, hooliganism in the Code of 1960."""

UNLISTED: tuple[Offence, ...] = (
    Offence("185", 6, 3),
    Offence("309", 4, 2),
    Offence("407", 6, 2),
    Offence("188", None, 2),
    Offence("215", 1, 1),
    Offence("228", 1, 1),
    Offence("187-1", 2, 1),
    Offence("115", 3, 1),
)
"""Repealed articles, parts that do not exist, and slips of the pen."""
