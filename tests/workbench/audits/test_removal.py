"""The files of an upload are kept for a time that is shown, and removed by a person, for good."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench import retention
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.leftovers import sweep
from babyhubs.workbench.audits.models import LearntMapping, Run, SourceFile, Upload
from babyhubs.workbench.audits.removal import kept, services
from babyhubs.workbench.record.models import Entry
from tests.workbench.audits.rows import a_run, an_upload
from tests.workbench.service import Service

Committed = Callable[..., Any]  # pytest-django's: does what was put off until the transaction is through


def with_files(service: Service) -> Upload:
    """An upload that was checked, audited once, with its files and what was made of them."""
    run = a_run(service.own, Run.State.DONE)
    one = run.upload
    for file in one.files.all():
        places.of_file(file).write_text("C0001,05/01/2026", encoding="utf-8")
    places.checked(one).mkdir()
    (places.checked(one) / "rows_set_aside.csv").write_text("C0002,no date", encoding="utf-8")
    internal = places.answer(run) / "internal"
    internal.mkdir(parents=True)
    (internal / "rows_set_aside.csv").write_text("C0002,no date", encoding="utf-8")
    (internal / "measures.csv").write_text("group,babies\nA,3\n", encoding="utf-8")
    return one


def where(one: Upload, page: str) -> str:
    """An address of an upload."""
    return f"/programmes/{one.programme_id}/uploads/{one.pk}/{page}/"


def test_the_day_until_which_files_are_kept_is_shown_and_counted_as_the_retention_list_does(service: Service) -> None:
    one = an_upload(service.own)
    client = service.client("output-checker")
    until = timezone.localdate(one.uploaded_at) + timedelta(days=retention.days(retention.UPLOADS))
    told = f"{until.day} {until:%B %Y}"
    assert told in client.get(where(one, "files")).content.decode()
    assert told in client.get(f"/programmes/{service.own.pk}/audits/").content.decode()
    assert "Past its time" not in client.get(where(one, "files")).content.decode()
    Upload.objects.filter(pk=one.pk).update(uploaded_at=timezone.now() - timedelta(days=31))
    assert "Past its time" in client.get(where(one, "files")).content.decode()


def test_who_may_only_read_has_no_button(service: Service) -> None:
    one = an_upload(service.own)
    assert "Remove the files" not in service.client("output-checker").get(where(one, "files")).content.decode()
    assert service.client("output-checker").post(where(one, "remove"), {"sure": "on"}).status_code == 403


def test_nothing_is_removed_without_saying_so(service: Service) -> None:
    one = with_files(service)
    answer = service.client("analyst").post(where(one, "remove"))
    assert "Say that you want these files removed." in answer.content.decode()
    assert places.of_file(one.files.get()).is_file()


def test_files_and_rows_go_and_results_stay(service: Service, django_capture_on_commit_callbacks: Committed) -> None:
    one = with_files(service)
    run, folder = one.runs.get(), places.of_upload(one)
    path = places.of_file(one.files.get())
    with django_capture_on_commit_callbacks(execute=True):
        answer = service.client("analyst").post(where(one, "remove"), {"sure": "on"}, follow=True)
    told = answer.content.decode()
    assert "no longer in the data folder" in told
    assert "They cannot be run again." in told
    assert not path.exists()
    left = [file.name for file in folder.parent.parent.rglob("*") if file.is_file()]
    assert left == ["measures.csv"]  # the exact tables of the answer, which hold no row
    assert places.answer(run).is_dir()
    one.refresh_from_db()
    assert one.state == Upload.State.REMOVED
    assert LearntMapping.objects.filter(upload=one).exists()
    entry = Entry.objects.get(action="upload.removed")
    assert '"files": 1' in entry.details
    assert "C0001" not in entry.details


def test_once_removed_an_upload_leads_nowhere_else_and_is_not_read_again(
    service: Service, django_capture_on_commit_callbacks: Committed
) -> None:
    one = with_files(service)
    client = service.client("analyst")
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(service.actor("analyst"), one)
    for page in ("columns", "quality"):
        assert client.get(where(one, page), follow=True).redirect_chain[-1][0] == where(one, "files")
    client.post(where(one, "begin-anew"))
    client.post(where(one, "start"), {"grouping": "2001"})
    one.refresh_from_db()
    assert one.state == Upload.State.REMOVED
    assert one.runs.count() == 1
    with pytest.raises(InputError, match="removed before"):
        services.remove(service.actor("analyst"), one)
    assert "What was there" in client.get(f"/programmes/{service.own.pk}/audits/").content.decode()


@pytest.mark.parametrize("state", [Run.State.WAITING, Run.State.RUNNING])
def test_files_that_are_in_use_are_not_removed(service: Service, state: str) -> None:
    one = with_files(service)
    one.runs.update(state=state)
    answer = service.client("analyst").post(where(one, "remove"), {"sure": "on"})
    assert "An audit of these records is under way." in answer.content.decode()
    being_read = an_upload(service.own, Upload.State.WAITING)
    with pytest.raises(InputError, match="being read"):
        services.remove(service.actor("analyst"), being_read)
    assert places.of_file(one.files.get()).is_file()


def test_a_file_that_another_upload_uses_too_stays_there_and_the_page_says_so(
    service: Service, django_capture_on_commit_callbacks: Committed
) -> None:
    one, other = with_files(service), an_upload(service.own)
    there = places.of_file(SourceFile.objects.get(upload=other))
    os.link(places.of_file(one.files.get()), there)
    assert [file.elsewhere for file in kept.files(one)] == [True]
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(service.actor("analyst"), one)
    assert there.read_text(encoding="utf-8") == "C0001,05/01/2026"
    assert [file.elsewhere for file in kept.files(other)] == [False]


def test_a_stop_between_the_record_and_the_disk_leaves_what_the_worker_sweeps_up(service: Service) -> None:
    one = with_files(service)
    path, uploads = places.of_file(one.files.get()), places.of_upload(one).parent
    services.remove(service.actor("analyst"), one)  # and the process ends here: the folder waits under another name
    assert not path.exists()
    for folder in uploads.iterdir():
        os.utime(folder, (0, 0))
    assert sweep(service.own.pk) == 1
    assert not [file for file in uploads.rglob("*") if file.is_file()]
