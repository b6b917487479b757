"""From the audit's findings to hubs, from sessions to pages and findings that the other steps cite."""

from pathlib import Path

import pytest
from django.utils import timezone

import babyhubs
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.hubs import services as hub_services
from babyhubs.workbench.observations.models import Analysis, Session, WatchPlan
from babyhubs.workbench.observations.sessions import services as session_services
from babyhubs.workbench.programme import services as programme_services
from babyhubs.workbench.programme.sources import _GIVEN_BY, Source, findings, sources
from babyhubs.workbench.programme.steps import State, standing
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.releases.models import Release
from tests.workbench.observations.rows import a_result, a_session
from tests.workbench.service import TEST, Service

GIVEN = {"hubs": "2", "contrasts": "1", "sessions": "1", "half_width": "10", "scan": "300"}


def address(service: Service, part: str = "") -> str:
    """An address of this step."""
    return f"/programmes/{service.own.pk}/observations/{part}"


def found(service: Service, monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """Four hubs, and an audit that says: too few come of those near H2, and nobody can count fathers."""
    for place in range(4):
        hub_services.add(
            TEST, service.own, code=f"H{place}", name=f"Hub {place}", model=("traditional", "social")[place % 2]
        )
    given = []
    for group, eligible, verdict, short in (
        ("H0", 60, "adequately served", 0),
        ("H1", 55, "", 0),
        ("H2", 80, "under-served", 25),
    ):
        given.append(_source("nearest_hub", group, eligible=eligible, verdict=verdict, shortfall_families=short))
    given.append(_source("unseen", "fathers", verdict="unseen"))
    monkeypatch.setitem(_GIVEN_BY, "audit", lambda _: tuple(given))
    return given


def _source(attribute: str, group: str, **said: object) -> Source:
    blank = dict.fromkeys(
        ("eligible", "estimate", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "shortfall_families")
    )
    texts = dict.fromkeys(
        ("unit", "period", "compared_with", "verdict", "reason", "method", "rule", "disclosure_profile", "software"), ""
    )
    whole = (
        blank
        | texts
        | {"strand": "audit", "project_class": "clinical audit", "view": "hub", "measure": "reach", "inputs": ()}
    )
    record = Finding(**(whole | {"attribute": attribute, "group": group} | said))  # type: ignore[arg-type]
    return Source(record, f"{group}. Reach, at hubs", "/", timezone.now())


def test_hubs_are_chosen_from_what_the_audit_found_and_say_which_finding(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an audit with findings, and hubs,
    given_by_audit = found(service, monkeypatch)
    client = service.client("service-lead")
    page = client.get(address(service, "plan/new/")).content.decode()
    assert "whose place the audit does not say" in page
    # when hubs are asked for, and for a group that the records cannot show somebody names a hub,
    given = GIVEN | {"where_0": "H3"}
    refused = client.post(address(service, "plan/new/"), given).content.decode()
    # then findings of an audit are not used for a service evaluation until somebody decided that they may,
    assert "nobody has decided that it may" in refused
    use = Use("audit", "clinical audit", "observations", "service evaluation")
    programme_services.decide_use(TEST, service.own, use, why="Which rooms to look at.", approval="SE-1")
    assert client.post(address(service, "plan/new/"), given).status_code == 302
    # and each choice says what it rests on.
    plan = WatchPlan.objects.get()
    assert [(one["hub"], one["because_of"]) for one in plan.hubs] == [
        ("H2", [given_by_audit[2].record.identity]), ("H3", [given_by_audit[3].record.identity]), ("H1", []),
    ]  # fmt: skip
    page = client.get(address(service, "plan/")).content.decode()
    assert plan.hubs[0]["name"] in page
    assert "Clinics that it takes" in page
    assert standing("observations", service.own).state is State.UNDER_WAY


def test_from_sessions_to_pages_and_findings(service: Service) -> None:
    one = a_result(service.own)
    assert one.problem_what == ""
    assert one.state == Analysis.State.DONE
    client = service.client("service-lead")
    across = client.get(address(service, f"results/{one.pk}/")).content.decode()
    assert "Family time that is social" in across
    assert "Where two observers watched together" in across
    hub = client.get(address(service, f"results/{one.pk}/hubs/hub-1/")).content.decode()
    assert "Whom families spoke to" in hub
    assert "Time by role, zone and activity" in hub
    replay = client.get(address(service, f"results/{one.pk}/replays/replay-1/")).content.decode()
    assert 'id="moves"' in replay
    assert "Who was where, every quarter of an hour" in replay
    for other in ("hubs/replay-1/", "replays/hub-1/", "hubs/across/"):
        assert client.get(address(service, f"results/{one.pk}/{other}")).status_code == 404
    # What was found reaches the other steps: findings first, then what was watched at each hub.
    given = sources(service.own, "observations")
    measures = {found.measure for found in findings(service.own, "observations")}
    assert {"social_share", "greeted_in_time", "met_a_family", "capture_rate"} <= measures
    assert [type(source.record) for source in given][-1] is Exhibit
    assert standing("observations", service.own).state is State.DONE
    # Attendances of the day, learnt later, give the capture rate, and turn the results amber.
    session = Session.objects.filter(header__hub="HUB01", header__observer="O1").get()
    where = address(service, f"sessions/{session.pk}/")
    assert client.post(where, {"attendances": "10"}).status_code == 302
    session.refresh_from_db()
    assert session.recorded == 10
    assert standing("observations", service.own).state is State.STALE


def test_a_log_is_removed_only_with_a_reason_and_only_by_the_lead(service: Service) -> None:
    session = a_session(service.own)
    where = address(service, f"sessions/{session.pk}/remove/")
    assert service.client("observer").post(where, {"why": "Wrong day"}).status_code == 403
    assert "required" in service.client("service-lead").post(where, {"why": ""}).content.decode()
    assert service.client("service-lead").post(where, {"why": "Recorded by mistake."}).status_code == 302
    assert not Session.objects.exists()


def test_results_leave_only_through_a_request(service: Service) -> None:
    one = a_result(service.own)
    client = service.client("service-lead")
    forms = ("report", "tidy", "own", "boris", "eaf", "sdis", "xes", "sequences", "gehl", "geojson")
    for what in forms:
        given = {
            "what": what,
            "title": f"The room: {what}",
            "reason": "The board asked.",
            "used_as": "service evaluation",
        }
        where = address(service, f"results/{one.pk}/release/")
        if what == "tidy":  # codes on which two observers agree too little go out only if somebody knows it
            assert "agree too little" in client.post(where, given).content.decode()
        assert client.post(where, given | {"acknowledged": "on"}).status_code == 302, what
    found = Release.objects.all()
    assert {(release.strand, release.state) for release in found} == {("observations", "asked")}
    assert len({release.digest for release in found}) == len(forms)
    assert "agree too little on" in Release.objects.get(title="The room: boris").reason


def test_what_a_service_says_of_attendances_is_in_the_record(service: Service) -> None:
    session = a_session(service.own)
    session_services.note_recorded(TEST, session, attendances=4)
    page = service.client("service-lead").get(f"/programmes/{service.own.pk}/record/").content.decode()
    assert "wrote down how many attendances" in page


def test_the_page_and_the_report_play_a_session_back_with_the_same_script() -> None:
    source = Path(babyhubs.__file__).parent
    report = source / "reports" / "observed" / "replay.js"
    assert (source / "workbench" / "static" / "workbench" / "replay.js").read_bytes() == report.read_bytes()
