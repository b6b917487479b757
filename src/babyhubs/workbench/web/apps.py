"""The app of what every page shares; it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """No tables."""

    name = "babyhubs.workbench.web"
    label = "web"
