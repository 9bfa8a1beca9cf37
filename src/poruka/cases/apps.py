"""The Django application of the case room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, their records and the log over all of them."""

    name = "poruka.cases"
    label = "cases"
