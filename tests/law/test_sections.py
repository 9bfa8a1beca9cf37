"""Offences are grouped by the section of the Special Part in which their article stands."""

import pytest

from poruka.law.ukraine.offences import articles
from poruka.law.ukraine.sections import OTHER, SECTIONS, section_of

PLACES = [
    # article, section, why
    ("109", "I", "the first article of the Special Part"),
    ("114-2", "I", "an article with an index stands with its number"),
    ("115", "II", "the next section begins"),
    ("145", "II", "its last article"),
    ("146", "III", "and the one after it"),
    ("156-1", "IV", "sexual offences"),
    ("185", "VI", "theft"),
    ("258-5", "IX", "terrorism"),
    ("286-1", "XI", "drunk driving"),
    ("307", "XIII", "drug sales"),
    ("348", "XV", "the life of an officer"),
    ("368", "XVII", "a bribe"),
    ("407", "XIX", "absence without leave"),
    ("447", "XX", "the last article of the Code"),
    ("108", "other", "the General Part"),
    ("448", "other", "past the end of the Code"),
    ("0", "other", "no article"),
    ("", "other", "nothing on file"),
    ("ст. 115", "other", "a slip of the pen"),
    ("115.2", "other", "a part written into the article"),
    ("-115", "other", "a minus is no number"),
]


@pytest.mark.parametrize(("article", "section", "why"), PLACES)
def test_the_section_of_an_article(article: str, section: str, why: str) -> None:
    assert section_of(article).id == section, why


def test_every_article_of_the_catalogue_has_a_section() -> None:
    assert [article for article in articles() if section_of(article) == OTHER] == []


def test_the_sections_follow_each_other_without_a_gap() -> None:
    assert [section.first for section in SECTIONS[1:]] == [section.last + 1 for section in SECTIONS[:-1]]


def test_the_sections_are_the_twenty_of_the_special_part() -> None:
    numerals = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
    assert " ".join(section.id for section in SECTIONS) == numerals
