"""Tags, glossary, citations, downloads, manual: every code has words in both languages, and nothing is said twice."""

from datetime import date

import pytest
from django.template import Context, Template

from poruka.access.roles import ROLES
from poruka.law.facts import TABLES
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.web import citations, downloads, glossary, manual, words
from poruka.web.views.law import GROUPS
from tools import examples


def rendered(source: str, language: str = "uk", **values: object) -> str:
    text = Template("{% load poruka %}" + source).render(Context({"lang": language, **values}))
    return text.replace(words.THIN, " ").replace(words.HARD, " ")


class TestTags:
    """Template tags."""

    def test_a_pair_of_texts(self) -> None:
        assert rendered('{% t "Люди" "People" %}') == "Люди"
        assert rendered('{% t "Люди" "People" %}', "en") == "People"

    def test_a_gap_is_filled_and_escaped(self) -> None:
        assert rendered('{% t "Шукали {what}" "Looked for {what}" what=x %}', x="<b>") == "Шукали &lt;b&gt;"

    def test_a_long_pair(self) -> None:
        block = "{% uk %}<p>{{ x }}</p>{% en %}<i>{{ x }}</i>{% endboth %}"
        assert rendered(block, x="&") == "<p>&amp;</p>"
        assert rendered(block, "en", x="&") == "<i>&amp;</i>"

    def test_a_count(self) -> None:
        tag = '{% count n "особа" "особи" "осіб" "person" "people" %}'
        assert [rendered(tag, n=n) for n in (1, 2, 5, 27471)] == ["1 особа", "2 особи", "5 осіб", "27 471 особа"]
        assert rendered(tag, "en", n=27471) == "27 471 people"

    def test_dates(self) -> None:
        day = date(2026, 1, 15)
        assert rendered("{% fulldate d %}", d=day) == "15 січня 2026 р."
        assert rendered('{% fulldate d "." %}', d=day) == "15 січня 2026 р."
        assert rendered('{% fulldate d "." %}', "en", d=day) == "15 January 2026."
        assert rendered("{% fulldate d %}", d=None) == "невідомо"
        assert rendered("{% timeleft d t %}", d=date(2026, 1, 18), t=day) == "ще 3 дні"
        assert rendered("{% timeleft d t %}", d=date(2026, 1, 13), t=day) == "прострочено на 2 дні"

    @pytest.mark.parametrize("value", ["may_apply", "barred", "cannot_tell", "yes", "no"])
    def test_an_answer_is_a_word_and_a_shape(self, value: str) -> None:
        for language in ("uk", "en"):
            text = rendered("{% answer v %}", language, v=value)
            assert glossary.ANSWERS[value].of(language) in text
            assert "<svg" in text
            assert 'aria-hidden="true"' in text

    def test_the_three_answers_have_three_shapes(self) -> None:
        shapes = [rendered("{% mark v %}", v=value) for value in glossary.VERDICTS]
        assert ["circle" in shape for shape in shapes] == [True, False, False]
        assert ["rect" in shape for shape in shapes] == [False, True, False]
        assert ["pk-mark__hatch" in shape for shape in shapes] == [False, False, True]

    def test_a_citation_is_a_link_to_the_manual(self) -> None:
        text = rendered('{% cite "upper-age" "КК 81-1(1)" %}')
        assert 'href="/law/upper-age/"' in text
        assert "КК 81-1(1)" in text
        assert "Criminal Code 81-1(1)" in rendered('{% cite "upper-age" "КК 81-1(1)" %}', "en")


class TestGlossary:
    """Words for codes."""

    def test_every_value_of_the_register_has_words(self) -> None:
        for table in TABLES.values():
            for column in table.columns:
                for value in column.values:
                    assert value in glossary.VALUES[column.name], f"{column.name}={value}"

    def test_every_supplier_has_words_and_a_source(self) -> None:
        suppliers = {column.supplier for table in TABLES.values() for column in table.columns}
        assert suppliers == set(glossary.SUPPLIERS) == set(glossary.SUPPLIES_FROM)

    def test_every_mark_of_the_book_has_a_meaning(self) -> None:
        assert {condition.mark for condition in BOOK.conditions} <= set(glossary.MARKS) == set(glossary.MARK_MEANINGS)

    def test_not_known_is_neither_yes_nor_no(self) -> None:
        said = {glossary.value("corruption_trial", value, "uk") for value in (True, False, None)}
        assert said == {"так", "ні", "невідомо"}

    @pytest.mark.parametrize(
        ("fact", "content", "uk"),
        [
            ("penalty", "fixed_term_imprisonment", "позбавлення волі на певний строк"),
            ("items", (1, 4), "1, 4"),
            ("part", 2, "2"),
            ("citizenship", "MDA", "MDA"),
            ("birth_date", date(1990, 5, 5), "5 травня 1990 р."),
        ],
    )
    def test_a_value_in_words(self, fact: str, content: object, uk: str) -> None:
        assert glossary.value(fact, content, "uk").replace(words.HARD, " ") == uk

    @pytest.mark.parametrize(
        ("table", "fact", "written", "uk"),
        [
            ("persons", "corruption_trial", "true", "так"),
            ("persons", "corruption_trial", "false", "ні"),
            ("persons", "birth_date", "1990-05-05", "5 травня 1990 р."),
            ("convictions", "items", "1;4", "1;4"),
            ("persons", "custody", None, "невідомо"),
        ],
    )
    def test_a_cell_of_the_format_in_words(self, table: str, fact: str, written: str | None, uk: str) -> None:
        assert glossary.written(table, fact, written).uk.replace(words.HARD, " ") == uk


class TestManual:
    """The manual carried in the package."""

    def test_its_examples_are_those_of_the_spec(self) -> None:
        """Out of date? Write them again: python -m tools.examples"""
        assert examples.TARGET.read_text(encoding="utf-8") == examples.written()

    def test_every_condition_has_its_place_in_the_contents(self) -> None:
        placed = [id for _, ids in GROUPS for id in ids]
        assert sorted(placed) == sorted(condition.id for condition in BOOK.conditions)

    def test_every_condition_has_an_example_of_each_answer_it_can_give(self) -> None:
        """A condition about a date alone can always be told."""
        for condition in BOOK.conditions:
            answers = {example.answer for example in manual.examples(condition.id)}
            assert answers >= ({"yes", "no"} if condition.id == "period" else {"yes", "no", "cannot_tell"}), (
                condition.id
            )

    def test_the_first_examples_show_each_answer(self) -> None:
        first, rest = manual.split(manual.examples("upper-age"))
        assert {example.answer for example in first} == {"yes", "no", "cannot_tell"}
        assert len(first) + len(rest) == len(manual.examples("upper-age"))


@pytest.mark.parametrize("condition", BOOK.conditions, ids=lambda c: c.id)
def test_an_english_citation_has_no_ukrainian_left(condition: object) -> None:
    english = citations.localised(condition.cites, "en")  # type: ignore[attr-defined]
    assert not [letter for letter in english if "а" <= letter.lower() <= "я"], english
    assert citations.localised(condition.cites, "uk") == condition.cites  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=SUM(A1)", "'=SUM(A1)"), ("+380", "'+380"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("Жук", "Жук"), (None, ""), (-1, "-1"), (date(2026, 1, 15), "2026-01-15"),
    ],
)  # fmt: skip
def test_no_downloaded_cell_runs_as_a_formula(cell: object, written: str) -> None:
    assert downloads.safe(cell) == written


def test_every_role_speaks_both_languages() -> None:
    for role in ROLES.values():
        for text in (role.title, role.about):
            assert isinstance(text, Text)
            assert text.uk != text.en
