"""What the form says of where and when each observation was."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.hubs.kinds import MODEL
from babyhubs.workbench.hubs.log import standing
from babyhubs.workbench.hubs.models import Hub


def model_on(hub: Hub, day: date) -> str:
    """The model that a hub had on a day, by its log; "" where nobody wrote it down."""
    found = [entry for entry in standing(hub.changes.all()) if entry.kind == MODEL and (entry.on or date.min) <= day]
    return found[-1].became if found else ""


def sittings(form: Any, hubs: Mapping[str, Hub]) -> list[Any]:
    """What the form says of each chosen observation."""
    from babyhubs.observations.translation.sittings import Sitting  # noqa: PLC0415 - for this page only

    given, made = form.cleaned_data, []
    for number in form.chosen():
        hub, day = hubs.get(given[f"hub_{number}"]), given[f"date_{number}"]
        if hub is None:
            raise InputError("This hub is no longer in the directory.", remedy="Choose another.")
        began = timezone.make_aware(datetime.combine(day, given[f"time_{number}"] or time(10)))
        made.append(Sitting(number, hub.code, given["model"] or model_on(hub, day), began, given[f"observer_{number}"]))
    return made
