"""Beside the answer: how much of the model was in place, what the observations saw of it, what stood still, and what else happened."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from django.utils import timezone

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.evaluation import kept
from babyhubs.workbench.evaluation.changes import services as events
from babyhubs.workbench.evaluation.models import CountTable, Run
from babyhubs.workbench.evaluation.sources import sources
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.programme import sources as given
from tests.workbench.evaluation import studies
from tests.workbench.service import TEST, Service

BEGUN = date(2024, 1, 8)


def seen(hub: str, share: float, period: str) -> given.Source:
    """What a watched session said of a hub."""
    blank: dict[str, Any] = dict.fromkeys(
        ("lower", "upper", "ratio", "ratio_lower", "ratio_upper", "shortfall_families")
    )
    record = Finding(
        strand="observations", project_class="service evaluation", view="hub", measure="greeted_in_time", attribute="hub", group=hub,
        unit="share", period=period, eligible=30, estimate=share, compared_with="", verdict="", reason="", method="mean of 1 session",
        rule="", disclosure_profile="hes", software="test", inputs=(), **blank,
    )  # fmt: skip
    return given.Source(record, "seen", "/", timezone.now())


@pytest.fixture
def table(service: Service, monkeypatch: pytest.MonkeyPatch) -> CountTable:
    """Twelve hubs, of which six begin a circle and half a year later a peer supporter; two were watched since, one before."""
    for number in range(12):
        one = hubs.add(TEST, service.own, code=str(number), name=f"Hub {number}")
        if number < 6:
            hubs.note_change(TEST, one, kind="circle", became="begun", on=BEGUN)
            hubs.note_change(TEST, one, kind="peer-supporter", became="begun", on=date(2024, 7, 1))
    watched = (
        seen("0", 0.9, "2025-03-03/2025-03-03"),
        seen("Hub 1", 0.7, "2025-03-04/2025-03-04"),
        seen("2", 0.1, "2023-01-01/2023-01-01"),
    )
    monkeypatch.setitem(given._GIVEN_BY, "observations", lambda _: watched)
    events.note_event(TEST, service.own, what="campaign", on=date(2025, 5, 5), note="Posters")
    frame = studies.counts("null").drop("start", "closed", "dose")
    return studies.brought(service.own, frame, first_month=studies.FIRST)


def test_a_full_dose_stands_beside_the_answer_with_what_was_seen_after_the_change(
    service: Service, table: CountTable
) -> None:
    # Given a question form that offers what was seen,
    client, home = service.client("service-lead"), f"/programmes/{service.own.pk}/evaluation/"
    page = client.get(f"{home}ask/gap/").content.decode()
    assert "what was seen of them at 3 hubs: families greeted within five minutes" in page
    # when the dates are those of the table, which knows no parts, the form says so.
    sent = {"cells": str(table.pk), "dates": "table", "dose": "parts"}
    assert "stands in the log of your hubs" in client.post(f"{home}ask/gap/", sent).content.decode()
    studies.a_protocol(service.own, placebo_outcomes=["breastfeeding"])
    run = studies.answered(service.own, "gap", {"cells": table}, dates="log", dose="greeted_in_time")
    assert run.state == Run.State.DONE, run.problem_what
    text = client.get(f"{home}answers/{run.pk}/").content.decode()
    # then the answer by intention is the headline, and the full dose stands beside it with its two assumptions,
    assert text.index(run.sentence[:40]) < text.index("If all of it had been in place everywhere")
    assert "in place: circle, peer supporter; and every family greeted within five minutes" in text
    assert "2 of 6 changed hubs were watched after their change" in text
    assert "the change as it was, divided by how much of it was there" in text
    # the outcome that could not move is shown to stand still, the event is told,
    assert "Outcomes that the change could not move" in text
    assert "5 May 2025" in text
    # and the findings rest on what was seen after the change, not on what was seen before.
    rests_on = {parent for one in sources(service.own) for parent in getattr(one.record, "parents", ())}
    identities = [one.record.identity for one in given.sources(service.own, "observations")]
    assert [one in rests_on for one in identities] == [True, True, False]
    # No finding carries the full dose: the bid cites the change as it was.
    assert not any("full_dose" in one.record.measure for one in sources(service.own) if isinstance(one.record, Finding))


def test_a_table_without_any_outcome_of_the_protocol_is_not_answered_for_others(service: Service) -> None:
    studies.a_protocol(service.own, primary_outcome="reviews")
    table = studies.brought(service.own, studies.counts(), first_month=studies.FIRST)
    run = studies.answered(service.own, "gap", {"cells": table}, dates="table")
    assert run.state == Run.State.FAILED
    assert "none of the outcomes that the protocol names" in run.problem_what


def test_who_is_recorded_is_shown_where_too_little_is(service: Service) -> None:
    """Refused for its records: the table that says why is there."""
    frame = studies.counts("null").with_columns(pl.col("bf_due") * 3)
    studies.a_protocol(service.own, primary_outcome="breastfeeding")
    table = studies.brought(service.own, frame, first_month=studies.FIRST)
    run = studies.answered(service.own, "gap", {"cells": table}, dates="table")
    page = kept.read(run, "gap")
    assert page is not None
    assert page["sections"][0]["refused"]
    assert page["sections"][0]["tables"][0]["name"] == "recording-breastfeeding"
    text = service.client("output-checker").get(f"/programmes/{service.own.pk}/evaluation/answers/{run.pk}/")
    assert "Of families for whom a record was due: recorded" in text.content.decode()
