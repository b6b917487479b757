"""Fills an empty workbench with a simulated programme, through the services and as the people of each role.

Nothing is written as a row: what a person cannot do in the workbench cannot be done here, and the record tells it all.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.errors import BabyhubsError
from babyhubs.simulation.service import Service
from babyhubs.workbench.accounts import services as accounts
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.audits import places, presenters, running
from babyhubs.workbench.audits import preparing as worker
from babyhubs.workbench.audits import services as audits
from babyhubs.workbench.audits.forms import LEFT_OPEN
from babyhubs.workbench.audits.models import Run, Upload
from babyhubs.workbench.demonstration import (
    coded_discussions,
    discussions,
    evaluation,
    evidence,
    observations,
    panel,
    people,
    public,
    register,
)
from babyhubs.workbench.demonstration.export import NAMES, exported
from babyhubs.workbench.demonstration.stages import STAGES
from babyhubs.workbench.hubs import hubs_file
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.actor import Actor, program
from babyhubs.workbench.releases import services as releases

PLACE = "Bristol, North Somerset and South Gloucestershire"
# What changed where: hub (its place in the directory), what, what it became, from which day.
CHANGES = (
    (0, "self-weighing", "begun", date(2026, 1, 12)),
    (0, "circle", "begun", date(2026, 2, 2)),
    (1, "peer-supporter", "begun", date(2026, 3, 9)),
    (2, "layout", "new layout", date(2026, 4, 20)),
    (3, "hours", "longer", date(2026, 5, 4)),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The invented people as the record names them."""

    users: Mapping[people.Invented, User]

    def acting(self, who: people.Invented) -> Actor:
        """One of them, acting."""
        return Actor(str(self.users[who].pk), who.name)


def seed(simulate: Callable[[], Service], step: Callable[[str], None]) -> None:
    """The whole programme of a simulated service. step is told the name of each stage as it begins."""
    step(STAGES[0])
    service = simulate()
    step(STAGES[1])
    cast = _invited()
    programme = _opened(cast)
    files = exported(service)
    _directory(cast, programme, files["hubs"])
    register.fill(cast.acting(people.COORDINATOR), programme)
    public.fill(cast.acting(people.LEAD), cast.acting(people.COORDINATOR), programme)
    step(STAGES[2])
    upload = _uploaded(cast, programme, files)
    step(STAGES[3])
    upload = _confirmed(cast, upload)
    step(STAGES[4])
    run = _audited(cast, upload)
    step(STAGES[5])
    _released(cast, programme, run)
    step(STAGES[6])
    discussions.fill(cast.acting(people.LEAD), cast.acting(people.ANALYST), programme)
    coded_discussions.fill(cast.acting(people.LEAD), cast.acting(people.ANALYST), programme)
    step(STAGES[7])
    observations.fill(cast.acting(people.LEAD), cast.acting(people.OBSERVER), programme)
    step(STAGES[8])
    panel.fill(cast.acting(people.LEAD), cast.acting(people.COORDINATOR), programme)
    step(STAGES[9])
    evaluation.fill(cast.acting(people.LEAD), cast.acting(people.ANALYST), programme)
    step(STAGES[-1])  # the last of all: its claims rest on what every step before it found
    evidence.fill(cast.acting(people.LEAD), programme)
    evidence.hand_over(cast.acting(people.LEAD), cast.acting(people.CHECKER), programme)


def _invited() -> Cast:
    demo = program("babyhubs demo")
    users = {}
    for one in people.PEOPLE:
        site_role = one.role if one is people.ADMINISTRATOR else ""
        users[one] = accounts.invite(demo, email=one.email, name=one.name, site_role=site_role)
    return Cast(users)


def _opened(cast: Cast) -> Programme:
    programme = programmes.create(
        cast.acting(people.ADMINISTRATOR),
        name="Reaching every family",
        place=PLACE,
        purpose="Find out which families our baby hubs miss, and why, so that the hubs can be changed with them.",
        owner=cast.users[people.LEAD],
    )
    lead = cast.acting(people.LEAD)
    for one in people.PEOPLE:
        if one not in (people.LEAD, people.ADMINISTRATOR):
            programmes.give_role(lead, programme, user=cast.users[one], role=one.role)
    programmes.classify(
        lead, programme, strand="audit", project_class="clinical audit", registration="CA-2026-031 (invented)"
    )
    programmes.decide_use(
        lead,
        programme,
        Use("audit", "clinical audit", "discussions", "service evaluation"),
        why="Whom to talk to follows from the groups that the audit found. Nobody is named in its findings.",
        approval="Audit and research office, 3 November 2026, SE-2026-014 (invented)",
    )
    return programme


def _directory(cast: Cast, programme: Programme, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hubs.csv"
        path.write_bytes(content)
        rows = hubs_file.read(path)
    hubs.import_rows(cast.acting(people.ANALYST), programme, rows)
    there = list(Hub.objects.filter(programme=programme).order_by("code"))
    for place, kind, became, on in CHANGES:
        if place < len(there):
            hubs.note_change(cast.acting(people.LEAD), there[place], kind=kind, became=became, on=on)


def _uploaded(cast: Cast, programme: Programme, files: Mapping[str, bytes]) -> Upload:
    sent = {kind: SimpleUploadedFile(NAMES[kind], content) for kind, content in files.items()}
    upload = audits.upload(cast.acting(people.ANALYST), programme, files=sent)
    worker.prepare(upload.pk)
    return Upload.objects.get(pk=upload.pk)


def _confirmed(cast: Cast, upload: Upload) -> Upload:
    """The best guess to every question, as somebody does who presses the button; a guess may bring a new question."""
    while upload.state == Upload.State.RECOGNISED:
        found = presenters.recognised(upload) or {"questions": []}
        answers = [[*one["key"], one["guess"]] for one in found["questions"] if one["guess"] != LEFT_OPEN]
        audits.answer_columns(cast.acting(people.ANALYST), upload, answers=answers)
        worker.prepare(upload.pk)
        before, upload = len(upload.answers), Upload.objects.get(pk=upload.pk)
        if upload.state == Upload.State.RECOGNISED and len(upload.answers) == before:
            break
    _check(upload, Upload.State.CHECKED)
    return upload


def _audited(cast: Cast, upload: Upload) -> Run:
    run = audits.start(cast.acting(people.ANALYST), upload, window_start=None, window_end=None, grouping="2001")
    running.carry_out(run.pk)
    run = Run.objects.get(pk=run.pk)
    _check(run, Run.State.DONE)
    return run


def _released(cast: Cast, programme: Programme, run: Run) -> None:
    """One that a second person let go, and one that waits for them."""
    answer = places.answer(run)
    table = releases.ask(
        cast.acting(people.ANALYST),
        programme,
        "Attendance, hub by hub",
        answer / "csv" / "hubs.csv",
        DEFAULT,
        "The board of the service, for its meeting in October.",
    )
    releases.approve(
        cast.acting(people.CHECKER), table, reason="I compared it with the profile; every count is rounded to 5."
    )
    releases.ask(
        cast.acting(people.LEAD),
        programme,
        "Which families do our baby hubs miss? The whole answer",
        answer,
        DEFAULT,
        "The integrated care board, which pays for the hubs.",
        file_name=f"audit-{run.period.replace('/', '-to-')}",
    )


def _check(one: Any, wanted: Any) -> None:
    if one.state != wanted:
        raise BabyhubsError(
            f"The demonstration could not be made. {one.problem_what}".strip(),
            remedy=one.problem_remedy or "Try again.",
        )
