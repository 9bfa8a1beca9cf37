"""A draft amendment is checked word by word: each slip of the pen is refused, with its place and its cure."""

from datetime import date

import pytest

from poruka.law.engine import LawError
from poruka.law.text import Text
from poruka.law.ukraine.drafts import KINDS, Draft, read
from poruka.screening.whatif import shipped

HEAD = 'id = "test"\ntitle = { uk = "Спроба", en = "A try" }\n'
EXCLUDE = 'exclude = "x"\narticles = ["307"]\nuk = "Слова."\nen = "Words."'
ALL_KINDS = ", ".join(KINDS)


def test_a_draft_is_read() -> None:
    text = f'{HEAD}\n[[change]]\nage_limit = 65\n\n[[change]]\nuntil = 2027-01-01\ncondition = "period"\n'
    assert read(text) == Draft(
        "test",
        Text("Спроба", "A try"),
        ({"age_limit": 65}, {"until": date(2027, 1, 1), "condition": "period"}),
    )


def test_the_shipped_drafts_are_read_under_the_names_of_their_files() -> None:
    assert sorted(shipped()) == ["exclude-drug-sales", "lift-drunk-driving", "longer-age", "three-years-left"]


@pytest.mark.parametrize(
    "change",
    [
        'lift = "period"',
        'lift = "terrorism"\narticles = ["258", "258-1"]',
        EXCLUDE,
        f"{EXCLUDE}\nparts = [1, 2]",
        f"{EXCLUDE}\nparts = [2]\nitems = [1]",
        'widen = "terrorism"\narticles = ["257"]',
        "age_limit = 0",
        "age_limit = 120",
        "top_age_limit = 70",
        "years_left = 1",
        "lowest_age = 21",
        "unserved_years_at_most = 0",
        'in_force = 2001-09-01\ncondition = "period"',
        'until = 9999-12-31\ncondition = "period"',
    ],
)
def test_every_kind_of_change_is_read(change: str) -> None:
    (found,) = read(f"{HEAD}\n[[change]]\n{change}\n").changes
    assert len(found) == change.count("\n") + 1


WHOLE: list[tuple[str, ...]] = [
    # the whole text                     what is said of it
    (
        "id = ?",
        "текст не читається як TOML (рядок 1, стовпчик 6)",
        "the text is not readable as TOML (Invalid value (at line 1, column 6))",
    ),
    (
        'id = "x"\ntitle = { uk = 1 en = 2 }',
        "текст не читається як TOML (рядок 2, стовпчик 18)",
        "the text is not readable as TOML (Unclosed inline table (at line 2, column 18))",
    ),
    (
        'id = "x',
        "текст не читається як TOML (обривається в самому кінці)",
        "the text is not readable as TOML (Unterminated string (at end of document))",
    ),
    (
        f"{HEAD}chnage = 1",
        "у проєкті невідоме слово «chnage»; можливо, change?",
        "unknown word “chnage” in the draft; did you mean change?",
    ),
    (f"{HEAD}zzz = 1", "у проєкті невідоме слово «zzz»", "unknown word “zzz” in the draft"),
]
ID = (
    "id має бути назвою в лапках: малі латинські літери, цифри, дефіси",
    "id must be a name in quotes: small Latin letters, digits, hyphens",
)
TITLE = (
    'потрібна назва двома мовами: title = { uk = "...", en = "..." }',
    'a title in both languages is needed: title = { uk = "...", en = "..." }',
)
NO_CHANGE = ("немає жодної зміни [[change]]", "there is no [[change]]")
WHOLE += [
    *(
        (HEAD.replace('"test"', wrong), *ID)
        for wrong in ("5", '""', '"a b"', '"Test"', '"проєкт"', '"a+b"', '"-a"', '"a-"')
    ),
    ('title = { uk = "А", en = "A" }\nchange = []', *ID),
    *(
        (HEAD.replace('{ uk = "Спроба", en = "A try" }', wrong), *TITLE)
        for wrong in (
            '"Спроба"',
            '{ uk = "А" }',
            '{ uk = "А", en = "" }',
            '{ uk = "А", en = " " }',
            "{ uk = 1, en = 2 }",
        )
    ),
    (HEAD.replace('en = "A try" }', 'en = "A", de = "D" }'), *TITLE),
    ('id = "test"\n', *TITLE),
    *(
        (f"{HEAD}{wrong}", *NO_CHANGE)
        for wrong in ("", "change = []", "change = 5", "change = [1]", "[change]\nlift = 'x'")
    ),
]


