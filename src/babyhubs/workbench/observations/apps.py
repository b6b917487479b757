"""The observations' app."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Plans, rooms, sessions and results."""

    name = "babyhubs.workbench.observations"
    label = "observations"

    def ready(self) -> None:
        """The programme asks this app where the step stands, and the steps that rest on it what it found."""
        from babyhubs.workbench.observations.sources import sources  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.observations.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.sources import gives  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("observations", standing)
        gives("observations", sources)
