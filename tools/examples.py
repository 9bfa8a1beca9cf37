"""Write the manual's worked examples for the pages, from the spec cases that the tests run.

    .venv/bin/python -m tools.examples

The result is committed, so that an installed package has it; a test says when it is out of date.
"""

import json
from pathlib import Path
from typing import Any

from tests.law.spec import loader

TARGET = Path(__file__).resolve().parents[1] / "src/poruka/web/data/examples.json"


def _plain(value: Any) -> Any:
    """A fact as JSON can hold it; the page turns it into words again."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str | int | bool) else value.isoformat()


def collected() -> dict[str, list[dict[str, Any]]]:
    """The cases that ask about one condition, by condition, in the order of the spec files."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in loader.cases():
        for condition in case.conditions:
            found.setdefault(condition, []).append(
                {
                    "title": [case.title.uk, case.title.en],
                    "because": [case.because.uk, case.because.en],
                    "on": case.on.isoformat(),
                    "answer": case.answer,
                    "facts": [
                        {
                            "table": shown.table.name,
                            "rows": [{name: _plain(value) for name, value in row.items()} for row in shown.rows],
                        }
                        for shown in case.shown
                    ],
                }
            )
    return found


def written() -> str:
    """The content of the file."""
    return json.dumps(collected(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(written(), encoding="utf-8")
    print(f"{TARGET.name}: {sum(map(len, collected().values()))} examples")
