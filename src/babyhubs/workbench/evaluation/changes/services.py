"""Everything that changes the list of what else happened."""

from datetime import date
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.evaluation.changes.kinds import EVENTS
from babyhubs.workbench.evaluation.models import Event
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("event.noted", "wrote down what else happened")
def note_event(
    actor: Actor, programme: Any, *, what: str, on: date, until: date | None = None, hub: Any = None, note: str = ""
) -> Changed[Event]:
    """One event. hub: None where it met all hubs."""
    if what not in dict(EVENTS):
        raise InputError("This is nothing that the list knows.", remedy="Choose one from the list.")
    if on > timezone.localdate():
        raise InputError("This day is yet to come.", remedy="Write down what happened once it has happened.")
    if until is not None and until < on:
        raise InputError("It ended before it began.", remedy="Correct one of the two days.")
    if hub is not None and hub.programme_id != programme.pk:
        raise InputError("This hub belongs to another programme.", remedy="Choose one from the list.")
    event = Event.objects.create(
        programme=programme, hub=hub, what=what, on=on, until=until, note=note.strip(), written_by=actor.name
    )
    return Changed(event, subject=event, programme=programme.pk, details=_said(event))


@audited("event.withdrawn", "withdrew an event that did not happen")
def withdraw(actor: Actor, event: Event, *, why: str) -> Changed[Event]:
    """It stays to be read, and counts no longer."""
    one = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if one.withdrawn_at is not None:
        raise InputError("This was withdrawn already.")
    if not why.strip():
        raise InputError("A withdrawal needs its reason.", remedy="Write how you know.")
    one.withdrawn_at, one.withdrawn_by, one.withdrawn_why = timezone.now(), actor.name, why.strip()
    one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return Changed(one, subject=one, programme=one.programme_id, details=_said(one) | {"why": one.withdrawn_why})


def _said(event: Event) -> dict[str, Any]:
    where = event.hub.name if event.hub else "all hubs"
    return {"what": event.what, "where": where, "on": event.on, "until": event.until, "note": event.note}
