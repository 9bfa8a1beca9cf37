"""Each page opens with the sentence its reader came for, every number leads to its people, and no
list asks too often.
"""

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client

from poruka.access.models import Look
from poruka.law.ukraine import BOOK
from poruka.screening.models import Run
from poruka.web import words
from tests.web.country import Someone, ruled
from tests.web.readers import signed_in

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]+>")


def read(client: Client, address: str, language: str = "uk") -> str:
    """The words of a page, with ordinary spaces."""
    client.cookies["django_language"] = language
    page = client.get(address)
    assert page.status_code == 200, address
    text = TAGS.sub(" ", page.content.decode()).replace(words.THIN, " ").replace(words.HARD, " ")
    return " ".join(text.replace("&#x27;", "'").split())


def table(client: Client, address: str) -> list[dict[str, str]]:
    """A download as rows."""
    answered = client.get(address)
    assert answered["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answered.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


class TestCountry:
    """The first page."""

    def test_it_opens_with_its_sentence(self, analyst: Client, country: Run) -> None:
        assert "Із 11 осіб в реєстрі 3 можуть подати заяву за статтею 81-1 станом на 15 січня 2026 р." in read(
            analyst, "/"
        )
        assert "Of 11 people in the register, 3 may apply under Article 81-1 as of 15 January 2026" in read(
            analyst, "/", "en"
        )

    def test_each_door_leads_to_as_many_people_as_it_says(self, analyst: Client, country: Run) -> None:
        page = analyst.get("/").content.decode()
        doors = re.findall(r'<a href="([^"]+)">\s*<span class="pk-door__number">(\d+)</span>', page)
        assert len(doors) == 4
        for address, n in doors:
            listed = analyst.get(address.replace("&amp;", "&")).context["page"].paginator.count
            assert listed == int(n)

    def test_missing_facts_are_ranked_by_the_answers_they_hold_up(self, analyst: Client, country: Run) -> None:
        rows = analyst.get("/").context["missing"]
        assert [row.alone for row in rows] == sorted((row.alone for row in rows), reverse=True)
        assert "Якби надали лише відомості" in read(analyst, "/")

    def test_without_a_run_it_says_how_to_begin(self, analyst: Client) -> None:
        assert "poruka register import ШЛЯХ" in read(analyst, "/")
        assert "poruka register import PATH" in read(analyst, "/", "en")

    @pytest.mark.parametrize("name", ["grounds", "missing", "months", "oblasts"])
    def test_every_chart_has_a_table_to_take_away(self, analyst: Client, country: Run, name: str) -> None:
        assert f"/download/{name}.csv" in analyst.get("/").content.decode()
        assert table(analyst, f"/download/{name}.csv")

    def test_the_downloads_say_what_the_page_says(self, analyst: Client, country: Run) -> None:
        grounds = {row["condition"]: int(row["people"]) for row in table(analyst, "/download/grounds.csv")}
        assert grounds == country.counts["failed"]
        months = table(analyst, "/download/months.csv")
        assert len(months) == 12
        assert months[0]["month"] == "2026-01"
        assert sum(int(row["will_be_able"]) for row in months) == 1
        oblasts = table(analyst, "/download/oblasts.csv")
        assert sum(int(row["may_apply"]) for row in oblasts) == 3

    def test_there_is_no_other_table(self, analyst: Client, country: Run) -> None:
        assert analyst.get("/download/everything.csv").status_code == 404

    def test_an_officer_gets_the_figures_of_one_institution(self, officer: Client, country: Run) -> None:
        assert officer.get("/").context["summary"].total == 8


class TestPeople:
    """Lists."""

    def test_a_person_of_each_answer_is_listed_with_a_reason(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/people/")
        assert "У реєстрі 11 осіб" in text
        assert "Граничний вік; Злочини проти основ національної безпеки" in text
        assert "бракує: пункти частини статті" in text
        assert "відкрите питання C-19" in text
        assert "усі умови виконано" in text

    def test_a_person_without_a_name_is_not_without_a_link(self, analyst: Client, country: Run) -> None:
        assert "Ім’я невідоме" in read(analyst, "/people/")
        assert 'href="/people/P-NO-DATE/"' in analyst.get("/people/").content.decode()

    def test_chosen_filters_can_be_taken_off_one_by_one(self, analyst: Client, country: Run) -> None:
        page = analyst.get("/people/?verdict=barred&institution=UVP-2")
        assert page.context["page"].paginator.count == 1
        without = [address for _, address in page.context["chosen"]]
        assert sorted(without) == ["?institution=UVP-2", "?verdict=barred"]

    @pytest.mark.parametrize(
        "address",
        [
            "?verdict=maybe",
            "?ground=nothing",
            "?month=2026-13",
            "?month=ab",
            "?page=999",
            "?page=x",
            "?order=shoe-size",
            "?oblast=XX",
            "?words=%00",
        ],
    )
    def test_a_wrong_address_shows_more_not_nobody(self, analyst: Client, country: Run, address: str) -> None:
        assert analyst.get("/people/" + address).context["page"].paginator.count == 11

    def test_nobody_found_says_what_to_do(self, analyst: Client, country: Run) -> None:
        assert "нікого не знайдено" in read(analyst, "/people/?words=нема")

    def test_an_officer_sees_only_the_own_institution(self, officer: Client, country: Run) -> None:
        text = read(officer, "/people/")
        assert "У реєстрі 8 осіб" in text
        assert "P-TREASON" not in text
        assert "P-TWO-GAPS" not in text
        assert "Ви бачите людей своєї установи: UVP-1" in text

    def test_a_list_is_a_look(self, analyst: Client, country: Run) -> None:
        read(analyst, "/people/?verdict=barred")
        look = Look.objects.get()
        assert (look.page, look.purpose, look.person_id) == ("people", "policy-analysis", "")
        assert look.detail == "verdict=barred [4/4]"

    def test_the_download_holds_the_whole_list(self, analyst: Client, country: Run) -> None:
        rows = table(analyst, "/people/download.csv?verdict=cannot_tell")
        assert {row["person_id"] for row in rows} == {"P-ITEMS", "P-NO-DATE", "P-TWO-GAPS", "P-FOREIGN"}
        assert Look.objects.get().page == "people-download"

    def test_a_name_that_looks_like_a_formula_stays_a_name(self, analyst: Client) -> None:
        ruled([Someone("P-1", person={"family_name": "=1+1", "given_name": "@x"})])
        row = table(analyst, "/people/download.csv")[0]
        assert (row["family_name"], row["given_name"]) == ("'=1+1", "'@x")

    def test_a_name_is_text_not_markup(self, analyst: Client) -> None:
        ruled([Someone("P-1", person={"family_name": "<b>Жук</b>"})])
        assert "&lt;b&gt;Жук&lt;/b&gt;" in analyst.get("/people/").content.decode()

    def test_long_lists_are_paged(self, analyst: Client) -> None:
        ruled(Someone(f"P-{i:03}") for i in range(120))
        first, last = analyst.get("/people/?order=number"), analyst.get("/people/?order=number&page=3")
        assert [len(page.context["people"]) for page in (first, last)] == [50, 20]
        assert "page=2" in first.content.decode()
        assert 'aria-current="page"' in first.content.decode()


class TestPerson:
    """One person."""

    @pytest.mark.parametrize(
        ("id", "uk", "en"),
        [
            ("P-MAY", "Зразок Тест може подати заяву за статтею 81-1", "Зразок Тест may apply under Article 81-1"),
            (
                "P-OLD",
                "не може подати заяву за статтею 81-1: не виконано 1 умову",
                "may not apply under Article 81-1: 1 condition does not hold",
            ),
            ("P-OLD-TREASON", "не виконано 2 умови", "2 conditions do not hold"),
            (
                "P-ITEMS",
                "Не можна сказати, чи може подати заяву Зразок Тест: бракує відомостей",
                "It cannot be told whether Зразок Тест may apply: facts are missing",
            ),
            ("P-FOREIGN", "закон не дає прямої відповіді", "the law gives no plain answer"),
            (
                "P-NO-DATE",
                "Не можна сказати, чи може подати заяву P-NO-DATE",
                "It cannot be told whether P-NO-DATE may apply",
            ),
        ],
    )
    def test_the_answer_comes_first(self, analyst: Client, country: Run, id: str, uk: str, en: str) -> None:
        for language, wanted in (("uk", uk), ("en", en)):
            text = read(analyst, f"/people/{id}/", language)
            assert wanted in text
            assert text.index(wanted) < text.index("Чому така відповідь" if language == "uk" else "Why")

    def test_every_condition_stands_there_with_its_article(self, analyst: Client, country: Run) -> None:
        page = analyst.get("/people/P-OLD-TREASON/").content.decode()
        for condition in BOOK.conditions:
            assert f'href="/law/{condition.id}/"' in page

    def test_what_does_not_hold_comes_before_what_does(self, analyst: Client, country: Run) -> None:
        context = analyst.get("/people/P-OLD-TREASON/").context
        assert [line.id for line in context["decisive"]] == ["upper-age", "national-security"]
        assert len(context["holding"]) == len(BOOK.conditions) - 2

    def test_a_missing_fact_names_its_place_and_its_supplier(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/people/P-ITEMS/")
        assert "пункти частини статті Засудження: стаття 115, частина 2 суд" in text
        assert "копія вироку із суду" in text

    def test_an_article_outside_the_catalogue_is_named(self, analyst: Client) -> None:
        ruled([Someone("P-1", conviction={"article": "999", "part": None})])
        assert "Засудження: стаття 999: такої немає в переліку правопорушень" in read(analyst, "/people/P-1/")

    def test_it_says_when_the_answer_changes(self, analyst: Client, country: Run) -> None:
        assert "Усі умови буде виконано з 20 березня 2026 р. (через 2 місяці)" in read(analyst, "/people/P-YOUNG/")
        assert "Подати заяву можна до 1 червня 2026 р. включно" in read(analyst, "/people/P-SOON-OLD/")
        assert "ця відповідь сама собою не зміниться" in read(analyst, "/people/P-OLD/")

    def test_no_sentence_ends_in_two_full_stops(self, analyst: Client, country: Run) -> None:
        for id in ("P-MAY", "P-OLD", "P-YOUNG", "P-SOON-OLD", "P-ITEMS"):
            assert ".." not in read(analyst, f"/people/{id}/")

    def test_the_ways_out_stand_on_one_line(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/people/P-MAY/")
        for way in (
            "Військова служба (стаття 81-1)",
            "Умовно-дострокове звільнення (стаття 81)",
            "Заміна покарання м’якшим (стаття 82)",
            "Кінець строку покарання",
        ):
            assert way in text

    def test_facts_come_with_their_source_and_day(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/people/P-MAY/")
        assert "Джерело: витяг «витяг.zip», рядок 2, прийнято" in text

    def test_the_law_of_another_day_can_be_asked(self, analyst: Client, country: Run) -> None:
        before = analyst.get("/people/P-MAY/?on=2024-05-17").context["answer"]
        assert (before.verdict, before.failed, before.as_of) == ("barred", ("period",), date(2024, 5, 17))
        for first_day in ("2024-05-18", "18.05.2024", " 18.5.2024 "):
            page = analyst.get("/people/P-MAY/", {"on": first_day})
            assert (page.context["answer"].as_of, page.context["answer"].verdict) == (date(2024, 5, 18), "may_apply")
            assert 'value="18.05.2024"' in page.content.decode()

    @pytest.mark.parametrize(
        ("on", "said"),
        [
            ("12/31/2020", "не дата"),
            ("30.02.2026", "не дата"),
            ("1999-01-01", "цього права ще не було"),
            ("<b>", "не дата"),
        ],
    )
    def test_a_day_that_cannot_be_asked_says_why(self, analyst: Client, country: Run, on: str, said: str) -> None:
        page = analyst.get("/people/P-MAY/", {"on": on})
        assert page.context["answer"].as_of == date(2026, 1, 15)
        assert said in page.content.decode()
        assert "<b>»" not in page.content.decode()

    def test_the_page_agrees_with_the_stored_run(self, analyst: Client, country: Run) -> None:
        for answer in country.determinations.order_by("pk"):
            assert analyst.get(f"/people/{answer.person_id}/").context["answer"].verdict == answer.verdict

    def test_somebody_elses_person_is_not_there(self, officer: Client, country: Run) -> None:
        """The same page as for a number that nobody has, and no look is written."""
        for id in ("P-TREASON", "P-TWO-GAPS", "P-NOBODY"):
            assert officer.get(f"/people/{id}/").status_code == 404
        assert not Look.objects.exists()

    def test_every_look_is_written_down_and_shown(self, monitor: Client, country: Run) -> None:
        monitor.get("/people/P-MAY/")
        text = read(monitor, "/people/P-MAY/")
        assert Look.objects.filter(person_id="P-MAY", page="person", purpose="oversight").count() == 2
        assert "Усього 2 перегляди" in text
        assert "Незалежний спостерігач, monitor нагляд за додержанням прав" in text

    def test_an_officer_does_not_see_the_monitor_looking(self, officer: Client, country: Run) -> None:
        signed_in("monitor").get("/people/P-MAY/")
        text = read(officer, "/people/P-MAY/")
        assert "Усього 1 перегляд" in text
        assert "monitor" not in text


class TestInstitutions:
    """Places."""

    def test_the_list_adds_up(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/institutions/")
        assert "11 осіб у 3 установах" in text
        assert "Установа невідома" in text

    def test_one_place_opens_with_its_sentence(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/institutions/UVP-2/")
        assert "Із 2 осіб у цій установі 1 може подати заяву" in text
        assert "Відповідь є для 100 % людей установи" in text

    def test_its_numbers_lead_to_its_own_people(self, analyst: Client, country: Run) -> None:
        page = analyst.get("/institutions/UVP-2/").content.decode()
        assert "/people/?verdict=barred&amp;institution=UVP-2" in page

    def test_an_officer_cannot_open_another(self, officer: Client, country: Run) -> None:
        assert officer.get("/institutions/UVP-1/").status_code == 200
        assert officer.get("/institutions/UVP-2/").status_code == 404
        assert officer.get("/institutions/UVP-9/").status_code == 404


class TestLaw:
    """The manual."""

    def test_every_condition_has_a_page_with_examples(self, analyst: Client, country: Run) -> None:
        for condition in BOOK.conditions:
            page = analyst.get(f"/law/{condition.id}/")
            assert page.status_code == 200
            assert page.context["first"], condition.id

    def test_it_says_how_many_people_it_touches(self, analyst: Client, country: Run) -> None:
        assert "2 особи : не виконано" in read(analyst, "/law/upper-age/")

    def test_open_questions_name_their_readings_and_who_waits(self, analyst: Client, country: Run) -> None:
        text = read(analyst, "/law/")
        assert "citizenship=citizens-only" in text
        assert "1 особа чекає на відповідь" in text

    def test_an_unknown_provision_is_not_there(self, analyst: Client) -> None:
        assert analyst.get("/law/no-such-thing/").status_code == 404
