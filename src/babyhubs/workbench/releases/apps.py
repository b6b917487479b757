"""The app of the releases."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Releases."""

    name = "babyhubs.workbench.releases"
    label = "releases"
