"""The information sheet as a paper: the version that was handed out, whole or in plain words."""

from poruka.documents.blocks import Block, Part, box, heading, para, points, signatures
from poruka.documents.data import PaperData, PaperRefused
from poruka.documents.sheets import SHEETS, Sheet
from poruka.documents.sheets.kinds import Line, Mark, Section
from poruka.documents.words import answer, by_sex, cites, held_at, in_day, role
from poruka.law.text import Text

TITLE = Text(
    "Пам’ятка про звільнення для військової служби за контрактом",
    "Information sheet on release for contract military service",
)
MARKS: dict[Mark, Text | None] = {
    "read": None,
    "our_reading": Text("наше прочитання", "our reading"),
    "reported": Text("за повідомленнями, не норма", "as reported, not a rule"),
    "not_on_file": Text("відповідного акта в нас немає", "the act is not on file"),
    "house": Text("правило цієї системи", "a rule of this system"),
}
GIVEN = Text("Хто видав пам’ятку", "Handed out by")


def sheet_of(version: object) -> Sheet:
    """A version of the sheet. Raises PaperRefused for one that is not on file: another would not be what was given."""
    if version not in SHEETS:
        raise PaperRefused(
            Text(
                f"Пам’ятки редакції «{version}» немає. Є такі: {', '.join(SHEETS)}.",
                f"There is no sheet of version “{version}”. There are: {', '.join(SHEETS)}.",
            )
        )
    return SHEETS[str(version)]


def information_sheet(data: PaperData, variant: str) -> Part:
    """The sheet as given to one person, with lines to sign that it was received."""
    entry = data.entry
    sheet = sheet_of(entry.fields.get("sheet_version"))
    day = in_day(entry.happened_at)
    lead = Text(
        f"Редакція {sheet.version}; закони станом на {sheet.law_as_of.uk} Видано: {data.person.name}, {day.uk}",
        f"Version {sheet.version}; laws as of {sheet.law_as_of.en}. Given to: {data.person.name}, {day.en}",
    )
    blocks: list[Block] = [
        box(
            Text(
                "Вирішуєте Ви. Можна погодитися, відмовитися або подумати.",
                "You decide. You may agree, refuse, or take time.",
            ),
            Text(
                "Прочитайте все. Якщо щось незрозуміло, спитайте. Пам’ятка лишається у Вас.",
                "Read everything. If something is unclear, ask. The sheet is yours to keep.",
            ),
        )
    ]
    for number, section in enumerate(sheet.sections, 1):
        blocks += _section(number, section, plain=variant == "plain")
    talk = answer(entry, data, "lawyer_taken")
    blocks += [
        heading(Text("Розмова наодинці", "A private conversation")),
        para(
            Text(
                f"Чи запропоновано адвоката або спостерігача: {answer(entry, data, 'lawyer_offered').uk}. Чи скористалася"
                f" особа: {talk.uk}.",
                f"A lawyer or monitor was offered: {answer(entry, data, 'lawyer_offered').en}. Taken: {talk.en}.",
            )
        ),
        signatures(
            (
                (
                    Text(
                        by_sex(data.person, "Пам’ятку одержав", "Пам’ятку одержала", "Пам’ятку одержано"),
                        "Received by",
                    ),
                    data.person.name,
                ),
                (Text(f"{GIVEN.uk}: {role(entry.made_as).uk}", f"{GIVEN.en}: {role(entry.made_as).en}"), ""),
            )
        ),
    ]
    return Part("sheet", TITLE, blocks, office=held_at(data.person), lead=lead)


def _section(number: int, section: Section, *, plain: bool) -> list[Block]:
    title = Text(f"{number}. {section.title.uk}", section.title.en)
    if plain:
        return [heading(title), points(section.plain)]
    return [heading(title), points((line.text, _basis(line)) for line in section.lines)]


def _basis(line: Line) -> Text | None:
    mark = MARKS[line.mark]
    provision = cites(line.cites) if line.cites else None
    if provision and mark:
        return Text(f"{provision.uk}; {mark.uk}", f"{provision.en}; {mark.en}")
    return provision or mark
