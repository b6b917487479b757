"""Everything that changes the directory of hubs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.reports.cells import FORMULA_STARTS
from babyhubs.workbench.hubs import kinds, week
from babyhubs.workbench.hubs.hubs_file import Row, week_of
from babyhubs.workbench.hubs.models import Change, Hub, OpeningTime
from babyhubs.workbench.hubs.place import centre, degrees
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

TEXTS = ("code", "name", "address", "postcode", "site_code", "spellings", "bus")


@audited("hub.added", "added a hub")
def add(actor: Actor, /, programme: Programme, *, model: str = "", **details: Any) -> Changed[Hub]:
    """A new hub. model: how it is when its log begins; "" where that is not known."""
    hub = _new(actor, programme, details, model, None)
    return Changed(hub, subject=hub, programme=programme.pk, details={"hub": hub.name, "model": model})


@audited("hub.described", "changed the description of a hub")
def describe(actor: Actor, /, hub: Hub, **details: Any) -> Changed[Hub]:
    """Another address, access, language: what is no part of the log."""
    before = {name: str(getattr(hub, name) or "") for name in details}
    _fill(hub, details)
    hub.save()
    after = {name: str(getattr(hub, name) or "") for name in details}
    changed = {name: f"{before[name] or 'nothing'} → {after[name] or 'nothing'}" for name in details}
    return Changed(
        hub,
        subject=hub,
        programme=hub.programme_id,
        details={"hub": hub.name} | {name: text for name, text in changed.items() if before[name] != after[name]},
    )


@audited("hub.hours", "changed the opening times of a hub")
def set_hours(actor: Actor, hub: Hub, sessions: Sequence[week.Session], *, since: date | None = None) -> Changed[Hub]:
    """Other opening times. since: the day from which they hold, which the log then tells; None: they were always so."""
    before = week.told(week_of(hub))
    _open(hub, sessions)
    after = week.told(sessions)
    if since is not None and before != after:
        note = f"{before or 'nothing'} → {after or 'nothing'}"
        _append(actor, hub, kinds.HOURS, kinds.OTHER_TIMES, since, note)
    return Changed(
        hub,
        subject=hub,
        programme=hub.programme_id,
        details={"hub": hub.name, "before": before, "after": after, "since": since},
    )


@audited("hub.changed", "wrote down what changed at a hub")
def note_change(actor: Actor, hub: Hub, *, kind: str, became: str, on: date | None, note: str = "") -> Changed[Change]:
    """One more entry in the log. on: None for how the hub was when its log begins."""
    change = _append(actor, hub, kind, became, on, note)
    return Changed(change, subject=change, programme=hub.programme_id, details=_said(change))


@audited("hub.change.corrected", "corrected an entry in the log of a hub")
def correct(
    actor: Actor, wrong: Change, *, became: str, on: date | None, note: str, withdrawn: bool = False
) -> Changed[Change]:
    """A new entry that stands in the place of a wrong one, which stays to be read. withdrawn: it never happened."""
    if not note.strip():
        raise InputError("A correction needs its reason.", remedy="Write how you know.")
    if Change.objects.filter(corrects=wrong).exists():
        raise InputError("This entry was corrected already.", remedy="Correct the entry that took its place.")
    if withdrawn:
        became, on = wrong.became, wrong.on
    change = _append(actor, wrong.hub, wrong.kind, became, on, note, corrects=wrong, withdrawn=withdrawn)
    return Changed(
        change,
        subject=change,
        programme=wrong.hub.programme_id,
        details=_said(change) | {"corrects": wrong.number, "withdrawn": withdrawn},
    )


@audited("hubs.imported", "read hubs from a file")
def import_rows(actor: Actor, programme: Programme, rows: Sequence[Row]) -> Changed[list[Hub]]:
    """The hubs of a file that are not in the directory yet. Those that are stay as they are: the log is not guessed."""
    known = set(Hub.objects.filter(programme=programme).values_list("code", flat=True))
    added = []
    for row in rows:
        if row.details["code"] in known:
            continue
        hub = _new(actor, programme, row.details, row.model, row.model_changed)
        _open(hub, row.sessions)
        added.append(hub)
    details = {"added": ", ".join(hub.name for hub in added), "left as they are": len(rows) - len(added)}
    return Changed(added, programme=programme.pk, details=details)


def _new(actor: Actor, programme: Programme, details: dict[str, Any], model: str, changed: date | None) -> Hub:
    hub = Hub(programme=programme)
    _fill(hub, details)
    hub.save(force_insert=True)
    if model:
        _append(actor, hub, kinds.MODEL, model, changed, "")
    return hub


def _fill(hub: Hub, details: dict[str, Any]) -> None:
    """The fields, checked: a text that a spreadsheet would run as a formula is refused, not changed."""
    for name, value in details.items():
        setattr(hub, name, " ".join(value.split()) if name in TEXTS else value)
    for name in TEXTS:
        if getattr(hub, name).startswith(FORMULA_STARTS):
            what = Hub._meta.get_field(name).verbose_name.capitalize()
            raise InputError(
                f"{what}: {getattr(hub, name)!r} begins with a sign that a spreadsheet takes for a formula.",
                remedy="Begin with a letter or a number.",
            )
    if (hub.latitude is None) != (hub.longitude is None):
        raise InputError("Latitude and longitude go together.", remedy="Give both, or neither.")
    if hub.latitude is None or hub.longitude is None:
        hub.latitude, hub.longitude = centre(hub.postcode) or (None, None)
    else:
        hub.latitude, hub.longitude = degrees(hub.latitude), degrees(hub.longitude)
    if hub.opened and hub.closed and hub.closed < hub.opened:
        raise InputError("The hub closed before it opened.", remedy="Correct one of the two days.")
    try:
        hub.full_clean(exclude=["programme"], validate_constraints=False)
    except ValidationError as error:
        name, texts = next(iter(error.message_dict.items()))
        raise InputError(f"{hub.name or 'A hub'}, {name.replace('_', ' ')}: {texts[0]}") from error
    others = Hub.objects.filter(programme=hub.programme).exclude(pk=hub.pk)
    for name, word in (("code", "identifier"), ("name", "name")):
        if others.filter(**{f"{name}__iexact": getattr(hub, name)}).exists():
            raise InputError(f"Another hub has the {word} {getattr(hub, name)}.", remedy="Give each hub its own.")


def _open(hub: Hub, sessions: Sequence[week.Session]) -> None:
    OpeningTime.objects.filter(hub=hub).delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(hub=hub, weekday=one.weekday, opens=one.opens, closes=one.closes) for one in sessions
    )


def _append(
    actor: Actor,
    hub: Hub,
    kind: str,
    became: str,
    on: date | None,
    note: str,
    *,
    corrects: Change | None = None,
    withdrawn: bool = False,
) -> Change:
    if kind not in kinds.kinds() or became not in kinds.kinds()[kind].became:
        raise InputError("This is no change that the log knows.", remedy="Choose one from the list.")
    if on is not None and on > timezone.localdate():
        raise InputError("This day is yet to come.", remedy="Write down what changed once it has changed.")
    with transaction.atomic():
        Hub.objects.select_for_update().get(pk=hub.pk)  # writers of one log queue, so that numbers have no gap
        number = Change.objects.filter(hub=hub).count() + 1
        return Change.objects.create(
            hub=hub,
            number=number,
            kind=kind,
            became=became,
            on=on,
            note=note.strip(),
            corrects=corrects,
            withdrawn=withdrawn,
            written_by=actor.name,
        )


def _said(change: Change) -> dict[str, Any]:
    return {
        "hub": change.hub.name,
        "entry": change.number,
        "what": kinds.kinds()[change.kind].title,
        "became": change.became,
        "on": change.on,
        "note": change.note,
    }
