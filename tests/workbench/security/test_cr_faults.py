"""CR: what a full disk, a read-only disk, a clock that jumps and a kill do to people's work.

Backups, restores and migrations under the same faults: tests/workbench/keeping/test_faults.py.
"""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from babyhubs.workbench.accounts import session_limits
from babyhubs.workbench.programme import services
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.record.verification import verify
from babyhubs.workbench.web import uploads
from tests.workbench.configured import SERVER
from tests.workbench.keeping.test_faults import mounted
from tests.workbench.service import TEST, Service

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX's")
@pytest.mark.skipif(bool(SERVER), reason="once, on SQLite")
def test_cr1_an_import_that_is_killed_is_whole_or_not_there_and_goes_on() -> None:
    """200 of these: benchmarks/results/kill_storm.md."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kill_storm", "--kills", "2", "--only", "imports"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["imports"]
    assert told["kills"] > 0
    assert told["uploads"] == told["checked"] > 0


def _full() -> BaseException:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL  # as SQLite's own has it
    told = OperationalError("database or disk is full")
    told.__cause__ = error
    return told


FAULTS = {
    "a full disk, writing a file": OSError(errno.ENOSPC, "No space left on device"),
    "a full disk, writing a row": _full(),
    "a read-only disk": OSError(errno.EROFS, "Read-only file system"),
    "a disk that fails": OSError(errno.EIO, "Input/output error"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_cr3_who_cannot_save_is_told_why_and_what_was_saved_is_there(
    name: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.own
    client = service.client("service-lead")
    client.raise_request_exception = False

    def failing(*_: object, **__: object) -> None:
        raise FAULTS[name]

    before = Entry.objects.count()
    monkeypatch.setattr("babyhubs.workbench.record.models.Entry.save", failing)
    where, sent = f"/programmes/{service.own.pk}/description/", {"name": "New", "place": "", "purpose": "Why?"}
    answer = client.post(where, sent)
    assert answer.status_code == 507
    page = answer.content.decode()
    assert "Nothing can be saved at the moment" in page
    assert "What was saved before is there" in page
    service.own.refresh_from_db()
    assert (service.own.name, Entry.objects.count()) == ("Reach", before)
    monkeypatch.undo()
    assert client.post(where, sent).status_code == 302
    assert verify() == []


ON_A_SMALL_DISK = """
import io, sys
from pathlib import Path
from babyhubs.workbench.options import Options
from babyhubs.workbench.start import start
place = Path(sys.argv[1])
options = Options(folder=place)
start(options)
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS.append("testserver")
from babyhubs.workbench.service.migrations import migrate
migrate(options, copied=False)
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from babyhubs.workbench.accounts.services import invite
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.programme.services import create
from babyhubs.workbench.record.actor import program
from babyhubs.workbench.record.verification import verify
lead = invite(program("test"), email="lead@example.nhs.uk", name="A Lead")
programme = create(program("test"), name="Reach", place="", purpose="Whom?", owner=lead)
client = Client()
client.force_login(lead)
client.raise_request_exception = False
client.get("/")
where = f"/programmes/{programme.pk}/"

def upload():
    kinds = ("children", "contacts", "hubs")
    return client.post(f"{where}uploads/new/", {one: SimpleUploadedFile(f"{one}.csv", b"x" * 400_000) for one in kinds})

filling = place / "filling"
def fill():
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass

first = upload()
assert first.status_code == 302, first.content
fill()
refused = upload()
print(refused.status_code, "Nothing can be saved" in refused.content.decode())
saved = client.post(f"{where}description/", {"name": "N" * 120, "place": "", "purpose": "p" * 2000})
print(saved.status_code, "Nothing can be saved" in saved.content.decode() or saved.status_code == 302)
print(client.get(where).status_code, Upload.objects.count(), verify())
left = [path for path in (place / "audits").rglob("*") if path.is_file()] + list((place / "incoming").iterdir())
print(len(left))
filling.unlink()
again = upload()
print(again.status_code, Upload.objects.count(), verify())
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB."""
    place = tmp_path / "disk"
    mounted(place, "size=12m,mode=700")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(bool(SERVER), reason="the disk of the data folder is SQLite's")
def test_cr3_a_disk_that_is_full_takes_no_part_of_an_upload(disk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ON_A_SMALL_DISK, str(disk)], capture_output=True, text=True, check=False, timeout=120
    )
    refused, saved, reading, left, again = done.stdout.splitlines() if not done.returncode else [done.stderr] * 5
    assert refused == "507 True"
    assert saved in {"507 True", "302 True"}  # a small change may still find room in the journal
    assert reading == "200 1 []"
    assert left == "3"  # the files of the first upload and nothing of the second
    assert again == "302 2 []"


@pytest.mark.parametrize("days", [-400, 400])
def test_cr3_a_clock_that_jumps_ends_sessions_and_loses_nothing(
    days: int, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = service.client("service-lead")
    assert client.get(f"/programmes/{service.own.pk}/").status_code == 200
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=days))
    assert client.get(f"/programmes/{service.own.pk}/").status_code == 302
    services.describe(TEST, service.own, name="Said in another time", place="", purpose="p")
    monkeypatch.undo()
    services.describe(TEST, service.own, name="Said in our time", place="", purpose="p")
    newest: list[Any] = list(Entry.objects.order_by("-sequence")[:2])
    assert [one.sequence for one in newest] == [newest[0].sequence, newest[0].sequence - 1]
    assert isinstance(newest[1].at, datetime)
    assert verify() == []
    assert service.client("service-lead").get(f"/programmes/{service.own.pk}/record/").status_code == 200


def test_cr3_expired_sessions_are_cleared_and_those_that_live_are_kept(service: Service) -> None:
    client = service.client("analyst")
    assert client.get("/account/").status_code == 200
    call_command("clearsessions")
    assert client.get("/account/").status_code == 200
    assert session_limits.ABSOLUTE == 12 * 60 * 60


def test_cr1_what_a_kill_left_on_its_way_in_is_gone_after_the_next_start(tmp_path: Path) -> None:
    (tmp_path / uploads.INCOMING).mkdir()
    (tmp_path / uploads.INCOMING / "tmpabc.upload.csv").write_bytes(b"C0001,01/02/2026")
    uploads.clear(tmp_path)
    assert list((tmp_path / uploads.INCOMING).iterdir()) == []
    uploads.clear(tmp_path / "a folder that is new")


def test_cr6_a_link_that_is_pressed_twice_at_once_signs_in_once(service: Service) -> None:
    from babyhubs.workbench.accounts.models import Purpose
    from babyhubs.workbench.accounts.services import make_link

    secret = make_link(TEST, service.people["nobody"], purpose=Purpose.OWNER)
    answers = [Client().post(f"/sign-in/link/{secret}/").status_code for _ in range(2)]
    assert answers == [302, 410]
