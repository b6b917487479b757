"""From an upload to the results, through the pages and the background work, without a browser."""

import csv
import json
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from babyhubs.errors import InputError
from babyhubs.workbench.audits import places, services
from babyhubs.workbench.audits.models import LearntMapping, Run, SourceFile, Upload
from babyhubs.workbench.audits.preparing import prepare
from babyhubs.workbench.audits.running import carry_out
from babyhubs.workbench.audits.standing import standing
from babyhubs.workbench.programme.steps import State
from babyhubs.workbench.record.models import Entry
from tests.workbench.audits.export import HEADS, children, contacts, export
from tests.workbench.audits.rows import a_run, an_upload
from tests.workbench.service import Service


def uploaded(service: Service, **changes: str) -> Upload:
    """An upload that the worker has recognised."""
    one = services.upload(service.actor("analyst"), service.own, files=export(**changes))
    prepare(one.pk)
    one.refresh_from_db()
    return one


def confirmed(service: Service, one: Upload) -> Upload:
    """The columns page, sent as it is shown, and the worker's check."""
    client, where = service.client("analyst"), f"/programmes/{service.own.pk}/uploads/{one.pk}/columns/"
    assert client.post(where, as_shown(one)).status_code == 302
    prepare(one.pk)
    one.refresh_from_db()
    return one


def as_shown(one: Upload) -> dict[str, str]:
    """What a browser sends when nothing on the columns page is changed."""
    from babyhubs.workbench.audits.forms import ColumnsForm
    from babyhubs.workbench.audits.presenters import recognised

    found = recognised(one)
    assert found is not None
    return {bound.html_name: bound.value() or "" for bound in ColumnsForm(found)}


def page(client: Client, where: str) -> str:
    """A page's text."""
    return client.get(where).content.decode()


def test_what_is_uploaded_lies_in_the_private_folder_under_random_names(service: Service) -> None:
    client = service.client("analyst")
    sent = export() | {"children": SimpleUploadedFile("../../../etc/passwd.csv", children().encode())}
    answer = client.post(f"/programmes/{service.own.pk}/uploads/new/", sent)
    assert answer.status_code == 302
    file = SourceFile.objects.get(kind="children")
    path = places.of_file(file)
    assert path.read_text() == children()
    assert path.name == file.pk.hex
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "/" not in file.name


def test_a_missing_and_an_empty_file_are_told_on_the_page(service: Service) -> None:
    client = service.client("service-lead")
    where = f"/programmes/{service.own.pk}/uploads/new/"
    told = client.post(where, {"children": SimpleUploadedFile("children.csv", b"")}).content.decode()
    assert "This file is empty." in told
    assert "Choose the file: contacts." in told
    assert not Upload.objects.exists()


def test_a_file_that_cannot_be_read_says_what_where_and_what_to_do(service: Service) -> None:
    one = uploaded(service, contacts="%PDF-1.7 this is no table")
    assert one.state == Upload.State.FAILED
    told = page(service.client("analyst"), f"/programmes/{service.own.pk}/uploads/{one.pk}/")
    assert "There is a problem" in told
    assert "What to do:" in told
    assert "contacts.csv" in told
    assert places.of_upload(one).as_posix() not in told


def test_columns_are_shown_with_examples_but_nobody_is_named(service: Service) -> None:
    one = uploaded(service)
    assert one.state == Upload.State.RECOGNISED
    told = page(service.client("analyst"), f"/programmes/{service.own.pk}/uploads/{one.pk}/columns/")
    assert "05/01/2026" in told
    assert "C0001" not in told
    assert "BS5 6XX" not in told


def test_what_was_confirmed_once_is_not_asked_again(service: Service) -> None:
    first = confirmed(service, uploaded(service))
    assert first.state == Upload.State.CHECKED, first.problem_what
    assert LearntMapping.objects.count() == 1
    second = uploaded(service)
    assert json.loads(places.recognised(second).read_text())["questions"] == []
    # A heading that is gone is told, and the columns can be learnt anew.
    renamed = uploaded(service, children=children().replace("Date of birth", "DOB"))
    assert renamed.state == Upload.State.FAILED
    assert "no longer has the column" in renamed.problem_what
    services.begin_anew(service.actor("analyst"), renamed)
    prepare(renamed.pk)
    renamed.refresh_from_db()
    assert renamed.state == Upload.State.RECOGNISED


