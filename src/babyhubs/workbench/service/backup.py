"""`babyhubs backup`: everything in the data folder as one encrypted file, while people go on working.

The order: copies of both databases as of one moment each, then the other files (what a row names was written before the
row), encrypted into a file beside the wished one, read back and checked, and only then given its name. The list of erased people goes
beside it, for a restore of an older one.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import tomlkit

from babyhubs import __version__
from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.workbench import keys
from babyhubs.workbench.databases import FILES, PEOPLE, WORKBENCH
from babyhubs.workbench.discussions import places
from babyhubs.workbench.options import Options
from babyhubs.workbench.people import erasure_list
from babyhubs.workbench.record.chain import Fault, faults
from babyhubs.workbench.service import contents, lock, snapshot
from babyhubs.workbench.service.archive import About, Decrypting, Encrypting
from babyhubs.workbench.service.archive_key import Secret
from babyhubs.workbench.service.folder import MARK

SUFFIX = ".babyhubs-backup"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back. faults: what is wrong with the records in it."""

    path: Path
    about: About
    sha256: str
    files: int
    size: int
    faults: tuple[Fault, ...]


def back_up(options: Options, out: Path, secret: Secret, *, now: datetime) -> Made:
    """Writes a backup. out: a new file, or a folder in which the file gets a name with the record's head in it."""
    folder = options.folder
    check_folder(options)
    _check_out(out, folder)
    with _space_told(out), _staging(folder) as staging:
        for name in FILES.values():
            snapshot.copy(folder / name, staging / name)
        _copy_discussions(folder, staging)
        about = About(
            __version__,
            now.astimezone(UTC).isoformat(timespec="seconds"),
            str(snapshot.head(staging / FILES[WORKBENCH])),
            str(snapshot.head(staging / FILES[PEOPLE])),
        )
        wrong = record_faults(staging, folder)
        target = out / _name(about, now) if out.is_dir() else out
        partial = target.with_name(f".{target.name}.partial")
        try:
            listed = _write(partial, about, secret, contents.files(folder, staging))
            digest = _read_back(partial, secret, staging / "read-back")
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        snapshot.keep_name(target)
        made = Made(target, about, digest, len(listed), target.stat().st_size, tuple(wrong))
        _remember(folder, made)
        # A restore must know who is erased after this backup too: the list beside it grows with each later one.
        erasure_list.merge(target.parent / erasure_list.BESIDE, erasure_list.read(folder / erasure_list.NAME))
    return made


def _copy_discussions(folder: Path, staging: Path) -> None:
    """After the databases, so that the record names no act that the copy does not have."""
    for path in places.all_projects(folder):
        copy = staging / path.relative_to(folder)
        copy.parent.mkdir(mode=0o700, parents=True)
        snapshot.copy(path, copy)


def check_folder(options: Options) -> None:
    """A data folder with SQLite databases in it."""
    if options.database_url:
        raise Refused(
            "PostgreSQL is backed up with its own tools, not from here.",
            where="BABYHUBS_DATABASE_URL",
            remedy="Run pg_dump for both databases, and copy the data folder with its keys to another, safe place.",
        )
    missing = [name for name in (MARK, *FILES.values()) if not (options.folder / name).is_file()]
    if missing:
        raise InputError(
            f"This is not the data folder of a workbench: {missing[0]} is not in it.",
            where=str(options.folder),
            remedy="Name the folder that `babyhubs serve` prints as its data folder, with --data.",
        )


def record_faults(databases: Path, folder: Path) -> list[Fault]:
    """What is wrong with the records in copies of the databases, under the key of a data folder."""
    key = keys.read(folder).record
    return [fault for alias in (WORKBENCH, PEOPLE) for fault in faults(snapshot.lines(databases / FILES[alias]), key)]


def _check_out(out: Path, folder: Path) -> None:
    place = out if out.is_dir() else out.absolute().parent
    if out.exists() and not out.is_dir():
        raise InputError(
            "There is a file of this name already.", where=str(out), remedy="Name a new file, or a folder, with --out."
        )
    if not place.is_dir():
        raise InputError("The folder for the backup is not there.", where=str(place), remedy="Make it first.")
    if place.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            "The backup would lie in the folder that it protects, and be lost with it.",
            where=str(out),
            remedy="Name a place outside, on another disk if you can, with --out.",
        )


def clear_left(folder: Path) -> None:
    """At a start: the copies that a killed backup left go, since an erasure does not reach them. One under way stays."""
    if (folder / contents.STAGING).is_dir():
        with suppress(Refused), _staging(folder):
            pass


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A place for the copies, in the data folder itself: it is as private as what is copied. Gone afterwards."""
    place = folder / contents.STAGING
    place.mkdir(mode=0o700, exist_ok=True)
    with lock.held(place, "Another backup of this folder is under way.", "Wait until it is done."):
        try:
            _empty(place)  # a backup that was killed leaves its copies
            yield place
        finally:
            _empty(place)
            shutil.rmtree(place, ignore_errors=True)  # on Windows the open lock stays, for the next one


def _empty(place: Path) -> None:
    for path in place.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != lock.NAME:
            path.unlink()


def _write(partial: Path, about: About, secret: Secret, found: Iterator[tuple[str, Path]]) -> list[contents.Listed]:
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        stream = Encrypting(file, about, secret)
        listed = contents.pack(stream, found)
        stream.finish()
        file.flush()
        os.fsync(file.fileno())
    return listed


def _read_back(partial: Path, secret: Secret, into: Path) -> str:
    """Decrypts what was written, checks every file against the list and the databases with SQLite; the file's SHA-256."""
    into.mkdir(mode=0o700)
    with partial.open("rb") as file:
        stream = Decrypting(file, partial, secret)
        contents.unpack(stream, partial, into, only_databases=True)
        stream.drain()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for name in FILES.values():
        problems = snapshot.integrity(into / name)
        if problems:
            raise BabyhubsError(
                f"The backup was written, but its {name} is damaged when read back: {problems[0]}.",
                where=str(partial.parent),
                remedy="The disk may be failing. Run again with --out on another disk.",
            )
    return digest


def _name(about: About, now: datetime) -> str:
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"babyhubs-{moment}-{about.head.replace(':', '-')}{SUFFIX}"


def _remember(folder: Path, made: Made) -> None:
    """For `babyhubs doctor`: when the last backup was made. It says nothing of where."""
    document = tomlkit.document()
    document.add(tomlkit.comment("The last backup of this folder. Written by the program."))
    for name, value in (("made_at", made.about.made_at), ("head", made.about.head), ("sha256", made.sha256)):
        document.add(name, tomlkit.item(value))
    fresh = folder / f"{contents.LAST}.new"
    fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
    fresh.replace(folder / contents.LAST)


@contextmanager
def _space_told(out: Path) -> Iterator[None]:
    """What the disk refuses, in words. What was there before stays as it was."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        why, where = (error.strerror or error, error.filename) if isinstance(error, OSError) else (error, None)
        raise BabyhubsError(
            f"The backup could not be written: {why}. No backup was made, and nothing else changed.",
            where=str(where or out),
            remedy="Make room on the disk of the data folder and on that of the backup, or name another one with --out. "
            "The data folder itself must be writable.",
        ) from error
