"""Every cell of docs/roles.md, as committed, against the code that decides: through the use cases, in the database."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from poruka.access import roles
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.chain.requests import Draft
from poruka.cases.chain.store import append
from poruka.cases.desk import Act
from poruka.cases.projection import rebuild
from poruka.cases.refusals import Refused
from poruka.cases.shown import case_shown, cases_seen, tasks_seen
from poruka.cases.standing import case_answer
from poruka.cases.usecases import make_record, open_case
from tests.cases.told import at, usual
from tests.cases.world import WHO, World

PAGE = (Path(__file__).parents[2] / "docs/roles.md").read_text(encoding="utf-8")
ROLES = list(roles.ROLES)
NOW = at(60)


def table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


SCOPES = {row[0]: row[2:] for row in table("Scopes")}
RECORDS = {row[0].strip("`"): dict(zip(ROLES, row[1:], strict=True)) for row in table("Records")}


def test_the_page_has_a_row_for_every_role_and_every_record() -> None:
    assert list(SCOPES) == [role.title.en for role in roles.ROLES.values()]
    assert list(RECORDS) == list(CATALOGUE.types)
    assert all(cell in ("M", "S", "MS", "–") for row in RECORDS.values() for cell in row.values())


@pytest.fixture
def everything(world: World) -> str:
    """A case in which a record of every type stands, put straight into the chain, whatever their order means."""
    case = world.lived("P-MAY", "enrolment", medical_conclusion={"medical_part": "закрите"})
    there = {line.record.type for line in case_shown(world.actor("monitor"), case, now=NOW).records}
    number = len(case_shown(world.actor("monitor"), case, now=NOW).records)
    for kind in CATALOGUE:
        if kind.id not in there:
            draft = Draft(kind.id, "nobody", "nobody", "v", happened_at=at(50), fields=usual(kind.id))
            append(case, draft, expected=number, key=f"k-{kind.id}", at=at(50))
            number += 1
    rebuild([case])
    return case


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
class TestEveryCell:
    """Role by role, in a case of the own office and in one of another's."""

    def test_what_is_seen(self, role: str, everything: str, world: World) -> None:
        """Whose cases, which records of them, and what is kept from the role."""
        self.whose_cases(role, everything, world)
        self.which_records(role, everything, world)
        self.what_is_kept(role, everything, world)

    def whose_cases(self, role: str, everything: str, world: World) -> None:
        """The own case, another's, its lists and its tasks."""
        own, others = SCOPES[roles.ROLES[role].title.en][1:3]
        for place, person, cell in (("UVP-1", "P-MAY", own), ("UVP-2", "P-MAY-2", others)):
            actor = world.actor(WHO[role], person, place=place, unit="A9001" if place == "UVP-1" else "A9009")
            seen = _allowed(lambda actor=actor: case_shown(actor, everything, now=NOW))
            assert seen == (cell == "yes"), (role, place)
            assert cases_seen(actor).filter(case_id=everything).exists() == seen
            assert _allowed(lambda actor=actor: case_answer(actor, everything, NOW)) == seen
            for alarms in (False, True):
                assert seen or not tasks_seen(actor, alarms=alarms).filter(case_id=everything).exists()

    def which_records(self, role: str, everything: str, world: World) -> None:
        actor = world.actor(WHO[role])
        wanted = {type for type, cells in RECORDS.items() if "S" in cells[role]}
        if not _allowed(lambda: case_shown(actor, everything, now=NOW)):
            assert wanted == set()
            return
        shown = case_shown(actor, everything, now=NOW).records
        assert {line.record.type for line in shown if line.record.made_by != actor.name} >= wanted - own_types(
            shown, actor
        )
        not_own = {line.record.type for line in shown} - own_types(shown, actor)
        assert not_own <= wanted

    def test_which_records_may_be_made(self, role: str, everything: str, world: World) -> None:
        """A record with a field that does not exist: whoever may make it is told of the field, the others are not."""
        actor = world.actor(WHO[role])
        for kind in CATALOGUE:
            with pytest.raises(Refused) as refused:
                make_record(actor, Act(everything, kind.id, {"no-such-field": 1}, NOW), now=NOW)
            may = refused.value.field == "no-such-field"
            assert may == ("M" in RECORDS[kind.id][role]), (role, kind.id)

    def what_is_kept(self, role: str, everything: str, world: World) -> None:
        medical, answer, not_now, service = SCOPES[roles.ROLES[role].title.en][3:7]
        actor = world.actor(WHO[role])
        if not _allowed(lambda: case_shown(actor, everything, now=NOW)):
            assert {medical, answer, not_now, service} == {"–"}
            return
        shown = case_shown(actor, everything, now=NOW)
        types = {line.record.type for line in shown.records}
        assert ("answer-changed" in types) == (answer == "yes")
        assert bool(case_answer(actor, everything, NOW).register) == (answer == "yes")
        assert ("not-now" in types) == (not_now == "yes")
        assert ("wound" in types) == (service == "yes")
        sealed = [line for line in shown.records if line.sealed]
        assert bool(sealed) == (medical == "yes" and bool(_medical(shown)))
        assert not any(
            field.sealed and field.name in line.fields for line in shown.records for field in line.kind.fields
        )

    def test_whose_case_may_be_opened(self, role: str, world: World) -> None:
        """Whoever informs people opens their cases, in the own institution only."""
        mine, theirs = "P-THIRD", "P-MAY-2"
        informs = "M" in RECORDS["information-given"][role]
        for person, own in ((mine, True), (theirs, False)):
            actor = world.actor(WHO[role], mine)
            opened = _allowed(
                lambda actor=actor, person=person: open_case(
                    actor, person, usual("information-given"), happened_at=at(0), now=at(0)
                )
            )
            # A lawyer is on no case before it is opened; the monitor is everywhere.
            expected = informs and role != roles.LAWYER and (own or role == roles.MONITOR)
            assert opened == expected, (role, person)


def own_types(shown: Any, actor: Any) -> set[str]:
    """The types of which every record shown was made by the actor, who always sees those."""
    made = {line.record.type for line in shown if line.record.made_by == actor.name}
    return made - {line.record.type for line in shown if line.record.made_by != actor.name}


def _medical(shown: Any) -> list[Any]:
    return [line for line in shown.records if any(field.sealed for field in line.kind.fields)]


def _allowed(act: Any) -> bool:
    try:
        act()
    except Refused:
        return False
    return True


@pytest.mark.django_db
def test_a_unit_sees_nobody_who_did_not_agree_to_be_seen_by_it(world: World) -> None:
    case = world.lived("P-MAY", "physical-level")
    unit = world.actor("unit")
    assert not cases_seen(unit).exists()
    # Naming the unit in the review is not enough.
    with pytest.raises(Refused):
        case_shown(unit, case, now=NOW)
    world.say(case, "unit-may-see", 13.2)
    assert [state.case_id for state in cases_seen(unit)] == [case]
    other = world.actor("unit", unit="A9002")
    assert not cases_seen(other).exists()
    assert NOW - at(13) > timedelta(days=1)


@pytest.mark.django_db
def test_the_medical_board_knows_of_nobody_before_the_referral(world: World) -> None:
    case = world.lived("P-MAY", "preliminary-review")
    board = world.actor("board")
    assert not cases_seen(board).exists()
    with pytest.raises(Refused):
        case_shown(board, case, now=NOW)
    world.say(case, "medical-referral", 9)
    assert [state.case_id for state in cases_seen(board)] == [case]
    assert case_shown(board, case, now=NOW).records
    other = world.actor("board", "P-MAY-2")
    assert not cases_seen(other).exists()
