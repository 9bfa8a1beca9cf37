"""The persons table."""

import numpy as np
import polars as pl

from poruka.law.facts import PERSONS
from poruka.register.synthesis import names, rates
from poruka.register.synthesis.charges import RESTRICTION
from poruka.register.synthesis.days import dates, nullable
from poruka.register.synthesis.draws import Draws, Flags, Ints
from poruka.register.synthesis.earlier import Earlier
from poruka.register.synthesis.frames import chosen, flags, identifiers, typed
from poruka.register.synthesis.offences import lines
from poruka.register.synthesis.people import CUSTODY, REMAND, People
from poruka.register.synthesis.places import Kind, institutions, of_kind


def persons_table(draws: Draws, people: People, earlier: Earlier, first: int) -> pl.DataFrame:
    """One row a person; the first of the block is person number ``first`` (from 0)."""
    size = people.size

    def gap(column: str) -> Flags:
        return draws.chance(f"no {column}", size, rates.MISSING[column])

    imprisoned, paroled = _earlier_prison(draws, people, earlier)
    official = lines().under(people.offence, *rates.CORRUPTION_ARTICLES)
    office = np.where(official, rates.RESPONSIBLE_OFFICE_CORRUPTION, rates.RESPONSIBLE_OFFICE)
    trial = np.where(official, rates.CORRUPTION_TRIAL_CORRUPTION, rates.CORRUPTION_TRIAL)
    return typed(
        PERSONS,
        {
            "person_id": identifiers("P", first + np.arange(size)),
            **_names(draws, people),
            "birth_date": dates(people.birth, gap("birth_date")),
            "sex": nullable(chosen(("M", "F"), people.female.astype(np.int64)), gap("sex")),
            "citizenship": nullable(
                chosen(tuple(rates.CITIZENSHIP), draws.pick("citizenship", size, rates.CITIZENSHIP)), gap("citizenship")
            ),
            "institution_id": nullable(_institutions(draws, people), gap("institution_id")),
            "custody": nullable(chosen(CUSTODY, people.custody), gap("custody")),
            "rank_group": nullable(_ranks(draws, people), gap("rank_group")),
            "responsible_office": nullable(flags(draws.chance("office", size, office)), gap("responsible_office")),
            "corruption_trial": nullable(flags(draws.chance("corruption trial", size, trial)), gap("corruption_trial")),
            "earlier_imprisonment": nullable(flags(imprisoned), gap("earlier_imprisonment")),
            "earlier_parole": nullable(flags(paroled), gap("earlier_parole")),
            "trade": nullable(_trades(draws, people), gap("trade")),
        },
    )


def _names(draws: Draws, people: People) -> dict[str, pl.Series]:
    size, female = people.size, people.female.astype(np.int64)
    men = names.FAMILY
    families = (*men, *(names.borne_by_a_woman(name) for name in men))
    fathers = (*(son for son, _ in names.PATRONYMICS), *(daughter for _, daughter in names.PATRONYMICS))
    given = np.where(
        people.female,
        len(names.MEN) + draws.whole("woman's name", 0, len(names.WOMEN) - 1, size),
        draws.whole("man's name", 0, len(names.MEN) - 1, size),
    )
    family = draws.whole("family name", 0, len(men) - 1, size) + len(men) * female
    father = draws.whole("patronymic", 0, len(names.PATRONYMICS) - 1, size) + len(names.PATRONYMICS) * female
    return {
        "family_name": nullable(
            chosen(families, family), draws.chance("no family_name", size, rates.MISSING["family_name"])
        ),
        "given_name": chosen((*names.MEN, *names.WOMEN), given),
        "patronymic": nullable(
            chosen(fathers, father), draws.chance("no patronymic", size, rates.MISSING["patronymic"])
        ),
    }


def _institutions(draws: Draws, people: People) -> pl.Series:
    """A woman's colony, a centre for restriction of liberty, a SIZO before the judgment is in force; else a colony."""
    size, everywhere = people.size, institutions()
    in_sizo = (people.custody == REMAND) | draws.chance("in sizo", size, rates.IN_SIZO_THOUGH_CONVICTED)
    centre = people.charges.penalty == RESTRICTION
    kinds: tuple[tuple[Kind, Flags], ...] = (
        ("sizo", in_sizo),
        ("correctional_centre", ~in_sizo & centre),
        ("womens_colony", ~in_sizo & ~centre & people.female),
        ("correctional_colony", ~in_sizo & ~centre & ~people.female),
    )
    place: Ints = np.zeros(size, dtype=np.int64)
    for kind, there in kinds:
        candidates = of_kind(kind)
        found = draws.pick(f"institution {kind}", int(there.sum()), [candidate.weight for candidate in candidates])
        place[there] = np.array([everywhere.index(candidate) for candidate in candidates])[found]
    return chosen([institution.institution_id for institution in everywhere], place)


def _ranks(draws: Draws, people: People) -> pl.Series:
    usual = draws.pick("rank", people.size, rates.RANKS)
    usual = np.where(people.female & (usual < 3), 0, usual)
    soldier = draws.pick("rank of a soldier", people.size, rates.RANKS_OF_SERVICEMEN)
    return chosen(tuple(rates.RANKS), np.where(lines().military(people.offence), soldier, usual))


def _trades(draws: Draws, people: People) -> pl.Series:
    men = draws.whole("man's trade", 0, len(names.MEN_TRADES) - 1, people.size)
    women = draws.whole("woman's trade", 0, len(names.WOMEN_TRADES) - 1, people.size)
    place = np.where(people.female, len(names.MEN_TRADES) + women, men)
    return chosen((*names.MEN_TRADES, *names.WOMEN_TRADES), place)


def _earlier_prison(draws: Draws, people: People, earlier: Earlier) -> tuple[Flags, Flags]:
    """Whether they served imprisonment for an intentional offence before, and offended again while paroled."""
    from_file = np.zeros(people.size, dtype=bool)
    intentional = ~lines().under(earlier.offence, *rates.CARELESS) & (earlier.penalty != RESTRICTION)
    from_file[earlier.person[intentional]] = True
    off_file = draws.chance("earlier imprisonment", people.size, rates.EARLIER_IMPRISONMENT)
    grown = people.times.committed - people.birth > 365 * 21
    imprisoned = from_file | (off_file & grown)
    return imprisoned, imprisoned & draws.chance("earlier parole", people.size, rates.EARLIER_PAROLE)
