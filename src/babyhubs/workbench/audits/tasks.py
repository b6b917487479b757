"""What the background worker is asked to do. The work itself is imported by the worker alone: it is heavy."""

import uuid

from django_tasks import task


@task()
def prepare(upload: str) -> None:
    """Recognise an upload, and check its records once somebody confirmed the columns."""
    from babyhubs.workbench.audits.preparing import prepare as work  # noqa: PLC0415 - heavy, and for the worker alone

    work(uuid.UUID(upload))


@task()
def audit(run: str) -> None:
    """Carry an audit out."""
    from babyhubs.workbench.audits.running import carry_out  # noqa: PLC0415 - heavy, and for the worker alone

    carry_out(uuid.UUID(run))


@task()
def try_rule(version: str) -> None:
    """Audit the records by the rule in force and by a proposed one."""
    from babyhubs.workbench.audits.rules.trial import carry_out  # noqa: PLC0415 - heavy, and for the worker alone

    carry_out(uuid.UUID(version))
