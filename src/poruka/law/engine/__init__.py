"""One engine: conditions over facts, for one person or a whole population."""

from poruka.law.engine.book import OPEN, Book, Condition, LawError, Question, Reading, condition
from poruka.law.engine.person import Determination, FactUsed, Finding, determine
from poruka.law.engine.spans import END, START, Answer, Span

__all__ = [
    "END",
    "OPEN",
    "START",
    "Answer",
    "Book",
    "Condition",
    "Determination",
    "FactUsed",
    "Finding",
    "LawError",
    "Question",
    "Reading",
    "Span",
    "condition",
    "determine",
]
