"""The information sheet: what it must tell, in every version, and what keeps it from being built."""

from dataclasses import replace

import pytest

from poruka.cases.catalogue.wish import HOURS
from poruka.documents.blocks import box, check_headings, facts, heading, para, points, section, table
from poruka.documents.data import EmptyHeading, PaperRefused
from poruka.documents.papers import render
from poruka.documents.sheets import CURRENT, SHEETS, check
from poruka.documents.sheets.kinds import REQUIRED, Line, Section, Sheet
from poruka.law.text import Text
from tests.documents.material import upto
from tests.documents.reading import attached, words

SHEET = SHEETS[CURRENT]
TOLD = [
    # R02 and section 6 of the pains: what people learned only after they had arrived
    ("the end of the contract", "Дати закінчення ніхто не знає"),
    ("longer than the sentence", "служба може тривати довше за нього"),
    ("no annual leave", "Щорічної відпустки немає"),
    ("leave at most", "не більш як на 10 календарних днів"),
    ("unit", "Служать лише у спеціалізованих підрозділах"),
    ("training is not set", "Скільки триває підготовка, в тих нормах, які ми маємо, не сказано"),
    ("pay", "Платять так само, як іншим"),
    ("evasion", "позбавлення волі від 5 до 10 років"),
    ("no way back by wounds alone", "Поранення саме по собі служби не закінчує"),
    ("family", "Назвіть, кого з рідних повідомляти"),
    ("refusal", "Подавати заяву Ви не зобов’язані"),
    ("a refusal changes nothing", "Відмова нічого не змінює"),
    ("lawyer", "право на безоплатну правничу допомогу"),
    ("withdrawal is an inference", "Статті про відкликання в законі немає"),
    ("reflection", "щонайменше 72 години на роздуми"),
    ("record stays", "Судимість не зникає"),
    ("additional punishment stays", "Звільняють лише від основного покарання"),
    ("data", "Хто бачить відомості про Вас"),
    ("complaint", "Куди скаржитися"),
]


@pytest.mark.parametrize(("what", "said"), TOLD, ids=[what for what, _ in TOLD])
def test_the_sheet_tells(what: str, said: str) -> None:
    assert said in words(render("information-sheet", upto("information-given")))


@pytest.mark.parametrize("variant", ["standard", "large", "plain"])
@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_heading_stands_in_every_variant(variant: str, language: str) -> None:
    said = words(render("information-sheet", upto("information-given"), variant, language))
    for section_ in SHEET.sections:
        assert section_.title.uk in said
        assert section_.title.en in said or language == "uk"


def test_plain_words_are_shorter_and_cite_nothing() -> None:
    whole = words(render("information-sheet", upto("information-given")))
    plain = words(render("information-sheet", upto("information-given"), "plain"))
    assert len(plain) < len(whole) / 2
    assert "2232-XII" not in plain
    for section_ in SHEET.sections:
        for text in section_.plain:
            assert len(text.uk.split()) <= 20, text.uk


def test_what_is_our_reading_or_only_reported_says_so() -> None:
    said = words(render("information-sheet", upto("information-given")))
    assert said.count("наше прочитання") == sum(
        line.mark == "our_reading" for section_ in SHEET.sections for line in section_.lines
    )
    assert "за повідомленнями, не норма" in said


class TestNotBuilt:
    """Without an answer under every heading there is no sheet (R02)."""

    @pytest.mark.parametrize("id", REQUIRED)
    def test_without_a_required_heading(self, id: str) -> None:
        left = tuple(one for one in SHEET.sections if one.id != id)
        with pytest.raises(EmptyHeading) as refused:
            check(replace(SHEET, sections=left))
        assert REQUIRED[id].uk in refused.value.text.uk

    @pytest.mark.parametrize("id", REQUIRED)
    @pytest.mark.parametrize("part", ["lines", "plain"])
    def test_with_nothing_under_a_heading(self, id: str, part: str) -> None:
        with pytest.raises(EmptyHeading) as refused:
            check(with_section(id, **{part: ()}))
        title = next(one.title for one in SHEET.sections if one.id == id)
        assert refused.value.heading == title
        assert title.uk in refused.value.text.uk
        assert title.en in refused.value.text.en

    def test_with_a_claim_that_cites_nothing(self) -> None:
        with pytest.raises(ValueError, match="names no provision"):
            check(with_section("leave", lines=(Line(Text("Відпустка є.", "There is leave.")),)))

    def test_in_a_version_that_was_never_handed_out(self) -> None:
        with pytest.raises(PaperRefused) as refused:
            render("information-sheet", upto("information-given", sheet_version="1999-01"))
        assert CURRENT in refused.value.text.uk


def with_section(id: str, **changed: object) -> Sheet:
    sections = tuple(replace(one, **changed) if one.id == id else one for one in SHEET.sections)
    return replace(SHEET, sections=sections)


class TestHeadingsOfAnyPaper:
    TITLE, SAID = Text("Підстави", "Reasons"), Text("Є", "There is")

    @pytest.mark.parametrize(
        "under",
        [
            [],
            [heading(Text("Далі", "Next")), para(SAID)],
            [points(())],
            [facts(())],
            [table((TITLE,), (), (1,))],
        ],
        ids=["nothing", "another heading", "an empty list", "no facts", "no rows"],
    )
    def test_an_empty_one_is_named(self, under: list[dict[str, object]]) -> None:
        with pytest.raises(EmptyHeading, match="Reasons"):
            check_headings([heading(self.TITLE), *under])

    def test_one_with_something_under_it_is_well(self) -> None:
        check_headings(
            [box(self.SAID), *section(self.TITLE, para(self.SAID)), *section(self.TITLE, points([self.SAID]))]
        )


def test_the_sheet_handed_out_now_promises_the_hours_that_the_procedure_keeps() -> None:
    """R03: a sheet is never edited, so another number in the catalogue needs another sheet."""
    told = [line.text for section in SHEETS[CURRENT].sections for line in section.lines]
    plain = [text for section in SHEETS[CURRENT].sections for text in section.plain]
    for texts in (told, plain):
        assert any(HOURS.uk in text.uk and HOURS.en in text.en for text in texts)


def test_the_version_given_is_in_the_attached_record() -> None:
    data = upto("information-given")
    assert f'"sheet_version":"{CURRENT}"' in attached(render("information-sheet", data))[f"record-{data.code}.json"]


def test_sections_are_declared_once() -> None:
    assert all(isinstance(one, Section) for one in SHEET.sections)
    assert len({one.id for one in SHEET.sections}) == len(SHEET.sections)
