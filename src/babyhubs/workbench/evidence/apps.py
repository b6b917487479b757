"""The app of the evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Claims and documents."""

    name = "babyhubs.workbench.evidence"
    label = "evidence"

    def ready(self) -> None:
        """The programme page asks this app where the evidence stands."""
        from babyhubs.workbench.evidence.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("evidence", standing)
