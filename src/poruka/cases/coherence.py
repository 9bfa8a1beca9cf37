"""Whether what a record says agrees with its maker and with what the case says already, whoever makes it.

Nobody speaks for another's office; a soldier is taken into the unit of the contract and leaves the unit they are in;
leave is granted on a ground that the law knows; two witnesses are two people; who is heard otherwise than they chose is
told why.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from poruka.access.actors import Actor
from poruka.cases.assignments import ledger, unit_now
from poruka.cases.catalogue.kinds import RecordType
from poruka.cases.history import History
from poruka.cases.permissions import OFFICE_OF
from poruka.cases.refusals import Refused
from poruka.law.text import Text

OTHERS_OFFICE = frozenset({("transfer", "unit")})
"""Fields in which an office names another of its own kind: the unit a soldier goes to."""
NO_ANNUAL_LEAVE = Text(
    "Щорічної основної відпустки закон у цій службі не надає. Можна відмовити або розглянути рапорт з іншої підстави.",
    "The law gives no annual leave in this service. It can be denied, or a request on another ground considered.",
)


def check_coherent(actor: Actor, kind: RecordType, fields: Mapping[str, Any], history: History) -> None:
    """Raise Refused, with the field at fault, where a record contradicts its maker's office or the case."""
    _own_office(actor, kind, fields)
    match kind.id:
        case "enrolment":
            _same_unit(history, "contract", fields, _CONTRACT)
        case "transfer":
            _leaves_own_unit(fields, history)
        case "transfer-arrival":
            _same_unit(history, "transfer", fields, _ORDER)
        case "leave-answer":
            _ground_allowed(fields, history)
        case "commander-consent":
            _offered_by_unit(fields, history)
        case "hearing":
            _as_the_person_chose(fields, history)
        case "signature-refused":
            _two_witnesses(fields)


def _own_office(actor: Actor, kind: RecordType, fields: Mapping[str, Any]) -> None:
    for field in kind.fields:
        named = fields.get(field.name)
        own = field.office is not None and field.office == OFFICE_OF.get(actor.role)
        if own and named and named != actor.office and (kind.id, field.name) not in OTHERS_OFFICE:
            raise Refused(
                Text(
                    f"«{field.label.uk}»: назвіть власний орган. За інший орган запис зробити не можна.",
                    f"“{field.label.en}”: name your own office. A record cannot be made for another office.",
                ),
                field=field.name,
            )


_CONTRACT = Text("Частина має бути та, з якою укладено контракт.", "The unit must be the one of the contract.")
_ORDER = Text("Частина має бути та, куди переведено наказом.", "The unit must be the one the order names.")


def _same_unit(history: History, type: str, fields: Mapping[str, Any], reason: Text) -> None:
    before = history.last(type)
    if before and before.fields.get("unit") != fields.get("unit"):
        raise Refused(reason, field="unit")


def _leaves_own_unit(fields: Mapping[str, Any], history: History) -> None:
    if fields.get("from_unit") != unit_now(history):
        raise Refused(
            Text(
                "Перевести можна лише з частини, де особа служить тепер.",
                "A transfer is only from the unit where the person serves now.",
            ),
            field="from_unit",
        )
    if date.fromisoformat(fields["leaves_on"]) < ledger(history)[-1].start:
        raise Refused(
            Text(
                "Особа не могла вибути раніше, ніж прибула до цієї частини.",
                "The person cannot have left before they came to this unit.",
            ),
            field="leaves_on",
        )


def _ground_allowed(fields: Mapping[str, Any], history: History) -> None:
    request = history.last("leave-request")
    if request and request.says("ground", ("annual",)) and fields.get("answer") == "granted":
        raise Refused(NO_ANNUAL_LEAVE, field="answer")


def _offered_by_unit(fields: Mapping[str, Any], history: History) -> None:
    if not any(offer.fields.get("unit") == fields.get("unit") for offer in history.all("unit-offer")):
        raise Refused(
            Text(
                "Спочатку частина має записати, що саме вона пропонує особі.",
                "The unit must first record what it offers the person.",
            ),
            field="unit",
        )


def _as_the_person_chose(fields: Mapping[str, Any], history: History) -> None:
    """The court may hear the person otherwise than they chose, but not without saying why (R21)."""
    choice, motion = history.last("hearing-choice"), history.last("motion")
    if choice is None or (motion and history.newer(choice, ("motion",))) or fields.get("why_otherwise"):
        return
    wanted = {"in-room": False, "by-video": True}.get(str(choice.fields.get("how")))
    if wanted is not None and fields.get("by_video") is not wanted:
        chosen = (
            Text("участь через відеозв’язок", "to take part by video")
            if wanted
            else Text("участь у залі суду", "to take part in the courtroom")
        )
        raise Refused(
            Text(
                f"Особа обрала {chosen.uk}. Якщо засідання призначено інакше, напишіть, чому.",
                f"The person chose {chosen.en}. If the hearing is listed otherwise, write why.",
            ),
            field="why_otherwise",
        )


def _two_witnesses(fields: Mapping[str, Any]) -> None:
    """One witness named twice is one witness (R09)."""
    first, second = (" ".join(str(fields.get(name)).casefold().split()) for name in ("witness", "second_witness"))
    if first == second:
        raise Refused(
            Text(
                "Потрібні двоє різних свідків: назвіть другого.", "Two different witnesses are needed: name the second."
            ),
            field="second_witness",
        )