def test_another_programme_learns_nothing_from_ours(service: Service) -> None:
    ours = an_upload(service.own, Upload.State.CHECKED)
    LearntMapping.objects.create(upload=ours, content="nothing that could be read")
    theirs = services.upload(service.actor("analyst"), service.others, files=export())
    prepare(theirs.pk)
    theirs.refresh_from_db()
    assert theirs.state == Upload.State.RECOGNISED


def test_rows_in_are_rows_used_and_set_aside_and_formulas_are_text(service: Service) -> None:
    bad = contacts() + "\nC0001,=1+1,Easton,5,01"
    one = confirmed(service, uploaded(service, contacts=bad))
    assert one.state == Upload.State.CHECKED, (one.problem_what, one.problem_where)
    client, where = service.client("analyst"), f"/programmes/{service.own.pk}/uploads/{one.pk}/"
    told = page(client, f"{where}quality/")
    assert "What became of every row" in told
    answer = client.get(f"{where}rows-set-aside/")
    assert "INTERNAL" in answer["Content-Disposition"]
    rows = list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_too_few_records_end_in_reasons_and_not_in_figures(service: Service) -> None:
    one = confirmed(service, uploaded(service))
    run = services.start(service.actor("analyst"), one, window_start=None, window_end=None, grouping="2001")
    carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, run.refused, run.problem_what) == (Run.State.DONE, True, "")
    assert run.headline == run.verdicts == []
    told = page(service.client("service-lead"), f"/programmes/{service.own.pk}/audits/{run.pk}/")
    assert "What would fix it:" in told or "What to do:" in told


def test_an_audit_is_stopped_before_it_begins_and_at_its_next_step(service: Service) -> None:
    one = confirmed(service, uploaded(service))
    actor = service.actor("analyst")
    run = services.start(actor, one, window_start=None, window_end=None, grouping="2001")
    assert services.cancel(actor, run).state == Run.State.CANCELLED
    carry_out(run.pk)
    run.refresh_from_db()
    assert run.state == Run.State.CANCELLED
    late = services.start(actor, one, window_start=None, window_end=None, grouping="2001")
    Run.objects.filter(pk=late.pk).update(cancel_asked=True)
    carry_out(late.pk)
    late.refresh_from_db()
    assert late.state == Run.State.CANCELLED
    assert not places.answer(late).exists()


def test_records_that_were_not_checked_are_not_audited(service: Service) -> None:
    one = uploaded(service)
    with pytest.raises(InputError, match="not been checked"):
        services.start(service.actor("analyst"), one, window_start=None, window_end=None, grouping="2001")


def test_the_record_tells_what_was_done_and_nothing_of_a_row(service: Service) -> None:
    confirmed(service, uploaded(service))
    entries = Entry.objects.filter(action__startswith="upload.")
    assert [entry.action for entry in entries] == [
        "upload.received",
        "upload.recognised",
        "upload.columns-answered",
        "upload.checked",
    ]
    told = "".join(entry.details for entry in entries)
    for secret in ("C0001", "BS5", "05/01/2026", HEADS["children"].split(",")[0]):
        assert secret not in told


def test_the_programme_page_says_where_the_audit_stands(service: Service) -> None:
    assert standing(service.own).state is State.NOT_BEGUN
    an_upload(service.own)
    assert standing(service.own).state is State.UNDER_WAY
    a_run(service.own, Run.State.DONE)
    assert standing(service.own).state is State.DONE
    an_upload(service.own, Upload.State.CHECKED)
    assert standing(service.own).state is State.STALE


def test_a_fault_of_ours_is_told_and_logged_without_a_value_from_a_file(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("could not parse 943 476 5919")

    monkeypatch.setattr("babyhubs.workbench.audits.recognition.read_files", broken)
    one = uploaded(service)
    assert one.state == Upload.State.FAILED
    assert "went wrong on our side" in one.problem_what
    assert "ValueError in background work" in caplog.text
    assert "943" not in caplog.text
