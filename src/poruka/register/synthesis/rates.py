"""How the synthetic country is made up: every rate, in one place, with where it comes from.

[ministry]   a statement of the Ministry of Justice, as gathered in the project's notes on practice
[published]  a published figure, named at the rate
[law]        follows from the Criminal Code, named by article
[invented]   nobody's figure: chosen so that the register looks alive and every rule of the law has people it touches

Anything not marked is invented. Rates are shares of 1 unless the comment says otherwise. ``docs/synthetic-country.md``
sets these rates beside what a made register in fact holds.
"""

from collections.abc import Mapping
from datetime import date

NATIONAL_REGISTER = 27_471
"""Convicts in custody on 15 May 2024 [ministry]."""

EARLIEST_DAY = date(2024, 5, 18)
"""КК 81-1 in force; a country "as it stood" before that day would be calibrated to nothing."""

# --- Who ---------------------------------------------------------------------------------------------------------

WOMEN = 0.045
"""2,380 of 52,755 held in colonies were women [published: Donetsk Memorial, 1 February 2016]."""

WOMEN_BY_ARTICLE: Mapping[str, float] = {
    "185": 0.05,
    "190": 0.16,
    "115": 0.045,
    "117": 1.0,
    "121": 0.05,
    "305": 0.10,
    "307": 0.10,
    "309": 0.07,
    "111-1": 0.20,
    "111-2": 0.15,
    "436-2": 0.15,
    "149": 0.30,
    "303": 0.40,
    "191": 0.25,
    "368": 0.12,
    "152": 0.003,
    "153": 0.003,
    "155": 0.01,
    "156": 0.01,
    "156-1": 0.0,
    "407": 0.004,
    "408": 0.004,
    "402": 0.004,
    "289": 0.006,
    "286": 0.02,
    "286-1": 0.02,
    "187": 0.025,
    "186": 0.035,
}
"""Share of women among those convicted under an article; elsewhere WOMEN."""

WOMEN_SERVING_LIFE = 0.015

AGES: tuple[tuple[int, int, float], ...] = (
    (18, 20, 0.015),
    (21, 24, 0.070),
    (25, 29, 0.140),
    (30, 34, 0.185),
    (35, 39, 0.195),
    (40, 44, 0.150),
    (45, 49, 0.100),
    (50, 54, 0.065),
    (55, 59, 0.042),
    (60, 64, 0.022),
    (65, 80, 0.016),
)
"""Age today, in whole years, first to last, and the share of the band."""

AGES_SERVING_LIFE: tuple[tuple[int, int, float], ...] = (
    (22, 29, 0.03),
    (30, 39, 0.24),
    (40, 49, 0.38),
    (50, 59, 0.24),
    (60, 69, 0.09),
    (70, 80, 0.02),
)

YOUNGEST_OFFENDER = 16
"""Responsibility begins at sixteen (КК 22(1)) [law]; the juvenile colonies are left out of this country."""

CITIZENSHIP: Mapping[str, float] = {
    "UKR": 0.9850,
    "MDA": 0.0030,
    "RUS": 0.0028,
    "GEO": 0.0024,
    "AZE": 0.0014,
    "BLR": 0.0009,
    "ARM": 0.0008,
    "UZB": 0.0008,
    "TUR": 0.0007,
    "ROU": 0.0006,
    "KAZ": 0.0005,
    "VNM": 0.0003,
    "IND": 0.0003,
    "NGA": 0.0002,
    "POL": 0.0002,
    "DZA": 0.0001,
    # A person without citizenship has no ISO 3166-1 code; XXA is what travel documents use (ICAO 9303).
    "XXA": 0.0010,
}

