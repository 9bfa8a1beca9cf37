"""Write the pages about the case file from the catalogue: docs/procedure*.md with their pictures, and docs/roles.md.

    .venv/bin/python -m tools.procedure            write them
    .venv/bin/python -m tools.procedure --check    only say whether they are up to date (exit 1 if not)

The result is committed, and a test says when it is out of date. Who may what is read off the code that decides it.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from poruka.access import roles  # noqa: E402
from poruka.access.actors import Actor  # noqa: E402
from poruka.cases import permissions, visibility  # noqa: E402
from poruka.cases.catalogue import CATALOGUE  # noqa: E402
from poruka.cases.catalogue.kinds import RecordType  # noqa: E402
from poruka.cases.catalogue.reevaluation import SYSTEM  # noqa: E402
from poruka.cases.diagram import UNITS, drawn, needed  # noqa: E402
from poruka.cases.permissions import OFFICE_OF, Parties  # noqa: E402
from poruka.law.calendar import TimeLimit  # noqa: E402
from poruka.law.text import Text  # noqa: E402
from poruka.web.citations import localised  # noqa: E402

DOCS = ROOT / "docs"
PAGES = {"en": "procedure.md", "uk": "procedure.uk.md"}
PICTURES = "procedure"
MADE = "<!-- Written by tools/procedure.py from the catalogue of record types. Do not edit. -->"
OTHER = {"en": Text("[Українською](procedure.uk.md)", "[Українською](procedure.uk.md)"),
         "uk": Text("[English](procedure.md)", "[English](procedure.md)")}  # fmt: skip
WORDS = {
    "title": Text("Процедура", "The procedure"),
    "lead": Text(
        "Шлях однієї особи від першого інформування до служби в частині, записаний у переліку видів записів"
        " (`src/poruka/cases/catalogue/`). З нього ж походять форми, права, завдання, строки й ці схеми. Система"
        " не вирішує: вона показує, що вже є, чого бракує, хто і до якого часу має це зробити.",
        "One person’s way from the first information to service in a unit, as the catalogue of record types declares it"
        " (`src/poruka/cases/catalogue/`). The forms, permissions, tasks, time limits and these pictures come from the"
        " same place. The system decides nothing: it shows what is there, what is missing, who owes it and by when.",
    ),
    "legend": Text(
        "Суцільна рамка – крок головного шляху, пунктирна – крок, можливий поруч. Колонка показує, хто зазвичай його робить.",
        "A solid border is a step of the main line, a dashed one a step beside it. The column shows who usually makes it.",
    ),
    "record": Text("Запис", "Record"),
    "maker": Text("Хто робить", "Made by"),
    "needs": Text("Спершу потрібно", "Needs first"),
    "cites": Text("Підстава", "Rests on"),
    "stages": Text("Де може бути справа", "Where a case can stand"),
    "stage": Text("Стан", "Stage"),
    "owner": Text("У кого справа", "Who has the file"),
    "ends": Text("завершує справу", "ends the case"),
    "limits": Text("Строки", "Time limits"),
    "duty": Text("Що треба зробити", "What is owed"),
    "within": Text("Строк", "Limit"),
    "from": Text("Від запису", "Starts with"),
    "by": Text("Хто має зробити", "Owed by"),
    "kind": Text("Чий строк", "Whose limit"),
    "law": Text("закону", "the law’s"),
    "house": Text("дому", "the house’s"),
    "alarm": Text("тривога", "alarm"),
    "system": Text("система", "the system"),
    "picture": Text("Схема етапу", "The phase as a picture"),
}  # fmt: skip


def say(word: str, language: str) -> str:
    """A word of the pages."""
    return WORDS[word].of(language)


def pages() -> dict[str, str]:
    """Every file, by its path under docs."""
    found = {PAGES[language]: "\n".join(_procedure(language)) + "\n" for language in PAGES}
    for language in PAGES:
        for phase in CATALOGUE.phases:
            picture = drawn(phase, CATALOGUE, language)
            if picture:
                found[f"{PICTURES}/{language}-{phase}.svg"] = picture
    found["roles.md"] = "\n".join(_roles()) + "\n"
    return found


def _procedure(language: str) -> Iterator[str]:
    yield from (f"# {say('title', language)}", "", MADE, "", OTHER[language].of(language), "")
    yield from (say("lead", language), "", say("legend", language), "")
    for phase, title in CATALOGUE.phases.items():
        kinds = [kind for kind in CATALOGUE if kind.phase == phase]
        if kinds:
            yield from (f"## {title.of(language)}", "")
            yield from (f"![{say('picture', language)}]({PICTURES}/{language}-{phase}.svg)", "")
            yield from _records(kinds, language)
            yield ""
    yield from (f"## {say('limits', language)}", "")
    yield from _limits(language)
    yield from ("", f"## {say('stages', language)}", "")
    yield from _stages(language)


def _records(kinds: Sequence[RecordType], language: str) -> Iterator[str]:
    yield _row(say(word, language) for word in ("record", "maker", "needs", "cites"))
    yield _row(["---"] * 4)
    for kind in kinds:
        before = ", ".join(CATALOGUE[type].title.of(language) for type in needed(kind)) or "–"
        makers = ", ".join(_role(role, language) for role in kind.made_by)
        about = f"**{kind.title.of(language)}** (`{kind.id}`). {kind.about.of(language)}"
        yield _row([about, makers, before, localised(kind.cites, language)])


def _limits(language: str) -> Iterator[str]:
    yield _row(say(word, language) for word in ("duty", "within", "from", "by", "kind", "cites"))
    yield _row(["---"] * 6)
    for kind in CATALOGUE:
        for clock in kind.starts:
            whose = say("law" if clock.statutory else "house", language)
            yield _row(
                [
                    clock.text.of(language),
                    _amount(clock.limit, language),
                    kind.title.of(language),
                    _role(clock.owner, language),
                    f"{whose}, {say('alarm', language)}" if clock.alarm else whose,
                    localised(clock.limit.cites, language),
                ]
            )


def _stages(language: str) -> Iterator[str]:
    yield _row(say(word, language) for word in ("stage", "owner"))
    yield _row(["---"] * 2)
    for stage in CATALOGUE.stages.values():
        ends = f" ({say('ends', language)})" if stage.final else ""
        yield _row([f"{stage.title.of(language)} (`{stage.id}`){ends}", _role(stage.owner, language)])


def _amount(limit: TimeLimit, language: str) -> str:
    return f"{limit.amount} {UNITS[limit.unit].of(language)}"


def _role(role: str, language: str) -> str:
    return say("system", language) if role == SYSTEM else roles.ROLES[role].title.of(language)


def _row(cells: Iterator[str] | Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _roles() -> Iterator[str]:
    """The one table of who may what; ``tests/cases/test_roles_page.py`` walks every cell of it."""
    yield from ("# Who may what", "", MADE, "")
    yield (
        "Roles, whose cases each sees, and what each may make and see in them. A role sees a case only where its own"
        " office is involved in it: the institution where the person is, the recruitment centre of its oblast, and every"
        " office that a record names; the medical board only from the referral to it; a unit only once the person has"
        " agreed to be seen by it (`unit-may-see`) or serves there. Every cell of these tables is walked by"
        " `tests/cases/test_roles_page.py` against the code that decides. The ministry analyst sees no case; of an alarm"
        " limit that was missed they are told the number of the case, what was not confirmed, who owed it and where."
    )
    yield from ("", "## Scopes", "")
    yield _row(["role", "", "deals with", "a case of the own office", "of another office", "medical part",
                "the law’s answer, offences", "“not now”", "events in service"])  # fmt: skip
    yield _row(["---"] * 9)
    for role in roles.ROLES.values():
        yield _row([role.title.en, role.title.uk, DEALS_WITH[role.id], *map(_yes, scope_cells(role.id))])
    yield from ("", "## Records", "")
    yield "M: may make it, where the moment is right. S: sees it. Whoever made a record always sees it."
    yield ""
    yield _row(["record type", *(role.title.en for role in roles.ROLES.values())])
    yield _row(["---"] * (len(roles.ROLES) + 1))
    for kind in CATALOGUE:
        yield _row([f"`{kind.id}`", *(record_cell(role, kind) for role in roles.ROLES)])


DEALS_WITH = {
    id: {
        "country": "the whole country" if role.reads_cases else "figures of the whole country",
        "institution": "own institution",
        "office": f"own {OFFICE_OF.get(id, 'office').replace('_', ' ')}",
        "person": "own case",
        "none": "nobody",
    }[role.scope]
    for id, role in roles.ROLES.items()
}


def somebody(role: str, place: str = "here") -> Actor:
    """An actor of a role, of the office ``place``."""
    match roles.ROLES[role].scope:
        case "institution":
            return Actor(role, role, place)
        case "office":
            return Actor(role, role, office=place)
        case "person":
            return Actor(role, role, person_id=place)
    return Actor(role, role)


def case_of(role: str, place: str = "here") -> Parties:
    """A case that involves the office ``place`` of the kind that the role works in."""
    kind = OFFICE_OF.get(role)
    return Parties(place, frozenset({(kind, place)} if kind else ()))


def scope_cells(role: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    """Own case or office, another's, and the parts of a case that not everybody sees."""
    actor = somebody(role)
    own = permissions.may_see_case(actor, case_of(role))
    others = permissions.may_see_case(actor, case_of(role, "elsewhere"))
    parts = (
        visibility.sees_sealed(actor),
        visibility.sees_record(actor, CATALOGUE["answer-changed"]),
        visibility.sees_record(actor, CATALOGUE["not-now"]),
        visibility.sees_record(actor, CATALOGUE["wound"]),
    )
    seen = own or others
    return (own, others, *(seen and part for part in parts))  # type: ignore[return-value]


