"""What pages inside a case share: the way back, and the names of the offices it mentions."""

from collections.abc import Iterator

from poruka.access import roles
from poruka.access.actors import Actor
from poruka.cases.chain.case_ids import shown as case_number
from poruka.cases.shown import CaseShown
from poruka.law.text import Text
from poruka.web.casework.naming import names_of
from poruka.web.pages import Crumb


def crumbs_of(actor: Actor) -> tuple[Crumb, ...]:
    """The way back from a case."""
    if actor.role == roles.PERSON:
        return (Crumb("/my-case/", Text("Моя справа", "My case")),)
    return (Crumb("/cases/", Text("Справи", "Cases")),)


def title_of(case: str) -> Text:
    """What a case is called on the way back to it."""
    return Text(f"Справа {case_number(case)}", f"Case {case_number(case)}")


def offices_in(case: CaseShown) -> Iterator[str]:
    """The offices that the reader may meet in a case."""
    yield case.institution
    for _, office in case.parties.offices:
        yield office
    for line in case.records:
        yield line.record.office
        for field in line.kind.fields:
            if field.kind == "office":
                yield str(line.fields.get(field.name, ""))


def context_names(case: CaseShown) -> dict[str, Text]:
    """The names of everything a case mentions."""
    return names_of(offices_in(case))


def case_crumbs(actor: Actor, case: str) -> tuple[Crumb, ...]:
    """The way back from a page inside a case."""
    return (*crumbs_of(actor), Crumb(f"/cases/{case}/", title_of(case)))
