"""What the demonstration must show: the planted narrowing with its interval, nothing where nothing was planted, a place to ring up."""

from datetime import timedelta
from typing import Any

import pytest

from babyhubs.reference import areas, registry
from babyhubs.simulation.service import Settings, simulate
from babyhubs.workbench.demonstration import evaluation
from babyhubs.workbench.evaluation import kept, places
from babyhubs.workbench.evaluation.sources import sources
from babyhubs.workbench.evaluation.standing import standing
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.programme import clean_records
from babyhubs.workbench.programme.clean_records import CleanRecords
from babyhubs.workbench.programme.steps import State
from tests.service_records import records
from tests.workbench.service import TEST, Service


@pytest.fixture
def filled(service: Service, monkeypatch: pytest.MonkeyPatch, settings: Any) -> evaluation.Filled:
    """The evaluation of a demonstration, its records as they come out of intake."""
    settings.BABYHUBS_SIMULATED = True
    simulated = simulate(Settings(births_per_year=1500))
    for hub in simulated.hubs.iter_rows(named=True):
        one = hubs.add(
            TEST,
            service.own,
            code=hub["hub_id"],
            name=hub["name"],
            latitude=hub["latitude"],
            longitude=hub["longitude"],
            closed=hub["closed"],
        )
        hubs.note_change(TEST, one, kind="model", became=hub["model"], on=hub["model_changed"])
    uploaded = service.own.created_at + timedelta(minutes=1)
    loaded = CleanRecords(records(simulated), areas.england(2025), uploaded, "hmac-sha256:0")
    monkeypatch.setattr(clean_records, "_GIVEN_BY", [clean_records.Source(lambda _: uploaded, lambda _: loaded)])
    lead, analyst = service.actor("service-lead"), service.actor("analyst")
    return evaluation.fill(lead, analyst, service.own)


def test_it_finds_what_was_planted_and_nothing_where_nothing_was(service: Service, filled: evaluation.Filled) -> None:
    gap = filled.answers["gap"]
    assert "narrowed, in relative and in absolute terms" in gap.sentence
    found = {one.record.measure: one.record for one in sources(service.own) if one.record.group == "all"}
    true = filled.true.true["attendance"]
    for measure, still in (("ratio_of_RII", 1.0), ("change_SII", 0.0)):
        one = found[f"attendance: {measure}"]
        assert one.lower > still
        assert one.lower < true[measure] < one.upper
        nothing = found[f"reviews: {measure}"]
        assert nothing.lower < still < nothing.upper
    page = kept.read(gap, "gap")
    assert page is not None
    assert page["protocol"]["status"] == "fixed beforehand"
    assert page["design"]["changed"] == len(filled.true.starts)
    assert page["design"]["closed_hub_months"] == 2
    assert standing(service.own).state is State.DONE
    # The next-hub map names places that one could ring up,
    page = kept.read(filled.answers["site"], "site")
    assert page is not None
    real = dict(registry.read("childrens_centres").select("name", "postcode").iter_rows())
    for place in page["best"]:
        assert real[place["name"]] in place["details"]
    # the power of a plan rests on the programme's own months, and every page says that nobody is real.
    client = service.client("output-checker")
    for run in filled.answers.values():
        text = client.get(f"/programmes/{service.own.pk}/evaluation/answers/{run.pk}/").content.decode()
        assert "Nobody in this workbench is real." in text
    assert (
        "hubs that have changed already are left out"
        in client.get(f"/programmes/{service.own.pk}/evaluation/answers/{filled.answers['power'].pk}/").content.decode()
    )
    # What may leave says itself that it is simulated.
    report = (places.answer(gap) / "report.html").read_text(encoding="utf-8")
    assert "Simulated: nobody in this report is real" in report
    assert "must not leave" not in report
