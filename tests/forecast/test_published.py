"""The public forecast: from the public figures and nothing else, so that anybody can make it again to the person."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from poruka.cli import main
from poruka.forecast.points import read
from poruka.forecast.published import public_forecast
from poruka.forecast.timeline import month_ends, position
from poruka.statistics.public import open_csv
from tests.forecast.programme import START, lived, rush_and_tail

UNTIL = date(2025, 10, 31)
STEPS = {
    "wished": "applications",
    "petitioned": "petitions_sent",
    "granted": "granted",
    "released": "released",
    "assigned": "arrived_at_unit",
}


def document(until: date = UNTIL, **totals: int | None) -> dict[str, Any]:
    """A release with a series of a programme of known course, rounded and hidden as releases are."""
    passed = lived(rush_and_tail(), 900, seed=3)
    series = []
    for measure, name in STEPS.items():
        for end in month_ends(START, until):
            people = int((passed[name] <= position(START, end)).sum())
            small = people < 8
            shown = None if small else (people + 2) // 5 * 5
            series.append(
                {"measure": measure, "until": end.isoformat(), "people": shown, "hidden": "small" if small else ""}
            )
    known = {
        "could-apply": 22_400,
        "released": next(row["people"] for row in reversed(series) if row["measure"] == "released"),
    }
    figures = [
        {"measure": id, "division": "", "group": "", "people": people, "hidden": "" if people is not None else "whole"}
        for id, people in (known | {id.replace("_", "-"): people for id, people in totals.items()}).items()
    ]
    names = [{"id": id, "name": {"uk": id, "en": id}} for id in STEPS]
    return {
        "as_of": "2025-11-10",
        "number": 1,
        "licence": {"id": "CC-BY-4.0"},
        "measures": names,
        "figures": figures,
        "series": series,
    }


@pytest.fixture(scope="module")
def release() -> dict[str, Any]:
    return document()


def test_it_says_what_is_expected_by_the_end_of_the_year(release) -> None:
    found = public_forecast(release)
    assert found is not None
    passed = lived(rush_and_tail(), 900, seed=3)["released"]
    came = (passed <= position(START, date(2025, 12, 31))).sum()
    assert found.year_end.month == date(2025, 12, 31)
    assert found.year_end.released.i80[0] <= came <= found.year_end.released.i80[1]
    assert (found.until, len(found.months)) == (UNTIL, 36)
    assert found.known[-1] == (UNTIL, release["figures"][1]["people"])


def test_the_same_release_gives_the_same_forecast(release) -> None:
    assert public_forecast(release) == public_forecast(json.loads(json.dumps(release)))


def test_anybody_can_make_it_again_from_the_table_that_is_downloaded(release, tmp_path: Path, capsys) -> None:
    found = public_forecast(release)
    assert found is not None
    table = tmp_path / "poruka-2025-11-10-series.csv"
    table.write_bytes(open_csv.series(release).encode("utf-8-sig"))
    assert main(["forecast", "--points", str(table), *found.repeat.split(), "--json", "--lang", "en"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(row["month"], row["released"]["median"], row["released"]["i80"]) for row in said["series"]] == [
        (f"{one.month:%Y-%m}", one.released.median, list(one.released.i80)) for one in found.months
    ]
    assert [row["assigned"]["median"] for row in said["series"]] == [one.assigned.median for one in found.months]


def test_nothing_but_the_series_and_two_totals_goes_into_it(release) -> None:
    more = release | {
        "figures": [
            *release["figures"],
            {"measure": "released", "division": "oblast", "group": "UA-05", "people": 999, "hidden": ""},
            {"measure": "granted", "division": "", "group": "", "people": 1, "hidden": ""},
        ],
        "waiting": [{"start": "wished", "end": "released", "median_days": 1, "ninetieth_days": 2}],
    }
    assert public_forecast(more) == public_forecast(release)


def test_rounding_is_room_for_error_and_not_a_figure(release, tmp_path: Path) -> None:
    table = tmp_path / "series.csv"
    table.write_bytes(open_csv.series(release).encode("utf-8-sig"))
    points = read(table).points
    assert {point.unit for point in points} == {5}
    assert not any(point.value == 0 for point in points)


@pytest.mark.parametrize(
    "release",
    [
        document(could_apply=None),
        document(released=None),
        document(until=date(2024, 6, 30)),
        document() | {"series": []},
        {key: value for key, value in document().items() if key != "series"},
        document(could_apply=5, released=5),
    ],
    ids=[
        "stock hidden",
        "released hidden",
        "two months",
        "empty series",
        "an old release",
        "totals against the series",
    ],
)
def test_what_cannot_be_told_is_not_told(release) -> None:
    assert public_forecast(release) is None
    assert "Прогнозу для цього випуску немає" in page(release, "uk")
    assert "There is no forecast for this release" in page(release, "en")


def test_a_month_corrected_downwards_does_no_harm(release) -> None:
    rows = [dict(row) for row in release["series"]]
    last = [row for row in rows if row["measure"] == "granted"][-1]
    last["people"] = last["people"] - 60
    assert public_forecast(release | {"series": rows}) is not None


def page(release: dict[str, Any], language: str) -> str:
    from poruka.web.public import forecast as shown

    context = shown.shown(json.dumps(release), release) | {"lang": language}
    return render_to_string("poruka/parts/public_forecast.html", context).replace("\xa0", " ")


def test_the_page_says_it_in_both_languages(release) -> None:
    uk, en = page(release, "uk"), page(release, "en")
    assert "До 31 грудня 2025" in uk
    assert "з імовірністю 80" in uk
    assert "By 31 December 2025" in en
    for text in (uk, en):
        assert "<svg" in text
        assert text.count("<tr") == 37
        assert "--eligible" in text
        assert "None" not in text


def test_a_release_is_worked_out_once(release, monkeypatch) -> None:
    from poruka.web.public import forecast as shown

    first = shown.shown("one fingerprint", release)
    monkeypatch.setattr(shown, "public_forecast", lambda document: pytest.fail("worked out again"))
    assert shown.shown("one fingerprint", release)["forecast"]["finding"] == first["forecast"]["finding"]
