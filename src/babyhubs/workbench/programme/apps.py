"""The programme's app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programmes."""

    name = "babyhubs.workbench.programme"
    label = "programme"
