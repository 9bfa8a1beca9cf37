"""A person's name in the grammatical case a sentence needs; where that is not sure, the nominative, and it says so.

The library ``shevchenko`` knows given names, patronymics and most family names. It does not know whether a family name
in -ий, -ій or -а is a noun or an adjective, nor which names in -ар and -ир are soft: that is decided here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from poruka.documents.data import Person
from poruka.law.text import Text

Case = Literal["genitive", "dative", "accusative"]

NOT_DECLINED = Text("ім’я в називному відмінку", "name in the nominative")

_WORD = re.compile(r"[А-ЩЬЮЯҐЄІЇ][А-ЩЬЮЯҐЄІЇа-щьюяґєії’'ʼ]*")
_VOWEL = re.compile(r"[аеєиіїоуюя]")
_SON, _DAUGHTER = re.compile(r"(ович|йович|іч|ич)$"), re.compile(r"(івна|ївна|ична)$")

_HARD: dict[Case, tuple[str, str]] = {"genitive": ("ого", "ої"), "dative": ("ому", "ій"), "accusative": ("ого", "у")}
_SOFT: dict[Case, tuple[str, str]] = {
    "genitive": ("ього", "ьої"),
    "dative": ("ьому", "ій"),
    "accusative": ("ього", "ю"),
}
_SHORT_DATIVE = {"ові": "у", "еві": "ю", "єві": "ю"}
_LONG_DATIVE = re.compile("(ові|еві|єві)$")
_J_NOUN: dict[Case, str] = {"genitive": "я", "dative": "ю", "accusative": "я"}

_SOFT_ADJECTIVE = re.compile(r"([джхтш]|ль|ре|кра)н(ій|я)$")
_ADJECTIVE_OF_A_WOMAN = re.compile(r"([сцз]ька|[оеє]ва|[ії]на|[бвджлпрстхчйгк]на|ьна)$")
_NOUNS_LIKE_ADJECTIVES = frozenset(
    (
        *("сова", "підкова", "корова", "голова", "діброва", "полова", "мова", "основа", "церква", "кума", "сосна"),
        *("весна", "десна", "луна", "струна", "тайна", "війна", "долина", "стіна", "глина", "кухня", "вишня", "пісня"),
        *("щербина", "калина", "малина", "дубина", "билина", "лозина", "година", "тростина", "перлина"),
    )
)
_SHORT_ADJECTIVES = frozenset(
    (
        *("біла", "руда", "сива", "довга", "тиха", "весела", "мудра", "добра", "люта", "швидка", "чала", "гладка"),
        *("стара", "молода", "мала", "сліпа", "глуха", "крива", "ряба", "лиса", "гола", "суха", "безверха", "тверда"),
        *(
            "груба",
            "товста",
            "крута",
            "жовта",
            "богата",
            "багата",
            "бородата",
            "губата",
            "вусата",
            "горбата",
            "кучерява",
        ),
        *(
            "тонка",
            "низька",
            "висока",
            "широка",
            "глибока",
            "рідка",
            "щедра",
            "бистра",
            "хитра",
            "кругла",
            "мила",
            "смугла",
        ),
    )
)
_UNSURE_OF_A_WOMAN = re.compile(r"(ина|[иї]на|[аи]та|ява|лива)$")
_SOFT_R = frozenset(
    (
        *("бондар", "гончар", "кобзар", "шинкар", "лимар", "римар", "писар", "слюсар", "токар", "пекар", "лікар"),
        *("косар", "кухар", "чоботар", "золотар", "дзвонар", "друкар", "пушкар", "шапкар", "рибар", "вівчар", "свинар"),
        *("корчмар", "бровар", "лазар", "цар", "цезар", "поштар", "козир", "богатир", "пастир", "снігир"),
    )
)
_HARD_R = frozenset(
    (
        *("комар", "макар", "назар", "захар", "гусар", "гайдар", "омар", "татар", "ельдар"),
        *("командир", "кушнір", "проскур", "казимир", "володимир", "тихомир", "кир", "бригадир"),
    )
)
_UNSURE_OF_A_MAN = re.compile(r"(ень|ел|жнець|мрець)$")
_SURE_OF_A_MAN = frozenset({"півень", "перстень", "орел"})


@dataclass(frozen=True, slots=True)
class Declined:
    """A name for a sentence. ``sure`` is False where it stands in the nominative because its forms are not known."""

    text: str
    sure: bool

    def shown(self) -> str:
        """The name, with the remark that it is not declined where that is so."""
        return self.text if self.sure else f"{self.text} ({NOT_DECLINED.uk})"


def sex_of(person: Person) -> str | None:
    """``M`` or ``F`` as the register has it, else as the patronymic shows; None where neither tells."""
    if person.sex in {"F", "M"}:
        return person.sex
    patronymic = person.patronymic.strip().lower()
    if _SON.search(patronymic):
        return "M"
    return "F" if _DAUGHTER.search(patronymic) else None


def in_case(person: Person, case: Case) -> Declined:
    """The person's full name, family name first, in a case."""
    sex = sex_of(person)
    parts = (person.family_name.strip(), person.given_name.strip(), person.patronymic.strip())
    if sex is None or not parts[0] or not parts[1]:
        return Declined(person.name, sure=False)
    forms = (_family(parts[0], sex, case), _given(parts[1], parts[2], sex, case))
    if None in forms:
        return Declined(person.name, sure=False)
    return Declined(" ".join(form for form in forms if form), sure=True)


