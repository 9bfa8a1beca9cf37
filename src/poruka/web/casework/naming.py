"""Names of institutions and offices, in two queries however many there are."""

from collections.abc import Iterable

from poruka.cases.models import Office
from poruka.law.text import Text
from poruka.register.models import Institution


def names_of(offices: Iterable[str]) -> dict[str, Text]:
    """The names of offices and institutions by their numbers; those nobody has named are left out."""
    wanted = {office for office in offices if office}
    if not wanted:
        return {}
    found = {i.institution_id: i.name for i in Institution.objects.filter(institution_id__in=wanted)}
    for office in Office.objects.filter(id__in=wanted):
        found[office.id] = office_name(office)
    return found


def office_name(office: Office) -> Text:
    """The name of an office; its number where nobody has named it."""
    return Text(office.name_uk or office.id, office.name_en or office.name_uk or office.id)