RANKS: Mapping[str, float] = {
    "none": 0.640,
    "private": 0.296,
    "sergeant": 0.048,
    "junior_officer": 0.0135,
    "senior_officer": 0.0023,
    "top_officer": 0.0002,
}
RANKS_OF_SERVICEMEN: Mapping[str, float] = {
    "none": 0.0,
    "private": 0.860,
    "sergeant": 0.105,
    "junior_officer": 0.030,
    "senior_officer": 0.005,
    "top_officer": 0.0,
}
"""Of those convicted of a military offence (КК 401: only servicemen and reservists can be)."""

# --- Where and in what standing -------------------------------------------------------------------------------------

CUSTODY: Mapping[str, float] = {"serving": 0.983, "remand": 0.009, "released": 0.008}
"""A prison register also holds people whose judgment is not in force yet, and people who have left since."""

IN_SIZO_THOUGH_CONVICTED = 0.06
"""Not yet transferred to a colony; the notes on practice record such people [ministry: the fact, not the share]."""

# --- Penalties ------------------------------------------------------------------------------------------------------

LIFE = 1_500 / NATIONAL_REGISTER
"""About 1,500 people serve life sentences: the order of size commonly given; no source on file."""

PENALTIES: Mapping[str, float] = {
    "fixed_term_imprisonment": 1 - LIFE - 0.0360,
    "restriction_of_liberty": 0.0300,
    "life_imprisonment": LIFE,
    "arrest": 0.0025,
    "disciplinary_battalion": 0.0025,
    "other": 0.0010,
}

LIFE_SERVED_YEARS = 27
"""At most so far; life imprisonment replaced the death penalty in 2000 [law], with time already served counted."""

LONGEST_FIXED_TERM_MONTHS = 180
"""Fifteen years (КК 63(2)) [law]."""
RESTRICTION_MONTHS = (12, 60)
"""One to five years (КК 61) [law]."""
ARREST_MONTHS = (1, 6)
"""КК 60 [law]."""
BATTALION_MONTHS = (6, 24)
"""КК 62 [law]."""

WHOLE_YEARS, WHOLE_AND_A_HALF = 0.45, 0.35
"""Terms are mostly whole years, or years and six months; the rest have odd months."""
ODD_DAYS = 0.03
"""Odd days come from adding an unserved part (КК 71)."""
ADDED_BY_EACH_COUNT_MONTHS = 10
"""At most, by partial addition (КК 70)."""

START_AT_ARREST = 0.38
"""The term runs from arrest and nothing is credited; otherwise it runs from the judgment with custody credited."""
CREDITED_DAYS = (20, 620)
SECOND_SENTENCE = 0.008
"""A further judgment is being served that has not been joined to the first yet (КК 71)."""

# --- Offences on file -----------------------------------------------------------------------------------------------

FURTHER_COUNTS: tuple[float, ...] = (0.83, 0.13, 0.03, 0.01)
"""None, one, two, three counts beside the main one."""
REPEATED_MAIN_OFFENCE = 0.4
"""Of further counts, those under the same article and part as the main one (not for murder)."""

EARLIER_RECORDS: tuple[float, ...] = (0.88, 0.10, 0.02)
"""None, one, two earlier convictions on file; older ones are not carried over into the register."""
EARLIER_WITHOUT_SENTENCE_ROW = 0.25
INTERRUPTED = 0.65
"""Of unexpunged records, those whose period starts again after the present sentence (КК 90)."""
EXPUNGED_AFTER_YEARS: Mapping[str, int] = {"misdemeanour": 2, "minor": 3, "grave": 6, "especially_grave": 8}
"""КК 89 [law]; two years also for restriction of liberty."""

ATTEMPTS: Mapping[str, float] = {
    "115": 0.08,
    "152": 0.06,
    "153": 0.05,
    "185": 0.05,
    "186": 0.03,
    "187": 0.005,
    "348": 0.6,
}
ATTEMPT_ELSEWHERE = 0.008
PREPARATION = 0.003
NO_ATTEMPT = frozenset(
    {"116", "117", "118", "119", "126-1", "128", "164", "255", "257", "263", "263-1", "286", "286-1", "309", "389"}
    | {"390", "391", "393", "395", "402", "407", "408"}
)
"""Careless offences, and those complete with the first act."""
CARELESS = frozenset({"119", "128", "286", "286-1"})
ACCOMPLICES: Mapping[str, float] = {"organiser": 0.008, "instigator": 0.003, "abettor": 0.022}

