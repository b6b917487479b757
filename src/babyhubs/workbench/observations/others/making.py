"""From a file and what somebody said of it to sealed logs of sessions: same file, same answers, same bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.hubs.kinds import MODEL
from babyhubs.workbench.hubs.log import standing
from babyhubs.workbench.hubs.models import Hub


@dataclass(frozen=True)
class Sitting:
    """Where and when an observation was. number: its place in the file."""

    number: int
    hub: str
    model: str
    day: date
    began: time
    observer: str


def translated(
    found: Sequence[Any],
    said: Mapping[str, Mapping[str, str]],
    sittings: Sequence[Sitting],
    one: Any,
    room: Any,
    book: Any,
) -> list[Any]:
    """Each chosen observation as a session of ours."""
    from babyhubs.observations.translation.meanings import Meanings, source  # noqa: PLC0415 - for this page only
    from babyhubs.observations.translation.translate import translate  # noqa: PLC0415 - for this page only

    meaning = Meanings(**said)
    meaning.check(book)
    made = []
    for sitting in sittings:
        header = {
            "hub": sitting.hub, "model": sitting.model, "observer": sitting.observer,
            "occasion": f"{sitting.hub} {sitting.day.isoformat()}",
            "from": source(one.program, one.sha256, sitting.number),
            "ethogram": {"id": book.identity, "version": book.version},
        }  # fmt: skip
        if room:
            header["layout"] = room
        began = timezone.make_aware(datetime.combine(sitting.day, sitting.began))
        row = translate(found[sitting.number - 1], meaning, header, began.isoformat())
        if not row.session.actors and not row.session.scans:
            raise InputError(
                f"Observation {sitting.number}: nobody of it is left, and no scan.",
                remedy="Say of one subject at least who it is, or leave the observation out.",
            )
        made.append(row)
    return made


def logs(sessions: Sequence[Any], one: Any) -> list[Any]:
    """Sealed. The name carries programme, file and number, so that nothing is taken in twice unseen."""
    from babyhubs.observations.formats import to_log  # noqa: PLC0415 - for this page only

    return [
        to_log.log(session, f"{one.programme_id} {one.sha256} {session.header['from']['observation']}")
        for session in sessions
    ]


def model_on(hub: Hub, day: date) -> str:
    """The model that a hub had on a day, by its log; "" where nobody wrote it down."""
    found = [entry for entry in standing(hub.changes.all()) if entry.kind == MODEL and (entry.on or date.min) <= day]
    return found[-1].became if found else ""


def sittings(form: Any, hubs: Mapping[str, Hub]) -> list[Sitting]:
    """What the form says of each chosen observation."""
    given, made = form.cleaned_data, []
    for number in form.chosen():
        hub, day = hubs.get(given[f"hub_{number}"]), given[f"date_{number}"]
        if hub is None:
            raise InputError("This hub is no longer in the directory.", remedy="Choose another.")
        made.append(
            Sitting(
                number, hub.code, given["model"] or model_on(hub, day), day, given[f"time_{number}"] or time(10),
                given[f"observer_{number}"],
            )
        )  # fmt: skip
    return made
