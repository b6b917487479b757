"""Where and when each observation of a file was, and the sessions that come of it: same file, same answers, same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.formats import to_log
from babyhubs.observations.log.operation import Operation
from babyhubs.observations.records import Recording
from babyhubs.observations.translation.meanings import Meanings, source
from babyhubs.observations.translation.translate import Translated, translate


@dataclass(frozen=True)
class Sitting:
    """number: the observation's place in the file, from 1. began: with its offset from UTC."""

    number: int
    hub: str
    model: str
    began: datetime
    observer: str

    @property
    def occasion(self) -> str:
        """What two observers of one session share."""
        return f"{self.hub} {self.began.date().isoformat()}"


def sessions(
    found: Sequence[Recording],
    said: Meanings,
    sittings: Sequence[Sitting],
    book: Ethogram,
    *,
    program: str,
    sha256: str,
    room: dict[str, Any] | None = None,
) -> list[Translated]:
    """Each chosen observation as a session of ours. room: a layout, as in a session's header."""
    said.check(book)
    made = []
    for one in sittings:
        header: dict[str, Any] = {
            "hub": one.hub, "model": one.model, "observer": one.observer, "occasion": one.occasion,
            "from": source(program, sha256, one.number), "ethogram": {"id": book.identity, "version": book.version},
        }  # fmt: skip
        if room:
            header["layout"] = room
        row = translate(found[one.number - 1], said, header, one.began.isoformat())
        if not row.session.actors and not row.session.scans:
            raise InputError(
                f"Observation {one.number}: nobody of it is left, and no scan.",
                remedy="Say of one subject at least who it is, or leave the observation out.",
            )
        made.append(row)
    return made


def sealed(made: Sequence[Translated], seed: str) -> list[list[Operation]]:
    """As logs. seed: what their names rest on beside the file and its observation (a programme), so that nothing comes twice unseen."""
    return [
        to_log.log(
            row.session,
            f"{seed} {row.session.header['from']['sha256']} {row.session.header['from']['observation']}".strip(),
        )
        for row in made
    ]
