"""The document of a release: everything in it is public, everything needed to read it is in it."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
import rfc8785

from poruka.statistics.measures import MEASURES
from poruka.statistics.public import open_csv
from poruka.statistics.public.disclosure import CHANGE, POSSIBLE, Hidden
from poruka.statistics.public.open_data import Exact, canonical, document, fingerprint, layers
from poruka.statistics.public.publishing import TOTAL
from poruka.statistics.refusals import StatisticsRefused
from poruka.statistics.tables import Cell, Table
from tests.statistics.attacker import Attacker, could_be
from tests.statistics.countries import counted
from tests.statistics.releases import PLACES, refusals, release, tables

NEW = ("about", "reasons", "limits", "errors", "series")


def test_small_cells_are_nowhere_in_the_document() -> None:
    made = release()
    assert {row["people"] for row in made["figures"] if row["group"] == "UVP-1"} == {None}
    assert {row["hidden"] for row in made["figures"] if row["group"] == "UVP-1"} == {"small"}
    shown = {row["people"] for row in made["figures"]} - {None}
    assert shown
    assert all(number % 5 == 0 and number >= 10 for number in shown)


def test_it_says_what_every_figure_counts_when_how_and_under_what_licence() -> None:
    made = release()
    assert made["as_of"] == "2026-01-01"
    assert made["period"] == {"start": "2024-05-18", "end": "2026-01-01"}
    assert made["licence"]["id"] == "CC-BY-4.0"
    assert {one["id"]: one["counts"]["en"] for one in made["measures"]}["released"] == MEASURES["released"].counts.en
    assert "five" in made["method"]["en"]
    assert set(made["hidden"]) == {why.value for why in Hidden}
    assert {row["division"] for row in made["figures"]} - {""} == {one["id"] for one in made["divisions"]}


def test_a_waiting_time_of_three_people_is_not_published() -> None:
    assert release()["waiting"] == [
        {"start": "granted", "end": "released", "median_days": 4, "ninetieth_days": 32},
        {"start": "released", "end": "in-training", "median_days": None, "ninetieth_days": None},
    ]


def test_the_same_figures_make_the_same_bytes_and_others_do_not() -> None:
    assert fingerprint(release()) == fingerprint(release())
    assert fingerprint(release()) != fingerprint(release(40))


def test_the_bytes_are_those_of_the_standard() -> None:
    made = release()
    assert canonical(made).encode() == rfc8785.dumps(made)
    assert json.loads(canonical(made)) == made


def test_a_release_names_the_one_before() -> None:
    first = release()
    second = release(1, [first])
    assert (first["number"], first["previous"]) == (1, "")
    assert (second["number"], second["previous"]) == (2, fingerprint(first))


@pytest.mark.parametrize("more", [0, 1, 2, 3, 8])
def test_two_releases_and_two_steps_of_the_funnel_give_no_small_cell_away(more: int) -> None:
    """Equations of both dates and both measures at once: released are among granted, and neither falls."""
    first = release()
    read = [layers(first), layers(release(more, [first]))]
    _, sums = counted(PLACES, {})
    sums = tuple(sums) + tuple(
        type(sums[0])(TOTAL, tuple(key for key in read[0]["released"] if key[0] == "sex")) for _ in (0,)
    )
    known = [could_be(one[id], sums) for one in read for id in ("released", "granted")]
    attacker = Attacker(known, sums, grows=[(0, 2), (1, 3), (0, 1), (2, 3)])
    published = [one[id] for one in read for id in ("released", "granted")]
    tried = 0
    for at, layer in enumerate(published):
        for key, number in layer.items():
            if number is Hidden.SMALL:
                tried += 1
                assert not attacker.narrowed_number(at, key, POSSIBLE), (at, key, attacker.number(at, key))
    for key in published[0]:
        for step in ((0, 2), (1, 3)):
            assert not attacker.told_change(key, step, CHANGE), (key, attacker.change(key, step))
    assert tried >= 4


def test_reasons_are_part_of_their_measure_and_never_hidden_alone() -> None:
    hidden = {row["reason"]: row["hidden"] for row in refusals(38, 3)["reasons"]}
    assert hidden == {"ruling": "partner", "appeal-result": "small"}
    assert [row["hidden"] for row in refusals(38, 13)["reasons"]] == ["", ""]


def test_months_of_the_next_release_are_those_of_the_first_and_one_more() -> None:
    first = release()
    second = release(1, [first])
    assert second["series"][:2] == first["series"][:2]
    assert [row["until"] for row in second["series"] if row["measure"] == "granted"] == [
        "2025-11-30", "2025-12-31", "2026-01-31",
    ]  # fmt: skip
    assert second["series"][2]["people"] == next(row["people"] for row in second["figures"] if not row["division"])


def test_a_group_once_published_stays_when_nobody_is_in_it() -> None:
    first = release()
    later = [
        Table(
            table.measures,
            table.dimensions,
            tuple(cell for cell in table.rows if cell.group.get("institution") != "UVP-5"),
            date(2026, 2, 1),
            table.period,
        )
        for table in tables(date(2026, 2, 1), {"in-training": 0})
        if table.dimensions == ("oblast", "institution")
    ]
    rest = sum(cell.count for cell in later[0].rows)
    whole = Table(("in-training",), (), (Cell({}, "in-training", rest),), date(2026, 2, 1), later[0].period)
    made = document(Exact([whole, *later]), [first])
    assert [row["hidden"] for row in made["figures"] if row["group"] == "UVP-5"] == ["small"]


class TestCSV:
    """What a spreadsheet gets."""

    @staticmethod
    def rows(text: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(text)))

    def test_figures_carry_their_names_date_licence_and_reason(self) -> None:
        rows = {(row["measure"], row["group"]): row for row in self.rows(open_csv.figures(release()))}
        assert rows["released", ""]["people"] == "145"
        assert rows["released", ""]["measure_uk"] == "звільнено"
        assert rows["released", "UVP-1"]["people"] == ""
        assert rows["released", "UVP-1"]["hidden"] == "small"
        assert {row["as_of"] for row in rows.values()} == {"2026-01-01"}
        assert {row["licence"] for row in rows.values()} == {"CC-BY-4.0"}

    def test_no_name_runs_as_a_formula(self) -> None:
        rows = self.rows(open_csv.figures(release()))
        assert {row["group_uk"] for row in rows if row["group"] == "UVP-2"} == {"'=Друга колонія"}

    @pytest.mark.parametrize("table", open_csv.TABLES.values(), ids=open_csv.TABLES)
    def test_every_row_has_every_column_and_no_table_is_empty(self, table: Any) -> None:
        made = refusals(30, 20) if table is open_csv.reasons else release()
        head, *rows = csv.reader(io.StringIO(table(made)))
        assert rows
        assert {len(row) for row in rows} == {len(head)}
        if table is not open_csv.definitions:
            assert head[0] == "as_of"
            assert head[-2:] == ["licence", "release"]

    @pytest.mark.parametrize("table", open_csv.TABLES.values(), ids=open_csv.TABLES)
    def test_a_release_from_before_these_tables_can_still_be_taken_away(self, table: Any) -> None:
        old = {name: part for name, part in release().items() if name not in NEW}
        assert len(list(csv.reader(io.StringIO(table(old))))) >= 1

    def test_the_headings_are_explained(self) -> None:
        explained = {row["id"] for row in self.rows(open_csv.definitions(release()))}
        assert {"as_of", "people", "records", "hidden", "licence", "release"} <= explained
        assert {"series", "reasons", "limits", "errors"} <= explained
        assert "released-late" in explained

    def test_months(self) -> None:
        rows = {(row["measure"], row["until"]): row for row in self.rows(open_csv.series(release()))}
        assert rows["released", "2025-12-31"]["people"] == "100"
        assert rows["released", "2025-12-31"]["measure_uk"] == "звільнено"
        assert rows["released", "2025-11-30"]["hidden"] == "small"

    def test_reasons(self) -> None:
        rows = {row["reason"]: row for row in self.rows(open_csv.reasons(refusals(31, 20)))}
        assert [rows[id]["people"] for id in ("ruling", "appeal-result")] == ["30", "20"]
        assert rows["ruling"]["reason_en"] == "the court of first instance"

    def test_time_limits(self) -> None:
        rows = {(row["limit"], row["outcome"]): row for row in self.rows(open_csv.limits(release()))}
        assert [rows["arrival", outcome]["records"] for outcome in ("met", "missed")] == ["100", "40"]
        assert rows["motion", "missed"]["hidden"] == "small"
        assert rows["arrival", "met"]["statutory"] == "true"

    def test_errors(self) -> None:
        """The late arrivals are those of the time limit; what is not on file is neither zero nor hidden."""
        rows = {row["error"]: row for row in self.rows(open_csv.errors(release()))}
        assert rows["arrived-late"]["records"] == "40"
        assert rows["released-late"]["records"] == "15"
        assert (rows["wrong-may-not"]["records"], rows["wrong-may-not"]["hidden"]) == ("", "small")
        unseen = rows["held-past-the-end"]
        assert (unseen["records"], unseen["hidden"], unseen["on_file"]) == ("", "", "false")

    def test_groups_compared(self) -> None:
        rows = {(row["group"], row["step"]): row for row in self.rows(open_csv.disparity(release()))}
        men = rows["M", "granted"]
        assert (men["came"], men["went_on"], men["share"], men["hidden"]) == ("135", "135", "1.000", "")

    def test_definitions_come_with_the_method(self) -> None:
        rows = {row["id"]: row for row in self.rows(open_csv.definitions(release()))}
        assert rows["granted"]["counts_uk"] == MEASURES["granted"].counts.uk
        assert "п’яти" in rows["method"]["counts_uk"]


@pytest.mark.parametrize("dimensions", [("unit", "institution"), ("sex", "age_band"), ("unit",)])
def test_a_table_that_must_not_be_public_stops_the_release(dimensions: tuple[str, ...]) -> None:
    made = tables(date(2026, 1, 1), {"released": 0})
    group = dict.fromkeys(dimensions, "x")
    bad = Table(("released",), dimensions, (Cell(group, "released", 143),), made[0].as_of, made[0].period)
    with pytest.raises(StatisticsRefused):
        document(Exact([*made, bad]))
