"""The app of the hubs."""

from django.apps import AppConfig


class HubsConfig(AppConfig):
    """Hubs."""

    name = "babyhubs.workbench.hubs"
    label = "hubs"
