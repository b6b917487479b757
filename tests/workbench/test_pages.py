"""The pages of the foundation say what they should, and cost few queries."""

import re

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.programme import services
from babyhubs.workbench.programme.steps import Standing, State, says, steps
from tests.workbench.routes import OWN, address, routes
from tests.workbench.service import TEST, Service

BUDGET = 9  # queries to a page, the session and the rights among them


def page_of(service: Service, role: str) -> str:
    """The programme page as the person of a role sees it."""
    own = service.own
    return service.client(role).get(f"/programmes/{own.pk}/").content.decode()


def test_the_programme_page_lists_the_six_steps_of_the_thread(service: Service) -> None:
    page = page_of(service, "service-lead")
    places = [re.search(rf">{step.title}(</a>)?</h3>", page).start() for step in steps().values()]
    assert places == sorted(places)
    assert len(places) == 6


def test_a_step_rests_only_on_steps_before_it() -> None:
    order = list(steps())
    for step in steps().values():
        assert all(order.index(other) < order.index(step.key) for other in step.rests_on)


def test_a_strand_says_where_its_step_stands(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("babyhubs.workbench.programme.steps._SAID_BY", {})
    says("audit", lambda _: Standing(State.STALE, next="Run it again.", why="New records.", address="/about/"))
    page = page_of(service, "service-lead")
    assert "Out of date:</strong> New records." in page
    assert 'href="/about/" aria-describedby="step-1"' in page
    # An observer has no right to the audit: the step is there, its page is not.
    assert 'aria-describedby="step-1"' not in page_of(service, "observer")
    with pytest.raises(ValueError, match="no step"):
        says("audits", lambda _: Standing(State.DONE))


def test_what_somebody_wrote_cannot_become_markup(service: Service) -> None:
    services.describe(
        TEST, service.own, name="<b>Reach</b>", place='"><script>', purpose="<img src=x onerror=alert(1)>"
    )
    page = page_of(service, "analyst")
    assert "<b>Reach" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_the_menu_shows_only_where_one_may_go(service: Service) -> None:
    assert ">People</a>" in page_of(service, "service-lead")
    assert ">People</a>" not in page_of(service, "analyst")
    assert ">Accounts</a>" in service.client("administrator").get("/").content.decode()


def test_every_page_is_marked_internal_once_one_is_inside(service: Service) -> None:
    assert "babyhubs-internal" in page_of(service, "observer")
    assert "babyhubs-internal" not in service.client("observer").get("/about/").content.decode()


@pytest.mark.parametrize("role", ["service-lead", "administrator"])
def test_no_page_asks_more_queries_than_its_budget(service: Service, role: str) -> None:
    assert service.own
    client = service.client(role)
    spent = {}
    for route in routes():
        if route.access is None or "GET" not in route.access.methods or route.name == "account_logout":
            continue
        with transaction.atomic():
            where = address(route, service, role, OWN)
            with (
                CaptureQueriesContext(connections[WORKBENCH]) as asked,
                CaptureQueriesContext(connections[PEOPLE]) as too,
            ):
                client.get(where)
            transaction.set_rollback(True)
        # a transaction inside this test's own one shows as savepoints, which no user's page asks for
        said = [query["sql"] for query in (*asked.captured_queries, *too.captured_queries)]
        spent[route.name] = sum(not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) for sql in said)
    assert {name: count for name, count in spent.items() if count > BUDGET} == {}
