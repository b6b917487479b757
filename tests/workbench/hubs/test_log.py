"""The log of a hub is the exposure of the evaluation: it tells what held when, and what was written is never rewritten."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.hubs import services, week
from babyhubs.workbench.hubs.log import model_of, standing
from babyhubs.workbench.hubs.models import Change, Hub
from babyhubs.workbench.record.models import Entry
from tests.workbench.service import TEST, Service

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 4)


@pytest.fixture
def hub(service: Service) -> Hub:
    """A hub that began with the traditional model."""
    return service.hub(service.own)


def held(hub: Hub) -> list[tuple[str, str, date | None]]:
    """What holds, in the order of the days."""
    return [(one.kind, one.became, one.on) for one in standing(Change.objects.filter(hub=hub))]


def test_the_model_is_the_latest_by_its_day_and_not_by_the_order_of_writing(hub: Hub) -> None:
    services.note_change(TEST, hub, kind="model", became="social", on=MAY)
    services.note_change(TEST, hub, kind="model", became="transitional", on=MARCH)
    assert model_of(Change.objects.filter(hub=hub)) == ("social", MAY)
    assert held(hub) == [
        ("model", "traditional", None),
        ("model", "transitional", MARCH),
        ("model", "social", MAY),
    ]


def test_a_correction_is_a_new_entry_and_the_wrong_one_stays_to_be_read(hub: Hub) -> None:
    wrong = services.note_change(TEST, hub, kind="circle", became="begun", on=MARCH)
    services.correct(TEST, wrong, became="begun", on=MAY, note="The room was closed until May.")
    assert held(hub)[1:] == [("circle", "begun", MAY)]
    assert [(one.number, one.on) for one in Change.objects.filter(hub=hub, kind="circle")] == [(2, MARCH), (3, MAY)]


def test_what_never_happened_is_withdrawn_and_holds_no_more(hub: Hub) -> None:
    wrong = services.note_change(TEST, hub, kind="circle", became="begun", on=MARCH)
    services.correct(TEST, wrong, became="ended", on=MAY, note="That was another hub.", withdrawn=True)
    assert held(hub) == [("model", "traditional", None)]


def test_an_entry_is_corrected_once_and_with_a_reason(hub: Hub) -> None:
    wrong = services.note_change(TEST, hub, kind="circle", became="begun", on=MARCH)
    with pytest.raises(InputError, match="reason"):
        services.correct(TEST, wrong, became="begun", on=MAY, note=" ")
    services.correct(TEST, wrong, became="begun", on=MAY, note="Seen in the diary.")
    with pytest.raises(InputError, match="corrected already"):
        services.correct(TEST, wrong, became="ended", on=MAY, note="Again.")


def test_what_is_only_planned_is_not_written_down(hub: Hub) -> None:
    with pytest.raises(InputError, match="yet to come"):
        services.note_change(TEST, hub, kind="circle", became="begun", on=timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize(("kind", "became"), [("circle", "social"), ("colour", "begun")])
def test_only_what_the_log_knows_is_written_down(hub: Hub, kind: str, became: str) -> None:
    with pytest.raises(InputError, match="no change that the log knows"):
        services.note_change(TEST, hub, kind=kind, became=became, on=MARCH)


@pytest.mark.parametrize("statement", ["UPDATE hubs_change SET became = 'social'", "DELETE FROM hubs_change"])
def test_the_database_itself_refuses_to_rewrite_the_log(hub: Hub, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert held(hub) == [("model", "traditional", None)]


def test_other_hours_from_a_day_are_in_the_log_and_a_slip_of_the_pen_is_not(hub: Hub) -> None:
    services.set_hours(TEST, hub, week.read(1, "9:30 to 11:30"))
    assert held(hub) == [("model", "traditional", None)]
    services.set_hours(TEST, hub, week.read(1, "9:30 to 12:30"), since=MARCH)
    last = Change.objects.filter(hub=hub).last()
    assert (last.kind, last.on, last.note) == ("hours", MARCH, "Tue 09:30 to 11:30 → Tue 09:30 to 12:30")


def test_the_evaluation_is_given_what_holds_and_nothing_that_was_corrected(service: Service, hub: Hub) -> None:
    wrong = services.note_change(TEST, hub, kind="circle", became="begun", on=MARCH)
    services.correct(TEST, wrong, became="begun", on=MAY, note="By the diary.")
    answer = service.client("analyst").get(f"/programmes/{service.own.pk}/hubs/log/download/")
    assert answer.content.decode().splitlines() == [
        "hub,what,became,on",
        "H01,model,traditional,",
        "H01,circle,begun,2026-05-04",
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="hub_changes.csv"'


def test_every_change_has_its_entry_in_the_record(hub: Hub) -> None:
    services.note_change(TEST, hub, kind="circle", became="begun", on=MARCH)
    entry = Entry.objects.last()
    assert (entry.action, entry.programme) == ("hub.changed", str(hub.programme_id))
    assert "Easton" in entry.details
