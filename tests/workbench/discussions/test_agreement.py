"""How far two coders agree, what they decide together, whether enough was heard: on their pages."""

import re

from babyhubs.discussions.passages import passages
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.coding import services
from tests.workbench.discussions.spoken import BOOK, FARE, HEARD, MOVED, begun, talk
from tests.workbench.discussions.test_coding import put
from tests.workbench.service import Service

FARES, TOLD = BOOK["Affordability: barrier"], BOOK["Approachability: barrier"]
WARMTH = BOOK["Acceptability: facilitator"]


def page(service: Service, role: str, part: str) -> str:
    return service.client(role).get(f"/programmes/{service.own.pk}/discussions/{part}").content.decode()


def compared(service: Service) -> str:
    """A text that two coded and finished: the same on one line, not on another."""
    source = talk(begun(service), FARE, MOVED, HEARD, group="Somali")
    for role in ("analyst", "service-lead"):
        put(service, role, source, FARE, FARES)
    put(service, "analyst", source, MOVED, TOLD)
    put(service, "service-lead", source, "another day", WARMTH)
    assert "still at it" in page(service, "analyst", "agreement/")
    for role in ("analyst", "service-lead"):
        services.finish(service.actor(role), service.own, source=source)
    return source


def test_figures_that_cannot_be_computed_say_so(service: Service) -> None:
    compared(service)
    shown = page(service, "involvement-coordinator", "agreement/")
    assert "1.00" in shown
    assert "1 text and 3 turns" in shown
    assert "fewer than five" not in shown
    assert "places to look at together" in shown or "place to look at together" in shown


def test_two_settle_a_place_together(service: Service) -> None:
    compared(service)
    before = page(service, "analyst", "agreement/")
    shown = page(service, "analyst", "agreement/differences/")
    assert "Approachability: barrier" in shown
    assert "Acceptability: facilitator" in shown
    codings = re.search(r'name="codings" value="([^"]*)"', shown)[1]
    keep = re.findall(r'name="keep" value="([^"]*)"', shown)[:1]
    where = f"/programmes/{service.own.pk}/discussions/agreement/settle/"
    service.client("service-lead").post(where, {"codings": codings, "keep": keep})
    assert "No difference is left" in page(service, "analyst", "agreement/differences/")
    with project.opened(service.own) as one:
        assert len(passages(one)) == 3
    figures = re.compile(r"<td[^>]*>([^<]*)</td>")
    assert figures.findall(page(service, "analyst", "agreement/")) == figures.findall(before)


def test_one_coder_alone_has_nothing_to_compare(service: Service) -> None:
    source = talk(begun(service), FARE)
    put(service, "analyst", source, FARE, FARES)
    assert "No text has been coded by two" in page(service, "analyst", "agreement/")


def test_who_was_heard_and_whether_new_things_come(service: Service) -> None:
    begun(service)
    for number in range(7):
        source = talk(service.own, FARE, MOVED, group="Somali" if number else "Arabic")
        put(service, "analyst", source, FARE, FARES)
    shown = page(service, "service-lead", "enough/?by=Main+language")
    assert "Few new codes at the end" in shown
    assert "Too few to say" in shown
    assert "Thin" in shown
    assert "Heard" in shown
