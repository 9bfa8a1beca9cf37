"""Pages with nothing to show teach: what will stand here, and what to do to get it."""

import pytest
from django.test import Client

from tests.web.country import Someone, ruled
from tests.web.test_pages import read

pytestmark = pytest.mark.django_db

BEFORE_A_RUN = ("/", "/people/", "/institutions/", "/what-if/?draft=longer-age")
STEPS = ("poruka register import", "poruka run make", "poruka demo")


class TestBeforeTheFirstRun:
    """A database with accounts and nothing else."""

    @pytest.mark.parametrize("address", BEFORE_A_RUN)
    @pytest.mark.parametrize(
        ("language", "said"), [("uk", "Закон ще не застосовано до реєстру"), ("en", "The law has not been applied")]
    )
    def test_a_page_says_how_to_begin(self, analyst: Client, address: str, language: str, said: str) -> None:
        text = read(analyst, address, language)
        assert said in text
        assert [step for step in STEPS if step not in text] == []

    @pytest.mark.parametrize("login", ["analyst", "monitor", "officer-UVP-1", "head-UVP-1"])
    def test_every_reader_of_the_register_gets_that_page(self, analyst: Client, login: str) -> None:
        client = Client()
        client.post("/sign-in/as/", {"account": login})
        for address in BEFORE_A_RUN:
            assert "Щоб почати" in read(client, address)

    @pytest.mark.parametrize("address", ["/law/", "/law/penalty/", "/definitions/", "/what-if/", "/account/"])
    def test_what_needs_no_register_is_there_already(self, analyst: Client, address: str) -> None:
        assert "poruka run make" not in read(analyst, address)

    @pytest.mark.parametrize(
        "address",
        ["/download/grounds.csv", "/download/oblasts.csv", "/people/download.csv", "/what-if/download.csv?draft=longer-age"],
    )  # fmt: skip
    def test_there_is_nothing_to_take_away(self, analyst: Client, address: str) -> None:
        assert analyst.get(address).status_code == 404

    def test_a_person_imported_but_not_yet_in_a_run_has_an_answer(self, analyst: Client) -> None:
        """The page of a person applies the law itself; it does not wait for a run."""
        from tests.web.country import settle

        settle([Someone("P-1")])
        assert "може подати заяву за статтею 81-1" in read(analyst, "/people/P-1/")

    def test_sign_in_of_a_demonstration_without_accounts_says_what_makes_them(self, client: Client) -> None:
        assert "make demo" in read(client, "/sign-in/")


class TestNobody:
    """A run over a register in which the reader may see nobody."""

    def test_an_officer_of_an_empty_colony_is_told_so_and_not_shown_the_others(self, officer: Client) -> None:
        ruled([Someone("P-1", institution="UVP-2")])
        for address in ("/", "/institutions/"):
            text = read(officer, address)
            assert "немає жодної особи, яку ви можете бачити" in text
            assert "poruka register import" in text
            assert "Друга виправна колонія" not in text
        assert "Під ці умови не підпадає ніхто" in read(officer, "/people/")

    def test_no_bar_and_no_gap_is_said_too(self, analyst: Client) -> None:
        """Everyone may apply: nothing stands in the way, nothing is missing, nothing will change."""
        ruled([Someone("P-1", person={"birth_date": None}, conviction={"article": "111", "part": 1})])
        assert "Протягом року ні для кого відповідь сама собою не зміниться" in read(analyst, "/")
        ruled([Someone("P-2", institution="UVP-2")])
        text = read(analyst, "/institutions/UVP-2/")
        assert "Нікому з цих людей закон не заважає" in text
        assert "Усіх відомостей вистачає" in text

    def test_a_draft_that_changes_nobody_says_so(self, analyst: Client) -> None:
        ruled([Someone("P-1")])
        text = read(analyst, "/what-if/?draft=longer-age")
        assert "Ця зміна не змінила б відповіді для жодної особи" in text
        assert "За областю" not in text
