"""The discussions' app."""

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """Discussions with parents."""

    name = "babyhubs.workbench.discussions"
    label = "discussions"

    def ready(self) -> None:
        """The programme asks this app where the discussions stand, and the steps that rest on them what they found."""
        from babyhubs.workbench.discussions.sources import sources  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.discussions.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.sources import gives  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("discussions", standing)
        gives("discussions", sources)
