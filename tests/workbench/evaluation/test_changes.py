"""The log of changes on one line of time, and as the evaluation counts it."""

from datetime import date

import pytest

from babyhubs.errors import InputError
from babyhubs.evaluation.change_log import COMPONENTS, EVENTS
from babyhubs.workbench.evaluation import exposure
from babyhubs.workbench.evaluation.changes import kinds, services
from babyhubs.workbench.evaluation.changes.timeline import timeline
from babyhubs.workbench.hubs import services as hubs
from tests.workbench.service import TEST, Service


def test_the_words_of_the_form_are_those_of_the_library() -> None:
    assert {key for key, _ in kinds.EVENTS} == set(EVENTS)
    assert {key.replace("peer-", "peer ") for key in exposure.ADOPTED} == set(COMPONENTS)


def test_a_hub_begins_with_the_first_part_that_counts_and_never_with_an_ending(service: Service) -> None:
    hub = service.hub(service.own)
    for kind, became, on in (
        ("hours", "shorter", date(2025, 1, 6)),
        ("staffing", "more", date(2025, 2, 3)),
        ("circle", "begun", date(2025, 3, 3)),
    ):
        hubs.note_change(TEST, hub, kind=kind, became=became, on=on)
    entries = exposure.dated(exposure.hubs_with_logs(service.own), [])
    assert exposure.starts(entries, ()) == {"H01": date(2025, 2, 3)}
    assert exposure.starts(entries, ("circle",)) == {"H01": date(2025, 3, 3)}
    assert [one.what for one in exposure.as_log(entries, ("circle",), ["H01"])] == ["circle"]
    assert exposure.as_log(entries, (), ["another"]) == []


def test_the_page_shows_it_all_on_one_line_of_time_and_in_words(service: Service) -> None:
    hub = service.hub(service.own)
    hubs.note_change(TEST, hub, kind="circle", became="begun", on=date(2025, 3, 3))
    services.note_event(TEST, service.own, what="closure", hub=hub, on=date(2025, 8, 4), until=date(2025, 8, 29))
    wrong = services.note_event(TEST, service.own, what="campaign", on=date(2025, 5, 5))
    services.withdraw(TEST, wrong, why="It was put off.")
    drawn = timeline(
        exposure.hubs_with_logs(service.own),
        exposure.dated([hub], exposure.events_of(service.own)),
        (),
        date(2026, 1, 1),
    )
    assert drawn is not None
    assert [mark.kind for mark in drawn.marks] == ["change", "closed"]
    text = service.client("output-checker").get(f"/programmes/{service.own.pk}/evaluation/changes/").content.decode()
    assert "3 March 2025: Chairs in a circle, talking together: begun" in text
    assert "Closure, until 29 August 2025" in text
    assert "It was put off." in text


def test_what_has_not_happened_yet_or_ended_before_it_began_is_not_written_down(service: Service) -> None:
    for days in ({"on": date(2100, 1, 1)}, {"on": date(2025, 2, 2), "until": date(2025, 2, 1)}):
        with pytest.raises(InputError):
            services.note_event(TEST, service.own, what="closure", **days)
