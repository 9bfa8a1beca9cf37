"""What a paper tells its reader: the facts of the record, the law's days, and nothing that is not theirs to know."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from poruka.cases.catalogue import CATALOGUE
from poruka.documents.data import EmptyHeading, PaperData, PaperRefused, code_for
from poruka.documents.papers import PAPERS, render
from poruka.documents.words import cites
from poruka.law.calendar import KYIV
from tests.documents.lives import EVERY, REFUSED, WITHDRAWN
from tests.documents.material import (
    ARTICLE,
    COURT_CASE,
    HEAD,
    SENTENCING_COURT,
    STORY,
    data_of,
    record,
    records,
    then,
    upto,
)
from tests.documents.reading import attached, words

SAYS = [
    # paper, what must be read in it
    ("application", "Я, Коваленко Олександр Іванович, народився 5 травня 1990 р., відбуваю покарання"),
    ("application", "від: Коваленка Олександра Івановича"),
    ("application", "Пам’ятку (редакція 2026-02) мені видано 2 лютого 2026 р."),
    ("application", "Номер паперової заяви 12"),
    ("receipt", "Вашу заяву одержано: 3 лютого 2026 р., 10:00."),
    ("receipt", "Організувати первинний медичний огляд: працівник установи, не пізніше 13 лютого 2026 р."),
    ("receipt", "Коваленку Олександру Івановичу"),
    ("consent", "Дати закінчення ніхто не знає"),
    ("consent", "Щорічної відпустки немає"),
    ("consent", "120 год від вручення пам’ятки"),
    ("consent", "Петренко П. П., капелан"),
    ("withdrawal", "Відкликаю свою заяву від 3 лютого 2026 р."),
    ("withdrawal", "Клопотання вже в суді"),
    ("refusal-to-sign", "Коваленко Олександр Іванович не підписав запропонованого паперу: лист про рішення."),
    ("refusal-to-sign", "Сидоренко С. С., лікар"),
    ("refusal-to-sign", "хто не підписав, той не погодився"),
    ("examination-reasons", "не можна продовжувати"),
    ("review-protocol", "Частина не має вакансій."),
    ("review-protocol", "КПК 537(1)(13-1)"),
    ("medical-reasons", "тимчасово непридатний"),
    ("medical-reasons", "Повторний огляд призначено на 4 травня 2026 р."),
    ("commander-consent", "Даю згоду на проходження військової служби за контрактом у цій частині"),
    ("decision-reasons", "Бракує відомостей про вирок."),
    ("motion", "звільнити засудженого Коваленка Олександра Івановича умовно-достроково"),
    ("motion", "територіального центру комплектування (Центр комплектування UA-53)"),
    ("motion", f"Статті КК {ARTICLE}"),
    ("motion", SENTENCING_COURT),
    ("motion", "придатний; номер довідки: ВЛК-7; діє до: 13 серпня 2026 р."),
    ("court-pack", "Додаток 1. Заява про бажання"),
    ("court-pack", "Додаток 3. Копія військово-облікових документів"),
    ("ruling-reasons", "Рішення суду щодо клопотання установи: відмовлено."),
    ("ruling-reasons", "Бажання не підтверджено в засіданні."),
    ("transfer-record", "Прибути не пізніше 6 березня 2026 р., 10:00"),
    ("evasion-reasons", "з боку частини"),
    ("leave-reasons", "Обстановка не дозволяє."),
    ("leave-reasons", "Військового омбудсмана"),
    ("circumstances-answer", "Що вирішено у зв’язку з Вашими обставинами: змін немає."),
    ("circumstances-answer", "Ваші обставини записано 3 квітня 2026 р."),
    ("breach-reasons", "порушення підтверджено"),
    ("status-letter", "Ваша справа: суд задовольнив клопотання."),
    ("status-letter", "Відкликати заяву: одним кроком"),
]


@pytest.mark.parametrize(("id", "said"), SAYS)
def test_a_paper_says(id: str, said: str) -> None:
    assert said in words(render(id, EVERY[id]))


class TestDaysOfTheLaw:
    """22 February 2026, the day of the ruling, is a Sunday."""

    REFUSAL = upto("ruling", **REFUSED, full_text=False)

    @pytest.mark.parametrize(
        "said",
        [
            "Оскаржити можна до 2 березня 2026 р. включно",  # the 7th day is a Sunday: the next working day
            "не пізніше 27 лютого 2026 р.",  # the full text, 5 days
            "поновити, але не пізніше 1 травня 2026 р.",  # 60 days after the 2 March
            "не раніше 23 травня 2026 р.",  # a repeat motion: three months have passed
        ],
    )
    def test_of_a_refusal(self, said: str) -> None:
        assert said in words(render("ruling-reasons", self.REFUSAL))

    def test_of_an_appeal_court_that_took_the_grant_away(self) -> None:
        steps = (("appeal", "prosecutor", "", 22, {"by": "prosecutor"}),)
        decided = ("appeal-result", "court_clerk", "CRT-UA-53", 40, {"outcome": "refused"})  # 14 March 2026
        said = words(render("ruling-reasons", then("ruling-sent", *steps, decided)))
        assert "Рішення апеляційного суду: у звільненні відмовлено." in said
        assert "не раніше 16 червня 2026 р." in said
        assert "Строку для касації в системі немає" in said

    def test_nothing_about_a_text_that_was_pronounced_in_full(self) -> None:
        assert "резолютивну" not in words(render("ruling-reasons", EVERY["ruling-reasons"]))

    def test_a_grant_tells_how_to_stop_and_that_it_soon_cannot_be_stopped(self) -> None:
        said = words(render("ruling-reasons", upto("ruling")))
        assert "Ви ще можете відкликати заяву" in said
        assert "Останній день апеляції: 2 березня 2026 р." in said
        assert "КК 81-1(2), 336-2" in said
        assert "Що можна зробити і до якого дня" not in said

    def test_an_hour_is_an_hour_when_the_clocks_change(self) -> None:
        # 29 March 2026: the hour after three is missing, so 24 hours from 10:00 of the 28th end at 11:00.
        made = data_of(
            (
                {
                    **record(1, ("entry-into-force", "court_clerk", "", 0, {})),
                    "happened_at": "2026-03-28T08:00:00.000000Z",
                },
                record(2, ("hand-over", "institution_officer", "UVP-1", 55, {"received_by": "Сержант"})),
            )
        )
        assert "Прибути не пізніше 29 березня 2026 р., 11:00" in words(render("transfer-record", made))


class TestNegativeSteps:
    @pytest.mark.parametrize(
        "id",
        [
            *("examination-reasons", "review-protocol", "medical-reasons", "decision-reasons", "ruling-reasons"),
            *("evasion-reasons", "leave-reasons", "circumstances-answer", "breach-reasons"),
        ],
    )
    @pytest.mark.parametrize("variant", ["standard", "large", "plain"])
    def test_names_the_remedy_of_the_catalogue(self, id: str, variant: str) -> None:
        data = EVERY[id]
        remedy = CATALOGUE[data.entry.type].remedy
        assert remedy
        assert remedy.uk in words(render(id, data, variant))

    def test_a_commander_who_declines_says_why_and_what_is_left(self) -> None:
        said = words(render("commander-consent", upto("commander-consent", consents=False, reason="Немає посади.")))
        assert "Відмова командира" in said
        assert "Немає посади." in said
        assert "іншу частину можна просити одразу" in said
        assert "Що запропоновано особі" not in said

    @pytest.mark.parametrize(
        ("id", "data"),
        [
            ("examination-reasons", upto("primary-examination")),
            ("medical-reasons", upto("medical-conclusion")),
            ("decision-reasons", upto("institution-decision")),
            ("leave-reasons", upto("leave-answer")),
            ("review-protocol", upto("preliminary-review")),
        ],
    )
    def test_a_step_in_favour_has_no_remedy(self, id: str, data: PaperData) -> None:
        remedy = CATALOGUE[data.entry.type].remedy
        assert remedy
        assert remedy.uk not in words(render(id, data))

    def test_a_reason_nobody_gave_is_said_to_be_missing(self) -> None:
        assert "Підстав у записі не наведено" in words(render("ruling-reasons", upto("ruling", **REFUSED)))


class TestWhatPapersDoNotSay:
    CONVICTION = re.compile(r"81-1|КВК|судим|засудж|вирок|покаран|умовно|185|" + COURT_CASE, re.IGNORECASE)
    HEALTH = re.compile(r"придатн|здоров|ВЛК|ліки|медич|огляд", re.IGNORECASE)
    FIELD = [kind.id for kind in PAPERS.values() if kind.field]

    def test_some_papers_are_for_the_field(self) -> None:
        assert set(self.FIELD) == {"transfer-record", "leave-reasons", "circumstances-answer", "breach-reasons"}

    @pytest.mark.parametrize("variant", ["standard", "large", "plain"])
    @pytest.mark.parametrize("id", FIELD)
    def test_field_papers_hold_no_conviction_and_no_health(self, id: str, variant: str) -> None:
        pdf = render(id, EVERY[id], variant, "en")
        said = words(pdf) + " ".join(attached(pdf).values())
        said = said.replace("Перша виправна колонія", "").replace("коли є загроза життю чи здоров’ю", "")
        assert not self.CONVICTION.search(said)
        assert not self.HEALTH.search(said.replace("medicines", ""))
        assert "medicines" not in said

    @pytest.mark.parametrize("id", [id for id in PAPERS if id not in {"motion", "court-pack"}])
    def test_only_the_court_reads_of_the_sentence(self, id: str) -> None:
        pdf = render(id, EVERY[id], "standard", "en")
        said = words(pdf) + " ".join(attached(pdf).values())
        for secret in (ARTICLE, SENTENCING_COURT, COURT_CASE):
            assert secret not in said

    def test_a_withdrawal_asks_and_prints_no_reason(self) -> None:
        said = words(render("withdrawal", EVERY["withdrawal"]))
        assert "Причину я можу не називати" in said
        assert "Відкликання не має наслідків" in said

    def test_nothing_of_a_motion_where_none_was_made(self) -> None:
        said = words(render("withdrawal", then("consent", WITHDRAWN)))
        assert "Клопотання вже в суді" not in said


class TestCircumstances:
    def test_the_answer_does_not_name_them(self) -> None:
        """It is carried in a unit: neither a pregnancy nor a belief is anybody's business there (R38)."""
        said = words(render("circumstances-answer", EVERY["circumstances-answer"], "standard", "en"))
        assert not [word for word in ("ДОГЛЯД", "агітн", "regnan", "дитин", "переконан") if word in said]


