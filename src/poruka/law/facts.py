"""The facts the law asks for: register exchange format 1, declared once.

Three tables (persons, sentences, convictions). Every other part of Poruka that needs a column name,
its type, its allowed values, or the words for it reads them here. ``None`` always means *not known*.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from poruka.law.text import Text

Kind = Literal["text", "date", "bool", "int", "items", "code"]
Supplier = Literal["institution", "court", "migration_service", "recruitment_centre"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the exchange format.

    ``default`` is what an empty cell means where the format gives it a meaning; otherwise an empty cell is
    *not known*. ``supplier`` is the authority that can supply the fact when it is missing.
    """

    name: str
    kind: Kind
    label: Text
    values: tuple[str, ...] = ()
    required: bool = False
    default: str | None = None
    supplier: Supplier = "institution"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the exchange format; the first column is its unique key."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        return self.columns[0].name

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


PERSONS = Table(
    "persons",
    (
        Column("person_id", "text", Text("номер особи", "person number"), required=True),
        Column("family_name", "text", Text("прізвище", "family name")),
        Column("given_name", "text", Text("ім’я", "given name")),
        Column("patronymic", "text", Text("по батькові", "patronymic")),
        Column("birth_date", "date", Text("дата народження", "date of birth")),
        Column("sex", "code", Text("стать", "sex"), values=("F", "M")),
        Column("citizenship", "text", Text("громадянство", "citizenship"), supplier="migration_service"),
        Column("institution_id", "text", Text("установа", "institution")),
        Column(
            "custody",
            "code",
            Text("перебування під вартою чи відбування покарання", "custody status"),
            values=("serving", "remand", "released"),
        ),
        Column(
            "rank_group",
            "code",
            Text("група військових звань", "military rank group"),
            values=("none", "private", "sergeant", "junior_officer", "senior_officer", "top_officer"),
            supplier="recruitment_centre",
        ),
        Column(
            "responsible_office",
            "bool",
            Text(
                "засуджена службова особа займала особливо відповідальне становище",
                "held an especially responsible position",
            ),
            supplier="court",
        ),
        Column(
            "corruption_trial",
            "bool",
            Text(
                "у суді є справа за обвинуваченням у тяжкому чи особливо тяжкому корупційному правопорушенні",
                "accused at trial of a grave or especially grave corruption offence",
            ),
            supplier="court",
        ),
        Column(
            "earlier_imprisonment",
            "bool",
            Text(
                "раніше відбувала позбавлення волі за умисне правопорушення",
                "earlier served imprisonment for an intentional offence",
            ),
        ),
        Column(
            "earlier_parole",
            "bool",
            Text(
                "раніше звільнялася умовно-достроково і вчинила нове правопорушення",
                "paroled earlier and offended again in the unserved part",
            ),
        ),
        Column("trade", "text", Text("фах", "trade")),
    ),
)

SENTENCES = Table(
    "sentences",
    (
        Column("sentence_id", "text", Text("номер вироку в реєстрі", "sentence number"), required=True),
        Column("person_id", "text", Text("номер особи", "person number"), required=True),
        Column(
            "penalty",
            "code",
            Text("вид основного покарання", "main penalty"),
            values=(
                "fixed_term_imprisonment",
                "restriction_of_liberty",
                "life_imprisonment",
                "arrest",
                "disciplinary_battalion",
                "other",
            ),
            supplier="court",
        ),
        Column("term_years", "int", Text("строк, років", "term, years"), supplier="court"),
        Column("term_months", "int", Text("строк, місяців", "term, months"), supplier="court"),
        Column("term_days", "int", Text("строк, днів", "term, days"), supplier="court"),
        Column("starts_on", "date", Text("початок строку", "start of the term")),
        Column("credited_days", "int", Text("зараховано днів", "days credited"), supplier="court"),
        Column("ends_on", "date", Text("кінець строку за реєстром", "end of the term as registered")),
        Column(
            "in_force_on",
            "date",
            Text("дата набрання вироком законної сили", "date the judgment entered into force"),
            supplier="court",
        ),
        Column("serving", "bool", Text("покарання відбувається зараз", "being served now")),
        Column("court", "text", Text("суд", "court")),
        Column("case_number", "text", Text("номер справи", "case number")),
    ),
)

