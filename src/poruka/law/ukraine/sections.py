"""The sections of the Special Part of the Criminal Code, by which offences are grouped in figures."""

from dataclasses import dataclass

from poruka.law.text import Text


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its number, its first and last article, its subject."""

    id: str
    first: int
    last: int
    title: Text


SECTIONS: tuple[Section, ...] = (
    Section("I", 109, 114, Text("проти основ національної безпеки", "against national security")),
    Section("II", 115, 145, Text("проти життя та здоров’я", "against life and health")),
    Section("III", 146, 151, Text("проти волі, честі та гідності", "against liberty, honour and dignity")),
    Section("IV", 152, 156, Text("проти статевої свободи", "sexual offences")),
    Section("V", 157, 184, Text("проти прав і свобод людини", "against rights and freedoms")),
    Section("VI", 185, 198, Text("проти власності", "against property")),
    Section("VII", 199, 235, Text("у сфері господарської діяльності", "economic offences")),
    Section("VIII", 236, 254, Text("проти довкілля", "against the environment")),
    Section("IX", 255, 270, Text("проти громадської безпеки", "against public safety")),
    Section("X", 271, 275, Text("проти безпеки виробництва", "against industrial safety")),
    Section("XI", 276, 292, Text("проти безпеки руху", "traffic offences")),
    Section("XII", 293, 304, Text("проти громадського порядку", "against public order")),
    Section("XIII", 305, 327, Text("у сфері обігу наркотиків", "drug offences")),
    Section("XIV", 328, 337, Text("у сфері державної таємниці та призову", "state secrets and conscription")),
    Section("XV", 338, 360, Text("проти авторитету влади", "against public authority")),
    Section("XVI", 361, 363, Text("у сфері комп’ютерних систем", "computer offences")),
    Section("XVII", 364, 370, Text("у сфері службової діяльності", "offences in office")),
    Section("XVIII", 371, 400, Text("проти правосуддя", "against justice")),
    Section("XIX", 401, 435, Text("військові правопорушення", "military offences")),
    Section("XX", 436, 447, Text("проти миру та безпеки людства", "against peace and humanity")),
)

OTHER = Section("other", 0, 0, Text("поза переліком правопорушень", "not in the catalogue"))


def section_of(article: str) -> Section:
    """The section an article of the 2001 Code stands in; ``OTHER`` for anything else."""
    number = article.partition("-")[0]
    if number.isdigit():
        for section in SECTIONS:
            if section.first <= int(number) <= section.last:
                return section
    return OTHER
