"""The register as an application of Django."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Persons, sentences and convictions, and how they came in."""

    name = "poruka.register"
    label = "register"
