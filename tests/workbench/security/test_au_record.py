"""AU: the record of who did what. The chain itself, and what an intruder does to it: tests/workbench/test_record.py."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction

from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.people.services import erase
from babyhubs.workbench.record import triggers
from babyhubs.workbench.record.chain import Anchor, Line, faults
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.record.verification import head, verify
from babyhubs.workbench.releases import services as releases
from babyhubs.workbench.router import OF_PEOPLE
from tests.workbench.audits.export import export
from tests.workbench.audits.rows import a_run, an_upload
from tests.workbench.people.persons import a_person
from tests.workbench.service import TEST, Service
from tests.workbench.test_record import KEY, chain

Sent = tuple[str, dict[str, Any]]
Form = Callable[[Service], Sent]


def of(service: Service, path: str) -> str:
    """An address in one's own programme."""
    return f"/programmes/{service.own.pk}/{path}"


def _hub(service: Service) -> str:
    return of(service, f"hubs/{service.hub(service.own).pk}/")


def _release(service: Service) -> str:
    with TemporaryDirectory() as folder:
        table = Path(folder) / "reach.csv"
        table.write_text("ward,babies\nEaston,25\n", encoding="utf-8")
        one = releases.ask(service.actor("analyst"), service.own, "Reach", table, "hes", "The board asked.")
    return of(service, f"releases/{one.pk}/")


def _person(service: Service) -> str:
    return f"/accounts/{service.people['nobody'].pk}/"


# What people send, with the entries that it leaves. Giving and taking a role ends the sessions of the person too.
FORMS: list[tuple[str, str, list[str], Form]] = [
    ("service-lead", "describe", ["programme.described"],
     lambda s: (of(s, "description/"), {"name": "Reach", "place": "Leeds", "purpose": "Whom?"})),
    ("service-lead", "classify", ["strand.classified"],
     lambda s: (of(s, "classes/audit/"), {"project_class": "clinical audit", "registration": "CA-1"})),
    ("service-lead", "give a role", ["session.rights-changed", "role.given"],
     lambda s: (of(s, "people/"), {"user": s.people["nobody"].pk, "role": "observer"})),
    ("service-lead", "take a role", ["session.rights-changed", "role.taken"],
     lambda s: (of(s, f"people/{s.own.memberships.get(user=s.people['analyst']).pk}/remove/"), {})),
    ("analyst", "add a hub", ["hub.added"], lambda s: (of(s, "hubs/new/"), {"code": "H5", "name": "New"})),
    ("analyst", "describe a hub", ["hub.described"],
     lambda s: (f"{_hub(s)}description/", {"code": "H01", "name": "Easton", "bus": "7"})),
    ("analyst", "hours", ["hub.hours"], lambda s: (f"{_hub(s)}hours/", {"day_1": "9:30 to 11:30"})),
    ("analyst", "the log of a hub", ["hub.changed"],
     lambda s: (f"{_hub(s)}log/circle/", {"became": "begun", "on": "02/03/2026"})),
    ("analyst", "upload", ["upload.received"], lambda s: (of(s, "uploads/new/"), dict(export()))),
    ("analyst", "begin anew", ["upload.begun-anew"],
     lambda s: (of(s, f"uploads/{an_upload(s.own).pk}/begin-anew/"), {})),
    ("analyst", "stop an audit", ["audit.cancel-asked"], lambda s: (of(s, f"audits/{a_run(s.own).pk}/cancel/"), {})),
    ("analyst", "ask for a release", ["release.asked"],
     lambda s: (of(s, "releases/new/"), {"title": "Reach", "profile": "hes", "reason": "The board.", "strand": "audit",
                                         "file": SimpleUploadedFile("reach.csv", b"ward,babies\nEaston,25\n")})),
    ("analyst", "withdraw", ["release.withdrawn"], lambda s: (f"{_release(s)}withdraw/", {})),
    ("output-checker", "approve", ["release.approved"],
     lambda s: (f"{_release(s)}decision/", {"decision": "approve", "reason": "Rounded."})),
    ("administrator", "invite", ["account.invited", "link.made"],
     lambda s: ("/accounts/invite/", {"email": "new@example.nhs.uk", "name": "New", "site_role": ""})),
    ("administrator", "change an account", ["account.changed"],
     lambda s: (_person(s), {"name": "Another Name", "site_role": ""})),
    ("administrator", "disable", ["account.disabled"], lambda s: (f"{_person(s)}disable/", {})),
    ("administrator", "a new link", ["link.made"], lambda s: (f"{_person(s)}link/", {})),
]  # fmt: skip


