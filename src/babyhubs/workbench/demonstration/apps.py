"""The app of the demonstration; it has no tables."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """No tables."""

    name = "babyhubs.workbench.demonstration"
    label = "demonstration"
