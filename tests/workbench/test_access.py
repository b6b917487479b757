"""Who may open what: every route, method and role, one's own and another's, against access.csv.

yes: the page answers (it may still find a mistake in what was sent). no: 403. hidden: 404, as if it did not exist.
sign-in: sent to the sign-in page. A cell of a route that names a programme or a person's thing reads own/another's.
"""

import csv
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from babyhubs.workbench.access.declared import ACT, READ, needs, public
from babyhubs.workbench.access.permission import SITE, Permission
from babyhubs.workbench.access.roles import roles
from babyhubs.workbench.programme.gate import Gate
from tests.workbench.routes import ANOTHERS, OWN, Route, address, routes
from tests.workbench.service import Service

MATRIX = Path(__file__).with_name("access.csv")
ROLES = (*(role.key for role in roles().values()), "nobody")
ROWS = {(row["route"], row["method"]): row for row in csv.DictReader(MATRIX.read_text(encoding="utf-8").splitlines())}
CASES = [(route, method) for route in routes() if route.access for method in route.access.methods]


def outcome(answer: HttpResponse) -> str:
    """What an answer means to the person who asked."""
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in/"):
        return "sign-in"
    return {403: "no", 404: "hidden"}.get(answer.status_code, "yes" if answer.status_code < 500 else "fault")


def tried(client: Client, method: str, where: str) -> str:
    """What happens; whatever it changed is taken back."""
    with transaction.atomic():
        answer = client.get(where) if method == "GET" else client.post(where)
        transaction.set_rollback(True)
    return outcome(answer)


def cell(route: Route, method: str, service: Service, role: str) -> str:
    """A cell of the matrix as it is."""
    client = service.client(role)
    found = [tried(client, method, address(route, service, role, OWN))]
    if route.has_owner:
        found.append(tried(client, method, address(route, service, role, ANOTHERS)))
    return "/".join(found)


@pytest.mark.parametrize(("route", "method"), CASES, ids=lambda value: value if isinstance(value, str) else value.name)
def test_every_route_answers_each_role_as_the_matrix_says(route: Route, method: str, service: Service) -> None:
    assert (route.name, method) in ROWS, f"{route.name} {method} has no row in access.csv"
    row = ROWS[route.name, method]
    assert service.own
    found = {"signed_out": tried(Client(), method, address(route, service, "nobody", OWN))}
    found |= {role: cell(route, method, service, role) for role in ROLES}
    assert found == {name: row[name] for name in found}


def test_the_matrix_names_no_route_that_is_gone() -> None:
    assert set(ROWS) == {(route.name, method) for route, method in CASES}


def test_every_view_declares_who_may_see_it() -> None:
    assert [route.pattern for route in routes() if route.access is None] == []


def test_a_right_in_a_programme_is_only_asked_for_where_the_address_names_one() -> None:
    assert [
        route.pattern
        for route in routes()
        if route.access and route.access.of_programme and "programme_id" not in route.names
    ] == []


def test_addresses_are_kebab_case_with_typed_parts_and_unique_names() -> None:
    found = routes()
    for route in found:
        for part in re.sub(r"<\w+:\w+>", "", route.pattern).split("/"):
            assert re.fullmatch(r"[a-z0-9-]*", part), route.pattern
        assert "<" not in re.sub(r"<(uuid|slug|int|str|path):\w+>", "", route.pattern), route.pattern
    assert len({route.name for route in found}) == len(found)


def test_a_view_that_declares_nothing_is_refused_to_everybody(service: Service, rf: RequestFactory) -> None:
    from django.core.exceptions import PermissionDenied

    request = rf.get("/")
    request.user = service.people["administrator"]
    with pytest.raises(PermissionDenied):
        Gate(lambda _: HttpResponse()).process_view(request, lambda _: HttpResponse(), (), {})


def test_a_method_that_a_page_did_not_declare_is_not_answered(rf: RequestFactory) -> None:
    view = public(methods=READ)(lambda _: HttpResponse())
    assert view(rf.post("/")).status_code == 405
    assert needs(Permission.AUDIT_RUN, methods=ACT)(lambda _: HttpResponse())(rf.get("/")).status_code == 405


def test_no_role_of_a_programme_reaches_into_the_site_nor_the_other_way_round() -> None:
    for role in roles().values():
        assert role.of_site == bool(role.may & SITE), role.key
        assert not (role.of_site and role.may - SITE), role.key


def test_who_sees_contact_details_sees_no_records_and_the_other_way_round() -> None:
    records = {Permission.AUDIT_READ, Permission.AUDIT_RUN, Permission.RELEASE_CHECK}
    for role in roles().values():
        assert not (Permission.CONTACTS_READ in role.may and records & role.may), role.key


def test_nobody_asks_for_a_release_and_decides_on_releases_by_the_same_role() -> None:
    for role in roles().values():
        assert not {Permission.RELEASE_ASK, Permission.RELEASE_CHECK} <= role.may, role.key


def test_a_right_ends_with_its_role_at_the_very_next_request(service: Service) -> None:
    where = f"/programmes/{service.own.pk}/"
    client = service.client("analyst")
    assert client.get(where).status_code == 200
    service.own.memberships.filter(user=service.people["analyst"]).delete()
    assert client.get(where).status_code == 404