MURDER_ITEMS: tuple[tuple[int, float], ...] = (
    (1, 0.13),
    (2, 0.05),
    (3, 0.01),
    (4, 0.13),
    (5, 0.01),
    (6, 0.30),
    (7, 0.09),
    (8, 0.02),
    (9, 0.08),
    (10, 0.03),
    (11, 0.02),
    (12, 0.10),
    (13, 0.026),
    (14, 0.004),
)
"""The items of part two of Article 115."""
SECOND_MURDER_ITEM = 0.30

ABUSE_OF_OFFICE: Mapping[str, tuple[float, float]] = {
    "191": (0.80, 0.05),
    "262": (0.12, 0.60),
    "308": (0.12, 0.60),
    "312": (0.10, 0.60),
    "313": (0.05, 0.65),
    "320": (0.50, 0.20),
    "357": (0.05, 0.60),
    "410": (0.25, 0.45),
}
"""Corruption offences only if committed by abuse of office (КК 45, note): share with yes, share with no; the rest
have no answer on file. Under any other article nobody fills the column in."""

OLD_CODE_BEFORE = date(2001, 9, 1)
"""An offence committed earlier stands under the Code of 1960 (Final Provisions of the КК) [law]."""
OLD_CODE_FIXED_TERM = 0.0012
"""Among the main offences: life sentences commuted to a fixed term (КК 82(5)) for crimes of before 2001."""
UNLISTED = 0.003
"""Rows with an article or part that is not in the catalogue: codes change, and clerks mistype."""

# --- What is held about officials -----------------------------------------------------------------------------------

RESPONSIBLE_OFFICE = 0.0002
RESPONSIBLE_OFFICE_CORRUPTION = 0.04
CORRUPTION_TRIAL = 0.0008
CORRUPTION_TRIAL_CORRUPTION = 0.08
CORRUPTION_ARTICLES = frozenset({"191", "364", "365-2", "368", "369", "369-2"})

EARLIER_IMPRISONMENT = 0.26
"""Of those with no earlier record on file: it was expunged, and the row is gone, but the fact counts for КК 81."""
EARLIER_PAROLE = 0.22
"""Of those imprisoned earlier."""

# --- What is missing and what is wrong ------------------------------------------------------------------------------

MISSING: Mapping[str, float] = {
    "family_name": 0.0005,
    "patronymic": 0.006,
    "birth_date": 0.005,
    "sex": 0.001,
    "citizenship": 0.007,
    "institution_id": 0.002,
    "custody": 0.004,
    "rank_group": 0.14,
    "responsible_office": 0.008,
    "corruption_trial": 0.022,
    "earlier_imprisonment": 0.08,
    "earlier_parole": 0.06,
    "trade": 0.30,
    "penalty": 0.005,
    "term": 0.003,
    "starts_on": 0.005,
    "credited_days": 0.015,
    "ends_on": 0.012,
    "in_force_on": 0.01,
    "serving": 0.006,
    "court": 0.02,
    "case_number": 0.03,
    "sentence_id": 0.004,
    "part": 0.015,
    "committed_on": 0.03,
    "record": 0.015,
    "expunges_on": 0.2,
    "intentional": 0.15,
    "severity": 0.35,
}
MISSING_MURDER_ITEMS = 0.42
"""The register has a field for the part, but the items stand only in the judgment."""
MISSING_ESPECIALLY_GRAVE = 0.45
NO_CONVICTION_ROWS = 0.0015
NO_SENTENCE_ROWS = 0.001
WRONG_ENDS_ON = 0.015
"""The end in the register does not follow from its own start, term and credit."""
