"""Kills, a full disk, a disk that cannot be written to: a clear sentence, and nothing lost."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench.databases import FILES, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import contents, folder, migrations, snapshot
from babyhubs.workbench.service.backup import back_up
from babyhubs.workbench.service.doctor import Looked, examine
from babyhubs.workbench.service.finding import FAULT
from babyhubs.workbench.service.restore import restore
from tests.workbench.keeping import folders
from tests.workbench.keeping.folders import NOW, SECRET

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX's")
def test_kills_at_random_moments_lose_nothing_and_leave_nothing_half_done() -> None:
    """Imports have a test of their own (tests/workbench/security/test_cr_faults.py)."""
    only = [word for kind in ("writes", "backups", "migrations") for word in ("--only", kind)]
    command = [sys.executable, "-m", "benchmarks.kill_storm", "--kills", "7", *only]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["writes"]["kills"] + told["backups"]["kills"] + told["migrations"]["kills"] >= 14
    assert told["writes"]["people"] > 0


class TestAChangeOfTablesThatWasCutOff:
    """It is made on a copy: what is left of one is thrown away, and the database is as it was."""

    PROGRAM = """
import os, sys
from pathlib import Path
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import migrations
from babyhubs.workbench.start import start
options = Options(folder=Path(sys.argv[1]))
start(options)
if sys.argv[2] == "cut":
    from django.db.migrations.recorder import MigrationRecorder
    real = MigrationRecorder.record_applied
    # The moment in which Django has made a table and has not yet noted that it did.
    def cut(self, app, name):
        if app == "accounts":
            os._exit(9)
        real(self, app, name)
    MigrationRecorder.record_applied = cut
print(migrations.migrate(options, copied=False))
"""

    def migrate(self, place: Path, how: str) -> subprocess.CompletedProcess[str]:
        """In a process of its own, which may end in the middle."""
        return subprocess.run(
            [sys.executable, "-c", self.PROGRAM, str(place), how], capture_output=True, text=True, check=False
        )

    def test_the_next_start_completes_it(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o700)
        assert self.migrate(tmp_path, "cut").returncode == 9
        assert list(tmp_path.glob(f"*{migrations.ASIDE}*"))
        done = self.migrate(tmp_path, "whole")
        assert done.returncode == 0, done.stderr
        assert not list(tmp_path.glob(f"*{migrations.ASIDE}*"))
        assert snapshot.integrity(tmp_path / FILES[WORKBENCH]) == []


def mounted(place: Path, options: str) -> None:
    """A small file system in memory; skips where this user may not mount one."""
    place.mkdir(exist_ok=True)
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only the administrator of a machine may mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount a small disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    place = tmp_path / "disk"
    mounted(place, "size=8m,mode=700")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


class TestAFullDisk:
    """What was there stays, and the user is told."""

    def test_a_backup_to_a_full_disk_leaves_no_file(self, tmp_path: Path, disk: Path) -> None:
        options = folders.made(tmp_path / "data")
        (disk / "filling").write_bytes(b"x" * (6 * 1024 * 1024))
        with pytest.raises(BabyhubsError, match="No space left") as caught:
            back_up(options, disk / "one.backup", SECRET, now=NOW)
        assert "Make room" in caught.value.remedy
        assert [path.name for path in disk.iterdir()] == ["filling"]
        assert not (options.folder / contents.STAGING).exists()

    def test_a_restore_to_a_full_disk_leaves_no_folder(self, tmp_path: Path, disk: Path) -> None:
        made = back_up(folders.made(tmp_path / "data"), tmp_path / "one.backup", SECRET, now=NOW)
        (disk / "filling").write_bytes(b"x" * (6 * 1024 * 1024))
        with pytest.raises(BabyhubsError, match="No space left"):
            restore(made.path, disk / "back", SECRET)
        assert [path.name for path in disk.iterdir()] == ["filling"]

    def test_a_data_folder_on_a_full_disk_keeps_every_acknowledged_change(self, tmp_path: Path, disk: Path) -> None:
        options = folders.made(disk / "data", entries=2)
        acknowledged = 2
        for _ in range(100):
            try:
                acknowledged = folders.write(options.folder, filling="x" * 200_000)
            except sqlite3.OperationalError:
                break
        with pytest.raises(sqlite3.OperationalError, match="full"):
            folders.write(options.folder, filling="x" * 200_000)
        assert len(folders.rows(options.folder, FILES[WORKBENCH], "record_entry")) == acknowledged
        with pytest.raises(BabyhubsError):
            back_up(options, tmp_path / "one.backup", SECRET, now=NOW)  # its copies have no room either
        assert not (tmp_path / "one.backup").exists()
        found = [one for one in examine(Looked(options, NOW)) if one.grave == FAULT]
        assert "disk" in [one.about for one in found]
        assert "damaged" not in str(found)  # a full disk is no damage
        (options.folder / "uploads" / "contacts.parquet").unlink()
        folders.write(options.folder)
        assert len(folders.rows(options.folder, FILES[WORKBENCH], "record_entry")) == acknowledged + 1


class TestADiskThatCannotBeWrittenTo:
    """Mounted for reading only, as after a fault of the disk."""

    @pytest.fixture
    def options(self, disk: Path) -> Options:
        """A workbench whose disk went read-only."""
        options = folders.made(disk / "data")
        for name in FILES.values():  # nobody has it open: the journal is folded in
            with closing(sqlite3.connect(options.folder / name)) as one:
                one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        return options

    def test_the_start_says_so(self, options: Options) -> None:
        with pytest.raises(InputError, match="cannot be written to"):
            folder.prepare(options.folder)

    def test_a_backup_says_so(self, options: Options, tmp_path: Path) -> None:
        with pytest.raises(BabyhubsError, match="Read-only file system") as caught:
            back_up(options, tmp_path / "one.backup", SECRET, now=NOW)
        assert "must be writable" in caught.value.remedy
        assert not (tmp_path / "one.backup").exists()

    def test_the_doctor_says_so(self, options: Options) -> None:
        found = [one.sentence for one in examine(Looked(options, NOW)) if one.grave == FAULT]
        assert "The data folder cannot be written to." in found

    def test_a_restore_to_it_says_so(self, options: Options, tmp_path: Path) -> None:
        other = folders.made(tmp_path / "other")
        made = back_up(other, tmp_path / "one.backup", SECRET, now=NOW)
        with pytest.raises(BabyhubsError, match="Read-only file system"):
            restore(made.path, options.folder.parent / "back", SECRET)
