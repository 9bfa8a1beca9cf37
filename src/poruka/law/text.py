"""Words shown to people, always in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Ukrainian (first) and English."""

    uk: str
    en: str

    def __post_init__(self) -> None:
        if not (self.uk.strip() and self.en.strip()):
            raise ValueError("a text needs both languages")

    def of(self, language: str) -> str:
        """The wording in ``uk`` or ``en``; any other language falls back to Ukrainian."""
        return self.en if language.startswith("en") else self.uk
