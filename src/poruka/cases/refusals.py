"""Refusals: something was not done, and a sentence says why and what to do."""

from poruka.law.text import Text


class Refused(ValueError):
    """The record was not made. ``texts`` are sentences for the person who tried; ``field`` names the field at fault."""

    def __init__(self, *texts: Text, field: str = "") -> None:
        super().__init__("; ".join(text.en for text in texts))
        self.texts = texts
        self.text = Text("\n".join(t.uk for t in texts), "\n".join(t.en for t in texts))
        self.field = field
