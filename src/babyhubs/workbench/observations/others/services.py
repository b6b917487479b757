"""Keeping a file of another program, taking its observations in as sessions, or throwing it away."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.observations.log.operation import FIRST
from babyhubs.observations.log.operation import Operation as Tap
from babyhubs.workbench.observations.models import OtherFile, Session
from babyhubs.workbench.observations.others import places
from babyhubs.workbench.observations.sessions.rows import extend
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

MOST_WAITING = 10


@dataclass(frozen=True)
class Recognised:
    """What a file is, before anybody said what it means."""

    name: str
    ending: str
    form: str
    program: str
    sha256: str


@audited("observation.other-file-kept", "uploaded a file of another program with observations")
def keep(actor: Actor, programme: Programme, *, recognised: Recognised, path: Path) -> Changed[OtherFile]:
    """The file stays until somebody takes it in or throws it away. One that was taken in already is refused."""
    known = OtherFile.objects.filter(programme=programme)
    before = known.filter(sha256=recognised.sha256).first()
    if before is not None:
        state = "was taken in already" if before.taken_at else "is here already and waits"
        raise InputError(f"This file {state}.", remedy="See the list below.")
    if known.filter(taken_at=None).count() >= MOST_WAITING:
        raise InputError(f"{MOST_WAITING} files wait already.", remedy="Take them in, or throw them away.")
    one = OtherFile.objects.create(
        programme=programme, name=recognised.name[-120:], ending=recognised.ending, form=recognised.form,
        program=recognised.program, sha256=recognised.sha256, uploaded_by_name=actor.name,
    )  # fmt: skip
    shutil.copyfile(path, places.file(one))
    places.file(one).chmod(0o600)
    details = {"program": one.program, "sha256": one.sha256}
    return Changed(one, subject=one, programme=programme.pk, details=details)


@audited("observation.other-file-taken-in", "took the observations of another program's file in as sessions")
def take_in(
    actor: Actor, one: OtherFile, *, logs: Sequence[Sequence[Tap]], said: Mapping[str, Any], left: Mapping[str, Any]
) -> Changed[list[Session]]:
    """All sessions, or none. said: what codes and places mean; never the names of subjects, which may be names of people."""
    one = OtherFile.objects.select_for_update().get(pk=one.pk)
    if one.taken_at is not None:
        raise InputError("This file was taken in already.", remedy="Remove its sessions, if they are to come anew.")
    made = []
    for taps in logs:
        if Session.objects.filter(session=taps[0].session).exists():
            raise InputError("One of these sessions is here already.", remedy="Leave it out.")
        header = taps[0].value
        same = {"header__occasion": header["occasion"], "header__observer": header["observer"]}
        if Session.objects.filter(programme_id=one.programme_id, **same).exists():
            raise InputError(
                f"A session of {header['occasion']} by {header['observer']} is here already.",
                remedy="Two observers have two codes; what was watched twice on one day goes under two days or is left out.",
            )
        session = Session.objects.create(
            programme_id=one.programme_id, session=taps[0].session, device=taps[0].device, header=header,
            opened=taps[0].wall, head=FIRST, received_by_name=actor.name,
        )  # fmt: skip
        extend(session, taps)
        made.append(session)
    if not made:
        raise InputError("No observation was chosen.", remedy="Tick one at least.")
    one.taken_at, one.sessions, one.said, one.left_behind = timezone.now(), len(made), dict(said), dict(left)
    one.save()
    _gone(one)
    details = {"program": one.program, "sha256": one.sha256, "sessions": [str(session) for session in made]}
    return Changed(made, subject=one, programme=one.programme_id, details=details)


@audited("observation.other-file-thrown-away", "threw a file of another program away")
def throw_away(actor: Actor, one: OtherFile) -> Changed[None]:
    """Only one that was not taken in: of the others, the row is the provenance."""
    if one.taken_at is not None:
        raise InputError("This file was taken in; what it was stays on this page.")
    details, programme = {"program": one.program, "sha256": one.sha256}, one.programme_id
    _gone(one)
    one.delete()
    return Changed(None, programme=programme, details=details)


def _gone(one: OtherFile) -> None:
    """The file goes once the database has said so for good; not before."""
    path = places.file(one)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
