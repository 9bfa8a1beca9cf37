"""The Django application of the screening room."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Runs of the law over the register."""

    name = "poruka.screening"
    label = "screening"
