"""The statute book of Ukraine: parole for military service, one file per institute."""

from datetime import date

from poruka.law.engine.book import Book
from poruka.law.ukraine import article_81_1, exclusions, law_2232
from poruka.law.ukraine.questions import QUESTIONS

BOOK = Book(
    name="ua-81-1",
    conditions=(
        article_81_1.period,
        article_81_1.serving,
        article_81_1.penalty,
        law_2232.citizenship,
        law_2232.lower_age,
        law_2232.upper_age,
        exclusions.national_security,
        exclusions.qualified_murder,
        exclusions.sexual_offence,
        exclusions.terrorism,
        exclusions.drunk_driving_deaths,
        exclusions.life_of_officer,
        exclusions.grave_corruption,
        law_2232.responsible_office,
        law_2232.earlier_record,
        law_2232.corruption_trial,
    ),
    questions=QUESTIONS,
    changes=(date(2022, 2, 24), date(2024, 5, 18), date(2025, 6, 17)),
)

__all__ = ["BOOK"]
