"""The people's app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Contact details."""

    name = "babyhubs.workbench.people"
    label = "people"
