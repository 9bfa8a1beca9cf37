"""Texts that try to be more than text: they are printed as they were written, or as the number of what cannot be seen."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poruka.documents.data import Person
from poruka.documents.papers import PAPERS, render
from poruka.documents.typesetting import printable
from tests.documents.lives import EVERY, REFUSED
from tests.documents.material import upto
from tests.documents.reading import attached, body, edges, page_texts, pages, words

LEFT, RIGHT = 70, 559
"""The margins of the page, in points from its left edge; the space after the last word of a line may hang over."""
MARKUP = '#panic("x") #sys.inputs.data $x^2$ *bold* _it_ `raw` <label> @ref [x] \\u{41} // no comment /* nor this */ = Head - list'


def named(name: str) -> Person:
    return replace(EVERY["application"].person, family_name=name)


class TestMarkup:
    @pytest.mark.parametrize("id", PAPERS)
    def test_a_name_is_never_read_as_markup(self, id: str) -> None:
        said = words(render(id, replace(EVERY[id], person=named("Ко#strong[x]"))))
        assert "Ко#strong[x]" in said

    def test_a_reason_is_printed_letter_for_letter(self) -> None:
        said = words(render("ruling-reasons", upto("ruling", **REFUSED, reason=MARKUP)))
        assert MARKUP.replace("  ", " ") in said

    @pytest.mark.parametrize("text", ['"', "'", '";}', "{{ }}", "{% %}", "</script>", "\\", "%", "&amp;", "«»“”’"])
    def test_quotes_and_brackets(self, text: str) -> None:
        data = upto("ruling", **REFUSED, reason=f"до {text} після")
        assert f"до {text} після" in words(render("ruling-reasons", data))

    def test_a_citation_in_a_text_looks_no_different(self) -> None:
        data = upto("ruling", **REFUSED, reason="КК 81-1(2) 12345-67890 1-XII")
        assert "КК 81-1(2) 12345-67890 1-XII" in words(render("ruling-reasons", data))


class TestUnseen:
    @pytest.mark.parametrize(
        ("character", "shown"),
        [
            ("\u202e", "[U+202E]"),  # right-to-left override
            ("\u200f", "[U+200F]"),
            ("\u2066", "[U+2066]"),
            ("\x00", "[U+0000]"),
            ("\x1b", "[U+001B]"),
            ("\ufeff", "[U+FEFF]"),
            ("\u00ad", "[U+00AD]"),
            ("\u200b", "[U+200B]"),
            ("😀", "[U+1F600]"),
            ("ש", "[U+05E9]"),
            ("你", "[U+4F60]"),
            ("\u2028", "[U+2028]"),
        ],
    )
    def test_is_shown_by_its_number(self, character: str, shown: str) -> None:
        said = words(render("application", replace(EVERY["application"], person=named(f"Ко{character}валь"))))
        assert f"Ко{shown}валь" in said

    def test_the_attached_record_keeps_what_was_written(self) -> None:
        data = upto("application", paper_number="1\u202e2\x00")
        text = attached(render("application", data))[f"record-{data.code}.json"]
        assert json.loads(text)["fields"]["paper_number"] == "1\u202e2\x00"

    def test_every_letter_the_font_has_not_is_still_a_paper(self) -> None:
        """All of Unicode's first planes, a thousand at a time: the font must have what is not shown by its number."""
        odd = "".join(chr(code) for code in range(0x20, 0x3000) if printable(chr(code)) == chr(code))
        for start in range(0, len(odd), 1000):
            assert render("ruling-reasons", upto("ruling", **REFUSED, reason=odd[start : start + 1000]))


class TestLength:
    @pytest.mark.parametrize("variant", ["standard", "large"])
    @pytest.mark.parametrize("id", PAPERS)
    def test_a_name_of_300_letters_stays_on_the_page(self, id: str, variant: str) -> None:
        long = "Довгий" * 50
        pdf = render(id, replace(EVERY[id], person=named(long)), variant)
        assert long in body(pdf).replace(" ", "")
        left, right = edges(pdf)
        assert left > LEFT
        assert right < RIGHT

    def test_a_very_long_reason_runs_over_pages(self) -> None:
        data = upto("ruling", **REFUSED, reason="Слово за словом. " * 1500)
        pdf = render("ruling-reasons", data)
        assert words(pdf).count("Слово за словом.") == 1500
        assert len(pages(pdf)) > 5

    def test_a_reason_keeps_its_lines(self) -> None:
        pdf = render("ruling-reasons", upto("ruling", **REFUSED, reason="Перша.\r\nДруга.\n\nЧетверта."))
        text = "\n".join(page_texts(pdf))
        assert "Перша.\nДруга.\n" in text


@settings(max_examples=25)
@given(st.text(max_size=80), st.text(st.characters(min_codepoint=0x80, exclude_categories=("Cs",)), max_size=60))
def test_any_text_makes_a_paper(name: str, number: str) -> None:
    data = upto("application", paper_number=number.encode("utf-8", "ignore").decode() or None)
    assert render("application", replace(data, person=named(name.encode("utf-8", "ignore").decode() or "Я")))
