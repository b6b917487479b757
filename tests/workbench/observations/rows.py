"""Rooms, sessions and results as the tests need them: logs of the simulated study, taken in as a phone would send them."""

import tempfile
from functools import cache
from pathlib import Path

from babyhubs.intake.file_bytes import sha256
from babyhubs.observations import ethogram, layout
from babyhubs.observations.log.seal import seal, text
from babyhubs.observations.starter_layout import starter as boxes
from babyhubs.simulation.observed.study import study
from babyhubs.workbench.observations.models import Analysis, OtherFile, RoomPlan, Session
from babyhubs.workbench.observations.others import services as other_services
from babyhubs.workbench.observations.others.services import Recognised
from babyhubs.workbench.observations.results import services as result_services
from babyhubs.workbench.observations.results.working import carry_out
from babyhubs.workbench.observations.rooms import services as room_services
from babyhubs.workbench.observations.sessions import receiving
from babyhubs.workbench.programme.models import Programme
from tests.workbench.observations.boris_project import BORIS
from tests.workbench.service import TEST


@cache
def logs() -> tuple[bytes, ...]:
    """The sessions of a small study as files, a file each."""
    return tuple(text(seal(one.name, one.opened, one.taps)).encode() for one in study(1, clinics=2).sessions)


@cache
def short() -> bytes:
    """The first taps of a session: enough for a row of the database."""
    return b"".join(line + b"\n" for line in logs()[0].split(b"\n")[:6])


def a_room(programme: Programme) -> RoomPlan:
    """A drawn room."""
    plan = layout.as_json(boxes(ethogram.starter()))
    return programme.room_plans.first() or room_services.draw(TEST, programme, identity="hall", plan=plan)


def a_session(programme: Programme) -> Session:
    """A session of which something is here. Another programme gets another one: a session belongs to one."""
    if one := programme.observed_sessions.first():
        return one
    number = Session.objects.count()
    first = b"".join(line + b"\n" for line in logs()[number].split(b"\n")[:6])
    one = receiving.take(TEST, programme, receiving.lines(first))
    assert one is not None
    return one


def an_other_file(programme: Programme) -> OtherFile:
    """A project of BORIS that waits to be told what it means."""
    if one := programme.other_files.first():
        return one
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.boris"
        path.write_bytes(BORIS)
        known = Recognised("tuesday.boris", ".boris", "boris", "BORIS", sha256(path))
        return other_services.keep(TEST, programme, recognised=known, path=path)


def an_analysis(programme: Programme) -> Analysis:
    """One that was asked for."""
    a_session(programme)
    return programme.observation_analyses.first() or result_services.ask(TEST, programme)


def a_result(programme: Programme) -> Analysis:
    """One that is done, with all its pages, from a small study in two models."""
    for log in logs():
        receiving.take(TEST, programme, receiving.lines(log))
    one = result_services.ask(TEST, programme)
    carry_out(one.pk)
    one.refresh_from_db()
    return one
