"""What the background worker is asked to do. The work itself is imported by the worker alone: it is heavy."""

import uuid

from django_tasks import task


@task()
def check(table: str) -> None:
    """Read a table that somebody brought, and say what it holds or why it cannot be used."""
    from babyhubs.workbench.evaluation.tables.checking import check as work  # noqa: PLC0415 - heavy, and for the worker alone

    work(uuid.UUID(table))


@task()
def count(cells: str, areas: str) -> None:
    """Count cells and areas from the programme's records."""
    from babyhubs.workbench.evaluation.tables.counting import count as work  # noqa: PLC0415 - heavy, and for the worker alone

    work(uuid.UUID(cells), uuid.UUID(areas))


@task()
def answer(run: str) -> None:
    """Answer a question."""
    from babyhubs.workbench.evaluation.runs.answering import carry_out  # noqa: PLC0415 - heavy, and for the worker alone

    carry_out(uuid.UUID(run))
