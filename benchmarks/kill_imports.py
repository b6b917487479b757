"""Imports killed at random moments: from the form that brings an export to the checked records and the audit.

Each kill hits a process of its own that does what the page and the worker do, one after the other, and writes down what it was
told had been done (acknowledged). Afterwards, in this process and without Django:

    no lost acknowledged write    every acknowledged step of every upload and audit is in the database
    no partial import             an upload has all its files, byte for byte, or there is no row of it; checked records and
                                  answers lie under their name whole or not at all
    nothing untold                every upload that there is has its entry in the record, and the record is whole
    it goes on                    what was cut off is begun anew in the next process, and ends checked
"""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babyhubs.workbench.databases import FILES, WORKBENCH

Killed = Callable[..., bool]
Settle = Callable[[Path], None]
ROWS = 60
AUDITED = 4  # every so many imports go on to the audit, which takes much longer than all before it


def texts() -> dict[str, bytes]:
    """A small export, all of which can be used."""
    born, seen = date(2026, 1, 5), date(2026, 1, 26)
    children = [f"C{n:04d},{born + timedelta(days=n):%d/%m/%Y},BS5 6XX,A" for n in range(ROWS)]
    contacts = [f"C{n:04d},{seen + timedelta(days=n):%d/%m/%Y},Easton,5,01" for n in range(ROWS)]
    return {
        "children": "\n".join(["Patient ID,Date of birth,Postcode,Ethnic category", *children]).encode(),
        "contacts": "\n".join(["Patient ID,Contact date,Venue,Attendance,Consultation mechanism", *contacts]).encode(),
        "hubs": b"hub,name,latitude,longitude\nH01,Easton,51.463,-2.566",
    }


def new_programme() -> str:
    """A programme to import into."""
    from babyhubs.workbench.accounts.services import invite
    from babyhubs.workbench.programme.services import create
    from babyhubs.workbench.record.actor import program

    storm = program("kill storm")
    lead = invite(storm, email="lead@example.nhs.uk", name="A Lead")
    return str(create(storm, name="Reach", place="Bristol", purpose="Whom do we miss?", owner=lead).pk)


