"""A question about figures that cannot be answered, with the sentence for whoever asked."""

from poruka.law.text import Text


class StatisticsRefused(ValueError):
    """The question cannot be answered; ``text`` says why, and what to ask instead."""

    def __init__(self, uk: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(uk, en)
