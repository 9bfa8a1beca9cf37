"""The manual in docs/law says what the statute book and its worked examples say today."""

import re

import pytest

from poruka.law.ukraine import BOOK
from poruka.web import glossary
from poruka.web.citations import localised
from tests.law.spec.loader import cases
from tools import manual

PAGES = manual.pages()


def test_the_committed_manual_is_up_to_date() -> None:
    assert manual.differences() == [], "run: python -m tools.manual"


@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_every_condition_has_a_page_with_its_words_and_its_article(language: str) -> None:
    for condition in BOOK.conditions:
        page = PAGES[f"{language}/{condition.id}.md"]
        assert manual._said(condition.text, language) in page
        assert localised(condition.cites, language) in page
        assert glossary.MARKS[condition.mark].of(language) in page


@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_every_worked_example_is_in_it(language: str) -> None:
    for case in cases():
        page = PAGES[f"{language}/{case.topic}.md"]
        assert f"#### {case.title.of(language)}\n" in page
        assert manual._said(case.because, language) in page


@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_every_question_is_listed(language: str) -> None:
    for question in BOOK.questions:
        assert f"| {question.number} | `{question.id}` |" in PAGES[f"{language}/questions.md"]


def test_every_link_leads_to_a_page() -> None:
    for name, text in PAGES.items():
        for link in re.findall(r"\]\(([^)]+)\)", text):
            assert (manual.TARGET / name).parent.joinpath(link).resolve().relative_to(manual.TARGET).as_posix() in PAGES


def test_the_english_pages_have_no_ukrainian_but_names_of_codes() -> None:
    for name, text in PAGES.items():
        if name.startswith("en/"):
            found = set(re.findall(r"[А-Яа-яІіЇїЄєҐґ’]{2,}", text.replace("Українською", "")))
            assert not {word for word in found if re.search("[А-Яа-яІіЇїЄєҐґ]", word)}, (name, found)


def test_a_check_notices_a_page_that_was_changed_by_hand(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(manual, "TARGET", tmp_path / "law")
    assert manual.main([]) == 0
    assert manual.main(["--check"]) == 0
    (tmp_path / "law/uk/period.md").write_text("щось інше", encoding="utf-8")
    (tmp_path / "law/uk/old.md").write_text("давня сторінка", encoding="utf-8")
    assert manual.main(["--check"]) == 1
    assert "uk/period.md" in capsys.readouterr().out
    assert manual.main([]) == 0
    assert not (tmp_path / "law/uk/old.md").exists()
