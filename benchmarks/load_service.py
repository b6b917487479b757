"""The workbench that is put under load: a service with its audited year, people who sign in with codes, hubs, releases.

A process of its own (`python -m benchmarks.load_service FOLDER BIRTHS`), because Django is made ready once a process.
Everything is made by the services that the pages call, so that the record is as long as it would be. Prints what the
generator has to know as JSON.
"""

import json
import os
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babyhubs.simulation.files import write
from babyhubs.simulation.service import Service, Settings, simulate
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import folder as data_folder
from babyhubs.workbench.start import start

NAME = "load.example.nhs.uk"  # a workbench that several people reach: two processes, a second factor for everybody
PASSWORD = "three words nobody guesses"
ROLES = ("service-lead", "analyst", "output-checker", "observer", "involvement-coordinator")
PEOPLE = 10
RELEASES = 30
NOTES = 400  # more changes at the hubs, so that lists and the record are as long as after some years
TABLE = "ward,babies\nEaston,25\nLawrence Hill,30\n"


def options(folder: Path, port: int = 8420) -> Options:
    """Behind a proxy that makes HTTPS; the generator plays that proxy."""
    return Options(
        folder=folder,
        port=port,
        public_name=NAME,
        behind_proxy=True,
        database_url=os.environ.get("BABYHUBS_DATABASE_URL", ""),
        people_database_url=os.environ.get("BABYHUBS_PEOPLE_DATABASE_URL", ""),
    )


def made(folder: Path, births: int) -> dict[str, Any]:
    """The whole service; gives what the generator must know."""
    export = folder.parent / "export"
    service = simulate(Settings(births_per_year=births))
    write(service, export)
    data_folder.prepare(folder)
    data_folder.mark(folder)
    start(options(folder))
    from babyhubs.workbench.service.migrations import migrate

    migrate(options(folder), copied=True)
    people = _people()
    programme, releases = _programme(export / "clean" / "hubs.csv", folder.parent)
    upload, run, seconds = _audited(programme, export / "clean")
    return {
        "people": people,
        "programme": programme.pk.hex,
        "hubs": [hub.pk.hex for hub in programme.hubs.all()],
        "releases": releases,
        "upload": upload.pk.hex,
        "run": run.pk.hex,
        "export": str(export / "clean"),
        "children": service.children.height,
        "contacts": service.contacts.height,
        "attendances": _attendances(service),
        "audit_seconds": seconds,
    }


def _attendances(service: Service) -> int:
    """Contacts at a place that the hubs file names, in one of its spellings."""
    names = "|".join([*service.hubs["name"], *service.hubs["spellings"].drop_nulls()]).split("|")
    return service.contacts.filter(service.contacts["venue"].is_in(names)).height


def _people() -> list[dict[str, str]]:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from babyhubs.workbench.accounts.services import invite
    from babyhubs.workbench.record.actor import program

    told = []
    for number in range(PEOPLE):
        role = ROLES[number % len(ROLES)]
        user = invite(program("load"), email=f"person-{number}@example.nhs.uk", name=f"Person {number}")
        user.set_password(PASSWORD)
        user.save()
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        told.append({"email": user.email, "role": role, "secret": secret})
    return told


def _programme(hubs: Path, scratch: Path) -> tuple[Any, list[str]]:
    from babyhubs.workbench.accounts.models import User
    from babyhubs.workbench.hubs import hubs_file
    from babyhubs.workbench.hubs import services as hub_services
    from babyhubs.workbench.programme import services
    from babyhubs.workbench.record.actor import Actor, program
    from babyhubs.workbench.releases import services as release_services

    load = program("load")
    people = list(User.objects.order_by("created_at"))
    lead = people[0]
    programme = services.create(load, name="Reach", place="Bristol", purpose="Whom do we miss?", owner=lead)
    for number, user in enumerate(people[1:], 1):
        services.give_role(load, programme, user=user, role=ROLES[number % len(ROLES)])
    made = hub_services.import_rows(load, programme, hubs_file.read(hubs))
    moments = random.Random(1)
    for number in range(NOTES):
        day = date(2024, 1, 1) + timedelta(days=number)
        kind, became = moments.choice((("staffing", "more"), ("circle", "begun"), ("layout", "new layout")))
        hub_services.note_change(load, made[number % len(made)], kind=kind, became=became, on=day)
    table = scratch / "reach.csv"
    table.write_text(TABLE, encoding="utf-8")
    releases = []
    for number in range(RELEASES):
        one = release_services.ask(load, programme, f"Reach by ward, {number}", table, "hes", "The board asked.")
        if number % 2:
            release_services.approve(Actor("another", "Another"), one, reason="Rounded.")
        releases.append(one.pk.hex)
    return programme, releases


def _audited(programme: Any, clean: Path) -> tuple[Any, Any, float]:
    from django.core.files import File

    from babyhubs.workbench.audits import services
    from babyhubs.workbench.audits.forms import ColumnsForm
    from babyhubs.workbench.audits.preparing import prepare
    from babyhubs.workbench.audits.presenters import recognised
    from babyhubs.workbench.audits.running import carry_out
    from babyhubs.workbench.record.actor import program

    load, began = program("load"), time.perf_counter()
    kinds = ("children", "contacts", "hubs", "head_counts")
    files = {kind: File((clean / f"{kind}.csv").open("rb"), name=f"{kind}.csv") for kind in kinds}
    one = services.upload(load, programme, files=files)
    prepare(one.pk)
    form = ColumnsForm(found := recognised(one), {})
    form = ColumnsForm(found, {bound.html_name: bound.value() or "" for bound in ColumnsForm(found)})
    assert form.is_valid(), form.errors
    services.answer_columns(load, one, answers=form.answers())
    prepare(one.pk)
    one.refresh_from_db()
    assert one.state == "checked", (one.problem_what, one.problem_where)
    run = services.start(load, one, window_start=None, window_end=None, grouping="2001")
    carry_out(run.pk)
    run.refresh_from_db()
    assert run.state == "done", (run.problem_what, run.problem_where)
    return one, run, time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(made(Path(sys.argv[1]), int(sys.argv[2]))))
