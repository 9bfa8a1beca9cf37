"""The oddities that are accepted and flagged: a list, so that every flag has its words in one place."""

from collections.abc import Mapping
from dataclasses import dataclass

from poruka.law.text import Text

OFFENCE_NOT_LISTED = "offence-not-listed"
SENTENCE_END_DIFFERS = "sentence-end-differs"
ENDED_BUT_SERVING = "ended-but-serving"
STARTS_LATER = "starts-later"
UNDER_AGE_AT_OFFENCE = "under-age-at-offence"
GONE_FROM_EXTRACT = "gone-from-extract"


@dataclass(frozen=True, slots=True)
class FlagKind:
    """What a flag is called, and its sentence, with ``{value}`` found and ``{expected}`` awaited."""

    title: Text
    template: Text

    def sentence(self, value: str, expected: str) -> Text:
        return Text(
            self.template.uk.format(value=value, expected=expected),
            self.template.en.format(value=value, expected=expected),
        )


FLAGS: Mapping[str, FlagKind] = {
    OFFENCE_NOT_LISTED: FlagKind(
        Text("статті немає в переліку", "the article is not in the list"),
        Text(
            "Статті або частини «{value}» немає в переліку статей Особливої частини; перевірте її за вироком. Доти не "
            "можна сказати, "
            "чи вона виключає звільнення.",
            "The article or part “{value}” is not in the list of offences; check it against the judgment. Until then "
            "it cannot be told "
            "whether it excludes release.",
        ),
    ),
    SENTENCE_END_DIFFERS: FlagKind(
        Text("кінець строку не сходиться", "the end of the term does not add up"),
        Text(
            "За реєстром строк закінчується {value}, а за початком, строком і зарахованими днями — {expected}; "
            "перевірте за вироком.",
            "The register ends the term on {value}; its start, length and credited days end it on {expected}. Check "
            "the judgment.",
        ),
    ),
    ENDED_BUT_SERVING: FlagKind(
        Text("строк минув, а покарання відбувається", "the term is over but is still being served"),
        Text(
            "За реєстром строк закінчився {value}, а покарання позначено як таке, що відбувається; перевірте, чи особу "
            "звільнено.",
            "The register ends the term on {value} but marks the sentence as being served; check whether the person "
            "was released.",
        ),
    ),
    STARTS_LATER: FlagKind(
        Text("строк ще не почався", "the term has not started"),
        Text(
            "Початок строку, {value}, ще не настав, а покарання позначено як таке, що відбувається; перевірте дату.",
            "The term starts on {value}, which is still to come, but the sentence is marked as being served; check the "
            "date.",
        ),
    ),
    UNDER_AGE_AT_OFFENCE: FlagKind(
        Text("вік на день вчинення менший за 14 років", "under 14 on the day of the offence"),
        Text(
            "На день вчинення, {value}, особі не було й 14 років; за таке не засуджують (КК 22). Перевірте дату "
            "народження й дату вчинення.",
            "On the day of the offence, {value}, the person was not yet 14; nobody is convicted at that age (Criminal "
            "Code, Article 22). "
            "Check the date of birth and the date of the offence.",
        ),
    ),
    GONE_FROM_EXTRACT: FlagKind(
        Text("у новому вивантаженні немає", "not in the newer extract"),
        Text(
            "Цього запису немає в новішому вивантаженні. Його збережено; з’ясуйте, чому він зник.",
            "This entry is not in the newer extract. It has been kept; find out why it is gone.",
        ),
    ),
}
