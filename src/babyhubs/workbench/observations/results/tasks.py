"""What the background worker is asked to do. The work itself is imported by the worker alone: it is heavy."""

import uuid

from django_tasks import task


@task()
def work_out(analysis: str) -> None:
    """Work out what the sessions add up to."""
    from babyhubs.workbench.observations.results.working import carry_out  # noqa: PLC0415 - heavy, for the worker alone

    carry_out(uuid.UUID(analysis))
