"""`babyhubs restore`: a backup becomes a data folder, where there was none.

Everything is unpacked and checked beside the wished place and gets its name at the end, so that a restore that fails or
is cut off leaves nothing that could be taken for a data folder. Who was erased from the register since the backup is erased again
before that, by the list in the backup, the one beside it, and any that is named.
"""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench import keys
from babyhubs.workbench.databases import FILES, PEOPLE, WORKBENCH
from babyhubs.workbench.discussions import places
from babyhubs.workbench.people import blanking, erasure_list
from babyhubs.workbench.record.chain import Anchor, Fault, faults
from babyhubs.workbench.service import archive, contents, snapshot
from babyhubs.workbench.service.archive import About, Decrypting
from babyhubs.workbench.service.archive_key import Secret
from babyhubs.workbench.service.folder import is_newer, newer_version

# Who was signed in when the backup was made is not signed in to what was restored; links that were handed out end too.
_ENDED = ("django_session", "accounts_signinlink")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. faults: what is wrong with the records, against the heads in the backup and `anchors`.

    erased: how many people the backup still held who had been erased since; they are erased here too.
    """

    folder: Path
    about: About
    files: int
    faults: tuple[Fault, ...]
    erased: int


def restore(
    path: Path, folder: Path, secret: Secret, anchor: Anchor | None = None, erased: Sequence[Path] = ()
) -> Restored:
    """Restores a backup to a folder that is empty or not there. anchor: a head of the record that was kept elsewhere.

    erased: lists of erased people beside the one in the backup and the one that lies beside it.
    """
    if not path.is_file():
        raise InputError("The backup is not there.", where=str(path), remedy="Check the name of the file.")
    _check_empty(folder)
    listed = erasure_list.merged([*(_there(one) for one in erased), path.parent / erasure_list.BESIDE])
    said = archive.about(path)
    if is_newer(said.version):
        raise newer_version(f"version {said.version}", path)
    staging = folder.absolute().parent / f".{folder.name}.restoring-{os.getpid()}"
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        staging.mkdir(mode=0o700)
        about, count = _unpack(path, staging, secret)
        wrong = _checked(staging, path, about, anchor)
        _end_sessions(staging / FILES[WORKBENCH])
        erasure_list.merge(staging / erasure_list.NAME, listed)
        again = blanking.blank(staging / FILES[PEOPLE], erasure_list.read(staging / erasure_list.NAME))
        if folder.exists():
            folder.rmdir()  # empty: checked above, and checked again by this
        staging.replace(folder)
        snapshot.keep_name(folder)
    except (OSError, sqlite3.OperationalError) as error:
        why, where = (error.strerror or error, error.filename) if isinstance(error, OSError) else (error, None)
        raise BabyhubsError(
            f"The backup could not be restored: {why}. Nothing was restored.",
            where=str(where or folder),
            remedy="Make room on that disk, or name a folder on another one with --data. The backup itself is as it was.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(folder, about, count, tuple(wrong), again)


def _there(path: Path) -> Path:
    if not path.is_file():
        raise InputError(
            "The list of erased people is not there.", where=str(path), remedy="Check the name of the file."
        )
    return path


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "A backup is restored to a folder that is empty or not there, so that it replaces nothing.",
            where=str(folder),
            remedy="Name another folder with --data. When the restored workbench is right, move the old one away.",
        )


def _unpack(path: Path, staging: Path, secret: Secret) -> tuple[About, int]:
    with path.open("rb") as file:
        stream = Decrypting(file, path, secret)
        listed = contents.unpack(stream, path, staging)
        stream.drain()
    missing = set(FILES.values()) - {one.name.removeprefix("databases/") for one in listed}
    if missing:
        raise archive.damaged(path, f"{min(missing)} is not in it")
    return stream.about, len(listed)


def _checked(staging: Path, path: Path, about: About, anchor: Anchor | None) -> list[Fault]:
    """The databases are sound; what is wrong with the records is told, and does not keep their only copy from anybody."""
    for project in places.all_projects(staging):
        if problems := snapshot.integrity(project):
            raise archive.damaged(path, f"{project.relative_to(staging)}: {problems[0]}")
    key = keys.read(staging).record
    wrong: list[Fault] = []
    for alias, text in ((WORKBENCH, about.head), (PEOPLE, about.people_head)):
        problems = snapshot.integrity(staging / FILES[alias])
        if problems:
            raise archive.damaged(path, f"{FILES[alias]}: {problems[0]}")
        heads = [Anchor.read(text)]
        wrong += faults(snapshot.lines(staging / FILES[alias]), key, heads)
        if alias == WORKBENCH and anchor is not None:
            wrong += [one for one in faults(snapshot.lines(staging / FILES[alias]), key, [anchor]) if one not in wrong]
    return wrong


def _end_sessions(database: Path) -> None:
    with closing(sqlite3.connect(database)) as one, one:
        one.execute("PRAGMA secure_delete=ON")
        there = {row[0] for row in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in _ENDED:
            if table in there:
                one.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
