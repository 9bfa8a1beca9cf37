"""Published figures are read as they stand, put in order where nothing is lost, and refused in words where they cannot be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poruka.forecast.observed import from_points
from poruka.forecast.points import MOST_PEOPLE, Points, parse, read
from poruka.forecast.refusals import ForecastRefused

PUBLISHED = Path(__file__).parent / "data" / "published_2024.csv"
HEAD = "as_of,measure,value,counted_by\n"

REFUSED = (
    # what is wrong, the text, what the refusal must name, in Ukrainian and in English
    ("nothing at all", "", "as_of", "as_of"),
    ("only a head", HEAD, "released", "released"),
    ("a column is missing", "as_of,measure\n2024-07-31,released\n", "value", "value"),
    ("not a date", HEAD + "31.07.2024,released,5,M\n", "Рядок 2", "Line 2"),
    ("no such day", HEAD + "2024-06-31,released,5,M\n", "Рядок 2", "Line 2"),
    ("a year long gone", HEAD + "1024-07-31,released,5,M\n", "рік", "year"),
    ("not a number", HEAD + "2024-07-31,released,many,M\n", "many", "many"),
    ("below zero", HEAD + "2024-07-31,released,-5,M\n", "-5", "-5"),
    ("half a person", HEAD + "2024-07-31,released,3.5,M\n", "3.5", "3.5"),
    ("more than there are", HEAD + f"2024-07-31,released,{MOST_PEOPLE + 1},M\n", "Рядок 2", "Line 2"),
    ("no measure", HEAD + "2024-07-31,,5,M\n", "measure", "measure"),
    ("a count falls", HEAD + "2024-07-31,released,50,M\n2024-08-31,released,40,M\n", "Рядок 3", "Line 3"),
    ("two figures of a day", HEAD + "2024-07-31,released,50,M\n2024-07-31,released,60,M\n", "Рядки 2 і 3", "Lines 2 and 3"),
    ("a quote left open", HEAD + '2024-07-31,"released,50,M\n', "CSV", "CSV"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "uk", "en"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_right_is_refused_in_both_languages(text: str, uk: str, en: str) -> None:
    with pytest.raises(ForecastRefused) as refused:
        parse(text)
    assert uk in refused.value.text.uk
    assert en in refused.value.text.en


EVIDENCE_REFUSED = (
    ("no measure the model knows", HEAD + "2024-07-31,haircuts,5,M\n", "released", "released"),
    ("nobody yet", HEAD + "2024-07-31,released,0,M\n", "додатного", "positive"),
    ("before the programme", HEAD + "2024-01-31,released,5,M\n2024-07-31,released,9,M\n", "--start", "--start"),
)


@pytest.mark.parametrize(("text", "uk", "en"), [r[1:] for r in EVIDENCE_REFUSED], ids=[r[0] for r in EVIDENCE_REFUSED])
def test_what_says_nothing_of_the_programme_is_refused(text: str, uk: str, en: str) -> None:
    with pytest.raises(ForecastRefused) as refused:
        from_points(parse(text))
    assert uk in refused.value.text.uk
    assert en in refused.value.text.en


def test_points_out_of_order_are_ordered_and_that_is_said() -> None:
    lines = PUBLISHED.read_text().splitlines()
    upside_down = parse("\n".join([lines[0], *lines[:0:-1]]))
    ordered = read(PUBLISHED)
    assert [(p.as_of, p.measure, p.value) for p in upside_down.points] == [
        (p.as_of, p.measure, p.value) for p in ordered.points
    ]
    assert not ordered.warnings
    assert "порядком" in upside_down.warnings[0].uk


def test_the_published_figures_are_read_with_their_bases() -> None:
    evidence = from_points(read(PUBLISHED))
    assert (evidence.anchor, evidence.anchored_on and evidence.anchored_on.isoformat()) == (3823, "2024-07-31")
    assert {count.stage for count in evidence.counts} == {0, 1, 2, 3, 4}
    assert any("convicts_in_custody" in text.en for text in evidence.warnings)


def test_another_body_s_count_of_the_same_is_named_and_given_room() -> None:
    text = HEAD + "2024-06-30,released,900,M\n2024-07-31,released,1403,M\n2024-07-31,released,1291,press\n"
    evidence = from_points(parse(text))
    assert any("Різні бази" in warning.uk and "press" in warning.uk for warning in evidence.warnings)
    by_slack = {count.people: count.slack for count in evidence.counts}
    assert by_slack[1291.0] > 50
    assert by_slack[503.0] < 50
    assert evidence.anchor == 1403


def test_spaces_marks_and_blank_lines_do_no_harm() -> None:
    text = "\ufeffas_of , measure,value,counted_by\r\n2024-07-31, released , 3 823 ,M\r\n\r\n".lstrip("\ufeff")
    assert parse(text).points[0].value == 3823


@given(
    st.text(max_size=300) | st.text(alphabet='0123456789-,"\n releasd_ofmuvcyb', max_size=300).map(lambda t: HEAD + t)
)
def test_whatever_the_file_holds_it_is_read_or_refused(text: str) -> None:
    found = read_or_refused(text)
    if isinstance(found, Points):
        assert list(found.points) == sorted(found.points)
    else:
        assert found.text.uk != found.text.en


def read_or_refused(text: str) -> Points | ForecastRefused:
    try:
        return parse(text)
    except ForecastRefused as refused:
        return refused
