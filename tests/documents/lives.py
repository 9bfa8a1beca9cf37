"""For each paper, a case that leads to it; where a step can go against the person, it does."""

from collections.abc import Mapping

from poruka.documents.data import PaperData
from tests.documents.material import COMMANDER, ME, OFFICER, RECRUITER, Step, then, upto

WITHDRAWN: Step = ("withdrawal", ME, "", 17.2, {})
EVADED: Step = (
    "evasion", RECRUITER, "TCC-UA-53", 32, {"account": "Хоче поговорити з адвокатом.", "whose_fault": "unit"},
)  # fmt: skip
BREACH: tuple[Step, ...] = (
    ("breach-allegation", COMMANDER, "A9001", 60, {"kind": "absence", "what": "не повернувся вчасно"}),
    ("breach-account", ME, "", 61, {"account": "затримався транспорт"}),
    (
        "breach-decision", COMMANDER, "A9001", 63,
        {"outcome": "found", "reason": "Пояснення не підтвердилося."},
    ),
)  # fmt: skip
NOT_SIGNED: Step = (
    "signature-refused",
    OFFICER,
    "UVP-1",
    6.5,
    {
        "paper": "letter",
        "witness": "Петренко П. П., капелан",
        "second_witness": "Сидоренко С. С., лікар",
        "words": "Спершу покажу адвокатові.",
    },
)
CIRCUMSTANCES: tuple[Step, ...] = (
    ("pregnancy-child-care", COMMANDER, "A9001", 60, {"note": "ДОГЛЯД-ЗА-ДИТИНОЮ"}),
    ("request-answer", COMMANDER, "A9001", 63, {"decided": "nothing", "reason": "Іншої посади немає."}),
)
REFUSED = {"outcome": "refused", "recruitment_centre": None, "supervision_months": None}

EVERY: Mapping[str, PaperData] = {
    "information-sheet": upto("information-given"),
    "application": upto("application"),
    "receipt": upto("application"),
    "consent": upto("consent"),
    "withdrawal": then("court-registration", WITHDRAWN),
    "refusal-to-sign": then("primary-examination", NOT_SIGNED),
    "examination-reasons": upto("primary-examination", result="negative"),
    "review-protocol": upto("preliminary-review", result="not-supported", reason="Частина не має вакансій."),
    "medical-reasons": upto(
        "medical-conclusion", outcome="temporarily-unfit", valid_until=None, examine_again_on="2026-05-04"
    ),
    "commander-consent": upto("commander-consent"),
    "decision-reasons": upto("institution-decision", decision="not-present", reason="Бракує відомостей про вирок."),
    "motion": upto("motion"),
    "court-pack": upto("motion"),
    "ruling-reasons": upto("ruling", **REFUSED, reason="Бажання не підтверджено в засіданні."),
    "transfer-record": upto("hand-over"),
    "evasion-reasons": then("arrival", EVADED),
    "leave-reasons": upto("leave-answer", answer="denied", days=None, reason="Обстановка не дозволяє."),
    "circumstances-answer": then("enrolment", *CIRCUMSTANCES),
    "breach-reasons": then("enrolment", *BREACH),
    "status-letter": upto("ruling"),
}