class TestNotNow:
    """R06: those who decide about a person are not told of a "not now", and a paper does not betray it by a gap."""

    INFORMED, APPLIED = STORY[0], STORY[1]
    NOT_NOW = ("not-now", "person", "", 0.5, {"why": ["family"]})

    @pytest.mark.parametrize("id", ["application", "receipt", "status-letter"])
    @pytest.mark.parametrize("language", ["uk", "en"])
    def test_two_cases_with_and_without_it_print_alike(self, id: str, language: str) -> None:
        without = records([self.INFORMED, self.APPLIED])
        first, _, third = records([self.INFORMED, self.NOT_NOW, self.APPLIED])
        printed = []
        for seen in (without, (first, third)):  # as somebody sees the records who is not to know of the second
            data = data_of(seen)
            said = words(render(id, data, "standard", language))
            for number, made in enumerate(seen):
                said = said.replace(code_for(made), f"CODE-{number}")
            printed.append(said)
        assert printed[0] == printed[1]
        assert "запис CODE-1" in printed[0]


class TestWhatAPaperNeeds:
    def test_a_motion_without_a_sentence_names_the_empty_heading(self) -> None:
        with pytest.raises(EmptyHeading) as refused:
            render("motion", replace(EVERY["motion"], sentences=()))
        assert "Покарання, яке відбуває особа" in refused.value.text.uk

    @pytest.mark.parametrize(
        "annex", ["application", "commander-consent", "military-registration", "certificate-received"]
    )
    @pytest.mark.parametrize("id", ["motion", "court-pack"])
    def test_a_motion_without_an_annex_names_the_record(self, annex: str, id: str) -> None:
        whole = EVERY["motion"]
        left = replace(whole, records=tuple(one for one in whole.records if one["type"] != annex))
        with pytest.raises(PaperRefused) as refused:
            render(id, left)
        assert CATALOGUE[annex].title.uk in refused.value.text.uk

    def test_a_later_annex_is_not_put_behind_an_earlier_motion(self) -> None:
        """The application corrected after the motion was sent: the motion's paper still holds the one that was sent."""
        whole = EVERY["motion"]
        corrected = record(17, ("application", "person", "", 17, {"handed_in": "kiosk"}), supersedes=2)
        made = replace(whole, records=(*whole.records, corrected))
        assert render("motion", made) == render("motion", whole)

    def test_a_pack_carries_the_records_of_its_annexes(self) -> None:
        pdf = render("court-pack", EVERY["court-pack"])
        types = sorted(re.findall(r'"type":"([a-z-]+)"', " ".join(attached(pdf).values())))
        assert types == ["application", "commander-consent", "motion"]


