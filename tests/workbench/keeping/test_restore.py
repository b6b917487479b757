"""A restore gives everything or nothing, replaces nothing, and shows what was done to the record."""

import io
import os
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.workbench.databases import FILES, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import Anchor
from babyhubs.workbench.service import archive_key, backup, contents, snapshot
from babyhubs.workbench.service.archive import About, Encrypting
from babyhubs.workbench.service.backup import Made, back_up
from babyhubs.workbench.service.restore import restore
from tests.workbench.keeping import folders
from tests.workbench.keeping.folders import NOW, SECRET

DATABASE = FILES[WORKBENCH]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A backup of a workbench."""
    options = folders.made(tmp_path / "data", entries=8)
    (tmp_path / "out").mkdir()
    return back_up(options, tmp_path / "out", SECRET, now=NOW)


def nothing_restored(tmp_path: Path) -> bool:
    """Neither a folder nor half of one."""
    return not (tmp_path / "back").exists() and not list(tmp_path.glob(".back*"))


class TestRefused:
    """And nothing is left."""

    @pytest.mark.parametrize(
        ("secret", "said"),
        [
            (archive_key.Secret(archive_key.KEY_FILE, b"x" * 32), "does not open"),
            (archive_key.Secret(archive_key.PASSPHRASE, b"words", 16), "made with a key file"),
        ],
    )
    def test_a_wrong_key(self, made: Made, tmp_path: Path, secret: archive_key.Secret, said: str) -> None:
        with pytest.raises(Refused, match=said):
            restore(made.path, tmp_path / "back", secret)
        assert nothing_restored(tmp_path)

    @pytest.mark.parametrize("cut", [0, 10, 300, 100_000, -1])
    def test_a_file_cut_off(self, made: Made, tmp_path: Path, cut: int) -> None:
        made.path.write_bytes(made.path.read_bytes()[:cut])
        with pytest.raises(BabyhubsError):
            restore(made.path, tmp_path / "back", SECRET)
        assert nothing_restored(tmp_path)

    def test_a_backup_of_a_newer_version(self, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(backup, "__version__", "99.0")
        newer = back_up(Options(tmp_path / "data"), tmp_path / "out" / "newer", SECRET, now=NOW)
        with pytest.raises(Refused, match="newer version"):
            restore(newer.path, tmp_path / "back", SECRET)
        assert nothing_restored(tmp_path)

    def test_a_folder_in_use_is_left_alone(self, made: Made, tmp_path: Path) -> None:
        (tmp_path / "back").mkdir()
        (tmp_path / "back" / "letter").write_text("Dear Jo", encoding="utf-8")
        with pytest.raises(InputError, match="empty"):
            restore(made.path, tmp_path / "back", SECRET)
        assert (tmp_path / "back" / "letter").read_text(encoding="utf-8") == "Dear Jo"
        with pytest.raises(InputError, match="empty"):
            restore(made.path, tmp_path / "back" / "letter", SECRET)

    def test_an_empty_folder_is_taken(self, made: Made, tmp_path: Path) -> None:
        (tmp_path / "back").mkdir()
        assert restore(made.path, tmp_path / "back", SECRET).faults == ()

    def test_something_that_is_no_backup(self, tmp_path: Path) -> None:
        (tmp_path / "letter").write_text("Dear Jo", encoding="utf-8")
        with pytest.raises(InputError, match="not a backup"):
            restore(tmp_path / "letter", tmp_path / "back", SECRET)
        with pytest.raises(InputError, match="not there"):
            restore(tmp_path / "nowhere", tmp_path / "back", SECRET)


def forged(path: Path, member: tarfile.TarInfo, content: bytes = b"") -> None:
    """An archive, sealed with the right key, that holds what the program would never write."""
    with path.open("wb") as file:
        stream = Encrypting(file, About("0.1.0", "2026-11-24", "0:" + "0" * 64, "0:" + "0" * 64), SECRET)
        with tarfile.open(fileobj=stream, mode="w|") as tar:  # type: ignore[call-overload]
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        stream.finish()


class TestNamesThatLeadElsewhere:
    """Even from somebody who has the key."""

    @pytest.mark.parametrize(
        "name",
        [
            "../evil",
            "folder/../../evil",
            "folder/a/../../../evil",
            "/etc/evil",
            "folder//etc/evil",
            "folder/C:/evil",
            r"folder/..\evil",
            "folder/con",
            "folder/Nul.txt",
            "folder/evil.",
            "folder/evil:stream",
            "folder/a\nb",
            "databases/other.sqlite3",
            "databases/people.sqlite3/evil",
            "evil",
            "folder/",
        ],
    )
    def test_a_name_is_refused(self, tmp_path: Path, name: str) -> None:
        forged(tmp_path / "archive", tarfile.TarInfo(name), b"evil")
        with pytest.raises(Refused, match=r"leads outside|no file"):
            restore(tmp_path / "archive", tmp_path / "place" / "back", SECRET)
        assert [path.name for path in tmp_path.rglob("*")] == ["archive", "place"] or not list(tmp_path.rglob("evil*"))
        assert not Path("/etc/evil").exists()

    @pytest.mark.parametrize(
        "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
    )
    def test_what_is_no_file_is_refused(self, tmp_path: Path, kind: bytes) -> None:
        member = tarfile.TarInfo("folder/evil")
        member.type, member.linkname = kind, "/etc/passwd"
        forged(tmp_path / "archive", member)
        with pytest.raises(Refused, match="no file"):
            restore(tmp_path / "archive", tmp_path / "back", SECRET)

    def test_a_file_that_is_there_twice_is_refused(self, tmp_path: Path) -> None:
        with (tmp_path / "archive").open("wb") as file:
            stream = Encrypting(file, About("0.1.0", "2026-11-24", "0:" + "0" * 64, "0:" + "0" * 64), SECRET)
            with tarfile.open(fileobj=stream, mode="w|") as tar:  # type: ignore[call-overload]
                for _ in range(2):
                    tar.addfile(tarfile.TarInfo("folder/one"), io.BytesIO())
            stream.finish()
        with pytest.raises(Refused, match="twice"):
            restore(tmp_path / "archive", tmp_path / "back", SECRET)

    def test_files_without_their_list_are_refused(self, tmp_path: Path) -> None:
        forged(tmp_path / "archive", tarfile.TarInfo("folder/one"), b"one")
        with pytest.raises(Refused, match="not those of its list"):
            restore(tmp_path / "archive", tmp_path / "back", SECRET)

    def test_what_a_backup_writes_passes(self, tmp_path: Path) -> None:
        for name in ("folder/keys/people/0001.key", "folder/uploads/Übung 2026 (1).csv", "folder/.hidden"):
            assert contents._target(name, tmp_path, tmp_path).is_relative_to(tmp_path)


class TestTheRecord:
    """What was done to it between two backups is placed."""

    def changed(self, tmp_path: Path, *statements: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """What the next backup says, and what its restore says with the head of the backup before."""
        options = Options(tmp_path / "data")
        kept = snapshot.head(options.folder / DATABASE)
        with closing(sqlite3.connect(options.folder / DATABASE)) as one:
            for statement in statements:
                one.execute(statement)
            one.commit()
        made = back_up(options, tmp_path / "out" / "next", SECRET, now=NOW)
        done = restore(made.path, tmp_path / "back", SECRET, kept)
        return [(one.sequence, one.kind) for one in made.faults], [(one.sequence, one.kind) for one in done.faults]

    def test_an_edit(self, made: Made, tmp_path: Path) -> None:
        said, again = self.changed(tmp_path, "UPDATE record_entry SET actor_name = 'Nobody' WHERE sequence = 4")
        assert said == again == [(4, "changed")]

    def test_a_removal(self, made: Made, tmp_path: Path) -> None:
        said, again = self.changed(tmp_path, "DELETE FROM record_entry WHERE sequence IN (3, 4)")
        assert said == again == [(3, "missing")]

    def test_an_exchange(self, made: Made, tmp_path: Path) -> None:
        said, again = self.changed(
            tmp_path,
            "UPDATE record_entry SET sequence = 100 WHERE sequence = 2",
            "UPDATE record_entry SET sequence = 2 WHERE sequence = 6",
            "UPDATE record_entry SET sequence = 6 WHERE sequence = 100",
        )
        assert said == again == [(2, "moved"), (6, "moved")]

    def test_a_cut_is_seen_only_against_the_head_that_was_kept(self, made: Made, tmp_path: Path) -> None:
        said, again = self.changed(tmp_path, "DELETE FROM record_entry WHERE sequence > 5")
        assert said == []
        assert again == [(6, "cut")]

    def test_a_restored_record_goes_on_from_where_it_was(self, made: Made, tmp_path: Path) -> None:
        restored = restore(made.path, tmp_path / "back", SECRET).folder
        assert folders.write(restored) == Anchor.read(made.about.head).count + 1
        next_one = back_up(Options(restored), tmp_path / "out" / "next", SECRET, now=NOW)
        assert next_one.faults == ()


def test_a_restore_that_the_disk_stops_leaves_nothing(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(BabyhubsError, match="No space left"):
        restore(made.path, tmp_path / "back", SECRET)
    assert nothing_restored(tmp_path)
