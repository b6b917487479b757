"""The audits' app."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """Uploads and audits."""

    name = "babyhubs.workbench.audits"
    label = "audits"

    def ready(self) -> None:
        """The programme page asks this app where the audit stands."""
        from babyhubs.workbench.audits.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("audit", standing)
