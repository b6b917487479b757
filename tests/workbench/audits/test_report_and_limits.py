"""The report is served in a sandbox and only unchanged; files are taken from people who signed in, and within limits."""

import base64
import hashlib
import json
import uuid
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from babyhubs.disclosure.profiles import profile
from babyhubs.workbench.audits import places, presenters
from babyhubs.workbench.audits.forms import StartForm
from babyhubs.workbench.audits.models import Run, Upload
from babyhubs.workbench.audits.stages import STAGES
from babyhubs.workbench.releases import keeping
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.web import documents
from tests.workbench.audits.rows import a_run, an_upload
from tests.workbench.service import Service

STYLE = base64.b64encode(hashlib.sha256(b"p{}").digest()).decode()
PAGE = (
    '<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    f"style-src 'sha256-{STYLE}'\"><style>p{{}}</style><p>Reach</p>"
)


def a_report(service: Service, text: str = PAGE) -> Run:
    """An audit that is done, with a report."""
    run = a_run(service.own, Run.State.DONE)
    place = places.answer(run)
    place.mkdir()
    (place / "report.html").write_text(text, encoding="utf-8")
    run.report_sha256, run.period = hashlib.sha256(text.encode()).hexdigest(), "2025-09-01/2026-08-31"
    run.save()
    return run


def address(run: Run, page: str = "") -> str:
    """A page of an audit."""
    return f"/programmes/{run.programme_id}/audits/{run.pk}/{page}"


def test_a_report_gets_a_policy_of_its_own_with_a_sandbox(service: Service) -> None:
    answer = service.client("output-checker").get(address(a_report(service), "report/"))
    assert answer.status_code == 200
    assert answer.content.decode() == PAGE
    policy = answer["Content-Security-Policy"]
    assert policy == documents.policy(STYLE)
    assert policy.endswith("; sandbox")
    assert "script-src" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_a_report_that_was_changed_is_not_served(service: Service) -> None:
    run = a_report(service)
    path = places.answer(run) / "report.html"
    path.write_text(PAGE.replace("Reach", "Rich"), encoding="utf-8")
    assert service.client("analyst").get(address(run, "report/")).status_code == 404
    path.unlink()
    assert service.client("analyst").get(address(run, "report/")).status_code == 404


def test_a_page_whose_style_is_not_named_is_not_served(service: Service) -> None:
    run = a_report(service, "<p>something else</p>")
    assert service.client("analyst").get(address(run, "report/")).status_code == 404


def test_an_observer_sees_neither_results_nor_report(service: Service) -> None:
    run = a_report(service)
    for page in ("", "report/"):
        assert service.client("observer").get(address(run, page)).status_code == 403


def test_a_file_of_somebody_who_has_not_signed_in_is_not_kept(service: Service) -> None:
    sent = {"children": SimpleUploadedFile("children.csv", b"x" * 4096)}
    assert Client().post(f"/programmes/{service.own.pk}/uploads/new/", sent).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.get("/sign-in/")
    assert strict.post("/sign-in/", sent).status_code == 400


def test_a_form_that_is_too_large_is_refused_before_it_is_read(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("babyhubs.workbench.web.uploads.LARGEST", 1000)
    sent = {"children": SimpleUploadedFile("children.csv", b"x" * 4096)}
    answer = service.client("analyst").post(f"/programmes/{service.own.pk}/uploads/new/", sent)
    assert answer.status_code == 400


def test_a_file_that_is_too_large_is_told_at_its_field(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("babyhubs.workbench.audits.forms.LARGEST", 1000)
    sent = {kind: SimpleUploadedFile(f"{kind}.csv", b"x" * 4096) for kind in ("children", "contacts", "hubs")}
    answer = service.client("analyst").post(f"/programmes/{service.own.pk}/uploads/new/", sent)
    assert "Export a shorter period" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_page_that_waits_looks_again_by_itself_unless_asked_not_to(service: Service) -> None:
    run = a_run(service.own)
    client = service.client("analyst")
    assert client.get(address(run))["Refresh"] == "4"
    assert "Refresh" not in client.get(f"{address(run)}?still=1")
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, stage=2)
    shown = [(stage.name, stage.state) for stage in presenters.stages(Run.objects.get(pk=run.pk))]
    assert shown == list(zip(STAGES, ("Done", "Done", "Under way", "Not yet", "Not yet"), strict=True))


def test_work_that_was_cut_off_is_told_and_not_waited_for(service: Service) -> None:
    one = an_upload(service.own, Upload.State.WAITING)
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="nowhere.to_be_found",
        backend_name="default",
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
    )
    Upload.objects.filter(pk=one.pk).update(task=str(task.pk))
    answer = service.client("analyst").get(f"/programmes/{service.own.pk}/uploads/{one.pk}/")
    assert "was stopped while this was under way" in answer.content.decode()
    assert "Refresh" not in answer


def test_an_audit_of_another_programme_is_not_there_even_under_our_address(service: Service) -> None:
    theirs = a_run(service.others)
    client = service.client("analyst")
    assert client.get(f"/programmes/{service.own.pk}/audits/{theirs.pk}/").status_code == 404
    assert client.get(f"/programmes/{service.own.pk}/audits/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2025-09-01", "", "Give both days, or neither."),
        ("2026-01-02", "2026-01-01", "The last day must be after the first."),
        ("soon", "", "Enter a valid date."),
    ],
)
def test_a_window_has_two_ends_in_their_order(start: str, end: str, told: str) -> None:
    form = StartForm({"window_start": start, "window_end": end, "grouping": "2001"})
    assert not form.is_valid()
    assert told in str(form.errors)


def test_only_what_was_protected_is_asked_to_be_released(service: Service) -> None:
    run = a_report(service)
    place = places.answer(run)
    (place / "internal").mkdir()
    (place / "internal" / "counts.csv").write_text("group,babies\nA,3\n", encoding="utf-8")
    (place / "findings.json").write_text("[]", encoding="utf-8")
    provenance = {"disclosure_profile": {"name": "hes", "version": profile("hes").version}}
    (place / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    client = service.client("analyst")
    told = client.post(address(run, "release/"), {"title": "Reach", "reason": ""}).content.decode()
    assert "There is a problem" in told
    answer = client.post(address(run, "release/"), {"title": "Reach", "reason": "The board asked."})
    assert answer.status_code == 302, answer.content.decode()
    release = Release.objects.get()
    assert (release.state, release.profile) == ("asked", "hes")
    with zipfile.ZipFile(keeping.kept(settings.BABYHUBS.folder, release.pk)) as packed:
        assert [name for name in packed.namelist() if "internal" in name or "counts" in name] == []
        assert [name for name in packed.namelist() if name.endswith("report.html")] != []