@pytest.mark.parametrize(("role", "name", "actions", "form"), FORMS, ids=[one[1] for one in FORMS])
def test_au1_what_people_send_leaves_its_entries_and_no_other(
    role: str, name: str, actions: list[str], form: Form, service: Service
) -> None:
    where, sent = form(service)
    client = service.client(role)
    before = Entry.objects.count()
    answer = client.post(where, sent)
    assert answer.status_code in {200, 302}
    left = list(Entry.objects.filter(sequence__gt=before).values_list("action", flat=True))
    assert left == actions, left or answer.content.decode()[:3000]
    assert verify() == []


@pytest.mark.parametrize(("role", "name", "actions", "form"), FORMS, ids=[one[1] for one in FORMS])
def test_au1_a_change_whose_entry_cannot_be_written_is_not_made(
    role: str, name: str, actions: list[str], form: Form, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, sent = form(service)
    client = service.client(role)
    client.raise_request_exception = False

    def unwritable(*_: object) -> Line:
        raise OSError("the record cannot be written")

    before = contents()
    monkeypatch.setattr("babyhubs.workbench.record.audited.sealed", unwritable)
    assert client.post(where, sent).status_code == 500
    assert contents() == before


def contents() -> dict[str, str]:
    """A digest of every table of ours."""
    told = {}
    for model in apps.get_models():
        if model.__module__.startswith("babyhubs.") and model._meta.app_label not in OF_PEOPLE:
            rows = sorted(map(repr, model.objects.using(WORKBENCH).values_list()))
            told[model._meta.label] = hashlib.sha256("".join(rows).encode()).hexdigest()
    return told


def test_au1_contact_details_have_their_entries_in_their_own_database() -> None:
    before = Entry.objects.using(PEOPLE).count()
    person = a_person()
    erase(TEST, person)
    left = Entry.objects.using(PEOPLE).filter(sequence__gt=before).values_list("action", flat=True)
    assert list(left) == ["person.added", "person.erased"]


@pytest.mark.parametrize("seed", range(40))
def test_au2_every_edit_removal_exchange_and_cut_is_found_where_it_is(seed: int) -> None:
    """Against the head that was kept outside, as a start, a backup and a pack print it."""
    moments = random.Random(seed)
    lines = chain(moments.randint(6, 20))
    kept = Anchor(len(lines), lines[-1].seal)
    what = moments.choice(("edit", "remove", "exchange", "cut"))
    at = moments.randint(1, len(lines) - 3)
    if what == "edit":
        lines[at] = replace(lines[at], **{moments.choice(("details", "actor_name", "at", "action")): "forged"})
    elif what == "remove":
        del lines[at]
    elif what == "exchange":
        other = at + 1
        lines[at], lines[other] = (
            replace(lines[other], sequence=lines[at].sequence), replace(lines[at], sequence=lines[other].sequence),
        )  # fmt: skip
    else:
        del lines[at:]
    found = [(fault.sequence, fault.kind) for fault in faults(lines, KEY, [kept])]
    expected = {
        "edit": [(at + 1, "changed")],
        "remove": [(at + 1, "missing")],
        "exchange": [(at + 1, "moved"), (at + 2, "moved")],
        "cut": [(at + 1, "cut")],
    }
    assert found == expected[what]


@pytest.mark.parametrize("database", [WORKBENCH, PEOPLE])
def test_au2_an_emptied_record_is_told_by_the_head_that_was_kept(database: str, service: Service) -> None:
    if database == PEOPLE:
        a_person()
    else:
        assert service.own
    whole = head(database)
    with transaction.atomic(using=database), connections[database].cursor() as cursor:
        for statement in triggers.removal(connections[database].vendor):
            cursor.execute(statement)
        cursor.execute("DELETE FROM record_entry")
    assert verify(database=database) == []
    assert [(one.sequence, one.kind) for one in verify([whole], database)] == [(1, "cut")]
