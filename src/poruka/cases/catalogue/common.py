"""Fields and answers that several record types share."""

from poruka.cases.catalogue.kinds import Choice, Field
from poruka.law.text import Text

NOTE = Field("note", "long_text", Text("примітка", "note"), required=False)
REASON = Field("reason", "long_text", Text("підстави своїми словами", "reasons in plain words"))
RECRUITMENT_CENTRE = Field(
    "recruitment_centre", "office", Text("центр комплектування", "recruitment centre"), office="recruitment_centre"
)
UNIT = Field("unit", "office", Text("військова частина", "military unit"), office="unit")
COURT = Field("court", "office", Text("суд", "court"), office="court")
WITNESS = Field("witness", "text", Text("свідок: ім’я та посада", "witness: name and post"))
LANGUAGE = Field(
    "language",
    "choice",
    Text("мова", "language"),
    choices=(
        Choice("uk", Text("українська", "Ukrainian")),
        Choice("en", Text("англійська", "English")),
        Choice("other", Text("інша, через перекладача", "another, through an interpreter")),
    ),
)
SHEET_VERSION = Field("sheet_version", "text", Text("редакція пам’ятки", "version of the information sheet"))


def choices(**texts: tuple[str, str]) -> tuple[Choice, ...]:
    """Answers by id: ``granted=("задоволено", "granted")``; underscores in an id become hyphens."""
    return tuple(Choice(id.replace("_", "-"), Text(uk, en)) for id, (uk, en) in texts.items())
