"""Sessions from the database as the analysis reads them."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from babyhubs.observations.derive import recording
from babyhubs.observations.log.chain import head
from babyhubs.observations.log.operation import operation
from babyhubs.observations.log.reader import Log
from babyhubs.observations.records import Recording
from babyhubs.workbench.observations.models import Session


def recordings(sessions: Iterable[Session]) -> tuple[Recording, ...]:
    """Each session that is here, with what was learnt about it later, in the order of their opening."""
    found = [_recording(one) for one in sessions]
    return tuple(sorted(found, key=lambda one: (one.opened, one.name)))


def text(session: Session) -> str:
    """The log as a file: the very lines that the phone sent."""
    return "".join(f"{line}\n" for line in session.operations.values_list("line", flat=True))


def _recording(session: Session) -> Recording:
    lines = session.operations.values_list("line", flat=True)
    taps = tuple(operation(json.loads(line), f"operation {number}") for number, line in enumerate(lines, 1))
    one = recording(Log(head(list(taps)), taps))
    learnt: dict[str, Any] = {} if session.recorded is None else {"recorded_attendances": session.recorded}
    return replace(one, header=one.header | learnt)
