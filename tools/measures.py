"""Write docs/measures.md, the definitions of all figures, from the one file that defines them.

    .venv/bin/python -m tools.measures            write it
    .venv/bin/python -m tools.measures --check    only say whether it is up to date (exit 1 if not)

The result is committed, and a test says when it is out of date.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from poruka.cases.catalogue import CATALOGUE  # noqa: E402
from poruka.law.text import Text  # noqa: E402
from poruka.statistics.defining import AS_OF, Measure, Said  # noqa: E402
from poruka.statistics.dimensions import DIMENSIONS  # noqa: E402
from poruka.statistics.durations import DURATION_COUNTS, NOT_ON_FILE  # noqa: E402
from poruka.statistics.measures import MEASURES, STEPS, UNIT  # noqa: E402

PAGE = ROOT / "docs" / "measures.md"
MADE = "<!-- Written by tools/measures.py from src/poruka/statistics/measures.py. Do not edit. -->"
LEAD = Text(
    "Кожне число системи визначено один раз, у `src/poruka/statistics/measures.py`. Звідти беруть назви сторінки, файли"
    " CSV, командний рядок і цей документ. Рахуємо людей, а не справи.",
    "Every figure of the system is defined once, in `src/poruka/statistics/measures.py`. Pages, CSV files, the command"
    " line and this document take it from there. People are counted, not cases.",
)
KINDS = {
    "register": Text("реєстр", "register"),
    "passed": Text("сталося в періоді", "happened in the period"),
    "stands": Text("стан на день", "stands on the day"),
}


HEAD = (
    "id",
    "Назва / Name",
    "Що рахує / What it counts",
    "День / As of",
    "Частка від / Share of",
    "Записи або стан / Records or stage",
    "Одиниця / Unit",
)


def page() -> str:
    """The whole document."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Що означає кожне число / What each figure means", "", MADE, "")
    yield from (LEAD.uk, "", LEAD.en, "")
    yield from ("## Станом на день / As of a day", "")
    for kind, text in AS_OF.items():
        yield f"- **{KINDS[kind].uk} / {KINDS[kind].en}**: {text.uk} / {text.en}"
    yield from ("", "## Показники / Measures", "")
    yield f"| {' | '.join(HEAD)} |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_row(measure) for measure in MEASURES.values())
    yield from ("", "## Головний шлях / The main line", "", " → ".join(f"`{step}`" for step in STEPS), "")
    yield from ("## Тривалість між двома подіями / Durations between two events", "")
    yield from (DURATION_COUNTS.uk, "", DURATION_COUNTS.en, "")
    yield from ("## Чого в записах немає / What is not on file", "")
    for one in NOT_ON_FILE:
        yield f"- **{_both(one.name)}**: {_both(one.why)}"
    yield ""
    yield from ("## Поділи / Dimensions", "", "| id | Назва / Name | Звідки / From where |", "|---|---|---|")
    for dimension in DIMENSIONS.values():
        yield f"| `{dimension.id}` | {_both(dimension.name)} | {_both(dimension.about)} |"


def _row(measure: Measure) -> str:
    behind = "; ".join([_said(said) for said in measure.sources] + [f"`{stage}`" for stage in measure.stages])
    if measure.reason:
        behind += f"; причини / reasons: `{measure.reason}`"
    cells = (
        f"`{measure.id}`",
        _both(measure.name),
        _both(measure.counts),
        _both(KINDS[measure.kind]),
        f"`{measure.base}`" if measure.base else "–",
        behind or "–",
        _both(UNIT),
    )
    return f"| {' | '.join(cells)} |"


def _said(said: Said) -> str:
    """A record type with the answers that count."""
    answers = ", ".join(str(value).lower() for value in said.values)
    return f"`{CATALOGUE[said.type].id}`" + (f" ({said.field}: {answers})" if said.field else "")


def _both(text: Text) -> str:
    return f"{text.uk} / {text.en}"


def main(arguments: Sequence[str]) -> int:
    """Write the document, or say that it is out of date."""
    if "--check" in arguments:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