class TestStatus:
    def test_a_limit_that_has_passed_is_said_to_have_passed(self) -> None:
        late = datetime(2026, 3, 10, 12, tzinfo=KYIV)
        said = words(render("status-letter", replace(EVERY["status-letter"], as_of=late)))
        assert "Станом на 10 березня 2026 р., 12:00" in said
        assert "секретар суду, строк минув 4 березня 2026 р." in said

    def test_after_entry_into_force_withdrawing_is_not_offered(self) -> None:
        assert "Відкликати заяву" not in words(render("status-letter", upto("hand-over")))

    def test_a_refusal_brings_its_remedy(self) -> None:
        said = words(render("status-letter", upto("ruling", **REFUSED)))
        assert "Останній день апеляції, якщо рахувати від оголошення: 2 березня 2026 р." in said

    def test_every_record_stands_with_its_code(self) -> None:
        data = EVERY["status-letter"]
        said = words(render("status-letter", data))
        for entry in data.history.standing:
            assert data.of(entry).code in said


class TestWordsOfThePerson:
    WOMAN = replace(EVERY["motion"].person, family_name="Шевченко", given_name="Олена", patronymic="Іванівна", sex="F")

    def test_a_woman_is_not_written_of_as_a_man(self) -> None:
        said = words(render("motion", upto("motion", person=self.WOMAN)))
        assert "звільнити засуджену Шевченко Олену Іванівну" in said
        assert "засудженого" not in said.replace("Заява засудженого", "")
        assert "народилася" in words(render("application", upto("application", person=self.WOMAN)))

    def test_where_nobody_knows_the_sex_no_guess_is_made(self) -> None:
        unknown = replace(self.WOMAN, family_name="Доу", given_name="Алекс", patronymic="", sex=None)
        said = words(render("motion", upto("motion", person=unknown)))
        assert "звільнити особу Доу Алекс (ім’я в називному відмінку)" in said

    def test_a_birth_date_that_is_not_on_file_is_said_so(self) -> None:
        said = words(render("motion", upto("motion", person=replace(self.WOMAN, birth_date=None))))
        assert "Дата народження відомостей немає" in said
        said = words(render("application", upto("application", person=replace(self.WOMAN, birth_date=None))))
        assert "Я, Шевченко Олена Іванівна, відбуваю покарання" in said

    def test_who_was_informed_in_english_gets_both_languages(self) -> None:
        said = words(render("consent", upto("consent", language="en")))
        assert "Nobody knows the date" in said

    def test_an_interpreter_signs_where_there_was_one(self) -> None:
        assert "Перекладач" in words(render("consent", upto("consent", language="other")))
        assert "Перекладач" not in words(render("consent", upto("consent")))


