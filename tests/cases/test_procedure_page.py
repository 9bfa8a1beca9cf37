"""docs/procedure*.md, their pictures and docs/roles.md say what the catalogue and the code say today."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from poruka.cases.catalogue import CATALOGUE
from poruka.cases.diagram import drawn, limits_on, main_line, needed
from tools import procedure

PAGES = procedure.pages()
CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]")


def test_the_committed_pages_are_up_to_date() -> None:
    assert procedure.differences() == [], "run: python -m tools.procedure"


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_record_limit_and_stage_is_on_the_page(language: str) -> None:
    page = PAGES[procedure.PAGES[language]]
    for kind in CATALOGUE:
        assert f"| **{kind.title.of(language)}** (`{kind.id}`). {kind.about.of(language)} |" in page
        for clock in kind.starts:
            assert clock.text.of(language) in page
    for stage in CATALOGUE.stages.values():
        assert f"(`{stage.id}`)" in page


def test_the_english_pages_hold_no_ukrainian_but_the_link_to_it() -> None:
    for name in ("procedure.md",):
        assert not CYRILLIC.search(PAGES[name].replace("[Українською]", ""))
    for phase in CATALOGUE.phases:
        assert not CYRILLIC.search(drawn(phase, CATALOGUE, "en"))


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("phase", ["wish", "preparation", "court", "release", "service"])
def test_a_picture_shows_every_record_of_its_phase(phase: str, language: str) -> None:
    picture = PAGES[f"procedure/{language}-{phase}.svg"]
    root = ET.fromstring(picture)
    letters = "".join(text.strip() for text in root.itertext()).replace(" ", "")
    for kind in CATALOGUE:
        if kind.phase == phase:
            assert kind.title.of(language).replace(" ", "") in letters, kind.id
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == CATALOGUE.phases[phase].of(language)  # type: ignore[index]


def test_a_phase_without_records_has_no_picture() -> None:
    assert drawn("end", CATALOGUE, "uk") == ""
    assert not any(name.endswith("-end.svg") for name in PAGES)


def test_the_main_line_is_the_way_to_the_unit_and_nothing_that_may_not_happen() -> None:
    line = main_line(CATALOGUE)
    assert {"application", "consent", "motion", "ruling", "entry-into-force", "arrival", "enrolment"} <= line
    assert not {"withdrawal", "not-now", "appeal", "breach-allegation", "evasion", "death"} & line
    assert set(needed(CATALOGUE["motion"])) <= line


def test_a_picture_names_the_limit_a_step_must_meet() -> None:
    assert [clock.id for clock in limits_on(CATALOGUE["arrival"], CATALOGUE)] == ["arrival"]
    assert "within 24 h" in PAGES["procedure/en-release.svg"]
    assert "not before 72 h" in PAGES["procedure/en-wish.svg"]
    assert "за 24 год" in PAGES["procedure/uk-release.svg"]


def test_where_a_case_stands_is_said_in_words_too() -> None:
    plain = drawn("wish", CATALOGUE, "en")
    marked = drawn("wish", CATALOGUE, "en", {"application": "done", "consent": "here", "withdrawal": "open"})
    for words in ("done", "the case is here", "can be made now"):
        assert f">{words}<" not in plain
        assert f">{words}<" in marked


def test_a_check_notices_a_page_changed_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(procedure, "DOCS", tmp_path)
    assert procedure.main([]) == 0
    assert procedure.main(["--check"]) == 0
    (tmp_path / "roles.md").write_text("щось інше", encoding="utf-8")
    (tmp_path / "procedure/uk-old.svg").write_text("давня схема", encoding="utf-8")
    assert procedure.main(["--check"]) == 1
    told = capsys.readouterr().out
    assert "docs/roles.md" in told
    assert "docs/procedure/uk-old.svg" in told
    procedure.main([])
    assert not (tmp_path / "procedure/uk-old.svg").exists()
    assert procedure.main(["--check"]) == 0
