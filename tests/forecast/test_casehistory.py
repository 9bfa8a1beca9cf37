"""The case history as monthly counts: first records that stand, as far as the actor sees, and never a name."""

from collections import Counter
from datetime import date, datetime, time

import pytest
from django.test import Client

from poruka.access.actors import Actor
from poruka.access.roles import ANALYST, OFFICER
from poruka.forecast import casehistory
from poruka.forecast.casehistory import from_cases, known_by, monthly
from poruka.forecast.refusals import ForecastRefused
from poruka.forecast.stages import APPLIED, ASSIGNED, GRANTED, PETITIONED, RELEASED
from poruka.law.calendar import KYIV

TODAY = date(2026, 1, 15)
NINE = datetime.combine(TODAY, time(9), KYIV)
COUNTRY = Actor("test", ANALYST)


def test_every_stage_and_record_it_counts_by_is_in_the_catalogue() -> None:
    from poruka.cases.catalogue import CATALOGUE
    from poruka.cases.catalogue.stages import STAGES

    named = {*casehistory.PREPARED, *casehistory.BEFORE_COURT, *casehistory.GRANTED_WAITING, *casehistory.ON_THE_WAY}
    assert named <= {stage.id for stage in STAGES}
    assert {*casehistory.RECORDS, *casehistory.PREPARED.values()} <= {record.id for record in CATALOGUE}


class TestByMonth:
    """Days on which people passed a step, as counts by month."""

    def passed(self, **given: dict[date, int]) -> dict[int, Counter]:
        stages = {"applied": APPLIED, "released": RELEASED}
        empty: dict[int, Counter] = {stage: Counter() for stage in range(5)}
        return empty | {stages[name]: Counter(days) for name, days in given.items()}

    def test_the_first_month_begins_with_the_law_and_the_last_ends_today(self) -> None:
        days = {date(2024, 5, 18): 2, date(2024, 5, 31): 1, date(2024, 6, 1): 4, date(2024, 7, 10): 8}
        found = monthly(self.passed(applied=days), date(2024, 7, 10))
        counts = [(c.after, c.until, c.people) for c in found.counts if c.stage == APPLIED]
        assert counts == [
            (None, date(2024, 5, 31), 3.0),
            (date(2024, 5, 31), date(2024, 6, 30), 4.0),
            (date(2024, 6, 30), date(2024, 7, 10), 8.0),
        ]

    def test_what_was_known_by_a_day(self) -> None:
        days = {date(2024, 6, 1): 4, date(2024, 7, 10): 8}
        whole = monthly(self.passed(applied=days, released=days), date(2024, 9, 30))
        then = known_by(whole, date(2024, 6, 30))
        assert then is not None
        assert (then.until, then.anchor, then.assigned[-1]) == (date(2024, 6, 30), 4, (date(2024, 6, 30), 0))
        assert known_by(whole, date(2024, 5, 31)) is None

    def test_a_short_history_says_so(self) -> None:
        assert monthly(self.passed(), date(2024, 9, 30)).warnings
        assert not monthly(self.passed(), date(2025, 9, 30)).warnings


@pytest.fixture
def lives(db):
    """Sixty people of two colonies, lived through the same desk as anybody."""
    from poruka.cases.demo.country import bring_to_life
    from tests.web.country import Someone, ruled

    people = [Someone(f"P-{i:03}", institution=f"UVP-{1 + i % 2}") for i in range(60)]
    run = ruled(people)
    bring_to_life([one.id for one in people], seed=2, now=NINE)
    return run


