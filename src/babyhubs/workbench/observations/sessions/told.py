"""What the capture page is told: the code book, the newest plan of each room, the hubs to watch, and that it may send."""

from dataclasses import replace
from typing import Any

from babyhubs.observations import capture_page
from babyhubs.observations.protocol import Protocol
from babyhubs.observations.starter_layout import starter
from babyhubs.workbench.hubs.log import model_of
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.observations.codes import books
from babyhubs.workbench.observations.models import WatchPlan
from babyhubs.workbench.observations.rooms import versions
from babyhubs.workbench.programme.models import Programme

MOST_HUBS = 60  # more do not fit on a small screen; then the plan chooses


def setup(programme: Programme) -> dict[str, Any]:
    """Same programme, same plan, code book and rooms: the same."""
    plan = WatchPlan.objects.filter(programme=programme).first()
    book = books.used(programme).book
    plans = versions.given_out(programme) or [starter(book)]
    scan = plan.scan_every_s if plan else Protocol().scan_every_s
    hubs = [[one["hub"], one["name"], one["model"]] for one in plan.hubs] if plan else _all(programme)
    return capture_page.setup(book, plans, replace(Protocol(), scan_every_s=scan), hubs=hubs, send=True)


def _all(programme: Programme) -> list[list[str]]:
    hubs = Hub.objects.filter(programme=programme, closed=None).prefetch_related("changes").order_by("code")
    return [[one.code, one.name, model_of(one.changes.all())[0]] for one in hubs[:MOST_HUBS]]
