"""What a form does when something is wrong: says it in words beside the field, keeps what was typed, records nothing."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from poruka.cases.models import Record
from poruka.documents.sheets import CURRENT, SHEETS
from poruka.law.calendar import KYIV
from tests.web.cases import story
from tests.web.cases.reading import form_of, hidden_of, main_of, text_of
from tests.web.cases.test_every_form import record


def review(cases: dict[str, str]) -> str:
    """The form of the preliminary review, with a field of nearly every kind."""
    return f"/cases/{cases['applied']}/records/preliminary-review/"


@pytest.fixture
def officer(cases: dict[str, str], as_: Callable[[str], Client]) -> Client:
    """An officer, in front of a case where the first examination was positive."""
    client = as_("officer")
    record(
        client,
        cases["applied"],
        "primary-examination",
        {**story.fields_for("primary-examination"), "f-result": "positive"},
    )
    return client


def send(client: Client, address: str, sent: dict[str, Any]) -> tuple[int, str]:
    """Send a form as the page gave it, with what was typed; the status and the page that answers."""
    before = Record.objects.count()
    answered = client.post(address, {**form_of(client, address), **sent})
    assert Record.objects.count() == before, "something was recorded"
    return answered.status_code, answered.content.decode()


def errors(page: str) -> list[str]:
    """The sentences of the error summary; each must lead to an input of the page."""
    summary = re.search(r'<ul class="govuk-list govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)
    assert summary, text_of(main_of(page))[:400]
    found = re.findall(r'<a href="#([^"]+)">(.*?)</a>', summary[1], re.DOTALL)
    for target, _ in found:
        assert f'id="{target}"' in page, target
    return [text_of(sentence) for _, sentence in found]


class TestWrong:
    """Mistakes of one person."""

    def test_an_empty_form_names_every_field_it_lacks_at_once(self, officer: Client, cases: dict[str, str]) -> None:
        blank = dict.fromkeys(story.when(story.NOW), "")
        status, page = send(officer, review(cases), blank)
        assert status == 422
        assert page.index("Помилка: ") < page.index("<body")
        assert len(errors(page)) == 8
        assert "Заповніть поле «результат»." in errors(page)
        assert "Вкажіть, коли це сталося." in errors(page)
        assert page.count("govuk-error-message") == 8

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"f-reason": "я" * 4001}, "«підстави своїми словами»: не більше 4000 знаків."),
            ({"f-reason": "нуль\x00знак"}, "«підстави своїми словами» має бути текстом."),
            ({"f-result": "granted"}, "«Результат»: оберіть відповідь з переліку."),
            ({"f-by_video": "maybe"}, "«Відеозв’язок»: оберіть відповідь з переліку."),
            ({"f-unit": "A0000"}, "«Військова частина»: оберіть відповідь з переліку."),
            ({"f-unit": "CRT-UA-53"}, "«Військова частина»: оберіть відповідь з переліку."),
            ({"f-happened_at-day": "31", "f-happened_at-month": "2"}, "«Коли це сталося»: такої дати немає."),
            ({"f-happened_at-day": "перше"}, "«Коли це сталося»: вкажіть день, місяць і рік цифрами."),
            ({"f-happened_at-year": "26"}, "«Коли це сталося»: вкажіть рік чотирма цифрами."),
            ({"f-happened_at-hour": "24"}, "«Коли це сталося»: години – від 0 до 23, хвилини – від 0 до 59."),
            ({"f-happened_at-hour": ""}, "«Коли це сталося»: вкажіть дату, години і хвилини."),
            ({"f-happened_at-day": "١٢"}, "«Коли це сталося»: вкажіть день, місяць і рік цифрами."),
            ({"f-happened_at-year": "2027"}, "Подія не може бути в майбутньому. Перевірте дату і час."),
            ({"f-happened_at-year": "2025"}, "Ця подія не могла статися раніше за записи, на які вона спирається."),
        ],
    )
    def test_a_wrong_value_is_told_beside_its_field_and_stays_there(
        self, officer: Client, cases: dict[str, str], typed: dict[str, str], said: str
    ) -> None:
        status, page = send(officer, review(cases), {**story.fields_for("preliminary-review"), **typed})
        assert status == 422
        assert len(errors(page)) == 1
        assert errors(page)[0].startswith(said)
        name, value = next(iter(typed.items()))
        if "\x00" not in value and name not in ("f-result", "f-by_video", "f-unit"):
            assert value in page
        assert 'value="слова"' in page, "what was right is kept"

    def test_markup_that_was_typed_is_shown_and_never_done(self, officer: Client, cases: dict[str, str]) -> None:
        evil = '"><script>alert(1)</script>{{ actor }}{% debug %}'
        typed = {**story.fields_for("preliminary-review"), "f-centre_present": evil, "f-unit_present": ""}
        _, page = send(officer, review(cases), typed)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ actor }}{% debug %}" in page
        record(officer, cases["applied"], "preliminary-review", {**typed, "f-unit_present": evil})
        shown = officer.get(f"/cases/{cases['applied']}/").content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown

    def test_fields_that_the_form_does_not_have_are_not_recorded(self, officer: Client, cases: dict[str, str]) -> None:
        extra = {"f-made_by": "head-UVP-1", "f-diagnosis": "слово", "sealed-findings": "слово", "f-__class__": "x"}
        record(officer, cases["applied"], "preliminary-review", {**story.fields_for("preliminary-review"), **extra})
        made = Record.objects.latest("seq")
        assert made.made_by == "officer-UVP-1"
        assert set(made.fields) == {
            *("recruitment_centre", "unit", "centre_present", "unit_present", "by_video", "result", "reason")
        }
        assert made.sealed == ""

    def test_more_than_can_be_taken_in_is_refused_in_words(self, officer: Client, cases: dict[str, str]) -> None:
        status, page = send(officer, review(cases), {"f-reason": "я" * 2_000_000})
        assert status == 400
        assert "Нічого не змінено" in page

    @pytest.mark.parametrize(
        "hidden", [{"key": "x" * 500}, {"key": ""}, {"seen": "<x>"}, {"seen": ""}, {"key": "\x00"}]
    )
    def test_hidden_fields_that_somebody_has_changed_break_nothing(
        self, hidden: dict[str, str], cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        """Recorded or refused in words, and never twice."""
        client = as_("officer")
        address = f"/cases/{cases['opened']}/records/recruiter-visit/"
        sent = {**form_of(client, address), **story.fields_for("recruiter-visit"), **hidden}
        answered = client.post(address, sent)
        assert answered.status_code in (302, 409, 422)
        if answered.status_code != 302:
            assert 'value="слова"' in answered.content.decode()
        assert Record.objects.filter(case_id=cases["opened"], type="recruiter-visit").count() <= 1

    def test_the_key_of_somebody_elses_act_tells_nothing_of_it(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        theirs = Record.objects.filter(case_id=cases["elsewhere"], type="consent").latest("number")
        client = as_("officer")
        address = f"/cases/{cases['opened']}/records/recruiter-visit/"
        answered = client.post(
            address, {**form_of(client, address), **story.fields_for("recruiter-visit"), "key": theirs.key}
        )
        assert answered.status_code == 409
        page = answered.content.decode()
        for told in (cases["elsewhere"], "Інший", "monitor", "кімната"):
            assert told not in page

    def test_a_step_out_of_order_is_refused_with_what_must_come_first(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        address = f"/cases/{cases['applied']}/records/motion/"
        head = as_("head")
        for answered in (head.get(address), head.post(address, story.fields_for("motion"))):
            page = text_of(main_of(answered.content.decode()))
            assert answered.status_code == 409
            assert "Спочатку потрібен запис «Рішення установи»" in page
        assert not Record.objects.filter(type="motion", case_id=cases["applied"]).exists()

    def test_a_form_from_another_site_is_not_taken(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = as_("person-P-SECOND").cookies
        before = Record.objects.count()
        answered = strict.post(f"/cases/{cases['opened']}/records/application/", story.fields_for("application"))
        assert answered.status_code == 403
        assert strict.post("/my-case/withdraw/").status_code == 403
        assert Record.objects.count() == before


class TestClock:
    """The hour that does not exist, and the one that comes twice."""

    def test_a_time_that_did_not_exist_is_told(self, officer: Client, cases: dict[str, str]) -> None:
        status, page = send(
            officer,
            review(cases),
            {**story.fields_for("preliminary-review"), **story.when(datetime(2025, 3, 30, 3, 30, tzinfo=KYIV))},
        )
        assert status == 422
        assert "годинник перевели вперед" in errors(page)[0]

    def test_of_an_hour_that_came_twice_it_is_asked_which(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client = as_("officer")
        address = f"/cases/{cases['opened']}/records/recruiter-visit/"
        sent = {**story.fields_for("recruiter-visit"), **story.when(datetime(2025, 10, 26, 3, 30, tzinfo=KYIV))}
        status, page = send(client, address, sent)
        assert status == 422
        assert "двічі" in errors(page)[0]
        assert 'name="f-happened_at-fold"' in page
        record(client, cases["opened"], "recruiter-visit", {**sent, "f-happened_at-fold": "1"})
        made = Record.objects.latest("seq").whole.moment
        assert made.astimezone(KYIV).utcoffset() == timedelta(hours=2)


class TestTwice:
    """The same thing sent twice, and two people at once."""

    def test_a_form_sent_twice_makes_one_record(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        client = as_("person-P-SECOND")
        address = f"/cases/{cases['opened']}/records/application/"
        sent = {**form_of(client, address), **story.fields_for("application")}
        first, second = client.post(address, sent), client.post(address, sent)
        assert (first.status_code, second.status_code) == (302, 302)
        assert first["Location"] == second["Location"]
        assert Record.objects.filter(case_id=cases["opened"], type="application").count() == 1

    def test_the_key_of_one_act_does_not_serve_for_another(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client = as_("officer")
        address = f"/cases/{cases['opened']}/records/recruiter-visit/"
        sent = {**form_of(client, address), **story.fields_for("recruiter-visit")}
        client.post(address, sent)
        again = client.post(address, {**sent, "f-speakers": "хтось інший"})
        page = again.content.decode()
        assert again.status_code == 409
        assert "хтось інший" in page
        assert Record.objects.filter(case_id=cases["opened"], type="recruiter-visit").count() == 1
        anew = {**sent, "f-speakers": "хтось інший", **hidden_of(page)}
        assert client.post(address, anew).status_code == 302

    def test_whoever_comes_second_is_told_what_is_new_and_loses_nothing(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        slow, quick, case = as_("officer"), as_("head"), cases["referred"]
        address = f"/cases/{case}/records/document/"
        sent = {**form_of(slow, address), **story.fields_for("document"), "f-number": "АА 123456"}
        record(as_("recruiter"), case, "selection", {**story.fields_for("selection"), "f-note": "пройшов добре"})
        answered = slow.post(address, sent)
        page = answered.content.decode()
        assert answered.status_code == 409
        assert "у справі з’явилося нове" in page
        assert "пройшов добре" in page
        assert 'value="АА 123456"' in page
        assert not Record.objects.filter(case_id=case, fields__contains="АА 123456").exists()
        assert slow.post(address, {**sent, **hidden_of(page)}).status_code == 302
        assert quick.get(f"/cases/{case}/").content.decode().count("АА 123456") == 1

    def test_a_step_that_somebody_else_has_taken_meanwhile_is_told_as_taken(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        slow, case = as_("officer"), cases["applied"]
        address = f"/cases/{case}/records/primary-examination/"
        sent = {**form_of(slow, address), **story.fields_for("primary-examination"), "f-result": "positive"}
        record(
            as_("officer"),
            case,
            "primary-examination",
            {**story.fields_for("primary-examination"), "f-result": "negative"},
        )
        answered = slow.post(address, sent)
        page = text_of(main_of(answered.content.decode()))
        assert answered.status_code == 409
        assert "Запис «Первинний медичний огляд» уже є." in page
        assert "у справі з’явилося нове" in page

    def test_a_record_one_may_not_know_of_stops_nobody_and_betrays_nothing(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        """The person says "not now" while the officer types; the officer's form goes through as if nothing had been."""
        officer, case = as_("officer"), cases["opened"]
        address = f"/cases/{case}/records/recruiter-visit/"
        sent = {**form_of(officer, address), **story.fields_for("recruiter-visit")}
        record(as_("person-P-SECOND"), case, "not-now", {"f-why": ["no-home-leave"], **story.when(story.NOW)})
        assert officer.post(address, sent).status_code == 302
        assert Record.objects.filter(case_id=case).count() == 3


