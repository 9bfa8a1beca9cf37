"""The application, as Django knows it."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Figures people can trust."""

    name = "poruka.statistics"
    label = "statistics"
