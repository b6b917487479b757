"""`babyhubs doctor`: looks at a data folder, changes nothing, and says in plain sentences what is wrong and what to do.

Each check is a function from what is looked at to findings; a check that itself cannot be made is a finding too.
"""

import os
import shutil
import sqlite3
import stat
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from babyhubs import __version__
from babyhubs.errors import BabyhubsError
from babyhubs.workbench import keys
from babyhubs.workbench.databases import BUSY_TIMEOUT, FILES, PRAGMAS, WORKBENCH, databases
from babyhubs.workbench.discussions import places
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import Anchor, Fault, Line, faults
from babyhubs.workbench.service import contents, filesystem, server_record, snapshot, versions
from babyhubs.workbench.service.finding import FAULT, FINE, NOTE, Finding
from babyhubs.workbench.service.folder import MARK, is_newer, written_by

LEAST_FREE = 1024**3  # bytes: an upload, its copy and a backup's copies must fit
BACKUP_DUE = timedelta(days=8)  # a weekly backup, and a day's grace


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at. anchor: a head of the record that was kept outside."""

    options: Options
    now: datetime
    anchor: Anchor | None = None

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.options.folder


def examine(looked: Looked) -> list[Finding]:
    """Everything found, in the order of the checks. Nothing is written."""
    if not (looked.folder / MARK).is_file():
        return [
            Finding(
                FAULT,
                "settings",
                f"{looked.folder} is not the data folder of a workbench.",
                "Name the folder that `babyhubs serve` prints, with --data, or start the workbench once.",
            )
        ]
    on_sqlite = (_share, _database, _pragmas, _record, _clock, _backup)
    on_server = (_server, _record, _clock) if looked.options.people_database_url else ()  # else the settings say it
    always = (_settings, _versions, _private, _keys, _space, _discussions)
    checks = (*always, *(on_server if looked.options.database_url else on_sqlite))
    return [finding for check in checks for finding in _made(check, looked)]


def _made(check: Callable[[Looked], Iterator[Finding]], looked: Looked) -> list[Finding]:
    """A check's findings; one that the machine does not let through ends as a finding, and the others go on."""
    name = check.__name__.strip("_")
    try:
        return list(check(looked))
    except BabyhubsError as error:
        return [Finding(FAULT, name, " ".join(filter(None, (error.what, error.where))), error.remedy)]
    except (OSError, sqlite3.DatabaseError, ValueError) as error:
        do = "Make room if the disk is full, check that the folder is whole and yours, and run again."
        return [Finding(FAULT, name, f"This could not be looked at: {error}.", do)]


def _settings(looked: Looked) -> Iterator[Finding]:
    looked.options.check()
    yield Finding(FINE, "settings", "The settings are sound.")


def _versions(looked: Looked) -> Iterator[Finding]:
    last = written_by(looked.folder)
    if is_newer(last):
        yield Finding(
            FAULT,
            "versions",
            f"The data were written by version {last}, which is newer than this one ({__version__}).",
            "Install the newer version again, or restore the backup that was made before it.",
        )
    elif last != __version__:
        yield Finding(
            NOTE,
            "versions",
            f"The data were written by version {last}; this is {__version__}.",
            "Back up, then start the workbench: it brings the data up to this version.",
        )
    else:
        yield Finding(FINE, "versions", f"Data and program are of version {__version__}.")
    yield from versions.findings(looked.now.date())


