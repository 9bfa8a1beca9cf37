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
