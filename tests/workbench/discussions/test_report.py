"""The report: refused where something may not be printed, saying where to mend it; written; given to the other steps; released."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.conf import settings
from docx import Document

from babyhubs.discussions.consents import QUOTE, record
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.discussions.report import building, exchange, places, services
from babyhubs.workbench.discussions.themes import services as themes
from babyhubs.workbench.programme.sources import findings, sources
from babyhubs.workbench.programme.steps import State, standing
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.releases.models import Release
from tests.workbench.discussions.spoken import AT, BOOK, FARE, begun, talk
from tests.workbench.discussions.test_coding import put
from tests.workbench.service import Service

FARES = BOOK["Affordability: barrier"]


@pytest.fixture
def told(service: Service) -> Service:
    """A theme with one quote."""
    source = talk(begun(service), FARE, day="2026-05-04")
    put(service, "analyst", source, FARE, FARES)
    lead = service.actor("analyst")
    guid = themes.add(
        lead, service.own, name="Getting there costs", statement="Fares keep families away.", codes=[FARES]
    )
    with project.opened(service.own) as one:
        passage = one.value("SELECT guid FROM passage")
    themes.choose(lead, service.own, theme=guid, passage=passage)
    return service


def written(service: Service, **coreq: str) -> DiscussionReport:
    report = services.ask(service.actor("analyst"), service.own, attribute="", coreq=coreq)
    building.carry_out(report.pk)
    return DiscussionReport.objects.get(pk=report.pk)


def consent(service: Service, *, given: bool) -> None:
    with project.opened(service.own) as one:
        record(one, str(one.value("SELECT guid FROM participant")), QUOTE, given, "lead", AT)


def test_a_withdrawn_consent_stops_it_and_the_page_says_where_to_mend_it(told: Service) -> None:
    consent(told, given=False)
    report = written(told)
    assert report.state == DiscussionReport.State.REFUSED
    page = told.client("analyst").get(f"/programmes/{told.own.pk}/discussions/reports/{report.pk}/").content.decode()
    assert "consent to be quoted word for word was withdrawn or refused" in page
    assert "The theme and its quotes" in page
    assert not places.of_report(report).exists()
    assert findings(told.own, "discussions") == ()


def test_it_is_written_marked_and_given_to_the_other_steps(told: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BABYHUBS_SIMULATED", True)
    report = written(told, **{"1": "Two health visitors."})
    assert report.state == DiscussionReport.State.DONE, report.problem
    client, where = told.client("service-lead"), f"/programmes/{told.own.pk}/discussions/reports/{report.pk}/"
    answer = client.get(f"{where}document/")
    html = answer.content.decode()
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "Simulated: nobody in this report is real" in html
    assert "Two health visitors." in html
    word = Document(io.BytesIO((places.of_report(report) / "report.docx").read_bytes()))
    assert any("Simulated" in one.text for one in word.paragraphs)
    theme, quote = (one.record for one in sources(told.own, "discussions"))
    assert theme.attribute == "Getting there costs"
    assert isinstance(quote, Exhibit)
    assert (quote.words, quote.parents) == (FARE, (theme.identity,))
    assert standing("discussions", told.own).state == State.DONE
    put(told, "analyst", _source(told), "I walk", FARES)
    assert standing("discussions", told.own).state == State.STALE
    assert "changed in the discussions since" in client.get(where).content.decode()


def test_it_leaves_only_through_a_release(told: Service) -> None:
    report = written(told)
    where = f"/programmes/{told.own.pk}/discussions/reports/{report.pk}/release/"
    told.client("analyst").post(where, {"title": "What families told us", "reason": "The board."})
    release = Release.objects.get()
    assert (release.strand, release.project_class) == ("discussions", "service evaluation")
    kept = settings.BABYHUBS.folder / "releases" / str(release.pk) / "file"
    with zipfile.ZipFile(kept) as file:
        assert sorted(file.namelist()) == [
            "findings.json", "provenance.json", "quotes.json", "report.docx", "report.html", "tables.xlsx",
        ]  # fmt: skip
        assert json.loads(file.read("provenance.json"))["disclosure_profile"]["name"] == "hes"


def test_nothing_coded_is_nothing_to_report(service: Service) -> None:
    where = f"/programmes/{begun(service).pk}/discussions/reports/ask/"
    assert "Nothing has been coded yet" in service.client("analyst").post(where, {"attribute": ""}).content.decode()


def test_a_project_for_another_program_is_written_down(told: Service) -> None:
    client, where = told.client("analyst"), f"/programmes/{told.own.pk}/discussions/other-programs/"
    answer = client.post(where, {"form": "qdpx"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert "project.qde" in file.namelist()
    assert client.post(where, {"form": "qdc"}).content.startswith(b"<?xml")
    with project.opened(told.own) as one:
        assert exchange.receipt(one) == []
    assert Entry.objects.filter(action="discussions.handed-over").count() == 2
    assert client.get(where).status_code == 200


def _source(service: Service) -> str:
    with project.opened(service.own) as one:
        found: Any = one.value("SELECT guid FROM source")
    return str(found)
