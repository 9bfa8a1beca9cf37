"""A small country in the database, told as people: who they are, and what the law makes of them.

The register's own import and the engine are tested in their rooms; here people are written straight to the tables and
the law is then really applied to them, so that a page shows what the engine says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST
from poruka.register.models import Conviction, Import, Institution, Person, Sentence
from poruka.screening.models import Run
from poruka.screening.runs import record_run

AS_OF = date(2026, 1, 15)
USUAL: dict[str, Any] = {
    "family_name": "Зразок",
    "given_name": "Тест",
    "birth_date": date(1990, 5, 5),
    "sex": "M",
    "citizenship": "UKR",
    "custody": "serving",
    "rank_group": "private",
    "responsible_office": False,
    "corruption_trial": False,
    "earlier_imprisonment": False,
    "earlier_parole": False,
}
USUAL_SENTENCE: dict[str, Any] = {
    "penalty": "fixed_term_imprisonment",
    "term_years": 6,
    "term_months": 0,
    "term_days": 0,
    "starts_on": date(2023, 1, 10),
    "credited_days": 0,
    "serving": True,
}
USUAL_CONVICTION: dict[str, Any] = {
    "article": "185",
    "part": 4,
    "record": "serving",
    "intentional": True,
    "severity": "grave",
}


@dataclass
class Someone:
    """A person of the country; what is not said is as usual, and the usual person may apply."""

    id: str
    institution: str | None = "UVP-1"
    person: dict[str, Any] = field(default_factory=dict)
    conviction: dict[str, Any] = field(default_factory=dict)


def institutions() -> None:
    """Two colonies, in two oblasts."""
    for id, uk, en, oblast in (
        ("UVP-1", "Перша виправна колонія", "First Correctional Colony", "UA-53"),
        ("UVP-2", "Друга виправна колонія", "Second Correctional Colony", "UA-46"),
    ):
        Institution.objects.get_or_create(
            institution_id=id, defaults={"name_uk": uk, "name_en": en, "oblast": oblast, "kind": "correctional_colony"}
        )


def settle(people: Iterable[Someone]) -> None:
    """Write the people to the register."""
    institutions()
    extract = Import.objects.create(
        sha256="0" * 64, source="витяг.zip", today=AS_OF, finished_at=timezone.now(), state=Import.State.DONE
    )
    origin = {"imported_in": extract, "imported_row": 2, "fingerprint": 0}
    people = list(people)
    Person.objects.bulk_create(
        Person(person_id=one.id, institution_id=one.institution, **origin, **{**USUAL, **one.person}) for one in people
    )
    Sentence.objects.bulk_create(
        Sentence(sentence_id=f"S-{one.id}", person_id=one.id, **origin, **USUAL_SENTENCE) for one in people
    )
    Conviction.objects.bulk_create(
        Conviction(
            conviction_id=f"C-{one.id}",
            person_id=one.id,
            sentence_id=f"S-{one.id}",
            **origin,
            **{**USUAL_CONVICTION, **one.conviction},
        )
        for one in people
    )


def ruled(people: Iterable[Someone], as_of: date = AS_OF) -> Run:
    """The people, and the law applied to them."""
    settle(people)
    return record_run(Actor("test", ANALYST), as_of)


USUAL_PEOPLE = (
    Someone("P-MAY"),
    Someone("P-MAY-2", institution="UVP-2", person={"family_name": "Інший", "given_name": "Іван"}),
    Someone("P-OLD", person={"family_name": "Старший", "birth_date": date(1960, 3, 3)}),
    Someone("P-TREASON", institution="UVP-2", conviction={"article": "111", "part": 1}),
    Someone("P-OLD-TREASON", person={"birth_date": date(1960, 3, 3)}, conviction={"article": "111", "part": 1}),
    Someone("P-YOUNG", person={"birth_date": date(2008, 3, 20)}),
    Someone("P-SOON-OLD", person={"birth_date": date(1969, 6, 1)}),
    Someone("P-ITEMS", conviction={"article": "115", "part": 2, "items": None}),
    Someone("P-NO-DATE", person={"birth_date": None, "family_name": None, "given_name": None}),
    Someone("P-TWO-GAPS", institution=None, person={"birth_date": None}, conviction={"article": "115", "part": 2}),
    Someone("P-FOREIGN", person={"citizenship": "MDA"}),
)
"""Every answer, every kind of gap, both institutions and none."""
