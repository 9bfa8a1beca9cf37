"""Reading a paper back as its holder would: its words, its square, its attached records, its marks of conformance."""

import io
import re
from typing import Any

import pikepdf
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import zxingcpp


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page. What the setter keeps together or may part reads as plain text."""
    with pypdfium2.PdfDocument(pdf) as read:
        texts = [page.get_textpage().get_text_bounded() for page in read]
    return [text.replace("\r\n", "\n").replace("\u200b", "").replace("\ufffe", "-") for text in texts]


def words(pdf: bytes) -> str:
    """The text of all pages with single spaces."""
    return re.sub(r"\s+", " ", " ".join(page_texts(pdf)))


def body(pdf: bytes) -> str:
    """The words without what stands at the foot of every page, and so in the middle of what runs over it."""
    told = (re.sub(r"\S{5}-\S{5}\s+Запис:.*", "", text, flags=re.DOTALL) for text in page_texts(pdf))
    return re.sub(r"\s+", " ", " ".join(told))


def squares(pdf: bytes) -> list[list[str]]:
    """What a camera reads on each page."""
    with pypdfium2.PdfDocument(pdf) as read:
        return [[found.text for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())] for page in read]


def pages(pdf: bytes) -> list[Any]:
    return list(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def attached(pdf: bytes) -> dict[str, str]:
    """The attached files by name."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return {name: spec.get_file().read_bytes().decode() for name, spec in read.attachments.items()}


def type_sizes(pdf: bytes) -> set[float]:
    """Every size of type that is set on the pages, in points."""
    found: set[float] = set()
    with pypdfium2.PdfDocument(pdf) as read:
        for page in read:
            text = page.get_textpage()
            found |= {
                round(pypdfium2.raw.FPDFText_GetFontSize(text, place), 1)
                for place in range(text.count_chars())
                if text.get_text_range(place, 1).strip()
            }
    return found


def edges(pdf: bytes) -> tuple[float, float]:
    """How far left and how far right the text of any page goes, in points from the left edge."""
    with pypdfium2.PdfDocument(pdf) as read:
        lines = [text.get_rect(n) for page in read for text in [page.get_textpage()] for n in range(text.count_rects())]
    return min(line[0] for line in lines), max(line[2] for line in lines)
