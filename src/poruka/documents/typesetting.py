"""Setting a paper: data in, PDF out. Typst reads the data through ``sys.inputs`` alone; nothing is pasted into markup.

The PDF claims PDF/A-3a and PDF/UA-1, holds the data of its records, and is the same byte for byte for the same data.
"""

import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]

LONGEST_WORD = 25
"""Letters of the longest word that anybody means as one; a longer one may be broken after every tenth letter."""

# What all three faces of our font can show and PDF/A allows. Left out on purpose: marks that change the direction of
# writing or are not seen at all, because a paper must not read differently from what it says.
_SHOWN = re.compile(
    r"[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u052f"
    r"\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u215f\u2212\u200b]"
)
# A year is not parted from its "р.", nor the name of a code from the number of its article.
_TOGETHER = re.compile(r"(?<=\d) (?=р\.|ч\. )|(?<= ч\.) (?=\d)|(?<=\bКК) (?=\d)|(?<=\b(?:КПК|КВК)) (?=\d)|(?<=№) ")
_RUN = re.compile(rf"[^\s-]{{{LONGEST_WORD},}}")
_PIECE = re.compile(r".{10}(?=.)")


def printable(text: str) -> str:
    """The text as a paper can show it: what the font has not, or what is not seen, as its number (``[U+202E]``).

    A run of letters too long for a line may be broken at an invisible space.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    shown = "".join(c if _SHOWN.match(c) and c != "\u200b" else f"[U+{ord(c):04X}]" for c in composed)
    return _RUN.sub(lambda run: _PIECE.sub("\\g<0>\u200b", run[0]), _TOGETHER.sub("\u00a0", shown))


def set_pdf(paper: Mapping[str, Any], files: Sequence[Mapping[str, str]]) -> bytes:
    """The paper as PDF/A-3a and PDF/UA-1. ``files`` are attached as they are: ``name``, ``text``, ``about``."""
    import typst

    return typst.compile(
        str(TEMPLATES / "main.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={
            "data": json.dumps(_cleaned(paper), ensure_ascii=False),
            "files": json.dumps(list(files), ensure_ascii=False),
        },
    )


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    """Our own faces, read once for all papers."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: inner if key in _AS_IT_IS else _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner) for inner in value]
    return value


_AS_IT_IS = frozenset({"qr", "how"})
"""What is ours alone; the address of the check must come out of a paper as it went in."""


@lru_cache(maxsize=256)
def qr(url: str) -> str:
    """The square that a camera reads, as SVG."""
    import segno

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0)
    return out.getvalue().decode()
