"""How a citation is shown, and which page of the manual it leads to."""

import re

from django.urls import reverse

_ENGLISH = (
    (r"\bКПК\b", "Criminal Procedure Code"),
    (r"\bКВК\b", "Criminal-Executive Code"),
    (r"\bКК\b", "Criminal Code"),
    (r"\bЗакон\b", "Law"),
    (r"\bпримітка\b", "note"),
    (r"\bп\. ?", "item "),
    (r"\bч\. ?", "part "),
    (r"\bст\. ?", "Art. "),
    (
        r"(порядок|строк) визначає підзаконний акт, якого в системі немає",
        "set by a subordinate act that is not on file",
    ),
    (r"\bНаказ 402 \(тексту в системі немає\)", "Order 402 (text not on file)"),
    (r"«невідкладно»; строк – правило дому", "“urgently”; the limit is a rule of the house"),
    (r"\bправило дому\b", "a rule of the house"),
    (r"\bнаше прочитання\b", "our reading"),
    (r"\bпитання\b", "question"),
    (r"\(а\)", "(a)"),
)


def localised(cites: str, language: str) -> str:
    """A citation as the statute book writes it, with the names of the codes in the reader's language."""
    if language != "en":
        return cites
    for pattern, english in _ENGLISH:
        cites = re.sub(pattern, english, cites)
    return cites


def manual_page(condition_id: str) -> str:
    """The address of the manual page of a condition."""
    return reverse("law-condition", args=[condition_id])
