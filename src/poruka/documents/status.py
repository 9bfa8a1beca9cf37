"""The letter that tells a person where their case stands: who has it, what comes next, by when, what they still can do."""

from collections.abc import Iterator

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.history import Entry
from poruka.cases.procedure import Position, position, step
from poruka.documents.blocks import Block, Part, Variant, box, facts, para, points, same, section, table
from poruka.documents.data import PaperData
from poruka.documents.names import in_case
from poruka.documents.remedies import LAWYER, MILITARY_OMBUDSMAN, Way, is_negative, remedy
from poruka.documents.words import (
    CASE,
    about_person,
    capital_of,
    cites,
    held_at,
    in_day,
    last_day,
    moment,
    role,
)
from poruka.law.text import Text


def status_letter(data: PaperData, variant: Variant) -> Part:
    """The state of the case on the day the letter speaks of."""
    place = position(data.history, CATALOGUE, data.moment)
    stage, owner = place.stage.title, role(place.stage.owner)
    lines = [Text(f"Ваша справа: {stage.uk}.", f"Your case: {stage.en}.")]
    if not place.stage.final:
        lines.append(Text(f"Хто має зробити наступний крок: {owner.uk}.", f"The next step is for: {owner.en}."))
    blocks: list[Block] = [
        box(*lines),
        facts(
            (
                *about_person(data),
                (CASE, same(data.case_id)),
                (Text("Станом на", "As of"), moment(data.moment)),
                *(((Text("Так із", "Since"), in_day(place.since)),) if place.since else ()),
            )
        ),
        *section(Text("Що далі", "What comes next"), _next(place, data)),
        *section(Text("Що можете Ви", "What you may do"), points(_yours(data, place))),
        *section(Text("Що вже зроблено", "What has been done"), _done(data, variant)),
    ]
    return Part(
        "letter",
        Text("Про стан справи", "Where your case stands"),
        blocks,
        office=held_at(data.person),
        to=(same(in_case(data.person, "dative").shown()),),
    )


def _next(place: Position, data: PaperData) -> Block:
    """Who owes what, the soonest first; a limit that has passed is said to have passed."""
    tasks = sorted(place.tasks, key=lambda task: (task.due is None, task.due or data.moment, task.id))
    if not tasks:
        return para(Text("Відкритих завдань у справі немає.", "There are no open tasks in the case."))
    said: list[Way] = []
    for task in tasks:
        who = role(task.owner)
        if task.due is None:
            when = Text("строку не встановлено", "no time limit is set")
        else:
            due, late = last_day(task.due), task.due <= data.moment
            when = Text(
                f"{'строк минув' if late else 'не пізніше'} {due.uk}",
                f"{'the time ran out on' if late else 'no later than'} {due.en}",
            )
        said.append(
            (Text(f"{task.text.uk}: {who.uk}, {when.uk}", f"{task.text.en}: {who.en}, {when.en}"), cites(task.cites))
        )
    return points(said)


def _yours(data: PaperData, place: Position) -> Iterator[Way]:
    """What is open to the person on that day."""
    if step(CATALOGUE["withdrawal"], data.history, CATALOGUE, data.moment).open:
        yield (
            Text(
                "Відкликати заяву: одним кроком, без пояснень, без наслідків.",
                "Withdraw the application: in one step, without reasons, without consequences.",
            ),
            cites(CATALOGUE["withdrawal"].cites),
        )
    last = _newest_decision(data)
    if last and is_negative(last):
        found, title = remedy(last), CATALOGUE[last.type].title
        yield (
            Text(f"{title.uk}, {in_day(last.happened_at).uk}: {found.first.uk}", f"{title.en}: {found.first.en}"),
            None,
        )
        yield from found.ways
    if place.stage.phase == "service":
        yield MILITARY_OMBUDSMAN
    yield (
        Text(
            "Побачити свою справу, одержати копії документів, просити виправити помилку, дізнатися, хто дивився справу.",
            "See your case, get copies of documents, ask for a mistake to be corrected, learn who has looked at the case.",
        ),
        cites("КВК 8(1); Закон 2297-VI 8(2)"),
    )
    if not (last and is_negative(last) and LAWYER in remedy(last).ways):
        yield LAWYER


def _newest_decision(data: PaperData) -> Entry | None:
    """The newest standing record that decided something for or against the person."""
    return data.history.last(*(kind.id for kind in CATALOGUE if kind.negative))


def _done(data: PaperData, variant: Variant) -> Block:
    """Every standing record the reader sees, with the code by which it can be checked."""
    entries = data.history.standing
    if variant != "standard":
        return points(_line(entry, data.of(entry).code if variant == "large" else "") for entry in entries)
    return table(
        (Text("Дата", "Date"), Text("Запис", "Record"), Text("Хто", "By"), Text("Код", "Code")),
        [
            (
                in_day(entry.happened_at),
                CATALOGUE[entry.type].title,
                capital_of(role(entry.made_as)),
                same(data.of(entry).code),
            )
            for entry in entries
        ],
        (24, 33, 25, 18),
    )


def _line(entry: Entry, code: str) -> Text:
    """A record in one line, its code on a line of its own so that it is never parted."""
    title, when, check = CATALOGUE[entry.type].title, in_day(entry.happened_at), f"\n{code}" if code else ""
    return Text(f"{when.uk}: {title.uk}{check}", f"{when.en}: {title.en}{check}")
