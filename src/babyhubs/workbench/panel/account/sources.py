"""What the panel did, for the steps that rest on it: no name, no small count."""

from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse

from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.workbench.panel.account.told import log, said_before
from babyhubs.workbench.panel.models import Panel
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.programme.sources import Source
from babyhubs.workbench.programme.uses import class_now


def sources(programme: Any) -> tuple[Source, ...]:
    """Each outcome of the log, the way from told to stayed, what was paid."""
    from babyhubs.panel.exhibits import exhibits  # noqa: PLC0415 - when somebody asks

    panel = (
        Panel.objects.filter(register=register_of(programme.pk)).prefetch_related("lines", "draws", "members").first()
    )
    if panel is None:
        return ()
    lines = log(panel)
    days = {one.line: one.day for one in lines}
    last = lines[-1].day if lines else None
    found = []
    for name, exhibit in exhibits(lines, said_before(panel), profile(DEFAULT), class_now(programme, "panel")):
        on = days.get(name, last)
        assert on is not None
        address = (
            f"{reverse('panel-log', args=[programme.pk])}#{name}"
            if name in days
            else reverse("panel-account", args=[programme.pk])
        )
        found.append(Source(exhibit, exhibit.title, address, datetime.combine(on, time(12), tzinfo=UTC)))
    return tuple(found)
