"""The page of a case: where it is, who has it, what is missing, what comes next, and everything that was recorded."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from poruka.cases.codes import code_of
from poruka.cases.models import Record
from tests.web.cases import story
from tests.web.cases.reading import form_of, hidden_of, main_of, read, text_of
from tests.web.cases.test_every_form import record


def code(case: str, type_id: str) -> str:
    """The code of the newest record of a type."""
    return code_of(Record.objects.filter(case_id=case, type=type_id).latest("number").hash)


class TestAnswer:
    """The one sentence first."""

    def test_it_opens_with_where_who_since_when_and_what_next(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        page = read(as_("officer"), f"/cases/{cases['referred']}/")
        assert (
            "Направлено на ВЛК Від 13 лютого 2026 р., 10:00. Справа у: Секретар ВЛК (Комісія UA-53)."
            " Далі: Провести огляд ВЛК — прострочено на 12 днів, до кінця 3 березня 2026 р."
        ) in page
        assert "р.." not in page
        english = read(as_("officer"), f"/cases/{cases['referred']}/", "en")
        assert "Referred to the medical board Since 13 February 2026, 10:00. With: Medical board secretary" in english

    def test_whoever_has_it_is_told_so(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        assert "(це ви)" in read(as_("board"), f"/cases/{cases['referred']}/")

    def test_the_motion_lacks_what_is_not_there_and_has_what_is(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        page = read(as_("head"), f"/cases/{cases['referred']}/")
        assert "До клопотання бракує: 5" in page
        assert "Згода командира частини: немає" in page
        assert "Військовий облік: є" in page
        assert "паспорт: є в справі" in page
        assert "рахунок у банку: ще не перевіряли" in page
        assert "До клопотання" not in read(as_("head"), f"/cases/{cases['listed']}/")

    def test_a_refusal_of_the_commander_is_missing_with_the_reason(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        story.say(
            cases["referred"],
            story.Told("person", "unit-may-see", 13, {"unit": "A9001"}),
            story.cast(person="P-FOURTH")["person"],
        )
        for type_id, who in (("unit-offer", "unit"), ("commander-consent", "commander")):
            sent = story.fields_for(type_id) | ({"f-consents": "no"} if who == "commander" else {})
            record(as_(who), cases["referred"], type_id, sent)
        page = read(as_("head"), f"/cases/{cases['referred']}/")
        assert "Згода командира частини: командир згоден: ні" in page

    def test_a_closed_step_says_why_and_from_when(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        page = read(as_("head"), f"/cases/{cases['referred']}/")
        assert "Рішення установи. Потрібна письмова згода командира." in page
        ruling = next(step for step in story.story() if step.type == "ruling")
        sent = story.sent("ruling", {**ruling.fields, "outcome": "refused", "reason": "мотиви"}, story.NOW)
        record(as_("court"), cases["listed"], "ruling", sent)
        page = read(as_("head"), f"/cases/{cases['listed']}/")
        assert "не раніше ніж через три місяці" in page
        assert re.search(r"Відкриється 1[67] червня 2026 р\.", page)

    def test_steps_that_would_be_pointless_are_not_pressed_on_anybody(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        page = as_("officer").get(f"/cases/{cases['listed']}/").content.decode()
        assert "/records/application/" not in page
        assert "/records/withdrawal/" in page
        served = as_("monitor").get(f"/cases/{cases['lived']}/").content.decode()
        for type_id in ("application", "not-now", "reflection-waived", "information-given", "unit-offer"):
            assert f"/records/{type_id}/" not in served, type_id


class TestService:
    """Where the person serves."""

    def test_the_ledger_has_no_gap_and_is_for_those_who_may_know(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        case = cases["lived"]
        told = {"from_unit": "A9001", "unit": "A9002", "order": "77", "leaves_on": "2026-03-14"}
        record(as_("commander"), case, "transfer", story.sent("transfer", told, story.NOW))
        for who in ("commander", "commander-A9002", "person", "monitor"):
            page = read(as_(who), f"/cases/{case}/")
            assert "Частина A9001 1 9 березня 2026 р. 14 березня 2026 р." in page, who
            assert "Частина A9002 77 14 березня 2026 р. тепер" in page, who
        assert "Де служить особа" not in read(as_("officer"), f"/cases/{case}/")


class TestCorrecting:
    """A mistake is corrected by a later record, never by an edit."""

    def correct(self, client: Client, case: str, type_id: str, change: dict[str, str]) -> str:
        address = f"/cases/{case}/records/{type_id}/?corrects={code(case, type_id)}"
        page = client.get(address)
        assert page.status_code == 200
        typed = typed_in(page.content.decode())
        answered = client.post(address.partition("?")[0], {**typed, **hidden_of(page.content.decode()), **change})
        assert answered.status_code == 302, text_of(main_of(answered.content.decode()))[:400]
        return str(answered["Location"])

    def test_the_old_record_stays_struck_through_beside_the_new_one(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client, case = as_("court"), cases["listed"]
        old = code(case, "court-registration")
        taken_to = self.correct(client, case, "court-registration", {"f-case_number": "302/2/26"})
        page = client.get(taken_to).content.decode()
        assert re.search(r"<s>301/1/26</s>", page)
        assert "302/2/26" in page
        assert f'href="#record-{code(case, "court-registration")}"' in page
        assert f'id="record-{old}"' in page
        rows = Record.objects.filter(case_id=case, type="court-registration").order_by("number")
        assert [row.supersedes for row in rows] == [None, rows[0].number]

    def test_the_form_comes_with_what_was_recorded_in_it(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        case, client = cases["listed"], as_("court")
        page = client.get(f"/cases/{case}/records/hearing/?corrects={code(case, 'hearing')}").content.decode()
        typed = typed_in(page)
        assert typed["f-at-day"] == "16"
        assert typed["f-by_video"] == "yes"
        assert typed["f-happened_at-year"] == "2026"
        assert "лишиться у справі закресленим" in page

    def test_a_record_of_another_role_is_not_corrected(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        """The application was handed in by the person; the officer may take one in, but not rewrite this one."""
        case, client = cases["applied"], as_("officer")
        assert (
            "?corrects="
            not in client.get(f"/cases/{case}/")
            .content.decode()
            .partition('id="records"')[2]
            .partition("Заява засудженого")[2]
            .partition("</li>")[0]
        )
        theirs = code(case, "application")
        answered = client.get(f"/cases/{case}/records/application/?corrects={theirs}")
        assert answered.status_code == 409
        sent = {**story.fields_for("application"), "corrects": theirs, "key": "k", "seen": theirs}
        assert client.post(f"/cases/{case}/records/application/", sent).status_code == 409
        assert Record.objects.filter(case_id=case, type="application").count() == 1

    @pytest.mark.parametrize("corrects", ["00000-00000", "nonsense", "' OR 1=1", "1"])
    def test_a_record_that_is_not_there_is_not_corrected(
        self, corrects: str, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        """Neither does the form make a new record in silence."""
        case, client = cases["listed"], as_("court")
        sent = {**story.fields_for("hearing"), "corrects": corrects, "key": "k", "seen": code(case, "hearing")}
        before = Record.objects.count()
        assert client.post(f"/cases/{case}/records/hearing/", sent).status_code in (404, 409, 422)
        assert Record.objects.count() == before

    def test_the_medical_part_is_not_shown_to_whoever_corrects_the_rest_and_stays_with_the_old_record(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        case, officer = cases["referred"], as_("officer")
        page = officer.get(f"/cases/{case}/records/primary-examination/?corrects={code(case, 'primary-examination')}")
        assert "Медичної частини старого запису вам не показано" in page.content.decode()
        self.correct(officer, case, "primary-examination", {"f-agreed": "yes"})
        assert story.SECRET in as_("person-P-FOURTH").get(f"/cases/{case}/").content.decode()
        assert story.SECRET not in officer.get(f"/cases/{case}/").content.decode()


def typed_in(page: str) -> dict[str, str]:
    """The values of the inputs of a form, as they stand on the page."""
    found = dict(re.findall(r'<input class="govuk-input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    found |= dict(
        re.findall(r'<input class="govuk-radios__input"[^>]* name="([^"]+)"[^>]* value="([^"]+)" checked', page)
    )
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
    for name, body in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]+)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


class TestMyCase:
    """The person's own page."""

    def test_it_says_where_it_stands_who_has_it_what_comes_and_what_one_may_do(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        page = read(as_("person-P-FOURTH"), "/my-case/")
        assert "Вас направлено на ВЛК" in page
        assert "Зараз має діяти: Секретар ВЛК (Комісія UA-53)" in page
        assert "Провести огляд ВЛК. Має зробити: Секретар ВЛК. Строк: до кінця 3 березня 2026 р." in page
        assert "Відкликати заяву" in page
        assert "Право на безоплатну правничу допомогу" in page

    def test_the_person_is_spoken_to_and_not_about(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        client, case = as_("person-P-SECOND"), cases["opened"]
        assert "Вас поінформовано про ваші права" in read(client, "/my-case/")
        assert "You have been told your rights" in read(client, "/my-case/", "en")
        for type_id in ("not-now", "application", "lawyer"):
            page = read(client, f"/cases/{case}/records/{type_id}/")
            assert "Особа" not in page, type_id
            assert re.search(r"\b(ви|вас|ваш[аеіу]?|вам)\b", page, re.IGNORECASE), type_id
        assert "Особа не хоче подавати заяву" in read(as_("monitor"), f"/cases/{case}/records/not-now/")

    def test_apply_and_not_now_are_buttons_of_the_same_kind(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        page = as_("person-P-SECOND").get("/my-case/").content.decode()
        buttons = re.findall(r'<a class="([^"]+)" role="button"[^>]*href="[^"]+/records/([\w-]+)/"', page)
        kinds = {type_id: style for style, type_id in buttons}
        assert kinds["application"] == kinds["not-now"] == "govuk-button"

    def test_one_press_withdraws_and_a_second_changes_nothing(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client, case = as_("person-P-THIRD"), cases["applied"]
        key = form_of(client, "/my-case/")["key"]
        first, second = client.post("/my-case/withdraw/", {"key": key}), client.post("/my-case/withdraw/", {"key": key})
        third = client.post("/my-case/withdraw/", {"key": "another"})
        assert [answered.status_code for answered in (first, second, third)] == [302, 302, 302]
        assert Record.objects.filter(case_id=case, type="withdrawal").count() == 1
        assert "Ви відкликали заяву" in read(client, "/my-case/")
        assert "Подати нову заяву" in read(client, "/my-case/")

    def test_once_the_ruling_is_in_force_it_is_said_that_one_cannot_withdraw_any_more(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        record(as_("court"), cases["granted"], "entry-into-force", story.fields_for("entry-into-force"))
        client = as_("person-P-SIXTH")
        assert client.post("/my-case/withdraw/").status_code == 302
        assert not Record.objects.filter(case_id=cases["granted"], type="withdrawal").exists()
        page = read(client, "/my-case/")
        assert "Ухвала набрала законної сили: відкликати заяву вже не можна" in page
        assert "Відкликати заяву" not in page

    def test_withdrawing_is_for_the_person_alone_at_this_address(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        for who in ("officer", "head", "monitor", "analyst"):
            assert as_(who).post("/my-case/withdraw/").status_code == 404
        assert as_("person").get("/my-case/withdraw/").status_code == 405
        assert Client().post("/my-case/withdraw/").status_code == 302

    def test_the_waiver_is_offered_only_while_the_reflection_time_runs(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        assert "Не чекати 72 години" not in read(as_("person-P-SECOND"), "/my-case/")
        at = story.NOW - timedelta(hours=5)
        sent = story.sent("information-given", {**story.SHEET, "lawyer_offered": True, "lawyer_taken": "later"}, at)
        record(as_("officer"), cases["opened"], "information-given", sent)
        assert "Не чекати 72 години" in read(as_("person-P-SECOND"), "/my-case/")

    def test_without_a_case_it_says_how_one_begins(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        assert "Вашої справи ще немає" in read(as_("person-P-NONE"), "/my-case/")
        assert "You have no case yet" in read(as_("person-P-NONE"), "/my-case/", "en")


class TestOpening:
    """From the register to a case."""

    def test_the_persons_page_leads_to_the_case_or_to_opening_one(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        client = as_("officer")
        assert "/cases/open/P-NONE/" in client.get("/people/P-NONE/").content.decode()
        page = client.get("/people/P-FOURTH/").content.decode()
        assert f"/cases/{cases['referred']}/" in page
        assert "/cases/open/" not in page
        assert "направлено на ВЛК від 13 лютого 2026 р. Справа у: Секретар ВЛК" in text_of(main_of(page))

    def test_twice_opened_is_one_case(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        client = as_("officer")
        sent = {**form_of(client, "/cases/open/P-NONE/"), **story.fields_for("information-given")}
        first, second = (client.post("/cases/open/P-NONE/", sent) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert client.get("/cases/open/P-NONE/")["Location"] == first["Location"]

    def test_a_person_of_another_colony_and_one_who_is_not_there_are_the_same(
        self, cases: dict[str, str], as_: Callable[[str], Client]
    ) -> None:
        for person in (story.OTHER, "P-NOBODY", "../P-NONE", "%00"):
            answered = as_("officer").post(f"/cases/open/{person}/", story.fields_for("information-given"))
            assert answered.status_code == 404, person

    def test_only_those_who_inform_open_a_case(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        for who in ("head", "recruiter", "board", "court", "person", "analyst"):
            assert as_(who).get("/cases/open/P-NONE/").status_code == 404, who
        assert as_("monitor").get("/cases/open/P-NONE/").status_code == 200

    def test_an_empty_form_opens_nothing(self, cases: dict[str, str], as_: Callable[[str], Client]) -> None:
        answered = as_("officer").post("/cases/open/P-NONE/", {})
        assert answered.status_code == 422
        assert "Заповніть поле «мова»" in text_of(answered.content.decode())
        assert not Record.objects.filter(case__person_id="P-NONE").exists()
