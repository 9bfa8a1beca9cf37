"""What a paper consists of, before it is set: headings, paragraphs, lists, facts, tables, lines to sign.

Everything is plain data for the templates (``templates/layout.typ`` sets each kind). Texts stay pairs until there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from poruka.documents.data import EmptyHeading
from poruka.law.text import Text

Block: TypeAlias = dict[str, Any]
Template = Literal["sheet", "statement", "letter", "act", "motion", "insert"]
Variant = Literal["standard", "large", "plain"]


def pair(text: Text) -> dict[str, str]:
    """Both wordings, as the templates take them."""
    return {"uk": text.uk, "en": text.en}


def same(value: object) -> Text:
    """A value that reads the same in both languages; a dash where it is empty."""
    return Text(str(value).strip() or "–", str(value).strip() or "–")


def heading(text: Text) -> Block:
    """A heading inside a paper."""
    return {"kind": "heading", "text": pair(text)}


def para(text: Text, cites: Text | None = None) -> Block:
    """A paragraph, with the provision it rests on in small letters after it."""
    return {"kind": "para", "text": pair(text), "cites": pair(cites) if cites else None}


def box(*lines: Text) -> Block:
    """The one thing the reader came for; the first line large."""
    return {"kind": "box", "lines": [pair(line) for line in lines]}


def points(items: Iterable[Text | tuple[Text, Text | None]]) -> Block:
    """A list; an item may bring the provision it rests on."""
    made = [item if isinstance(item, tuple) else (item, None) for item in items]
    return {
        "kind": "points",
        "items": [{"text": pair(text), "cites": pair(cites) if cites else None} for text, cites in made],
    }


def facts(rows: Iterable[tuple[Text, Text]]) -> Block:
    """Labels with their values, one under another."""
    return {"kind": "facts", "rows": [{"label": pair(label), "value": pair(value)} for label, value in rows]}


def table(head: Sequence[Text], rows: Iterable[Sequence[Text]], widths: Sequence[int]) -> Block:
    """A table with a header row; ``widths`` are shares of the line."""
    return {
        "kind": "table",
        "head": [pair(cell) for cell in head],
        "rows": [[pair(cell) for cell in row] for row in rows],
        "widths": list(widths),
    }


def signatures(lines: Iterable[tuple[Text, str]]) -> Block:
    """Lines to sign: as whom, and the name where it is known."""
    return {"kind": "signatures", "lines": [{"as": pair(role), "name": name} for role, name in lines]}


def steps(items: Iterable[Text]) -> Block:
    """A numbered list."""
    return {"kind": "steps", "items": [{"text": pair(text), "cites": None} for text in items]}


def section(title: Text, *under: Block) -> list[Block]:
    """A heading and what stands under it."""
    return [heading(title), *under]


def check_headings(blocks: Sequence[Block]) -> None:
    """Raises EmptyHeading where nothing is said under a heading: such a paper is not built."""
    for place, block in enumerate(blocks):
        if block["kind"] == "heading" and not any(_says(under) for under in blocks[place + 1 : place + 2]):
            raise EmptyHeading(Text(block["text"]["uk"], block["text"]["en"]))


def _says(block: Block) -> bool:
    """Whether a block tells the reader anything at all; a text is never blank."""
    match block["kind"]:
        case "heading":
            return False
        case "para":
            return True
        case _:
            return bool(block.get("rows") or block.get("lines") or block.get("items"))


@dataclass(frozen=True, slots=True)
class Part:
    """One paper as it will be set. Several of them make a pack.

    ``office`` heads the paper, ``to`` are the lines of the addressee, ``lead`` is the line under the title.
    """

    template: Template
    title: Text
    blocks: Sequence[Block]
    office: Text | None = None
    to: Sequence[Text] = ()
    lead: Text | None = None
