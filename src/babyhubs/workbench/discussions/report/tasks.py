"""What the background worker is asked to do. The work itself is imported by the worker alone: it is heavy."""

import uuid

from django_tasks import task


@task()
def write_report(report: str) -> None:
    """Write a report."""
    from babyhubs.workbench.discussions.report.building import carry_out  # noqa: PLC0415 - heavy, and for the worker alone

    carry_out(uuid.UUID(report))
