"""A draft beside today's law: who gains, who loses, and a clear word where the draft is wrong."""

import csv
import io

import polars as pl
import pytest
from django.test import Client

from poruka.access.models import Look
from poruka.law.text import Text
from poruka.law.ukraine import BOOK
from poruka.law.ukraine.amendments import read as read_draft
from poruka.screening.models import Run
from poruka.screening.whatif import shipped
from poruka.web import drafts, words
from poruka.web.gains import Effect, effects, net, whole
from tests.web.test_pages import read

OLDER = 'id = "older"\ntitle = { uk = "Старші", en = "Older" }\n\n[[change]]\nage_limit = 70\n'


def plain(text: Text) -> tuple[str, str]:
    return tuple(side.replace(words.THIN, " ").replace(words.HARD, " ") for side in (text.uk, text.en))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("effect", "uk", "en"),
    [
        (Effect(), "Ця зміна не змінила б відповіді для жодної особи", "This change would alter nobody’s answer"),
        (
            Effect(other=1),
            "Подати заяву могли б ті самі люди; ще для 1 особи відповідь змінилася б, але не на «може подати заяву»",
            "The same people could apply; for 1 person the answer would change in another way",
        ),
        (
            Effect(gain=5),
            "Подати заяву могли б на 5 осіб більше: можливості не втратив би ніхто",
            "5 more people could apply: nobody would lose the chance",
        ),
        (
            Effect(barred=1, other=9),
            "Подати заяву могли б на 1 особу менше: нової можливості не отримав би ніхто",
            "1 fewer person could apply: nobody would gain the chance",
        ),
        (
            Effect(untold=2),
            "Подати заяву могли б на 2 особи менше: про них не можна було б сказати",
            "2 fewer people could apply: for them it could not be told",
        ),
        (
            Effect(gain=3, barred=1),
            "Подати заяву могли б на 2 особи більше: можливість отримали б 3 особи, а втратила б 1 особа",
            "2 more people could apply: 3 people would gain the chance, and 1 person would lose it",
        ),
        (
            Effect(barred=1403, untold=94),
            (
                "Подати заяву могли б на 1 497 осіб менше: втратили б можливість 1 403 особи, а про 94 особи"
                " не можна було б сказати"
            ),
            "1 497 fewer people could apply: 1 403 people would lose the chance, and for 94 people it could not be told",
        ),
        (
            Effect(gain=4, barred=2, untold=2),
            (
                "Кількість не змінилася б: можливість отримали б 4 особи, втратили б 2 особи, а про 2 особи"
                " не можна було б сказати"
            ),
            (
                "The number would stay the same: 4 people would gain the chance, 2 people would lose it,"
                " and for 2 people it could not be told"
            ),
        ),
    ],
)
def test_the_net_change_is_one_sentence(effect: Effect, uk: str, en: str) -> None:
    assert plain(net(effect)) == (uk, en)


def test_nobody_is_counted_twice_and_cannot_tell_is_not_barred() -> None:
    """Four people of two colonies; who only moves between barred and cannot tell neither gains nor loses."""
    people = pl.DataFrame(
        [
            ("UVP-1", "barred", "may_apply"),
            ("UVP-1", "may_apply", "cannot_tell"),
            ("UVP-2", "may_apply", "barred"),
            (None, "cannot_tell", "barred"),
        ],
        schema=["institution_id", "before", "after"],
        orient="row",
    )
    assert whole(people) == Effect(gain=1, barred=1, untold=1, other=1)
    assert whole(people).net == -1
    assert effects(people, "institution_id") == {
        "UVP-1": Effect(gain=1, untold=1),
        "UVP-2": Effect(barred=1),
    }
    assert effects(people, "institution_id", {"UVP-1": "UA-53"}) == {
        "UA-53": Effect(gain=1, untold=1),
        "": Effect(barred=1, other=1),
    }