CONVICTIONS = Table(
    "convictions",
    (
        Column("conviction_id", "text", Text("номер засудження", "conviction number"), required=True),
        Column("person_id", "text", Text("номер особи", "person number"), required=True),
        Column("sentence_id", "text", Text("номер вироку в реєстрі", "sentence number")),
        Column("code", "code", Text("кодекс", "code"), values=("UA2001", "UA1960"), default="UA2001"),
        Column("article", "text", Text("стаття", "article"), required=True, supplier="court"),
        Column("part", "int", Text("частина статті", "part of the article"), supplier="court"),
        Column("items", "items", Text("пункти частини статті", "items of the part"), supplier="court"),
        Column(
            "stage",
            "code",
            Text("стадія", "stage"),
            values=("completed", "attempt", "preparation"),
            default="completed",
            supplier="court",
        ),
        Column(
            "participation",
            "code",
            Text("форма участі", "participation"),
            values=("perpetrator", "organiser", "instigator", "abettor"),
            default="perpetrator",
            supplier="court",
        ),
        Column("committed_on", "date", Text("дата вчинення", "date committed"), supplier="court"),
        Column(
            "abuse_of_office",
            "bool",
            Text("вчинено шляхом зловживання службовим становищем", "committed by abuse of office"),
            supplier="court",
        ),
        Column(
            "especially_grave",
            "bool",
            Text("особливо тяжке за вироком", "especially grave by the judgment"),
            supplier="court",
        ),
        Column(
            "record", "code", Text("стан судимості", "criminal record"), values=("serving", "unexpunged", "expunged")
        ),
        Column("expunges_on", "date", Text("дата погашення судимості", "date the record is expunged")),
        Column("intentional", "bool", Text("умисне", "intentional"), supplier="court"),
        Column(
            "severity",
            "code",
            Text("тяжкість за вироком", "severity by the judgment"),
            values=("misdemeanour", "minor", "grave", "especially_grave"),
            supplier="court",
        ),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in (PERSONS, SENTENCES, CONVICTIONS)}

Row = Mapping[str, Any]
"""Column name -> value: ``str``, ``date``, ``bool``, ``int``, ``tuple[int, ...]`` (items) or ``None`` (not known)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything on file about one person: their row, their sentences, their convictions.

    Rows hold every column of their table; empty ``code``, ``stage`` and ``participation`` are already
    their defaults, everything else that is empty is ``None``.
    """

    person: Row
    sentences: tuple[Row, ...] = field(default=())
    convictions: tuple[Row, ...] = field(default=())

    @property
    def person_id(self) -> str:
        return str(self.person["person_id"])

    @classmethod
    def of(
        cls, person: Row, sentences: "list[Row] | tuple[Row, ...]" = (), convictions: "list[Row] | tuple[Row, ...]" = ()
    ) -> "Facts":
        """Fill absent columns (not known, or the column's default) so that short literals can be written."""
        return cls(
            _filled(PERSONS, person),
            tuple(_filled(SENTENCES, row) for row in sentences),
            tuple(_filled(CONVICTIONS, row) for row in convictions),
        )


def _filled(table: Table, row: Row) -> Row:
    unknown = set(row) - {column.name for column in table.columns}
    if unknown:
        raise KeyError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    return {
        column.name: column.default if row.get(column.name) is None else row[column.name] for column in table.columns
    }


BIRTH_OF_THE_CODE = date(2001, 9, 1)
"""The Criminal Code (2341-III) entered into force; nothing can be asked of this book for an earlier day."""
