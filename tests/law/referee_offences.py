"""The referee's reading of what one conviction is for: its own lists, written out again from the Code."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from poruka.law.facts import Row
from tests.law.beliefs import NO, YES, Belief, both, known, not_on_file, on_file, open_question

CATALOGUE = Path(__file__).parents[2] / "src/poruka/law/ukraine/data/offences.csv"

# --- the catalogue of offences --------------------------------------------------------------------------------


def _read_catalogue() -> dict[str, list[int | None]]:
    parts: dict[str, list[int | None]] = {}
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parts.setdefault(row["article"], []).append(int(row["part"]) if row["part"] else None)
    return parts


PARTS_OF = _read_catalogue()


def in_the_catalogue(conviction: Row) -> bool:
    article, part = conviction["article"], conviction["part"]
    if article not in PARTS_OF:
        return False
    if part is None:
        return True
    if PARTS_OF[article] == [None]:
        # An article that is not divided into parts: some registers write "part 1" all the same.
        return bool(part == 1)
    return part in PARTS_OF[article]


# --- what one conviction is for (Article 81-1(1), second paragraph) -------------------------------------------


def crime_against_national_security(conviction: Row) -> Belief:
    """Section I of the Special Part: Articles 109 to 114-2, every part."""
    section_one = ["109", "110", "110-2", "111", "111-1", "111-2", "112", "113", "114", "114-1", "114-2"]
    return known(conviction["article"] in section_one)


def qualified_murder(conviction: Row) -> Belief:
    """Article 115(2): item 1 (two or more persons), item 4 (cruelty), item 10 (with rape or sexual violence)."""
    if conviction["article"] != "115":
        return NO
    second_part = on_file(conviction, "part", lambda part: part == 2)
    barring_item = on_file(conviction, "items", lambda items: 1 in items or 4 in items or 10 in items)
    return both(second_part, barring_item)


def sexual_offence(conviction: Row) -> Belief:
    """Articles 152 to 156-1, every part."""
    return known(conviction["article"] in ["152", "153", "154", "155", "156", "156-1"])


def terrorist_offence(conviction: Row) -> Belief:
    """Articles 258 to 258-6, every part."""
    return known(conviction["article"] in ["258", "258-1", "258-2", "258-3", "258-4", "258-5", "258-6"])


def drunk_driving_with_several_deaths(conviction: Row) -> Belief:
    """Article 286-1, part 4 and no other."""
    if conviction["article"] != "286-1":
        return NO
    return on_file(conviction, "part", lambda part: part == 4)


def attack_on_the_life_of_an_officer(conviction: Row) -> Belief:
    """Article 348, which has one part."""
    return known(conviction["article"] == "348")


def especially_grave_corruption(conviction: Row) -> Belief:
    """A corruption offence (note to Article 45) that is especially grave (Article 12(6))."""
    return both(corruption(conviction), _especially_grave(conviction))


def corruption(conviction: Row) -> Belief:
    article = conviction["article"]
    if article in ["210", "354", "364", "364-1", "365-2"]:
        return YES
    if article in ["368", "368-3", "368-4", "368-5", "369", "369-2"]:
        return YES
    if article in ["191", "262", "308", "312", "313", "320", "357", "410"]:
        return on_file(conviction, "abuse_of_office", lambda abused: abused)
    return NO


ESPECIALLY_GRAVE_CORRUPTION = [
    ("191", 5),
    ("262", 3),
    ("308", 3),
    ("312", 3),
    ("313", 3),
    ("410", 3),
    ("410", 4),
    ("368", 4),
]


def _especially_grave(conviction: Row) -> Belief:
    # The sanction may have been different on the day of the offence, so what the judgment says comes first.
    if conviction["especially_grave"] is not None:
        return known(conviction["especially_grave"])
    if conviction["severity"] is not None:
        return known(conviction["severity"] == "especially_grave")
    article, part = conviction["article"], conviction["part"]
    if part is not None:
        return known((article, part) in ESPECIALLY_GRAVE_CORRUPTION)
    answers = {(article, each or 1) in ESPECIALLY_GRAVE_CORRUPTION for each in PARTS_OF[article]}
    if answers == {True}:
        return YES
    if answers == {False}:
        return NO
    return not_on_file("part")


EXCLUSIONS = (
    "national-security",
    "qualified-murder",
    "sexual-offence",
    "terrorism",
    "drunk-driving-deaths",
    "life-of-officer",
    "grave-corruption",
)

PROVISION = {
    "national-security": crime_against_national_security,
    "qualified-murder": qualified_murder,
    "sexual-offence": sexual_offence,
    "terrorism": terrorist_offence,
    "drunk-driving-deaths": drunk_driving_with_several_deaths,
    "life-of-officer": attack_on_the_life_of_an_officer,
    "grave-corruption": especially_grave_corruption,
}


def is_for(exclusion: str, conviction: Row, readings: Mapping[str, str]) -> Belief:
    """Whether this conviction is for an offence of this exclusion, as the register describes it."""
    names_attempt = exclusion == "life-of-officer"
    return is_under(PROVISION[exclusion], conviction, readings, names_attempt)


def is_under(
    provision: Callable[[Row], Belief], conviction: Row, readings: Mapping[str, str], names_attempt: bool = False
) -> Belief:
    if conviction["code"] == "UA1960":
        return _old_code(readings)
    if not in_the_catalogue(conviction):
        return not_on_file("article")
    return both(provision(conviction), _counts_as_the_offence_itself(conviction, readings, names_attempt))


def _old_code(readings: Mapping[str, str]) -> Belief:
    """No concordance with the Code of 1960 is on file, so the old offence may be any of the list."""
    if readings.get("code-1960") == "covered":
        return YES
    if readings.get("code-1960") == "not-covered":
        return NO
    return open_question("code-1960")


def _counts_as_the_offence_itself(conviction: Row, readings: Mapping[str, str], names_attempt: bool) -> Belief:
    """A completed offence by its perpetrator; anything short of it is an open question (law.md 7-05)."""
    perpetrator = conviction["participation"] == "perpetrator"
    if conviction["stage"] == "completed" and perpetrator:
        return YES
    if names_attempt and conviction["stage"] == "attempt" and perpetrator:
        # Article 348 names the attempt itself.
        return YES
    if readings.get("stage-of-offence") == "covered":
        return YES
    if readings.get("stage-of-offence") == "not-covered":
        return NO
    return open_question("stage-of-offence")
