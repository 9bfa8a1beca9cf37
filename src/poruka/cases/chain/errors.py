"""Why a record could not be added: always a sentence that says what to do."""

from typing import TYPE_CHECKING

from poruka.law.text import Text

if TYPE_CHECKING:
    from poruka.cases.chain.record import Record


class ChainError(ValueError):
    """Something was asked that the chain cannot do; ``text`` says it to a person."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class BadRecord(ChainError):
    """What was given cannot be a record; nothing was written."""


class UnknownCase(ChainError):
    """There is no such case."""

    def __init__(self, case: str) -> None:
        super().__init__(
            Text(f"Справи {case} немає. Перевірте її номер.", f"There is no case {case}. Check its number.")
        )


class UnknownPerson(ChainError):
    """The register has no such person."""

    def __init__(self, person: str) -> None:
        super().__init__(
            Text(
                f"У реєстрі немає особи «{person}», тому справу не відкрито. Перевірте номер особи.",
                f"There is no person “{person}” in the register, so no case was opened. Check the person's number.",
            )
        )


class AlreadyOpen(ChainError):
    """The person has this case already: ``case`` is its number."""

    def __init__(self, person: str, case: str) -> None:
        super().__init__(
            Text(
                f"Особа «{person}» уже має справу {case}. Продовжуйте в ній.",
                f"Person “{person}” already has case {case}. Go on in that one.",
            )
        )
        self.case = case


class Overtaken(ChainError):
    """Somebody else has added to the case meanwhile; nothing was written. ``added`` is what they added, in order."""

    def __init__(self, case: str, added: "tuple[Record, ...]") -> None:
        super().__init__(
            Text(
                f"Поки ви заповнювали форму, у справі {case} з’явилися нові записи ({len(added)})."
                " Перегляньте їх і надішліть форму ще раз; введене збережено.",
                f"While you were filling in the form, case {case} was added to (new records: {len(added)})."
                " Look at what is new and send the form again; what you typed is kept.",
            )
        )
        self.case = case
        self.added = added


class KeyReused(ChainError):
    """The idempotency key stands on a record that says something else; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Цю форму вже надіслано з іншим змістом. Відкрийте її знову і заповніть наново.",
                "This form was already sent with other content. Open it again and fill it in anew.",
            )
        )