@pytest.mark.django_db
class TestFromRecords:
    def test_each_person_is_counted_once_at_each_step_and_none_overtakes(self, lives) -> None:
        history = from_cases(COUNTRY, lives, TODAY)
        totals = [sum(c.people for c in history.evidence.counts if c.stage == s) for s in range(5)]
        assert totals == sorted(totals, reverse=True)
        assert 20 < totals[RELEASED] <= totals[GRANTED] <= totals[PETITIONED] < totals[APPLIED] <= 60
        assert totals[ASSIGNED] > 0
        assert history.evidence.anchor == totals[RELEASED]
        assert history.stock.people == history.may_apply + totals[RELEASED]

    def test_the_stock_is_by_oblast_and_has_its_flows(self, lives) -> None:
        history = from_cases(COUNTRY, lives, TODAY)
        assert sum(people for _, people in history.oblasts) == history.may_apply == 60
        assert len(history.inflow) == len(history.leaving) == 12
        assert history.plan(date(2026, 12, 31)).shares == (30.0, 30.0)

    def test_people_between_two_steps_are_known_today(self, lives) -> None:
        """Of twenty people: petitioned and not ruled on, granted and not handed over, handed over and not enrolled."""
        history = from_cases(COUNTRY, lives, TODAY)
        totals = [sum(c.people for c in history.evidence.counts if c.stage == s) for s in range(5)]
        assert history.evidence.between is not None
        preparing, court, granted, on_the_way = history.evidence.between
        assert 0 <= preparing <= totals[APPLIED] - totals[PETITIONED]
        assert 0 <= court <= totals[PETITIONED] - totals[GRANTED]
        assert granted == totals[GRANTED] - totals[RELEASED]
        assert on_the_way == totals[RELEASED] - totals[ASSIGNED]

    def test_on_a_day_that_is_past_nobody_knows_who_was_between(self, lives) -> None:
        history = from_cases(COUNTRY, lives, TODAY)
        assert from_cases(COUNTRY, lives, date(2025, 6, 30)).evidence.between is None
        then = known_by(history.evidence, date(2025, 6, 30))
        assert then is not None
        assert then.between is None

    def test_an_institution_counts_its_own_people(self, lives) -> None:
        whole = from_cases(COUNTRY, lives, TODAY).evidence.anchor
        parts = [from_cases(Actor("o", OFFICER, f"UVP-{n}"), lives, TODAY).evidence.anchor for n in (1, 2)]
        assert sum(parts) == whole
        assert all(parts)

    def test_what_happened_after_the_day_asked_is_not_known(self, lives) -> None:
        then = from_cases(COUNTRY, lives, date(2024, 12, 31)).evidence
        assert then.until == date(2024, 12, 31)
        assert then.anchor < from_cases(COUNTRY, lives, TODAY).evidence.anchor

    def test_an_empty_history_is_refused_with_a_way_out(self, db) -> None:
        from tests.web.country import USUAL_PEOPLE, ruled

        with pytest.raises(ForecastRefused) as refused:
            from_cases(COUNTRY, ruled(USUAL_PEOPLE), TODAY)
        assert "--points" in refused.value.text.uk


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture(autouse=True)
    def forgotten(self) -> None:
        from poruka.web.views import forecast

        forecast._kept.clear()

    @pytest.fixture
    def analyst(self, db) -> Client:
        from tests.web.readers import signed_in

        return signed_in("analyst")

    def test_it_answers_in_both_languages_and_names_nobody(self, lives, analyst, monkeypatch) -> None:
        page = self.at(analyst, "/forecast/?pace=2&reach=55", monkeypatch)
        assert "від початку програми звільнять приблизно" in page
        assert "55 осіб буде звільнено" in page or "55 звільнених" in page
        assert "За обраних умов" in page
        assert "P-0" not in page
        assert "Зразок" not in page
        analyst.get("/language/en")
        assert "will have been released since the start" in self.at(analyst, "/forecast/", monkeypatch)

    def test_the_table_can_be_taken_away(self, lives, analyst, monkeypatch) -> None:
        self.at(analyst, "/forecast/", monkeypatch)
        rows = b"".join(analyst.get("/forecast/download.csv").streaming_content).decode().splitlines()
        assert rows[0].endswith("assigned_low95,assigned_high95")
        assert len(rows) == 38

    def test_before_anybody_has_applied_it_teaches(self, analyst) -> None:
        from tests.web.country import USUAL_PEOPLE, ruled

        ruled(USUAL_PEOPLE)
        for address in ("/forecast/", "/forecast/tested/"):
            page = analyst.get(address).content.decode()
            assert "Прогнозу ще немає" in page
        assert analyst.get("/forecast/download.csv").status_code == 404

    def test_it_is_tested_on_its_own_past(self, lives, analyst, monkeypatch) -> None:
        from poruka.web.views import forecast

        monkeypatch.setattr(forecast, "TRIAL_DRAWS", 60)
        monkeypatch.setattr("poruka.forecast.backtest.MOST_ORIGINS", 3)
        page = self.at(analyst, "/forecast/tested/", monkeypatch)
        assert "логістична крива" in page
        assert "CRPS" in page

    def test_nonsense_in_the_address_is_as_if_not_there(self, lives, analyst, monkeypatch) -> None:
        for query in (
            "pace=9999",
            "pace=-1",
            "reach=-5",
            "reach=1e9",
            "draft=none",
            "boards=NaN",
            "reach=٣",
            "courts=%00",
        ):
            page = self.at(analyst, f"/forecast/?{query}", monkeypatch)
            assert "За обраних умов до" not in page, query

    def test_a_stranger_is_sent_to_sign_in_and_an_officer_sees_their_own(self, lives) -> None:
        from tests.web.readers import signed_in

        assert Client().get("/forecast/").status_code == 302
        assert signed_in("officer-UVP-1").get("/forecast/").status_code == 200

    @staticmethod
    def at(client: Client, address: str, monkeypatch) -> str:
        from poruka.web.views import forecast

        monkeypatch.setattr(forecast, "DRAWS", 60)
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()
