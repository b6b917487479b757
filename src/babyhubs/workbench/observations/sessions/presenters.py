"""Sessions as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from babyhubs.workbench.observations.models import Session


@dataclass(frozen=True, slots=True)
class Line:
    """A session in a list. program: where it came from, if it was another program's file."""

    name: str
    model: str
    observer: str
    opened: str
    seq: int
    state: str
    received: datetime
    by: str
    address: str
    program: str = ""


def session_lines(found: Iterable[Session]) -> list[Line]:
    """In the order given."""
    return [
        Line(
            name=str(one.header.get("occasion") or one.session),
            model=str(one.header.get("model", "")),
            observer=str(one.header.get("observer", "")),
            opened=one.opened[:16].replace("T", " "),
            seq=one.seq,
            state="Complete" if one.closed else "Not ended, or not all here yet",
            received=one.received_at,
            by=one.received_by_name,
            address=reverse("observation-session", args=[one.programme_id, one.pk]),
            program=str((one.header.get("from") or {}).get("program", "")),
        )
        for one in found
    ]