class TestSignInLost:
    """The sign-in runs out in the middle of a form."""

    def test_what_was_typed_waits_until_one_is_back(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        client = as_("officer")
        address = f"/cases/{cases['applied']}/records/primary-examination/"
        typed = {**form_of(client, address), **story.fields_for("primary-examination"), "f-result": "positive"}
        client.cookies.clear()
        typed["sealed-findings"] = story.SECRET
        answered = client.post(address, typed)
        assert answered.status_code == 302
        assert "/sign-in/?next=" in answered["Location"]
        assert story.SECRET not in str(dict(client.session))
        client.post("/sign-in/as/", {"account": "officer-UVP-1"})
        page = client.get(address).content.decode()
        assert "Введене збережено" in page
        assert "введіть їх знову" in page
        assert story.SECRET not in page
        assert re.search(r'value="positive" checked', page)
        assert "Введене збережено" not in client.get(address).content.decode()

    def test_somebody_elses_words_do_not_wait_for_the_next_who_signs_in(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client = Client()
        address = f"/cases/{cases['opened']}/records/not-now/"
        client.post(address, {"f-why": ["conscience"]})
        client.post("/sign-in/as/", {"account": "officer-UVP-1"})
        assert client.get(address).status_code == 403


class TestTheSheet:
    """The version of the information sheet is chosen among those on file."""

    def test_the_one_handed_out_now_is_filled_in(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        page = as_("officer").get(f"/cases/{cases['opened']}/records/information-given/").content.decode()
        choice = page.split('name="f-sheet_version"')[1].split("</select>")[0]
        assert re.findall(r'<option value="([^"]*)" selected', choice) == [CURRENT]
        assert set(re.findall(r'<option value="([^"]+)"', choice)) == set(SHEETS)
        assert "та, яку видають тепер" in page

    def test_one_that_is_not_on_file_is_refused_beside_the_field(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        officer, address = as_("officer"), f"/cases/{cases['opened']}/records/information-given/"
        sent = {**form_of(officer, address), **story.fields_for("information-given"), "f-sheet_version": "1999-01"}
        answered = officer.post(address, sent)
        assert answered.status_code == 422
        assert "оберіть відповідь з переліку" in answered.content.decode()


class TestWhatThePersonSaid:
    """Whoever lists a hearing or answers a request has the person's own words before their eyes."""

    def test_the_court_reads_the_choice_while_it_lists_the_hearing(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        address, court = f"/cases/{cases['listed']}/records/hearing/", as_("court")
        assert "Як особа бажає брати участь" not in text_of(main_of(court.get(address).content.decode()))
        chosen = {**story.fields_for("hearing-choice"), "f-how": "in-room", "f-counsel": "no", "f-interpreter": "no"}
        record(as_("person-P-FIFTH"), cases["listed"], "hearing-choice", chosen)
        page = text_of(main_of(court.get(address).content.decode()))
        assert "Як особа бажає брати участь , 16 березня 2026 р." in page.replace("участь,", "участь ,")
        assert "Як саме у залі суду" in page

    def test_a_hearing_listed_otherwise_comes_back_with_the_question_why(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        chosen = {**story.fields_for("hearing-choice"), "f-how": "in-room"}
        record(as_("person-P-FIFTH"), cases["listed"], "hearing-choice", chosen)
        court, address = as_("court"), f"/cases/{cases['listed']}/records/hearing/"
        sent = {**form_of(court, address), **story.fields_for("hearing"), "f-by_video": "yes", "f-why_otherwise": ""}
        answered = court.post(address, sent)
        assert answered.status_code == 422
        page = text_of(main_of(answered.content.decode()))
        assert "Особа обрала участь у залі суду. Якщо засідання призначено інакше, напишіть, чому." in page
        sent["f-why_otherwise"] = "немає конвою"
        assert court.post(address, sent).status_code == 302