@pytest.mark.parametrize(
    ("change", "uk"),
    [
        ('lift = "drunk-driving-deaths"', "Зняти умову «Загибель кількох осіб з вини водія у стані сп’яніння»."),
        ('lift = "terrorism"\narticles = ["258-2"]', "З умови «Терористичні злочини» вилучити статті 258-2."),
        ('widen = "terrorism"\narticles = ["257"]', "До умови «Терористичні злочини» додати статті 257."),
        ("age_limit = 65", "Граничний вік перебування на службі: 65 р."),
        ("unserved_years_at_most = 3", "До кінця строку покарання має лишатися не більше ніж 3 р."),
        ('until = 2026-07-01\ncondition = "period"', "Умова «Період дії» діє до 1 липня 2026 р."),
        ('in_force = 2024-01-01\ncondition = "period"', "Умова «Період дії» діє з 1 січня 2024 р."),
        ('exclude = "x"\narticles = ["307"]\nuk = "Нова."\nen = "New."', "Додати нову умову: Нова."),
    ],
)
def test_a_change_is_said_in_words(change: str, uk: str) -> None:
    draft = read_draft(f'id = "d"\ntitle = {{ uk = "П", en = "D" }}\n\n[[change]]\n{change}\n')
    (said,) = drafts.changes(draft, BOOK)
    assert plain(said)[0] == uk
    assert said.en.endswith(".")
    assert said.en != said.uk


@pytest.mark.django_db
class TestPage:
    """The page."""

    def test_it_offers_every_shipped_draft(self, analyst: Client, country: Run) -> None:
        page = analyst.get("/what-if/").content.decode()
        for id in shipped():
            assert f"?draft={id}" in page

    @pytest.mark.parametrize("id", sorted(shipped()))
    @pytest.mark.parametrize("language", ["uk", "en"])
    def test_a_shipped_draft_is_answered(self, analyst: Client, country: Run, id: str, language: str) -> None:
        text = read(analyst, f"/what-if/?draft={id}", language)
        assert shipped()[id].title.of(language) in text

    def test_raising_the_age_gains_those_who_were_too_old(self, analyst: Client, country: Run) -> None:
        """P-OLD, 65, may apply under a limit of 70; P-OLD-TREASON stays barred."""
        page = analyst.post("/what-if/", {"text": OLDER, "action": "show"})
        assert page.context["result"].gain == 1
        assert [row["id"] for row in page.context["people"] if row["after"] == "may_apply"] == ["P-OLD"]

    def test_the_download_names_them(self, analyst: Client, country: Run) -> None:
        answered = analyst.post("/what-if/", {"text": OLDER, "action": "download"})
        text = b"".join(answered.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        rows = {row["person_id"]: row for row in csv.DictReader(io.StringIO(text))}
        assert (rows["P-OLD"]["today"], rows["P-OLD"]["draft"]) == ("barred", "may_apply")
        assert Look.objects.filter(page="whatif-download").exists()

    def test_an_officer_compares_within_the_own_institution(self, officer: Client, country: Run) -> None:
        page = officer.post("/what-if/", {"text": OLDER, "action": "show"})
        assert page.context["result"].total == 8

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("age_limit = ", "не читається як TOML"),
            (OLDER.replace("age_limit", "age_limt"), "можливо, age_limit?"),
            (OLDER.replace("age_limit = 70", 'lift = "terorism"'), "можливо, terrorism?"),
            ('<script>alert("x")</script>', "не читається як TOML"),
        ],
    )
    def test_a_wrong_draft_names_the_place_and_keeps_the_text(
        self, analyst: Client, country: Run, text: str, said: str
    ) -> None:
        page = analyst.post("/what-if/", {"text": text, "action": "show"})
        assert page.status_code == 422
        assert said in page.content.decode()
        assert page.context["text"] == text
        assert "<script" not in page.content.decode()

    def test_an_unknown_draft_is_not_there(self, analyst: Client, country: Run) -> None:
        assert analyst.get("/what-if/?draft=none").status_code == 404
        assert analyst.get("/what-if/download.csv?draft=none").status_code == 404

    def test_a_new_import_is_noticed(self, analyst: Client, country: Run) -> None:
        """The register laid out for one comparison is not used for the next after the data have changed."""
        from poruka.register.models import Import, Person

        analyst.post("/what-if/", {"text": OLDER, "action": "show"})
        Person.objects.filter(pk="P-OLD").update(citizenship=None)
        last = Import.objects.get()
        Import.objects.create(sha256="1" * 64, source="x", today=last.today, finished_at=last.finished_at, state="done")
        assert analyst.post("/what-if/", {"text": OLDER, "action": "show"}).context["result"].gain == 0
