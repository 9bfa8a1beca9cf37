from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "poruka.cases"
    label = "cases"
