"""AZ: who may do what. The matrix of every page is tests/workbench/access.csv; here, rights in time and single fields."""

import uuid

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.workbench.access.roles import programme_roles, rights
from babyhubs.workbench.accounts import services as accounts
from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.programme import services
from babyhubs.workbench.programme.models import Membership
from tests.workbench.people.persons import a_person
from tests.workbench.routes import OWN, address, routes
from tests.workbench.service import TEST, Service
from tests.workbench.test_access import outcome

ROLES = [role.key for role in programme_roles()]
# Pages of a programme by the right that opens each: one page for each right is enough, the matrix has them all.
PAGES = {
    route.access.permission: route.name
    for route in routes()
    if route.access and route.access.of_programme and route.names == ("programme_id",) and "GET" in route.access.methods
}
CANARIES = {"name": "Zebedee Canary", "phone": "07700 900461", "email": "zebedee.canary@example.org"}
_STEP = st.one_of(
    st.tuples(st.just("give"), st.sampled_from(ROLES)),
    st.tuples(st.just("take"), st.sampled_from(ROLES)),
    st.tuples(st.just("disable"), st.just("")),
    st.tuples(st.just("enable"), st.just("")),
    st.tuples(st.just("ask"), st.sampled_from(sorted(PAGES))),
)


@given(steps=st.lists(_STEP, min_size=2, max_size=14))
# without shrinking, which would ask for every page a thousand times before it told of a failure
@hypothesis_settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_az2_a_right_never_outlives_its_role_whatever_happens_in_whatever_order(
    steps: list[tuple[str, str]], service: Service
) -> None:
    one, programme = service.people["nobody"], service.own
    held: set[str] = set()
    active = True
    with transaction.atomic():
        client = Client()
        client.force_login(one)
        for what, which in [*steps, *(("ask", page) for page in sorted(PAGES))]:
            if what == "give":
                services.give_role(TEST, programme, user=one, role=which)
                held.add(which)
            elif what == "take" and which in held:
                services.take_role(TEST, Membership.objects.get(programme=programme, user=one, role=which))
                held.remove(which)
            elif what == "disable":
                accounts.disable(TEST, one)
                active = False
            elif what == "enable":
                accounts.enable(TEST, one)
                active = True
            elif what == "ask":
                assert _opens(client, programme.pk, which) <= (active and which in rights(held)), (held, active)
            if active and not _signed_in(client):  # a changed right ends the session: the person signs in anew
                one.refresh_from_db()
                client.force_login(one)
        if active:
            for page in sorted(PAGES):
                assert _opens(client, programme.pk, page) == (page in rights(held)), page
        transaction.set_rollback(True)
    one.refresh_from_db()


def _opens(client: Client, programme: uuid.UUID, permission: str) -> bool:
    return outcome(client.get(reverse(PAGES[permission], args=[programme]))) == "yes"


def _signed_in(client: Client) -> bool:
    return bool(client.get("/account/").status_code == 200)


def test_az2_a_right_that_is_taken_in_another_window_ends_the_form_that_is_open(service: Service) -> None:
    assert service.own
    client = service.client("analyst")
    where = f"/programmes/{service.own.pk}/hubs/new/"
    assert client.get(where).status_code == 200
    services.take_role(TEST, service.own.memberships.get(user=service.people["analyst"]))
    sent = client.post(where, {"code": "H9", "name": "Late"})
    assert sent.status_code == 302
    assert sent["Location"].startswith("/sign-in/")
    assert not service.own.hubs.exists()


@pytest.mark.parametrize("role", ["analyst", "administrator"])
def test_az4_no_page_download_or_error_shows_an_analyst_or_an_administrator_a_contact_detail(
    role: str, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    person = a_person(**CANARIES)
    assert service.own
    client = service.client(role)
    client.raise_request_exception = False
    seen = 0
    for route in routes():
        for method in route.access.methods if route.access else ():
            if route.name == "account_logout":
                continue
            with transaction.atomic(using=WORKBENCH), transaction.atomic(using=PEOPLE):
                where = address(route, service, role, OWN)
                asked = client.get(where) if method == "GET" else client.post(where, {"words": "canary"})
                _holds_no_canary(asked, where)
                _holds_no_canary(client.get(f"{where}{person.pk}/"), where)
                transaction.set_rollback(True, using=WORKBENCH)
                transaction.set_rollback(True, using=PEOPLE)
            seen += 1
    assert seen > 60
    assert not [word for word in CANARIES.values() if word in caplog.text]


def _holds_no_canary(answer: HttpResponseBase, where: str) -> None:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    sent = content + repr(dict(answer.headers)).encode()
    for word in CANARIES.values():
        assert word.encode() not in sent, where


def test_az4_no_file_of_the_workbench_names_whom_the_register_holds(service: Service) -> None:
    a_person(**CANARIES)
    for path in settings.BABYHUBS.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [word for word in CANARIES.values() if word.encode() in content], path


def test_az4_an_error_about_a_person_does_not_repeat_the_details(service: Service) -> None:
    person = a_person(**CANARIES)
    with pytest.raises(InputError) as refused:
        accounts.invite(TEST, email=service.people["analyst"].email, name=CANARIES["name"])
    assert not [word for word in CANARIES.values() if word in str(refused.value)]
    assert not [word for word in CANARIES.values() if word in f"{person!r}{person}"]
