"""A marker person signs up, is looked at, drawn, invited and paid, is copied and backed up, and withdraws. Run as a program on an empty folder.

python -m tests.workbench.people.marker withdraw FOLDER OUT
python -m tests.workbench.people.marker start FOLDER [OUT]
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

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
    agreed = {"agrees_hold-details": "yes", "agrees_co-design": "yes", "agrees_fair-draw": "yes"}
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
    said_in_the_draw = _drawn(client, programme.pk, person, {**agreed, **said})
    person = Person.objects.select_related("key").get(pk=person.pk)
    with connections[PEOPLE].cursor() as cursor:
        cursor.execute("SELECT person_id, material FROM people_personkey")
        keys = {str(number).replace("-", ""): material for number, material in cursor.fetchall()}
    wrapped = keys[person.pk.hex]
    stored = [
        person.card,
        person.contact,
        person.answers,
        wrapped,
        person.choice_code.digest,
        said_in_the_draw,
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


def _drawn(client: Any, programme_id: object, person: Any, answers: dict[str, str]) -> str:
    """Onto the panel and through all of its life, with another parent who stays. Gives what the draw keeps of their answers, sealed."""
    from babyhubs.workbench.panel.models import Draw, Meeting, Member, PoolEntry

    programme = f"/programmes/{programme_id}"
    other = {"called": "Another", "way": "call", "phone": "07700 900111"}
    _sent(client, f"{programme}/parents/new/", {**other, **answers})
    panel, today = f"{programme}/panel", f"{timezone.localdate():%d/%m/%Y}"
    _sent(client, f"{panel}/seats/new/", {"about": "language:somali", "low": 1, "high": 2, "why": "They are missed."})
    _sent(client, f"{panel}/seats/number/", {"seats": 2})
    _sent(client, f"{panel}/draws/new/", {})
    draw = f"{panel}/draws/{Draw.objects.get().pk}"
    _sent(client, f"{draw}/publish/", {"where": "The board", "on": today})
    _sent(client, f"{draw}/number/", {"ticket": 417, "how": "Dice", "on": today})
    seat = f"{panel}/members/{Member.objects.get(person=person).pk}"
    later = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    assert MARKERS[1] in client.get(f"{seat}/messages/invitation/").content.decode()
    _sent(client, f"{seat}/messages/invitation/", {"way": "call", "on": today, "answer_by": later})
    _sent(client, f"{seat}/answer/", {"state": "accepted", "on": today})
    _sent(client, f"{seat}/paying/", {"pay": "voucher", "told_benefits_on": today})
    _sent(client, f"{panel}/meetings/new/", {"title": "The room", "on": today, "activity": "about two hours"})
    meeting = Meeting.objects.get().pk
    _sent(client, f"{panel}/meetings/{meeting}/came/", {"members": [str(Member.objects.get(person=person).pk)]})
    _sent(client, f"{seat}/meetings/{meeting}/pay/", {})
    _sent(client, f"{seat}/expense/", {"what": "travel", "pounds": "4.40", "on": today})
    # whoever writes the name into the log is refused, and the name is not kept
    named = client.post(f"{panel}/log/new/aim/", {"text": f"{MARKERS[0]} asked for it.", "on": today})
    assert "is what somebody in the register is called" in named.content.decode()
    for page in (
        "members/",
        "groups/",
        "log/",
        "account/",
        "account/download/",
        "you-said/",
        "payments/",
        "draws/",
        "",
    ):
        assert client.get(f"{panel}/{page}").status_code == 200, page
    return str(PoolEntry.objects.get(person=person).said)


def begin(place: Path) -> dict[str, object]:
    """A start of the workbench after a restore, without its server."""
    from babyhubs.workbench.panel.models import Attendance, LogLine, Member, PoolEntry
    from babyhubs.workbench.people import erasing
    from babyhubs.workbench.people.models import Consent, Person
    from babyhubs.workbench.record.verification import verify
    from babyhubs.workbench.service.owner import SERVE

    again = erasing.replay(SERVE, place)
    person = Person.objects.exclude(left_on=None).get()
    consents = Consent.objects.filter(person=person)
    return {
        "again": again,
        "left": str(person.left_on is not None),
        "consents": consents.count(),
        "languages": sorted(set(consents.values_list("language", flat=True))),
        "drawn": list(Member.objects.filter(person=person).values_list("state", "pay")),
        "said": list(PoolEntry.objects.filter(person=person).values_list("said", flat=True)),
        "paid": [str(one.pounds) for one in LogLine.objects.exclude(pounds=None) if one.person_id is None],
        "came": list(Attendance.objects.values_list("person", flat=True)),
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
