"""Tasks, cases, the calendar and the manifest: what is on them, in which order, and what each line says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from poruka.web.casework import calendar
from tests.web.cases import story
from tests.web.cases.reading import read
from tests.web.cases.test_every_form import record


def groups(client: Client, address: str = "/tasks/") -> dict[str, list[tuple[str, str]]]:
    """The tasks of a page by urgency: whose case, which task."""
    found = client.get(address).context["groups"]
    return {group.id: [(line.task.family_name, line.form) for line in group.lines] for group in found}


class TestTasks:
    """My tasks."""

    def test_what_is_overdue_comes_first_then_by_the_end_of_the_limit(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        assert groups(as_("court")) == {
            "overdue": [("Мороз", "ruling-sent"), ("Щур", "ruling"), ("Мороз", "entry-into-force")]
        }
        page = read(as_("court"), "/tasks/")
        assert "У вас 3 завдання, і всі прострочені" in page
        assert "прострочено на 19 днів" in page
        assert "до 10:00 25 лютого 2026 р." in page

    def test_each_says_why_it_matters_and_which_article_it_rests_on(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        page = read(as_("court"), "/tasks/")
        assert "Цей строк установлено законом. Без цього запису не можна зробити «" in page
        assert "КПК 539(3)" in page
        english = read(as_("court"), "/tasks/", "en")
        assert "The law sets this limit. Without this record “" in english
        assert "Criminal Procedure Code 539(3)" in english

    @pytest.mark.parametrize(
        ("ago", "group", "said"),
        [
            (timedelta(hours=22, minutes=30), "today", "ще 1 година"),
            (timedelta(minutes=30), "week", "ще 23 години"),
            (timedelta(hours=24), "overdue", "прострочено на 1 хвилину"),
            (timedelta(hours=49), "overdue", "прострочено на 25 годин"),
        ],
    )
    def test_a_limit_of_24_hours_is_told_in_hours_and_put_where_it_belongs(
        self, ago: timedelta, group: str, said: str, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        """The ruling is sent within 24 hours of being announced; the case of Щур is heard at ``ago`` before ten o'clock."""
        step = next(step for step in story.story() if step.type == "ruling")
        record(as_("court"), cases["listed"], "ruling", story.sent("ruling", step.fields, story.NOW - ago))
        assert ("Щур", "ruling-sent") in groups(as_("court"))[group]
        assert said in read(as_("court"), f"/tasks/?when={group}")

    def test_a_task_that_was_done_is_gone(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        court = as_("court")
        record(court, cases["granted"], "ruling-sent", story.fields_for("ruling-sent"))
        assert ("Мороз", "ruling-sent") not in groups(court)["overdue"]

    def test_a_task_that_another_closes_says_who(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        record(
            as_("board"), cases["referred"], "medical-conclusion",
            {**story.fields_for("medical-conclusion"), "f-outcome": "fit"},
        )  # fmt: skip
        page = read(as_("board"), "/tasks/")
        assert "Завдання закриє запис «Довідку ВЛК одержано». Його робить: Працівник установи" in page

    def test_nothing_to_do_is_said_and_explained(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        page = read(as_("guard"), "/tasks/")
        assert "Зараз від вас нічого не чекають" in page
        assert "Вони з’являються самі" in page

    def test_an_arrival_not_confirmed_in_time_is_an_alarm_for_the_monitor(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        monitor = as_("monitor")
        assert groups(monitor) == {}
        assert "Тривог немає" in read(monitor, "/tasks/")
        at = story.NOW - timedelta(days=2)
        record(
            as_("court"),
            cases["granted"],
            "entry-into-force",
            {**story.fields_for("entry-into-force"), **story.when(at)},
        )
        assert groups(monitor)["overdue"] == [("Мороз", "arrival")]
        assert "1 тривога: строк минув, події не підтверджено" in read(monitor, "/tasks/")

    def test_one_who_could_do_it_too_finds_it_apart(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        record(
            as_("board"), cases["referred"], "medical-conclusion",
            {**story.fields_for("medical-conclusion"), "f-outcome": "fit"},
        )  # fmt: skip
        mine = groups(as_("head"))
        assert all(task != "certificate-received" for found in mine.values() for _, task in found)
        page = read(as_("head"), "/tasks/?view=possible")
        assert "ви теж можете виконати" in page


class TestCases:
    """The list of cases."""

    def test_it_is_narrowed_by_phase_and_words_and_says_how_many(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client = as_("officer")
        assert "Ви бачите 7 справ" in read(client, "/cases/")
        assert "Знайдено 2 справи" in read(client, "/cases/?phase=court")
        for words in (
            "ґалаган",
            "ГАЛАГАН",
            "їжак ґала",
            "P-SECOND",
            "p-second",
            cases["opened"],
            cases["opened"].lower(),
        ):
            found = client.get("/cases/", {"words": words}).context["rows"]
            assert [row.name for row in found] == ([] if words == "ГАЛАГАН" else ["Ґалаган Їжак"]), words

    @pytest.mark.parametrize("words", ["%", "_", "\x00", "' OR 1=1 --", "я" * 5000, "<script>", "P-MAY-2", "()"])
    def test_words_that_mean_something_to_a_machine_mean_nothing_here(
        self, words: str, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        answered = as_("officer").get("/cases/", {"words": words, "phase": "nonsense", "order": "id", "page": "-1"})
        assert answered.status_code == 200
        assert len(answered.context["rows"]) == (7 if words == "\x00" else 0)
        assert "<script>" not in answered.content.decode()

    def test_the_nearest_limit_comes_first_and_names_go_by_the_ukrainian_alphabet(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client = as_("officer")
        due = [row.due for row in client.get("/cases/").context["rows"]]
        known = [d for d in due if d]
        assert known == sorted(known)
        assert due[len(known) :] == [None] * (len(due) - len(known))
        names = [row.name.split()[0] for row in client.get("/cases/?order=name").context["rows"]]
        assert names == ["Ґалаган", "Єрмоленко", "Зразок", "Кравець", "Мороз", "Щур", "Яценко"]


class TestCalendar:
    """Visits and hearings."""

    def test_a_hearing_is_on_its_day_with_its_court(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        page = read(as_("court"), "/calendar/")
        assert "16 березня 2026 р. · сьогодні" in page
        assert "10:00 Щур Петро · Суд UA-53 · відеозв’язок" in page

    def test_one_put_off_is_struck_out_with_the_reason_and_stands_on_its_new_day(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        later = story.NOW + timedelta(days=16)
        record(
            as_("court"), cases["listed"], "postponement",
            {**story.fields_for("postponement"), "f-why": "air-raid", **story.parts("f-until", later, moment=True)},
        )  # fmt: skip
        page = as_("court").get("/calendar/").content.decode()
        assert "<s>10:00</s>" in page
        assert "повітряна тривога" in page
        assert "Щур Петро" in read(as_("court"), "/calendar/?month=2026-04")

    def test_a_visit_recorded_in_several_cases_is_one_visit(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        sent = {**story.fields_for("recruiter-visit"), "f-speakers": "сержант Вигаданий"}
        for name in ("opened", "applied"):
            record(as_("officer"), cases[name], "recruiter-visit", sent)
        page = read(as_("officer"), "/calendar/")
        assert "1 візит" in page
        assert "Частина A9001 → Перша виправна колонія · сержант Вигаданий" in page
        assert "Записано в справах: 2" in page
        assert "0 візитів" in read(as_("officer-UVP-2"), "/calendar/")

    def test_a_month_too_long_to_read_says_how_much_each_day_holds_and_the_day_opens(
        self, cases: dict[str, str], as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        record(as_("officer"), cases["opened"], "recruiter-visit", story.fields_for("recruiter-visit"))
        assert "Щур" in read(as_("monitor"), "/calendar/")
        monkeypatch.setattr(calendar, "MOST", 1)
        brief = as_("monitor").get("/calendar/").content.decode()
        assert "Щур" not in brief
        assert '<a href="?day=2026-03-16">' in brief
        day = read(as_("monitor"), "/calendar/?day=2026-03-16")
        assert "10:00 Щур Петро · Суд UA-53 · відеозв’язок" in day
        assert "1 візит" in day
        assert "Щур" not in read(as_("monitor"), "/calendar/?day=2026-03-17")

    @pytest.mark.parametrize("asked", ["month", "day"])
    @pytest.mark.parametrize("value", ["", "2026-13", "0000-01", "9999-12", "2026", "9999-12-31", "x" * 300])
    def test_a_month_or_day_that_is_none_is_this_month(
        self, asked: str, value: str, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        assert as_("court").get("/calendar/", {asked: value}).status_code == 200


class TestManifest:
    """Who is handed over on a day, and who is to be."""

    def test_those_handed_over_stand_with_their_road(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        page = read(as_("guard"), "/manifest/?day-day=7&day-month=3&day-year=2026")
        assert "7 березня 2026 р.: передано 2 особи" in page
        assert (
            "Зразок Тест Іванович 5 травня 1990 р. Перша виправна колонія Центр комплектування UA-53 автобус 4" in page
        )

    def test_those_whose_ruling_is_in_force_wait_with_a_place_for_the_signature(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        record(as_("court"), cases["granted"], "entry-into-force", {**story.fields_for("entry-into-force")})
        page = read(as_("head"), "/manifest/")
        assert "ще нікого не передано, чекає 1" in page
        assert "Мороз Марія" in page
        assert "Підпис конвою" in page
        assert "Мороз" not in read(as_("officer-UVP-2"), "/manifest/")

    @pytest.mark.parametrize(
        "asked", [{"day-day": "31", "day-month": "2", "day-year": "2026"}, {"day": "2026-02-31"}, {"day": "0"}]
    )
    def test_a_day_that_is_none_is_told(
        self, asked: dict[str, Any], cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        answered = as_("head").get("/manifest/", asked)
        assert answered.status_code == 422
        assert "такої дати немає" in answered.content.decode()

    def test_the_ends_of_time_are_days_like_any_other(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        for day in ("0001-01-01", "9999-12-31"):
            assert as_("head").get("/manifest/", {"day": day}).status_code in (200, 422)
