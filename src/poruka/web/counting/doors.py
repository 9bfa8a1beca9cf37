"""A count as the page shows it: a door to the people behind it for those entitled, and a number for everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from poruka.access.actors import Actor
from poruka.statistics.behind import Behind, is_open
from poruka.statistics.dimensions import DIMENSIONS
from poruka.statistics.funnel import Question
from poruka.web import words

KEPT = ("as_of", "start", "end", "counted", *(f"only-{name}" for name in DIMENSIONS))
"""Words of the address that say who is asked about."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and the address of the list of them; empty where there is no list for the reader."""

    people: int
    href: str = ""

    def __str__(self) -> str:
        number = words.number(self.people)
        return format_html('<a href="{}">{}</a>', self.href, number) if self.href else number


class Doors:
    """Makes counts for one reader of one question."""

    def __init__(self, request: HttpRequest, actor: Actor, question: Question) -> None:
        self.actor, self.question = actor, question
        self.said = {name: value for name in KEPT if (value := request.GET.get(name, ""))}
        self.list = reverse("figures-people")

    def count(self, people: int, only: Mapping[str, str] | None = None, **behind: str) -> Count:
        """A count of those meant by ``behind``; ``only`` narrows them to a group of a split."""
        narrowed = Question(
            self.question.as_of,
            self.question.period,
            only={**self.question.only, **(only or {})},
            counted=self.question.counted,
        )
        if not people or not is_open(self.actor, narrowed, Behind(**behind)):
            return Count(people)
        group = {f"only-{name}": value for name, value in (only or {}).items()}
        return Count(people, f"{self.list}?{urlencode({**self.said, **group, **behind})}")