def work(programme: str, acknowledged: Path, *, audited: bool) -> None:
    """The next import, or what is left of the last one: until it is killed or has ended. audited: and its audit."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from babyhubs.workbench.audits import services
    from babyhubs.workbench.audits.models import Run, Upload
    from babyhubs.workbench.audits.preparing import prepare
    from babyhubs.workbench.audits.running import carry_out
    from babyhubs.workbench.programme.models import Programme
    from babyhubs.workbench.record.actor import program

    storm = program("kill storm")
    with acknowledged.open("a", buffering=1, encoding="ascii") as told:
        one = Upload.objects.filter(programme=programme).exclude(state=Upload.State.CHECKED).first()
        if one is None:
            files = {kind: SimpleUploadedFile(f"{kind}.csv", text) for kind, text in texts().items()}
            one = services.upload(storm, Programme.objects.get(pk=programme), files=files)
            told.write(f"upload {one.pk.hex}\n")
        elif one.state == Upload.State.WAITING:
            services.begin_anew(storm, one)
        prepare(one.pk)
        one.refresh_from_db()
        if one.state == Upload.State.RECOGNISED:
            services.answer_columns(storm, one, answers=_answers(one))
            told.write(f"confirmed {one.pk.hex}\n")
            prepare(one.pk)
            one.refresh_from_db()
        assert one.state == Upload.State.CHECKED, (one.state, one.problem_what, one.problem_where)
        told.write(f"checked {one.pk.hex}\n")
        if not audited:
            return
        run = services.start(storm, one, window_start=None, window_end=None, grouping="2001")
        told.write(f"asked {run.pk.hex}\n")
        carry_out(run.pk)
        run.refresh_from_db()
        assert run.state == Run.State.DONE, (run.state, run.problem_what)
        told.write(f"done {run.pk.hex}\n")


def _answers(one: Any) -> list[list[str]]:
    """What a person sends who changes nothing on the columns page."""
    from babyhubs.workbench.audits.forms import ColumnsForm
    from babyhubs.workbench.audits.presenters import recognised

    found = recognised(one)
    form = ColumnsForm(found, {bound.html_name: bound.value() or "" for bound in ColumnsForm(found)})
    assert form.is_valid(), form.errors
    return form.answers()


def look(place: Path, programme: str, acknowledged: Path) -> dict[str, int]:
    """Everything that must hold after a kill; gives what is there."""
    with closing(sqlite3.connect(place / FILES[WORKBENCH])) as one:
        uploads = dict(one.execute("SELECT id, state FROM audits_upload").fetchall())
        files = one.execute("SELECT upload_id, id, kind FROM audits_sourcefile").fetchall()
        runs = dict(one.execute("SELECT id, state FROM audits_run").fetchall())
        entries = one.execute("SELECT action, subject FROM record_entry WHERE subject_type LIKE 'audits.%'").fetchall()
        learnt = {row[0] for row in one.execute("SELECT upload_id FROM audits_learntmapping")}
    wanted = texts()
    for upload, state in uploads.items():
        folder = place / "audits" / programme.replace("-", "") / "uploads" / upload
        mine = {kind: folder / file for of, file, kind in files if of == upload}
        assert set(mine) == set(wanted), f"upload {upload} has only {sorted(mine)}"
        for kind, path in mine.items():
            assert path.read_bytes() == wanted[kind], f"{kind} of upload {upload} is not what was sent"
        if state == "checked":
            assert upload in learnt, "checked, and nothing learnt"
            assert {"rows_set_aside.csv", "quality.csv"} <= {path.name for path in (folder / "checked").iterdir()}
    told = _told(entries)
    assert set(uploads) == told.get("upload.received", set()), (
        "an upload without its entry, or an entry without its upload"
    )
    for name, state in runs.items():
        answer = place / "audits" / programme.replace("-", "") / "answers" / name / "answer"
        if state == "done":
            assert (answer / "report.html").is_file(), "done, and no report"
            assert name in told["audit.done"]
        if answer.exists():
            assert (answer / "provenance.json").is_file(), "part of an answer under its name"
    for line in acknowledged.read_text(encoding="ascii").splitlines():
        what, key = line.split()
        there = runs if what in {"asked", "done"} else uploads
        assert key in there, f"an acknowledged {what} is gone"
        assert what not in {"checked", "done"} or there[key] == what, f"an acknowledged {what} came undone"
    return {
        "uploads": len(uploads),
        "checked": sum(state == "checked" for state in uploads.values()),
        "runs": len(runs),
    }


def _told(entries: list[tuple[str, str]]) -> dict[str, set[str]]:
    by_action: dict[str, set[str]] = {}
    for action, subject in entries:
        assert subject.replace("-", "") not in by_action.get(action, set()) or action != "upload.received", "told twice"
        by_action.setdefault(action, set()).add(subject.replace("-", ""))
    return by_action


def storm(
    place: Path, programme: str, kills: int, moments: random.Random, *, killed: Killed, settle: Settle, begin: Settle
) -> dict[str, int]:
    """Kills, looks, and goes on."""
    acknowledged = place.parent / "acknowledged-imports"
    acknowledged.touch()

    def once(audited: bool) -> None:
        begin(place)
        work(programme, acknowledged, audited=audited)

    whole = {}
    for audited in (False, True)[: 1 + (kills >= AUDITED)]:
        began = time.perf_counter()
        killed(lambda audited=audited: once(audited), 0, patient=True)
        whole[audited] = time.perf_counter() - began
    count = number = 0
    while count < kills:
        number += 1
        audited = number % AUDITED == 0
        count += killed(lambda audited=audited: once(audited), moments.uniform(0, whole[audited]))
        settle(place)
        there = look(place, programme, acknowledged)
    killed(lambda: once(False), 0, patient=True)  # what was cut off last goes on as if nothing had been
    settle(place)
    there = look(place, programme, acknowledged)
    assert there["checked"] == there["uploads"], "what was cut off did not go on"
    return {"kills": count, **there}
