"""A marker person signs up, is looked at, is copied and backed up, and withdraws. Run as a program on an empty folder.

python -m tests.workbench.people.marker withdraw FOLDER OUT
python -m tests.workbench.people.marker start FOLDER [OUT]
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from babyhubs.workbench.databases import FILES, PEOPLE
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import folder, migrations, snapshot
from babyhubs.workbench.service.backup import back_up
from babyhubs.workbench.start import start
from tests.workbench.keeping.folders import NOW, SECRET

MARKERS = ("Zuleikha-Qy", "07700 900987", "zq.marker@example.org", "14 Marker Mews", "Dr Leadmarker", "a swing for zq")


def withdraw(place: Path, out: Path) -> dict[str, list[str]]:
    """Through the pages, as the coordinator; gives what was stored of the person before they left, to look for."""
    from django.db import connections
    from django.test import Client

    from babyhubs.workbench.accounts.services import invite
    from babyhubs.workbench.people.models import Person
    from babyhubs.workbench.programme import services as programmes
    from babyhubs.workbench.record.actor import program

    who = program("test")
    lead = invite(who, email="lead@example.nhs.uk", name="Lead", site_role="")
    coordinator = invite(who, email="coordinator@example.nhs.uk", name="Hannah", site_role="")
    programme = programmes.create(who, name="Reach", place="Bristol", purpose="p", owner=lead)
    programmes.give_role(who, programme, user=coordinator, role="involvement-coordinator")
    client = Client(SERVER_NAME="localhost")
    client.force_login(coordinator)
    name, phone, email, address, safeguarding, need = MARKERS
    register = f"/programmes/{programme.pk}/parents/"
    said = {"said_on": "02/11/2026", "language": "Somali", "channel": "paper"}
    contact = {"called": name, "way": "call", "phone": phone, "email": email, "address": address}
    agreed = {"agrees_hold-details": "yes", "agrees_fair-draw": "yes"}
    _sent(client, f"{register}new/", {**contact, **agreed, **said, "needs": ["childcare"], "other": need})
    person = Person.objects.select_related("key").get()
    page = f"{register}{person.pk}/"
    _sent(client, f"{page}answers/", {"needs": ["travel"], "other": need, "about_language": "somali"})
    _sent(client, f"{page}speak-first/", {"lead": safeguarding})
    given = client.post(f"{page}code/").content.decode()
    code = given.split('id="code" translate="no">')[1].split("<")[0]
    _sent(client, f"{page}due/", {"what": "answer", "due_on": "30/11/2026"})
    # what goes wrong is shown again, and must not be kept anywhere
    assert client.post(f"{page}contact/change/", {**contact, "email": f"{email} {name}"}).status_code == 200
    for where in (register, page, f"{page}contact/", f"{page}answers/"):
        assert name in client.get(where).content.decode()
    person = Person.objects.select_related("key").get()
    with connections[PEOPLE].cursor() as cursor:
        cursor.execute("SELECT material FROM people_personkey")
        wrapped = cursor.fetchone()[0]
    stored = [
        person.card,
        person.contact,
        person.answers,
        wrapped,
        person.choice_code.digest,
        person.key.material,
        code,
    ]
    copies = place / "before-migration"
    copies.mkdir(exist_ok=True)
    snapshot.copy(place / FILES[PEOPLE], copies / "people-20261101T000000000000.sqlite3")
    (out / "old").mkdir()
    back_up(Options(place), out / "old", SECRET, now=NOW)
    _sent(client, f"{page}erase/", {"why": "asked", "sure": "on"})
    assert client.get(page).status_code == 404
    assert name not in client.get(register).content.decode()
    (out / "new").mkdir()
    back_up(Options(place), out / "new", SECRET, now=NOW + timedelta(days=1))
    return {"stored": stored}


def begin(place: Path) -> dict[str, object]:
    """A start of the workbench after a restore, without its server."""
    from babyhubs.workbench.people import erasing
    from babyhubs.workbench.people.models import Consent, Person
    from babyhubs.workbench.record.verification import verify
    from babyhubs.workbench.service.owner import SERVE

    again = erasing.replay(SERVE, place)
    person = Person.objects.get()
    return {
        "again": again,
        "left": str(person.left_on is not None),
        "consents": Consent.objects.count(),
        "languages": sorted(set(Consent.objects.values_list("language", flat=True))),
        "faults": len(verify(database=PEOPLE)),
    }


def _sent(client: object, where: str, data: dict[str, object]) -> None:
    answer = client.post(where, data)  # type: ignore[attr-defined]
    assert answer.status_code == 302, (where, answer.status_code)


if __name__ == "__main__":
    what, given, *rest = sys.argv[1:]
    root = Path(given)
    folder.prepare(root)
    folder.mark(root)
    start(Options(folder=root))
    migrations.migrate(Options(folder=root), copied=False)
    if what == "withdraw":
        told: object = withdraw(root, Path(rest[0]))
    else:
        told = begin(root)
        if rest:
            back_up(Options(root), Path(rest[0]), SECRET, now=datetime(2026, 12, 1, tzinfo=UTC))
    json.dump(told, sys.stdout)
