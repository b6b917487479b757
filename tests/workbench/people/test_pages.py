"""The coordinator's pages, as they are used; nobody else has them."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test.utils import CaptureQueriesContext

from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.people import services
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.record.models import Entry
from tests.workbench.people.persons import ON, a_person, a_promise
from tests.workbench.service import TEST, Service
from tests.workbench.test_pages import BUDGET

SAID = {
    "called": "Amina",
    "way": "text",
    "phone": "07700 900777",
    "interpreter": "Somali",
    "no_voicemail": "on",
    "agrees_hold-details": "yes",
    "agrees_fair-draw": "yes",
    "agrees_photographs": "no",
    "needs": ["childcare"],
    "said_on": "02/11/2026",
    "language": "Somali",
    "channel": "face-to-face",
}


@pytest.fixture
def where(service: Service) -> str:
    """The address of the register."""
    return f"/programmes/{service.own.pk}/parents/"


def test_a_parent_is_typed_in_listed_without_contact_looked_at_and_erased(service: Service, where: str) -> None:
    client = service.client("involvement-coordinator")
    assert "nobody in the register" in client.get(where).content.decode()
    page = client.post(f"{where}new/", SAID)["Location"]
    listed, own = (client.get(one).content.decode() for one in (where, page))
    for text in (listed, own):
        assert "Amina" in text
        assert "900777" not in text
    assert "Use what I said about myself for a fair draw" in listed
    assert "Photographs" not in listed
    assert "Face to face, in Somali" in own
    contact = client.get(f"{page}contact/").content.decode()
    assert "07700 900777" in contact
    assert "Do not leave a message" in contact
    assert re.search(r"Interpreter for</dt><dd[^>]*>Somali", contact)
    assert "looked at how to reach a person" in client.get(page).content.decode()
    assert client.post(f"{page}erase/", {"why": "asked"}).status_code == 200  # not yet sure
    assert client.post(f"{page}erase/", {"why": "asked", "sure": "on"})["Location"] == where
    assert client.get(f"{page}contact/").status_code == 404
    assert "Amina" not in client.get(where).content.decode()
    assert [one.action for one in Entry.objects.using(PEOPLE)] == ["person.added", "person.looked", "person.erased"]


def test_nothing_is_ticked_beforehand_and_a_missing_yes_is_asked_for(service: Service, where: str) -> None:
    client = service.client("involvement-coordinator")
    page = client.get(f"{where}new/").content.decode()
    agrees = re.findall(r'<input[^>]*name="agrees_[^>]*>', page)
    assert len(agrees) > 10
    assert not [one for one in agrees if "checked" in one and 'value=""' not in one]
    refused = client.post(f"{where}new/", {**SAID, "agrees_hold-details": "no"}).content.decode()
    assert "Nobody can be in the register who did not agree" in refused
    assert not Person.objects.exists()


def test_the_lead_to_speak_to_first_stands_above_every_way_to_the_contact(service: Service, where: str) -> None:
    person = a_person(service.own.pk)
    client = service.client("involvement-coordinator")
    client.post(f"{where}{person.pk}/speak-first/", {"lead": "Ros Dean, named nurse"})
    for one in (where, *(f"{where}{person.pk}/{page}" for page in ("", "contact/", "contact/change/"))):
        assert "Ros Dean, named nurse" in client.get(one).content.decode(), one
    client.post(f"{where}{person.pk}/speak-first/", {"lead": ""})
    assert "Ros Dean" not in client.get(where).content.decode()


def test_the_diary_says_who_is_due_an_answer_until_they_had_it(service: Service, where: str) -> None:
    person = a_person(service.own.pk)
    late = a_promise()
    client = service.client("involvement-coordinator")
    assert "An answer to what they asked" in client.get(where).content.decode()
    client.post(f"{where}{person.pk}/due/{late.pk}/kept/")
    assert "An answer to what they asked" not in client.get(where).content.decode()


def test_a_person_of_another_programme_is_not_there(service: Service, where: str) -> None:
    person = a_person(service.others.pk)
    client = service.client("involvement-coordinator")
    for page in ("", "contact/", "answers/", "erase/"):
        assert client.get(f"{where}{person.pk}/{page}").status_code == 404


@pytest.mark.parametrize("role", ["analyst", "service-lead", "observer", "output-checker", "administrator"])
def test_nobody_else_finds_the_way_there(role: str, service: Service, where: str) -> None:
    assert service.own
    client = service.client(role)
    assert client.get(where).status_code in {403, 404}
    assert ">Parents</a>" not in client.get("/").content.decode()


def test_no_session_keeps_a_name(service: Service, where: str) -> None:
    client = service.client("involvement-coordinator")
    page = client.post(f"{where}new/", SAID)["Location"]
    client.post(f"{page}contact/change/", {**SAID, "phone": ""})
    client.post(f"{page}erase/", {"why": "asked", "sure": "on"})
    assert not [one for one in Session.objects.all() if "Amina" in str(one.get_decoded())]


def test_the_pages_keep_within_their_budget_of_queries_however_many_people_there_are(
    service: Service, where: str
) -> None:
    client = service.client("involvement-coordinator")
    person = a_person(service.own.pk)
    services.promise(TEST, person, what="answer", due_on=ON)
    client.get(where)  # a first page also writes its session
    spent = []
    for _ in range(2):
        for page in (where, f"{where}{person.pk}/", f"{where}{person.pk}/contact/", f"{where}{person.pk}/answers/"):
            with (
                CaptureQueriesContext(connections[WORKBENCH]) as asked,
                CaptureQueriesContext(connections[PEOPLE]) as too,
            ):
                assert client.get(page).status_code == 200
            said = [query["sql"] for query in (*asked.captured_queries, *too.captured_queries)]
            spent.append(sum(not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) for sql in said))
        for _ in range(5):
            services.promise(TEST, a_person(service.own.pk), what="answer", due_on=ON)
    assert spent[:4] == spent[4:]
    assert max(spent) <= BUDGET