@lru_cache(maxsize=4096)
def _given(given: str, patronymic: str, sex: str, case: Case) -> str | None:
    """Given name and patronymic as the library declines them; None where one is not a Ukrainian name."""
    if not all(_WORD.fullmatch(word) for word in (*given.split("-"), patronymic) if word):
        return None
    if patronymic and not (_SON if sex == "M" else _DAUGHTER).search(patronymic.lower()):
        return None
    parts = {"givenName": given} | ({"patronymicName": patronymic} if patronymic else {})
    made = _library(parts, sex, case)
    words = [made.get("givenName", ""), *([made.get("patronymicName", "")] if patronymic else [])]
    changed = all(_alike(old, new) for old, new in zip((given, patronymic), words, strict=False))
    return " ".join(words) if changed else None


@lru_cache(maxsize=4096)
def _family(name: str, sex: str, case: Case) -> str | None:
    """A family name of one word, or of several joined by hyphens; None where it is not known how it declines."""
    words = name.split("-")
    forms = []
    for place, word in enumerate(words):
        if not _WORD.fullmatch(word):
            return None
        if place < len(words) - 1 and len(_VOWEL.findall(word.lower())) < 2:
            forms.append(word)
            continue
        form = (_of_a_man if sex == "M" else _of_a_woman)(word, case)
        if form is None or not _alike(word, form):
            return None
        forms.append(form)
    return "-".join(forms)


def _of_a_man(word: str, case: Case) -> str | None:
    low = word.lower()
    polysyllabic = len(_VOWEL.findall(low)) > 1
    if low.endswith("ий") and polysyllabic:
        return _cased(word, word[:-2] + _HARD[case][0])
    if low.endswith("ій") and polysyllabic:
        soft = _SOFT_ADJECTIVE.search(low) or low in {"синій", "третій", "городній"}
        return _cased(word, word[:-2] + _SOFT[case][0] if soft else word[:-1] + _J_NOUN[case])
    if low in _SOFT_R:
        return _cased(word, word + _J_NOUN[case])
    if low.endswith(("ар", "ир")):
        return _noun(word, case) if low in _HARD_R else None
    if low.endswith("их"):
        return word
    if _UNSURE_OF_A_MAN.search(low) and low not in _SURE_OF_A_MAN:
        return None
    return _noun(word, case)


def _of_a_woman(word: str, case: Case) -> str | None:
    low = word.lower()
    if not low.endswith(("а", "я")):
        return word
    if low in _NOUNS_LIKE_ADJECTIVES:
        return _noun(word, case)
    if _SOFT_ADJECTIVE.search(low) or low in {"синя", "третя", "городня"}:
        return _cased(word, word[:-1] + _SOFT[case][1])
    if low in _SHORT_ADJECTIVES or _ADJECTIVE_OF_A_WOMAN.search(low):
        return _cased(word, word[:-1] + _HARD[case][1])
    if _UNSURE_OF_A_WOMAN.search(low):
        return None
    return _noun(word, case)


def _noun(word: str, case: Case) -> str:
    """A noun as the library declines it for a man: nouns in -а take the same forms for a woman."""
    form = _library({"familyName": word}, "M", case).get("familyName", "")
    # Of two right datives the one in -у stands beside a given name; the library mixes them.
    return _LONG_DATIVE.sub(lambda end: _SHORT_DATIVE[end[0]], form) if case == "dative" else form


def _library(parts: dict[str, str], sex: str, case: Case) -> dict[str, str]:
    import shevchenko

    decline = {
        "genitive": shevchenko.in_genitive,
        "dative": shevchenko.in_dative,
        "accusative": shevchenko.in_accusative,
    }[case]
    gender = shevchenko.GrammaticalGender.MASCULINE if sex == "M" else shevchenko.GrammaticalGender.FEMININE
    return dict(decline({"gender": gender, **parts}))


def _alike(old: str, new: str) -> bool:
    """Whether the form can be of that name: the same beginning, about the same length, nothing but letters."""
    keep = max(1, min(len(old) - 3, 4))
    head = old[:keep].lower() == new[:keep].lower() or (len(old) < 6 and old[:1].lower() == new[:1].lower())
    return head and abs(len(new) - len(old)) <= 3 and bool(_WORD.fullmatch(new))


def _cased(word: str, form: str) -> str:
    return form.upper() if word.isupper() and len(word) > 1 else form
