"""The pages of the foundation say what they should, and cost few queries."""

import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from babyhubs.workbench.databases import PEOPLE, WORKBENCH
from babyhubs.workbench.hubs import services as hub_services
from babyhubs.workbench.hubs import week
from babyhubs.workbench.programme import services
from babyhubs.workbench.programme.steps import Standing, State, says, steps
from babyhubs.workbench.releases import services as release_services
from tests.workbench.audits.rows import a_run, an_upload
from tests.workbench.panel.rows import a_member
from tests.workbench.routes import OWN, address, routes
from tests.workbench.service import TEST, Service, person

BUDGET = 9  # queries to a page, the session and the rights among them
WIDE_BUDGET = BUDGET + 5 * 4  # four for each of the five steps before the evidence


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


def spent(service: Service, role: str) -> dict[str, int]:
    """How many queries each page asks of the databases."""
    assert service.own
    client = service.client(role)
    counts = {}
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
        counts[route.name] = sum(not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) for sql in said)
    return counts


def crowd(service: Service) -> None:
    """More of everything that a page could list."""
    for number in range(6):
        hub = hub_services.add(TEST, service.own, code=f"X{number}", name=f"Hub {number}", model="traditional")
        hub_services.note_change(TEST, hub, kind="circle", became="begun", on=date(2026, 1, 1 + number))
        hub_services.set_hours(TEST, hub, [week.Session(number)])
        an_upload(service.own)
        a_run(service.own)
        one = person(f"colleague-{number}")
        services.give_role(TEST, service.own, user=one, role="observer")
        services.create(TEST, name=f"Another {number}", place="", purpose="p", owner=service.people["service-lead"])
    with TemporaryDirectory() as folder:
        table = Path(folder) / "reach.csv"
        table.write_text("ward,babies\nEaston,25\n", encoding="utf-8")
        for number in range(6):
            release_services.ask(TEST, service.own, f"Reach {number}", table, "hes", "The board asked.")


def over(counts: dict[str, int]) -> dict[str, int]:
    """The pages that ask too much; the thread asks every step where it stands, the evidence for all that it found."""
    wide = {name for name in counts if name.split("-")[0] == "evidence" or name == "programme"}
    return {name: count for name, count in counts.items() if count > (WIDE_BUDGET if name in wide else BUDGET)}


def test_no_page_of_the_site_asks_more_queries_than_its_budget(service: Service) -> None:
    assert over(spent(service, "administrator")) == {}


def test_no_page_of_a_programme_asks_more_queries_than_its_budget_nor_more_when_there_is_more(service: Service) -> None:
    assert service.hub(service.own)
    assert service.release(service.own)
    assert a_member(service.own)
    few = spent(service, "service-lead")
    assert over(few) == {}
    crowd(service)
    many = spent(service, "service-lead")
    assert {name: (few[name], count) for name, count in many.items() if count > few[name]} == {}
