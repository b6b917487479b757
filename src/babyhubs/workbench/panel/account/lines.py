"""One more line of the log. Services call this inside their own transaction."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from babyhubs.workbench.panel.models import LogLine, Panel
from babyhubs.workbench.record.actor import Actor


def write(
    actor: Actor, panel: Panel, *, kind: str, on: date, text: str = "", pounds: Decimal | None = None, **more: Any
) -> LogLine:
    """The line, with the next number of the panel's log."""
    last = panel.lines.aggregate(last=Max("number"))["last"] or 0
    return LogLine.objects.create(
        panel=panel, number=last + 1, kind=kind, on=on, text=text.strip(), pounds=pounds, written_by=actor.name, **more
    )
