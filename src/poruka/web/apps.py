"""The application, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "poruka.web"
    label = "web"