def _private(looked: Looked) -> Iterator[Finding]:
    if os.name != "posix":
        yield Finding(NOTE, "permissions", "Who may look into the folder is not checked on this system.")
        return
    # What lies in a closed folder is closed too; only keys must be so by themselves.
    looked_at = (looked.folder, *sorted((looked.folder / "keys").rglob("*")))
    bad = [path for path in looked_at if path.is_symlink() or path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if bad:
        yield Finding(
            FAULT,
            "permissions",
            f"Others on this machine can look into it, or it is a link: {bad[0]}.",
            f'Take their right away: chmod -R go-rwx "{looked.folder}". Think about who may have looked.',
        )
    else:
        yield Finding(FINE, "permissions", "Only its owner can look into the data folder.")
    if not os.access(looked.folder, os.W_OK) or os.statvfs(looked.folder).f_flag & os.ST_RDONLY:
        yield Finding(
            FAULT,
            "permissions",
            "The data folder cannot be written to.",
            "Check that the disk is not read-only and that the folder is yours.",
        )


def _keys(looked: Looked) -> Iterator[Finding]:
    keys.read(looked.folder)
    yield Finding(FINE, "keys", "The keys are there and can be read.")


def _space(looked: Looked) -> Iterator[Finding]:
    free = shutil.disk_usage(looked.folder).free
    needed = LEAST_FREE + 2 * sum(
        (looked.folder / name).stat().st_size for name in FILES.values() if (looked.folder / name).is_file()
    )
    if free < needed:
        yield Finding(
            FAULT,
            "disk",
            f"Only {free / 1e9:.1f} GB are free on the disk of the data folder; it needs {needed / 1e9:.1f} GB.",
            "Make room. When a disk is full, what people save is refused.",
        )
    else:
        yield Finding(FINE, "disk", f"{free / 1e9:.1f} GB are free on the disk of the data folder.")


def _share(looked: Looked) -> Iterator[Finding]:
    filesystem.check_local(looked.folder)
    yield Finding(FINE, "share", "The data folder is not on a network share, as far as this system says.")


def _database(looked: Looked) -> Iterator[Finding]:
    for name in FILES.values():
        problems = snapshot.integrity(looked.folder / name)
        if problems:
            yield Finding(
                FAULT,
                "database",
                f"{name} is damaged: {'; '.join(problems[:3])}.",
                "Stop the workbench, keep a copy of the whole folder, and restore the last backup to a new folder.",
            )
        else:
            yield Finding(FINE, "database", f"{name} is sound (integrity and foreign keys).")


def _discussions(looked: Looked) -> Iterator[Finding]:
    """The projects of discussions lie in the folder even where the databases are on PostgreSQL."""
    for path in places.all_projects(looked.folder):
        name = path.relative_to(looked.folder)
        key = places.key_of(looked.folder, path)
        if problems := snapshot.integrity(path):
            yield Finding(
                FAULT,
                "discussions",
                f"{name} is damaged: {'; '.join(problems[:3])}.",
                "Stop the workbench, keep a copy of the whole folder, and restore the last backup to a new folder.",
            )
        elif not key.is_file():
            yield Finding(
                FAULT,
                "discussions",
                f"The key of the names in {name} is missing: names in new texts would not be known again.",
                f"Put {key.relative_to(looked.folder)} back from your backup.",
            )
        else:
            yield Finding(FINE, "discussions", f"{name} is sound, and the key of its names is there.")


def _pragmas(looked: Looked) -> Iterator[Finding]:
    """The file's own journal mode, and that this machine's SQLite takes the other settings of a connection."""
    for alias, name in FILES.items():
        with snapshot.reading(looked.folder / name) as one:
            mode = one.execute("PRAGMA journal_mode").fetchone()[0]
        if mode != PRAGMAS["journal_mode"].lower():
            yield Finding(
                NOTE,
                "pragmas",
                f"{name} is in journal mode {mode}, as after a restore, until the workbench opens it.",
                "Nothing, if it was just restored. Otherwise start the workbench, which sets its own.",
            )
        options = databases(looked.folder, "", "")[alias]["OPTIONS"]
        assert isinstance(options, dict)
        with closing(sqlite3.connect(":memory:", timeout=BUSY_TIMEOUT)) as one:
            one.executescript(str(options["init_command"]))
            for pragma, wanted in (("synchronous", 2), ("secure_delete", 1)):
                held = one.execute(f"PRAGMA {pragma}").fetchone()[0]
                if held != wanted:
                    yield Finding(
                        FAULT,
                        "pragmas",
                        f"This machine's SQLite does not take {pragma} ({held} and not {wanted}).",
                        "Use the Python of python.org or uv, whose SQLite has it.",
                    )
    yield Finding(FINE, "pragmas", "SQLite takes the settings that the workbench needs.")


def _server(looked: Looked) -> Iterator[Finding]:
    yield Finding(
        NOTE,
        "database",
        "The databases are on PostgreSQL: their integrity and their backups are looked after there.",
        "Make sure that both are dumped every day (pg_dump), together with the data folder, and that a restore was tried.",
    )


@contextmanager
def _chains(looked: Looked) -> Iterator[list[tuple[str, str, Iterator[Line], Anchor, datetime | None]]]:
    """Of both databases, wherever they are: alias, name, the record, its head, and when its newest entry was written."""
    with ExitStack() as stack:
        found = []
        for alias, name in FILES.items():
            if looked.options.database_url:
                one = stack.enter_context(server_record.reading(looked.options, alias))
                found.append(
                    (alias, f"{Path(name).stem} on PostgreSQL", server_record.lines(one), *server_record.last(one))
                )
            else:
                path = looked.folder / name
                found.append((alias, name, snapshot.lines(path), snapshot.head(path), snapshot.newest(path)))
        yield found


def _record(looked: Looked) -> Iterator[Finding]:
    key = keys.read(looked.folder).record
    with _chains(looked) as chains:
        for alias, name, lines, head, _ in chains:
            anchors = [looked.anchor] if looked.anchor and alias == WORKBENCH else []
            yield from _chain(name, head, faults(lines, key, anchors))
    if looked.anchor is None:
        yield Finding(
            NOTE,
            "record",
            "Whether its newest entries were cut off shows only against a head that was kept elsewhere.",
            "Give the head of your last start or backup with --head.",
        )


def _chain(name: str, head: Anchor, wrong: list[Fault]) -> Iterator[Finding]:
    for fault in wrong[:20]:
        yield Finding(
            FAULT,
            "record",
            f"{name}: {fault.sentence}",
            "Keep a copy of the folder as it is, and tell whoever answers for the security of the service.",
        )
    if not wrong:
        yield Finding(FINE, "record", f"The record in {name} is whole; its head is {head}.")


def _clock(looked: Looked) -> Iterator[Finding]:
    ahead = timedelta(minutes=2)
    with _chains(looked) as chains:
        late = [(name, newest) for _, name, _, _, newest in chains if newest and newest > looked.now + ahead]
    for name, newest in late[:1]:
        yield Finding(
            FAULT,
            "clock",
            f"The newest entry of the record in {name} is of {newest:%Y-%m-%d %H:%M} UTC, which is in the future.",
            "Set this machine's clock. If it was wrong before, note it: times in the record are those of the clock.",
        )
    if not late:
        yield Finding(FINE, "clock", "The clock is not behind the record.")


def _backup(looked: Looked) -> Iterator[Finding]:
    path = looked.folder / contents.LAST
    do = "Run `babyhubs backup --out` with a place on another disk."
    if not path.is_file():
        yield Finding(NOTE, "backup", "No backup of this folder has been made by the program.", do)
        return
    made = datetime.fromisoformat(str(tomllib.loads(path.read_text(encoding="utf-8"))["made_at"])).astimezone(UTC)
    if looked.now - made > BACKUP_DUE:
        yield Finding(FAULT, "backup", f"The last backup was made on {made:%Y-%m-%d}, more than a week ago.", do)
    else:
        yield Finding(FINE, "backup", f"The last backup was made on {made:%Y-%m-%d}.")