@pytest.mark.parametrize(("text", "uk", "en"), WHOLE)
def test_a_draft_that_is_none_is_refused(text: str, uk: str, en: str) -> None:
    assert refusal(text) == (uk, en)


def shape(word: str, uk: str, en: str) -> tuple[str, str]:
    return f"зміна 1: {word} має бути {uk}", f"change 1: {word} must be {en}"


YEARS = ("числом років від 0 до 120", "a number of years from 0 to 120")
DAY = ("датою, як 2026-07-01, не раніше 2001-09-01", "a date, as 2026-07-01, not before 2001-09-01")
ARTICLES = ('переліком статей, як ["115", "258-1"]', 'a list of articles, as ["115", "258-1"]')
NUMBERS = ("переліком чисел, як [2, 3]", "a list of numbers, as [2, 3]")
WORDS = ("текстом у лапках", "a text in quotes")
NAME = (
    "назвою в лапках: малі латинські літери, цифри, дефіси",
    "a name in quotes: small Latin letters, digits, hyphens",
)
ONE_KIND = (f"зміна 1: має бути рівно одне з {ALL_KINDS}", f"change 1: exactly one of {ALL_KINDS} is needed")

CHANGES = [
    # the change                          what is said of it
    ("", *ONE_KIND),
    ('lift = "period"\nage_limit = 65', *ONE_KIND),
    ('lift = "period"\nage_limt = 65', "у зміні 1 невідоме слово «age_limt»", "unknown word “age_limt” in change 1"),
    ("age_limt = 65", f"{ONE_KIND[0]}; можливо, age_limit?", f"{ONE_KIND[1]}; did you mean age_limit?"),
    ('articles = ["115"]\nlfit = "x"', f"{ONE_KIND[0]}; можливо, lift?", f"{ONE_KIND[1]}; did you mean lift?"),
    ("articles = ['115']", *ONE_KIND),
    ("zzz = 1", *ONE_KIND),
    (
        'lift = "terrorism"\narticle = ["258"]',
        "у зміні 1 невідоме слово «article»; можливо, articles?",
        "unknown word “article” in change 1; did you mean articles?",
    ),
    ('lift = "terrorism"\nparts = [1]', "у зміні 1 невідоме слово «parts»", "unknown word “parts” in change 1"),
    (
        'age_limit = 65\ncondition = "period"',
        "у зміні 1 невідоме слово «condition»",
        "unknown word “condition” in change 1",
    ),
    *((f"age_limit = {wrong}", *shape("age_limit", *YEARS)) for wrong in ("-1", "121", "true", '"65"', "65.5")),
    ("top_age_limit = -1", *shape("top_age_limit", *YEARS)),
    ("years_left = 121", *shape("years_left", *YEARS)),
    ('lowest_age = "18"', *shape("lowest_age", *YEARS)),
    ("unserved_years_at_most = false", *shape("unserved_years_at_most", *YEARS)),
    *(
        (f'until = {wrong}\ncondition = "period"', *shape("until", *DAY))
        for wrong in ('"2026-07-01"', "2026-07-01T00:00:00", "2001-08-31", "2026")
    ),
    ('in_force = 1026-07-01\ncondition = "period"', *shape("in_force", *DAY)),
    ("until = 2026-07-01\ncondition = 5", *shape("condition", *NAME)),
    (
        "until = 2026-07-01",
        "зміна 1: до until потрібне ще й condition",
        "change 1: until needs condition as well",
    ),
    (
        "in_force = 2026-07-01",
        "зміна 1: до in_force потрібне ще й condition",
        "change 1: in_force needs condition as well",
    ),
    ("lift = 5", *shape("lift", *NAME)),
    ('lift = ""', *shape("lift", *NAME)),
    ('widen = "terrorism"', "зміна 1: до widen потрібне ще й articles", "change 1: widen needs articles as well"),
    *(
        (f'widen = "terrorism"\narticles = {wrong}', *shape("articles", *ARTICLES))
        for wrong in ("[]", '"115"', "115", "[115]", '["115", 116]')
    ),
    ("widen = 1\narticles = ['115']", *shape("widen", *NAME)),
    (
        EXCLUDE.replace('"307"', '"3077"'),
        "зміна 1: статті «3077» немає в переліку правопорушень",
        "change 1: article “3077” is not in the catalogue",
    ),
    (
        EXCLUDE.replace('"307"', '"307", "ст."'),
        "зміна 1: статті «ст.» немає в переліку правопорушень",
        "change 1: article “ст.” is not in the catalogue",
    ),
    (
        'lift = "national-security"\narticles = ["110-1"]',
        "зміна 1: статті «110-1» немає в переліку правопорушень",
        "change 1: article “110-1” is not in the catalogue",
    ),
    (f"{EXCLUDE}\nparts = [2, 9]", "зміна 1: у статті 307 немає частини 9", "change 1: Article 307 has no part 9"),
    *((f"{EXCLUDE}\nparts = {wrong}", *shape("parts", *NUMBERS)) for wrong in ("2", "[]", "[0]", '["2"]', "[true]")),
    *((f"{EXCLUDE}\nparts = [2]\nitems = {wrong}", *shape("items", *NUMBERS)) for wrong in ("1", "[]", "[-1]")),
    (
        f"{EXCLUDE}\nitems = [1]",
        "зміна 1: пункти (items) бувають лише в частині: вкажіть parts",
        "change 1: items need their parts",
    ),
    (EXCLUDE.replace('"x"', '"X y"'), *shape("exclude", *NAME)),
    (EXCLUDE.replace('"Слова."', '" "'), *shape("uk", *WORDS)),
    (EXCLUDE.replace('"Words."', "7"), *shape("en", *WORDS)),
    (
        EXCLUDE.replace('\nen = "Words."', ""),
        "зміна 1: до exclude потрібне ще й en",
        "change 1: exclude needs en as well",
    ),
    (
        EXCLUDE.replace('\nuk = "Слова."', ""),
        "зміна 1: до exclude потрібне ще й uk",
        "change 1: exclude needs uk as well",
    ),
    (
        EXCLUDE.replace('\narticles = ["307"]', ""),
        "зміна 1: до exclude потрібне ще й articles",
        "change 1: exclude needs articles as well",
    ),
]


@pytest.mark.parametrize(("change", "uk", "en"), CHANGES)
def test_a_wrong_change_is_refused(change: str, uk: str, en: str) -> None:
    assert refusal(f"{HEAD}\n[[change]]\n{change}\n") == (uk, en)


def test_the_change_at_fault_is_named_by_its_number() -> None:
    text = f"{HEAD}\n[[change]]\nage_limit = 65\n\n[[change]]\nage_limit = 650\n"
    assert refusal(text)[1] == "change 2: age_limit must be a number of years from 0 to 120"


def refusal(text: str) -> tuple[str, str]:
    """What is said of a wrong draft, without the words that begin every refusal and the full stop."""
    with pytest.raises(LawError) as refused:
        read(text)
    said = refused.value.text
    assert str(refused.value) == said.en
    for whole, start in ((said.uk, "Проєкт зміни не прийнято: "), (said.en, "The draft amendment was not accepted: ")):
        assert whole.startswith(start)
        assert whole.endswith("?") != whole.endswith(".")
        assert not whole.endswith("?.")
    return (
        said.uk.removeprefix("Проєкт зміни не прийнято: ").removesuffix("."),
        said.en.removeprefix("The draft amendment was not accepted: ").removesuffix("."),
    )
