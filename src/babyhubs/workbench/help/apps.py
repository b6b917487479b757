"""The help's app."""

from django.apps import AppConfig


class HelpConfig(AppConfig):
    """The documents as pages."""

    name = "babyhubs.workbench.help"
    label = "help"
