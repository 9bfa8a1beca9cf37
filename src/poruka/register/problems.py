"""What is wrong with a register, where, and how to put it right: always a sentence in two languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from poruka.law.text import Text

LONGEST_VALUE_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place. ``row`` counts as a spreadsheet does: the header is row 1."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    reason: Text

    @property
    def text(self) -> Text:
        """The whole sentence: place first, then what is wrong and the cure."""
        uk, en = [self.file], [self.file]
        if self.row is not None:
            uk.append(f"рядок {self.row}")
            en.append(f"row {self.row}")
        if self.column:
            uk.append(f"колонка {self.column}")
            en.append(f"column {self.column}")
        if self.value:
            shown = shortened(self.value)
            uk.append(f"значення «{shown}»")
            en.append(f"value “{shown}”")
        return Text(f"{', '.join(uk)}: {self.reason.uk}", f"{', '.join(en)}: {self.reason.en}")


class RegisterError(Exception):
    """Nothing could be read: the register is refused as a whole, for the reasons given.

    ``problems`` is never empty. ``str()`` gives both languages, Ukrainian first.
    """

    def __init__(self, problems: "Iterable[Problem] | Problem") -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(problem.text for problem in self.problems)

    def of(self, language: str) -> str:
        """Every sentence in one language, a line each."""
        return "\n".join(text.of(language) for text in self.texts)

    def __str__(self) -> str:
        return "\n".join(f"{text.uk}\n{text.en}" for text in self.texts)


def shortened(value: str, longest: int = LONGEST_VALUE_SHOWN) -> str:
    """A value fit to be printed on one line: no control characters, not longer than ``longest``."""
    line = "".join(character if character.isprintable() else "␣" for character in value[: longest + 1])
    return line if len(line) <= longest else line[: longest - 1] + "…"


def refuse(
    file: str, uk: str, en: str, *, row: int | None = None, column: str | None = None, value: str | None = None
) -> RegisterError:
    """The error for one problem, ready to be raised."""
    return RegisterError(Problem(file, row, column, value, Text(uk, en)))
