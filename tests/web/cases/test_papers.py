"""Papers: printed from the case by whoever sees the record, and checked by anybody who holds them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from poruka.access.models import Look
from poruka.cases.catalogue import CATALOGUE
from poruka.cases.codes import code_of
from poruka.cases.models import Record
from tests.web.cases import story
from tests.web.cases.reading import main_of, read, text_of
from tests.web.cases.test_every_form import record

LINK = re.compile(r'href="(/cases/\w+/papers/[^"]+)"')


def links(client: Client, address: str) -> list[str]:
    """Every paper that a page offers, once."""
    found = LINK.findall(client.get(address).content.decode())
    return list(dict.fromkeys(link.replace("&amp;", "&") for link in found))


@pytest.mark.parametrize("who", ["officer", "head", "board", "commander", "court", "guard", "monitor"])
def test_every_paper_that_a_case_offers_can_be_printed(
    who: str, cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_(who)
    offered = links(client, f"/cases/{cases['lived']}/")
    assert offered
    for link in offered:
        answered = client.get(link)
        assert answered.status_code == 200, f"{link}: {text_of(main_of(answered.content.decode()))[:300]}"
        assert answered["Content-Type"] == "application/pdf"
        assert answered.content.startswith(b"%PDF-")
        look = Look.objects.latest("id")
        assert (look.page, look.person_id) == ("paper", story.PERSON)


def test_the_person_prints_everything_also_large_and_in_plain_words(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_("person")
    offered = links(client, "/my-case/")
    assert {link.rpartition("/")[2].partition(".")[0] for link in offered} >= {
        *("status-letter", "information-sheet", "application", "receipt", "consent", "motion", "ruling-reasons")
    }
    for variant in ("large", "plain"):
        assert any(f"variant={variant}" in link for link in offered)
    for link in offered:
        if "application" in link or "status-letter" in link:
            assert client.get(link).content.startswith(b"%PDF-"), link


def test_whoever_is_not_shown_a_record_is_not_given_its_paper(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    case = cases["lived"]
    motion = code_of(Record.objects.get(case_id=case, type="motion").hash)
    assert as_("head").get(f"/cases/{case}/papers/{motion}/motion.pdf").status_code == 200
    for who in ("unit", "commander", "guard"):
        assert as_(who).get(f"/cases/{case}/papers/{motion}/motion.pdf").status_code == 404
        assert not any("status-letter" in link for link in links(as_(who), f"/cases/{case}/"))
    consent = code_of(Record.objects.get(case_id=case, type="commander-consent").hash)
    assert as_("unit").get(f"/cases/{case}/papers/{consent}/commander-consent.pdf").status_code == 200
    assert as_("unit").get(f"/cases/{case}/papers/{consent}/status-letter.pdf").status_code == 404


def test_a_paper_that_is_not_made_of_a_record_is_not_there(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    case, client = cases["lived"], as_("officer")
    application = code_of(Record.objects.get(case_id=case, type="application").hash)
    for paper in ("motion", "nonsense", "application.typ", "../consent"):
        assert client.get(f"/cases/{case}/papers/{application}/{paper}.pdf").status_code == 404


def test_a_paper_that_cannot_be_made_says_why(cases: dict[str, str], as_: Callable[[str], Client]) -> None:
    case, client = cases["lived"], as_("officer")
    motion = code_of(Record.objects.get(case_id=case, type="motion").hash)
    answered = client.get(f"/cases/{case}/papers/{motion}/court-pack.pdf?variant=plain")
    assert answered.status_code == 409
    assert "друкують так: звичайний, великими літерами" in text_of(main_of(answered.content.decode()))


class TestCheck:
    """Checking a paper by its code."""

    @pytest.fixture
    def code(self, cases: dict[str, str]) -> str:
        return code_of(Record.objects.get(case_id=cases["lived"], type="application").hash)

    def test_anybody_may_check_and_is_told_the_title_and_the_day_alone(self, code: str) -> None:
        page = read(Client(), f"/check/{code}")
        assert "За цим кодом є запис" in page
        assert "Заява засудженого, 5 лютого 2026 р. Код" in page
        for told in (story.PERSON, "Зразок", "Перша виправна колонія", "КК 81-1"):
            assert told not in page
        english = read(Client(), f"/check/{code}", "en")
        assert "There is a record behind this code" in english
        assert "Application, 5 February 2026. Code" in english

    @pytest.mark.parametrize(
        "change", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} ", lambda c: c.replace("-", " ")]
    )
    def test_a_code_may_be_typed_carelessly(self, code: str, change: Callable[[str], str]) -> None:
        answered = Client().get("/check/", {"code": change(code)}, follow=True)
        assert "За цим кодом є запис" in text_of(answered.content.decode())

    def test_a_wrong_code_is_told_apart_from_what_is_no_code(self, land: None) -> None:
        assert "Паперу з таким кодом немає" in read(Client(), "/check/00000-00000", status=404)
        for typed in ("7K3", "ÜÜÜÜÜ-ÜÜÜÜÜ", "a" * 500, "../../etc", "😀😀😀😀😀😀😀😀😀😀", "7K3QW\\0ZB4M"):
            answered = Client().get("/check/", {"code": typed}, follow=True)
            assert answered.status_code == 422, typed
            assert "Це не код паперу" in text_of(answered.content.decode())

    def test_codes_are_not_guessed_by_trying(self, code: str) -> None:
        client = Client()
        for n in range(20):
            assert client.get(f"/check/{n:05}-00000").status_code == 404
        assert client.get("/check/99999-00000").status_code == 429
        assert client.get(f"/check/{code}").status_code == 429

    def test_a_corrected_paper_is_told_as_replaced(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        case, client = cases["lived"], as_("officer")
        old = code_of(Record.objects.get(case_id=case, type="preliminary-review").hash)
        address = f"/cases/{case}/records/preliminary-review/"
        values = next(step for step in story.story() if step.type == "preliminary-review").fields
        form = client.get(f"{address}?corrects={old}")
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form.content.decode()))
        moment = Record.objects.get(case_id=case, type="preliminary-review").whole.moment
        sent = {**hidden, **story.sent("preliminary-review", {**values, "unit_present": "Інший"}, moment)}
        assert client.post(address, sent).status_code == 302
        assert "пізніше його виправлено новим" in read(Client(), f"/check/{old}")

    def test_a_record_that_makes_no_paper_has_no_code_to_check(self, cases: dict[str, str]) -> None:
        row = Record.objects.get(case_id=cases["lived"], type="selection")
        assert not CATALOGUE["selection"].paper
        assert Client().get(f"/check/{code_of(row.hash)}").status_code == 404


def test_the_receipt_is_offered_the_moment_the_application_is_made(
    cases: dict[str, str], as_: Callable[[str], Client]
) -> None:
    client = as_("person-P-SECOND")
    taken_to = record(client, cases["opened"], "application", story.fields_for("application"))
    assert taken_to.startswith("/my-case/?made=")
    page = read(client, taken_to)
    assert "Запишіть цей код" in page
    assert any(link.endswith("/receipt.pdf") for link in links(client, taken_to))
