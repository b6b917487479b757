"""The app of the releases."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Releases."""

    name = "babyhubs.workbench.releases"
    label = "releases"

    def ready(self) -> None:
        """The programme page asks this app where the evidence stands."""
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.releases.standing import standing  # noqa: PLC0415 - models exist only now

        says("evidence", standing)