def record_cell(role: str, kind: RecordType) -> str:
    """What a role may do with records of a type in a case that it sees."""
    actor, parties = somebody(role), case_of(role)
    if not permissions.may_see_case(actor, parties):
        return "–"
    makes = "M" if permissions.may_make(actor, kind, parties) else ""
    sees = "S" if visibility.sees_record(actor, kind) else ""
    return makes + sees or "–"


def _yes(answer: bool) -> str:
    return "yes" if answer else "–"


def differences() -> list[str]:
    """The files that are missing, out of date or no longer made."""
    made = pages()
    there = {str(path.relative_to(DOCS)) for path in (DOCS / PICTURES).glob("*.svg")}
    wrong = [name for name, text in made.items() if not _same(DOCS / name, text)]
    return sorted({*wrong, *(there - made.keys())})


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` only compare."""
    if "--check" in arguments:
        wrong = differences()
        print(
            "\n".join(f"out of date: docs/{name}" for name in wrong) or "docs/procedure and docs/roles are up to date"
        )
        return 1 if wrong else 0
    (DOCS / PICTURES).mkdir(parents=True, exist_ok=True)
    made = pages()
    for path in (DOCS / PICTURES).glob("*.svg"):
        if str(path.relative_to(DOCS)) not in made:
            path.unlink()
    for name, text in made.items():
        (DOCS / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
