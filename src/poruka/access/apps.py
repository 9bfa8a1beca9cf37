"""The application, as Django knows it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see what."""

    name = "poruka.access"
    label = "access"
