"""Erasure that erases: a marker person withdraws, an old backup is restored, and no byte of theirs is left to read.

What is looked for is their words and, harder, everything that was stored of them: the sealed parts, their key, and their key
as it was wrapped. Where none of these is left, no key of the workbench opens anything.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from babyhubs.errors import InputError
from babyhubs.workbench.databases import FILES, PEOPLE
from babyhubs.workbench.people import erasure_list
from babyhubs.workbench.service import contents, lock
from babyhubs.workbench.service.archive import Decrypting
from babyhubs.workbench.service.backup import clear_left
from babyhubs.workbench.service.restore import restore
from tests.workbench.configured import SERVER
from tests.workbench.keeping.folders import SECRET
from tests.workbench.people.marker import MARKERS

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(bool(SERVER), reason="folders of SQLite databases")


@dataclass(frozen=True)
class Gone:
    """After the withdrawal. stored: what the database held of the person before. said: all that the program printed."""

    folder: Path
    old: Path
    new: Path
    stored: tuple[str, ...]
    said: str


def run(*arguments: object) -> tuple[Any, str]:
    """A process of its own, as each start of the workbench is."""
    command = [sys.executable, "-m", "tests.workbench.people.marker", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout), done.stderr


def left_in(place: Path, stored: tuple[str, ...]) -> list[str]:
    """Which file of a folder holds which of the person's words, or anything that was stored of them."""
    looked_for = [*MARKERS, *stored]
    return [
        f"{path.relative_to(place)}: {word[:20]}"
        for path in sorted(place.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for word in looked_for
        if word.encode() in content
    ]


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Gone:
    """The person has come and gone."""
    place = tmp_path_factory.mktemp("marker")
    (place / "out").mkdir()
    told, said = run("withdraw", place / "data", place / "out")
    old, new = (next((place / "out" / name).glob("*.babyhubs-backup")) for name in ("old", "new"))
    return Gone(place / "data", old, new, tuple(told["stored"]), said)


def test_nothing_is_left_in_databases_journals_logs_copies_and_lists(gone: Gone) -> None:
    assert left_in(gone.folder, gone.stored) == []
    assert not [word for word in MARKERS if word in gone.said]
    assert left_in(gone.old.parent.parent, gone.stored) == []  # an archive shows nothing without its key


def test_nothing_is_left_in_a_backup_made_afterwards(gone: Gone, tmp_path: Path) -> None:
    with gone.new.open("rb") as file:
        contents.unpack(Decrypting(file, gone.new, SECRET), gone.new, tmp_path)
    assert (tmp_path / FILES[PEOPLE]).is_file()
    assert left_in(tmp_path, gone.stored) == []


def test_an_old_backup_that_is_restored_without_any_list_brings_everything_back(gone: Gone, tmp_path: Path) -> None:
    """What the list is for; and that the search of these tests finds what is there."""
    done = restore(gone.old, tmp_path / "back", SECRET)
    assert done.erased == 0
    assert {word.split(": ")[1] for word in left_in(tmp_path / "back", gone.stored)} == {
        word[:20] for word in gone.stored[:6]
    }


@pytest.mark.parametrize("where", ["beside the backup", "named", "in the folder at the next start"])
def test_an_old_backup_that_is_restored_with_the_list_is_erased_again(where: str, gone: Gone, tmp_path: Path) -> None:
    backup, listed = tmp_path / "old" / gone.old.name, gone.new.parent / erasure_list.BESIDE
    backup.parent.mkdir()
    shutil.copy(gone.old, backup)
    if where == "beside the backup":
        shutil.copy(listed, backup.parent)
    done = restore(backup, tmp_path / "back", SECRET, erased=[listed] if where == "named" else [])
    if where == "in the folder at the next start":
        shutil.copy(gone.folder / erasure_list.NAME, tmp_path / "back")
    else:
        assert done.erased == 1
        assert left_in(tmp_path / "back", gone.stored) == []
    if where != "named":  # the start is the same, and takes two seconds
        told, said = run("start", tmp_path / "back", tmp_path)
        assert told == {
            **{"again": 1, "left": "True", "consents": 3, "languages": [""], "faults": 0},
            **{"drawn": [["left", ""]], "said": [""], "paid": ["55.00", "4.40"], "came": [None]},
        }
        assert left_in(tmp_path / "back", gone.stored) == []
        assert not [word for word in MARKERS if word in said]
    if where == "in the folder at the next start":
        assert run("start", tmp_path / "back")[0]["again"] == 0


def test_the_copies_that_a_killed_backup_left_go_at_the_next_start_and_not_one_under_way(tmp_path: Path) -> None:
    left = tmp_path / contents.STAGING / FILES[PEOPLE]
    clear_left(tmp_path)
    left.parent.mkdir()
    left.write_bytes(b"somebody")
    with lock.held(left.parent):
        clear_left(tmp_path)
        assert left.exists()
    clear_left(tmp_path)
    assert not left.exists()


class TestTheList:
    """A file that a person can read, and that never loses a line."""

    def test_it_holds_a_number_and_a_day_and_is_private(self, gone: Gone) -> None:
        path = gone.folder / erasure_list.NAME
        ((person, _),) = erasure_list.read(path).items()
        assert path.read_text(encoding="ascii").startswith(f"{person} 2")
        assert path.stat().st_mode & 0o077 == 0

    def test_lists_are_put_together_and_nobody_is_written_twice(self, gone: Gone, tmp_path: Path) -> None:
        listed = erasure_list.read(gone.folder / erasure_list.NAME)
        for _ in range(2):
            erasure_list.merge(tmp_path / "list", listed)
        assert len((tmp_path / "list").read_text(encoding="ascii").splitlines()) == 1

    def test_a_line_that_cannot_be_read_is_told_and_not_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / "list").write_text("somebody 2026-11-24\n", encoding="ascii")
        with pytest.raises(InputError, match="cannot be read"):
            erasure_list.read(tmp_path / "list")
        with pytest.raises(InputError, match="not there"):
            restore(Path(__file__), tmp_path / "back", SECRET, erased=[tmp_path / "nowhere"])
