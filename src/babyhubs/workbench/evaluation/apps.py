"""The evaluation's app."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Evaluation and access."""

    name = "babyhubs.workbench.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """The programme asks this app where the evaluation stands, and the bid what it found."""
        from babyhubs.workbench.evaluation.sources import sources  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.evaluation.standing import standing  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.sources import gives  # noqa: PLC0415 - models exist only now
        from babyhubs.workbench.programme.steps import says  # noqa: PLC0415 - models exist only now

        says("evaluation", standing)
        gives("evaluation", sources)
