"""Write the list of papers (docs/papers.md) from their one declaration.

.venv/bin/python -m tools.papers            write docs/papers.md
.venv/bin/python -m tools.papers --check    only say whether it is up to date (exit 1 if not)
"""

import sys
from pathlib import Path

from poruka.access.roles import ROLES
from poruka.cases.catalogue import CATALOGUE
from poruka.documents.papers import PAPERS, VARIANTS, PaperKind
from poruka.law.text import Text

TARGET = Path(__file__).resolve().parents[1] / "docs/papers.md"
HEAD = """<!-- Written by tools/papers.py from poruka.documents.papers. Do not edit. -->
# Папери · Papers

Кожен папір друкують із запису справи. Це PDF/A-3a і PDF/UA-1; усередині лежить сам запис у тому вигляді, у якому його
містить ланцюг, а внизу кожної сторінки стоять квадрат і короткий код, за якими будь-хто перевірить папір. Той самий
запис дає той самий файл, байт у байт. Мова – українська, поруч англійська, де вона потрібна читачеві. Папір, у якому під
заголовком нічого немає, не друкується. «Польові» папери їздять із людьми: у них немає ні вироку, ні здоров’я.

Each paper is printed from a record of the case. It is PDF/A-3a and PDF/UA-1; it holds the record itself as the chain has
it, and at the foot of every page a square and a short code by which anybody can check it. The same record makes the same
file, byte for byte. The language is Ukrainian, with English beside it where the reader needs it. A paper with nothing
under a heading is not printed. “Field” papers travel with people: they hold neither conviction nor health.

| Папір · Paper | Із запису · Made of | Хто підписує · Signed by | Як друкують · Printed | Польовий · Field |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| {' | '.join(_row(kind))} |\n" for kind in PAPERS.values())


def _row(kind: PaperKind) -> tuple[str, ...]:
    made_of = [CATALOGUE[type].title for type in kind.of] or [Text("будь-якого, що має папір", "any that has a paper")]
    return (
        f"{_both(kind.title)}<br>`{kind.id}`",
        "<br>".join(_both(text) for text in made_of),
        "<br>".join(_both(ROLES[role].title) for role in kind.signed_by) or "–",
        "<br>".join(_both(VARIANTS[variant]) for variant in kind.variants),
        "так · yes" if kind.field else "–",
    )


def _both(text: Text) -> str:
    return f"{text.uk} · {text.en}"


def main() -> int:
    """Write the page, or check it. Exit code 1 where the page on file is another one."""
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text() != page())
    TARGET.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
