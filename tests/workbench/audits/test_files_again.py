"""Files that need not be sent again, and an import that is whole or did not happen."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from babyhubs.errors import InputError
from babyhubs.intake.mapping import Mapping
from babyhubs.workbench.audits import again, places, services
from babyhubs.workbench.audits.leftovers import sweep
from babyhubs.workbench.audits.models import LearntMapping, SourceFile, Upload
from babyhubs.workbench.audits.preparing import prepare
from babyhubs.workbench.hubs import services as hub_services
from tests.workbench.audits.export import contacts, export
from tests.workbench.audits.test_upload_to_results import as_shown, confirmed, uploaded
from tests.workbench.service import TEST, Service


def where(service: Service) -> str:
    """The upload page."""
    return f"/programmes/{service.own.pk}/uploads/new/"


def with_a_hub(service: Service) -> None:
    """A directory that knows the one hub of the export."""
    hub_services.add(TEST, service.own, code="H01", name="Easton", latitude=51.463, longitude=-2.566, model="social")


def test_only_the_wrong_file_is_sent_once_more(service: Service) -> None:
    broken = uploaded(service, contacts="%PDF-1.7 this is no table")
    client = service.client("analyst")
    page = client.get(f"{where(service)}?from={broken.pk}").content.decode()
    for file in broken.files.exclude(kind="contacts"):
        assert f'<option value="{file.pk}" selected>' in page
    right = {"contacts": SimpleUploadedFile("right.csv", contacts().encode())}
    kept = {f"again-{kind}": choice for kind, choice in again.chosen(broken).items()}
    assert client.post(where(service), {**kept, **right}).status_code == 302
    one = Upload.objects.exclude(pk=broken.pk).get()
    assert [(file.kind, file.name) for file in one.files.order_by("kind")] == [
        ("children", "children.csv"), ("contacts", "right.csv"), ("hubs", "hubs.csv"),
    ]  # fmt: skip
    for file in one.files.exclude(kind="contacts"):
        first = broken.files.get(kind=file.kind)
        assert places.of_file(file).read_bytes() == places.of_file(first).read_bytes()
    prepare(one.pk)
    one.refresh_from_db()
    assert one.state == Upload.State.RECOGNISED, one.problem_what


def test_what_is_used_again_outlives_the_upload_that_brought_it(service: Service) -> None:
    first = uploaded(service)
    one = services.upload(service.actor("analyst"), service.own, files={}, again=again.chosen(first))
    for file in first.files.all():
        places.of_file(file).unlink()
    assert all(places.of_file(file).stat().st_size == file.size for file in one.files.all())


def test_the_hubs_come_from_the_directory_and_the_next_time_from_a_file(service: Service) -> None:
    with_a_hub(service)
    client = service.client("analyst")
    page = client.get(where(service)).content.decode()
    assert '<option value="directory" selected>The directory of hubs in this workbench (1)' in page
    sent = {kind: file for kind, file in export().items() if kind != "hubs"}
    assert client.post(where(service), {**sent, "again-hubs": "directory"}).status_code == 302
    one = Upload.objects.get()
    prepare(one.pk)
    one.refresh_from_db()
    assert one.state == Upload.State.RECOGNISED, one.problem_what
    one = confirmed(service, one)
    assert one.state == Upload.State.CHECKED, (one.problem_what, one.problem_where)
    # What was learnt of the directory's headings is not asked of a file, and the other way round.
    own = uploaded(service, hubs="Code,Hub name,Lat,Long\nH01,Easton,51.463,-2.566")
    assert own.state == Upload.State.RECOGNISED, own.problem_what
    content = Mapping.model_validate_json(LearntMapping.objects.first().content)
    hubs = content.files["hubs"].model_copy(update={"columns": {"hub": "Code", "name": "Hub name"}})
    content = content.model_copy(update={"files": content.files | {"hubs": hubs}})
    LearntMapping.objects.create(upload=own, content=content.model_dump_json())
    again_there = services.upload(service.actor("analyst"), service.own, files={}, again=again.chosen(one))
    prepare(again_there.pk)
    again_there.refresh_from_db()
    assert again_there.state == Upload.State.RECOGNISED, again_there.problem_what


def test_a_file_of_another_programme_cannot_be_used(service: Service) -> None:
    theirs = services.upload(service.actor("analyst"), service.others, files=export())
    assert again.offered(service.own) == {}
    with pytest.raises(InputError, match="no longer there"):
        services.upload(service.actor("analyst"), service.own, files={}, again=again.chosen(theirs))
    page = service.client("analyst").get(f"{where(service)}?from={theirs.pk}").content.decode()
    assert str(theirs.files.first().pk) not in page


def test_an_import_that_fails_half_way_leaves_neither_rows_nor_files(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = services._keep

    def full(sent: SimpleUploadedFile, path: Path) -> None:
        if sent.name == "hubs.csv":
            raise OSError("no space left on device")
        kept(sent, path)

    monkeypatch.setattr(services, "_keep", full)
    actor, programme = service.actor("analyst"), service.own
    with pytest.raises(InputError, match="none of them was taken over"):
        services.upload(actor, programme, files=export())
    assert not Upload.objects.exists()
    assert not SourceFile.objects.exists()
    uploads = places.uploads(programme.pk)
    assert list(uploads.iterdir()) == []
    told = service.client("analyst").post(where(service), export()).content.decode()
    assert "The disk may be full" in told


def test_files_that_no_upload_knows_are_swept_up_once_they_are_old(service: Service) -> None:
    one = uploaded(service)
    stray, young = (places.uploads(service.own.pk) / name for name in ("a" * 32, "b" * 32))
    for folder in (stray, young):
        folder.mkdir()
        (folder / "c").write_text("a row about a child")
    for folder in (stray, places.of_upload(one)):
        os.utime(folder, (0, 0))
    assert sweep(service.own.pk) == 1
    assert not stray.exists()
    assert young.exists()
    assert places.of_upload(one).exists()


def test_work_that_was_cut_off_is_repeated_with_what_was_decided(service: Service) -> None:
    one, client = uploaded(service), service.client("analyst")
    client.post(f"/programmes/{service.own.pk}/uploads/{one.pk}/columns/", as_shown(one))
    one.refresh_from_db()
    DBTaskResult.objects.filter(pk=one.task).update(status=TaskResultStatus.FAILED)
    page = client.get(f"/programmes/{service.own.pk}/uploads/{one.pk}/").content.decode()
    assert "Try again" in page
    client.post(f"/programmes/{service.own.pk}/uploads/{one.pk}/repeat/")
    again = Upload.objects.get(pk=one.pk)
    assert again.task != one.task
    prepare(one.pk)
    one.refresh_from_db()
    assert one.state == Upload.State.CHECKED
    with pytest.raises(InputError, match="nothing to repeat"):
        services.repeat(service.actor("analyst"), one)
