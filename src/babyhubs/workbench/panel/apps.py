"""The panel's app."""

from django.apps import AppConfig


class PanelConfig(AppConfig):
    """Seats, draws, members, meetings, the log."""

    name = "babyhubs.workbench.panel"
    label = "panel"

    def ready(self) -> None:
        """The programme asks this app where the panel stands; the register tells it who leaves."""
        from babyhubs.workbench.panel.account.sources import sources  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.panel.leaving import forget, forget_answers  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.panel.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.people.leaving import when_left, when_taken_back  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.sources import gives  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("panel", standing)
        gives("panel", sources)
        when_left(forget)
        when_taken_back(forget_answers)
