"""The start of a workbench: the folder, the lock, the share, newer data, the copy before a migration."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from babyhubs import __version__
from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import filesystem, folder, lock, port
from babyhubs.workbench.service.background import worker_name


class TestTheFolder:
    """Private, and ours."""

    def test_a_new_one_is_made_private(self, tmp_path: Path) -> None:
        place = tmp_path / "new" / "data"
        folder.prepare(place)
        assert place.stat().st_mode & 0o777 == 0o700

    def test_one_that_others_can_look_into_is_refused(self, tmp_path: Path) -> None:
        folder.prepare(tmp_path / "data")
        folder.mark(tmp_path / "data")
        (tmp_path / "data").chmod(0o750)
        with pytest.raises(InputError, match="Others on this machine"):
            folder.prepare(tmp_path / "data")

    def test_somebody_elses_files_are_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("Dear Jo", encoding="utf-8")
        with pytest.raises(InputError, match="other files"):
            folder.prepare(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "data").touch()
        with pytest.raises(InputError, match="is a file"):
            folder.prepare(tmp_path / "data")

    @pytest.mark.parametrize("version", ["99.0.0", "0.1.1", "0.2"])
    def test_data_from_a_newer_version_are_refused(self, tmp_path: Path, version: str) -> None:
        place = tmp_path / "data"
        folder.prepare(place)
        folder.mark(place)
        assert folder.written_by(place) == __version__
        (place / folder.MARK).write_text(f'written_by = "{version}"\n', encoding="utf-8")
        with pytest.raises(Refused, match="newer version"):
            folder.prepare(place)

    def test_data_from_an_older_version_are_taken(self, tmp_path: Path) -> None:
        place = tmp_path / "data"
        folder.prepare(place)
        (place / folder.MARK).write_text('written_by = "0.0.9"\n', encoding="utf-8")
        folder.prepare(place)


class TestTheLock:
    """One server to a folder."""

    def test_a_second_one_is_refused_and_a_dead_one_does_not_hold_it(self, tmp_path: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from babyhubs.workbench.service.lock import held\n"
            f"with held(Path({str(tmp_path)!r})): print('held', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            with pytest.raises(Refused, match="already running"), lock.held(tmp_path):
                pass
            other.kill()
            other.wait()
        with lock.held(tmp_path):
            pass


class TestTheShare:
    """SQLite on another machine's disk."""

    MOUNTS = "\n".join(
        [
            "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw",
            "30 22 0:40 / /home rw shared:5 - nfs4 server:/home rw",
            r"31 22 0:41 / /media/team\040share rw - cifs //server/team rw",
            "32 30 8:2 / /home/jo/local rw - xfs /dev/sdb1 rw",
        ]
    )

    @pytest.mark.parametrize(
        ("place", "kind"),
        [
            ("/var/lib", "ext4"),
            ("/home/jo", "nfs4"),
            ("/homely", "ext4"),
            ("/media/team share/babyhubs", "cifs"),
            ("/home/jo/local/data", "xfs"),
        ],
    )
    def test_the_longest_mount_point_decides(self, place: str, kind: str) -> None:
        assert filesystem.file_system(Path(place), self.MOUNTS) == kind

    def test_a_share_is_refused_and_a_disk_is_not(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        mounts = tmp_path / "mountinfo"
        monkeypatch.setattr(filesystem, "MOUNTS", mounts)
        mounts.write_text(self.MOUNTS, encoding="utf-8")
        filesystem.check_local(Path("/var/lib"))
        with pytest.raises(Refused, match="network share"):
            filesystem.check_local(Path("/home/jo"))


def run(place: Path, body: str) -> subprocess.CompletedProcess[str]:
    """A program with its own Django on a data folder."""
    head = (
        "import sys\nfrom pathlib import Path\nfrom babyhubs.errors import BabyhubsError\n"
        "from babyhubs.workbench.options import Options\nfrom babyhubs.workbench.start import start\n"
        f"options = Options(folder=Path({str(place)!r}))\nstart(options)\n"
        "from babyhubs.workbench.service.migrations import migrate\n"
    )
    return subprocess.run([sys.executable, "-c", head + body], capture_output=True, text=True, check=False)


class TestMigrations:
    """A copy before every change to what is there."""

    def test_new_then_nothing_then_a_copy_then_newer_data_refused(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o700)
        new = run(tmp_path, "print(migrate(options, copied=False)); print(migrate(options, copied=False))")
        assert new.stdout.split() == ["[]", "[]"], new.stderr

        database = tmp_path / "workbench.sqlite3"
        with closing(sqlite3.connect(database)) as one:
            one.execute("DELETE FROM django_migrations WHERE app = 'record' AND name = '0002_append_only'")
            for trigger in ("record_no_update", "record_no_delete"):
                one.execute(f"DROP TRIGGER {trigger}")
            one.commit()
        copied = run(tmp_path, "print(*migrate(options, copied=False), sep=chr(10))")
        copy = Path(copied.stdout.strip())
        assert copy.parent == tmp_path / "before-migration", copied.stderr
        assert copy.stat().st_mode & 0o777 == 0o600
        with closing(sqlite3.connect(copy)) as before, closing(sqlite3.connect(database)) as after:
            count = "SELECT COUNT(*) FROM django_migrations"
            assert before.execute(count).fetchone()[0] == after.execute(count).fetchone()[0] - 1

        with closing(sqlite3.connect(database)) as one:
            one.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '9999_future', '2030-01-01')"
            )
            one.commit()
        newer = run(
            tmp_path,
            "try:\n    migrate(options, copied=False)\nexcept BabyhubsError as error:\n    print(error.exit_code, error)",
        )
        assert newer.stdout.startswith("3 The data were written by a newer version"), newer.stderr


@pytest.mark.enable_socket
class TestThePort:
    """Taken ports; sockets are bound on this machine, nothing connects."""

    def test_a_taken_port_is_said_and_without_a_wish_the_next_is_used(self) -> None:
        import socket

        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            number = taken.getsockname()[1]
            with pytest.raises(BabyhubsError, match="listens on this port"):
                port.choose("127.0.0.1", number)
        assert port.choose("127.0.0.1", 0) > 0
        assert port.choose("127.0.0.1", None) in range(8420, 8430)


def test_the_worker_of_a_folder_keeps_its_name(tmp_path: Path) -> None:
    assert worker_name(tmp_path) == worker_name(tmp_path / "." / "x" / "..")
    assert worker_name(tmp_path) != worker_name(tmp_path / "other")
    assert len(worker_name(tmp_path)) <= 64


def test_the_first_page_has_a_name_that_a_passkey_can_be_for() -> None:
    assert Options(folder=Path(), port=8421).home == "http://localhost:8421/"
    assert Options(folder=Path(), public_name="a.example").home == "https://a.example/"
