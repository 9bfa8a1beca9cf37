"""Every paper, declared once: what it is called, which records it is made of, who signs it, how it can be printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from poruka.access.roles import COMMANDER, COURT, GUARD, HEAD, LAWYER, MONITOR, OFFICER, PERSON, RECRUITER, UNIT, VLK
from poruka.cases.catalogue import CATALOGUE
from poruka.documents import acts, application, consent, court, letters, status
from poruka.documents.blocks import Part, Variant
from poruka.documents.data import PaperData
from poruka.documents.sheet import information_sheet
from poruka.law.text import Text

Build = Callable[[PaperData, Variant], Part]

ALL: tuple[Variant, ...] = get_args(Variant)
VARIANTS: Mapping[Variant, Text] = {
    "standard": Text("звичайний", "standard"),
    "large": Text("великими літерами", "large print"),
    "plain": Text("простими словами", "plain words"),
}


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper. ``of`` lists the record types it is made of; none means any type that has a paper.

    ``signed_by`` are roles. A ``field`` paper travels with soldiers and escorts: it holds nothing of convictions or
    health (R38). ``own_words``: the paper is plain by itself or has plain wording of its own; any other begins, in plain
    words, with a sentence on what it is.
    """

    id: str
    title: Text
    of: tuple[str, ...]
    signed_by: tuple[str, ...]
    build: Build
    variants: tuple[Variant, ...] = ALL
    field: bool = False
    own_words: bool = False


PAPERS: Mapping[str, PaperKind] = {
    kind.id: kind
    for kind in (
        PaperKind(
            "information-sheet",
            Text("Пам’ятка", "Information sheet"),
            ("information-given",),
            (PERSON, OFFICER),
            information_sheet,
            own_words=True,
        ),
        PaperKind(
            "application",
            Text("Заява засудженого", "Application"),
            ("application",),
            (PERSON, OFFICER),
            application.application,
            own_words=True,
        ),
        PaperKind(
            "receipt",
            Text("Розписка про одержання заяви", "Receipt for an application"),
            ("application",),
            (OFFICER,),
            application.receipt,
            own_words=True,
        ),
        PaperKind(
            "refusal-to-sign",
            Text("Акт про відмову від підпису", "Record of a refusal to sign"),
            ("signature-refused",),
            (OFFICER,),
            acts.refusal_to_sign,
            own_words=True,
        ),
        PaperKind(
            "consent",
            Text("Згода", "Consent"),
            ("consent",),
            (PERSON, LAWYER, MONITOR),
            consent.consent,
            own_words=True,
        ),
        PaperKind(
            "withdrawal",
            Text("Відкликання заяви", "Withdrawal"),
            ("withdrawal",),
            (PERSON,),
            consent.withdrawal,
            own_words=True,
        ),
        PaperKind(
            "examination-reasons",
            Text("Лист про первинний огляд", "Letter on the primary examination"),
            ("primary-examination",),
            (OFFICER,),
            letters.letter,
            own_words=True,
        ),
        PaperKind(
            "review-protocol",
            Text("Протокол попереднього розгляду", "Protocol of the preliminary review"),
            ("preliminary-review",),
            (OFFICER, RECRUITER, UNIT),
            acts.review,
        ),
        PaperKind(
            "medical-reasons",
            Text("Лист про висновок ВЛК", "Letter on the medical board’s conclusion"),
            ("medical-conclusion",),
            (VLK,),
            letters.letter,
            own_words=True,
        ),
        PaperKind(
            "commander-consent",
            Text("Згода або відмова командира", "Commander’s consent or refusal"),
            ("commander-consent",),
            (COMMANDER,),
            acts.commander,
        ),
        PaperKind(
            "decision-reasons",
            Text("Лист про рішення установи", "Letter on the institution’s decision"),
            ("institution-decision",),
            (HEAD,),
            letters.letter,
            own_words=True,
        ),
        PaperKind("motion", Text("Клопотання до суду", "Motion"), ("motion",), (HEAD,), court.motion),
        PaperKind(
            "court-pack",
            Text("Клопотання з додатками", "Motion with its annexes"),
            ("motion",),
            (HEAD,),
            court.motion,
            variants=("standard", "large"),
        ),
        PaperKind(
            "ruling-reasons",
            Text("Лист про ухвалу суду", "Letter on the ruling"),
            ("ruling", "appeal-result"),
            (COURT,),
            letters.letter,
            own_words=True,
        ),
        PaperKind(
            "transfer-record",
            Text("Акт передачі", "Record of hand-over"),
            ("hand-over",),
            (OFFICER, GUARD, RECRUITER, PERSON),
            acts.transfer,
            field=True,
            own_words=True,
        ),
        PaperKind(
            "evasion-reasons",
            Text("Лист про те, що контракт не укладено", "Letter: contract not signed"),
            ("evasion", "unfit-at-arrival"),
            (RECRUITER,),
            letters.letter,
            own_words=True,
        ),
        PaperKind(
            "leave-reasons",
            Text("Відповідь на рапорт про відпустку", "Answer to a leave request"),
            ("leave-answer",),
            (COMMANDER,),
            letters.field_letter,
            field=True,
            own_words=True,
        ),
        PaperKind(
            "circumstances-answer",
            Text("Відповідь щодо обставин особи", "Answer about the person’s circumstances"),
            ("request-answer",),
            (COMMANDER,),
            letters.field_letter,
            field=True,
            own_words=True,
        ),
        PaperKind(
            "breach-reasons",
            Text("Лист про розгляд повідомлення про порушення", "Letter on an alleged breach"),
            ("breach-decision",),
            (COMMANDER,),
            letters.field_letter,
            field=True,
            own_words=True,
        ),
        PaperKind(
            "status-letter",
            Text("Лист про стан справи", "Letter on the state of the case"),
            (),
            (),
            status.status_letter,
            own_words=True,
        ),
    )
}


def papers_of(record_type: str) -> tuple[PaperKind, ...]:
    """The papers that can be made of a record of a type, its main one first."""
    if not CATALOGUE[record_type].paper:
        return ()
    main = PAPERS[CATALOGUE[record_type].paper]
    return (main, *(kind for kind in PAPERS.values() if kind is not main and (record_type in kind.of or not kind.of)))
