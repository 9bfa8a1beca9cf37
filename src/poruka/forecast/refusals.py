"""What a forecast cannot be made from, said so that it can be put right."""

from poruka.law.text import Text


class ForecastRefused(ValueError):
    """There is no forecast; ``text`` says where the fault is and what to do about it."""

    def __init__(self, uk: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(uk, en)