class TestReflection:
    def test_a_waived_time_is_named_with_its_day(self) -> None:
        waiver = ("reflection-waived", "person", "", 1.5, {"witness": "Свідок"})
        consent = ("consent", "monitor", "", 2, {"sheet_version": "2026-02", "language": "uk", "witness": "Свідок"})
        said = words(render("consent", then("application", waiver, consent)))
        assert "48 год від вручення пам’ятки; відмова від часу на роздуми, 3 лютого 2026 р." in said


def test_citations_read_in_english_have_no_ukrainian_words() -> None:
    """Names of codes and numbers of laws stay as they are."""
    known = {"КК", "КПК", "КВК", "XII", "IX", "VI", "а"}
    for kind in CATALOGUE:
        for words_of in (kind.cites, *(clock.limit.cites for clock in kind.starts)):
            left = set(re.findall(r"[А-ЯҐЄІЇа-яґєії’]+", cites(words_of).en))
            assert left <= known, words_of


def test_the_day_of_the_paper_is_that_of_the_record() -> None:
    later = replace(EVERY["motion"], as_of=datetime(2027, 1, 1, tzinfo=KYIV))
    assert render("motion", later) == render("motion", EVERY["motion"])
    assert date(2026, 2, 18) == EVERY["motion"].entry.made_at.date()


def test_the_head_signs_the_motion() -> None:
    assert PAPERS["motion"].signed_by == (HEAD,)
    assert "Начальник установи" in words(render("motion", EVERY["motion"]))
