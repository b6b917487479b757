"""Bringing both databases up to this version: refuse what is newer, copy what is there, then change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babyhubs.errors import Refused
from babyhubs.workbench.databases import FILES, PEOPLE, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.service import snapshot
from babyhubs.workbench.service.folder import newer_version

ASIDE = ".migrating"  # what a database is called while it is changed
KEPT = 5  # copies of each database made before a migration


def migrate(options: Options, *, copied: bool) -> list[Path]:
    """Migrates; gives the copies that were made before. copied: the user says that PostgreSQL was backed up."""
    pending = {alias: _pending(alias, options.folder) for alias in (WORKBENCH, PEOPLE)}
    copies = []
    for alias, (waiting, any_before) in pending.items():
        if waiting and any_before:
            copies.extend(_copy(alias, options, copied=copied))
    for alias, (waiting, _) in pending.items():
        if waiting and options.database_url:
            _apply(alias)
        elif waiting:
            with _aside(alias, options.folder / FILES[alias]):
                _apply(alias)
    return copies


def _pending(alias: str, folder: Path) -> tuple[bool, bool]:
    """Whether anything waits to be applied, and whether anything was applied before."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    applied = set(executor.loader.applied_migrations)
    unknown = sorted(".".join(key) for key in applied - set(executor.loader.disk_migrations))
    if unknown:
        raise newer_version(f"it has {unknown[0]}", folder)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes())), bool(applied)


def _apply(alias: str) -> None:
    from django.core.management import call_command

    call_command("migrate", database=alias, verbosity=0, interactive=False)
    if alias == WORKBENCH:
        call_command("createcachetable", database=alias, verbosity=0)


def _copy(alias: str, options: Options, *, copied: bool) -> list[Path]:
    if options.database_url:
        if not copied:
            raise Refused(
                "This version changes the tables of the database, and only you can back up PostgreSQL first.",
                remedy="Back up both databases (pg_dump), then start once with --backed-up.",
            )
        return []
    place = options.folder / "before-migration"
    place.mkdir(mode=0o700, exist_ok=True)
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = place / f"{Path(FILES[alias]).stem}-{now}.sqlite3"
    partial = target.with_suffix(".partial")
    snapshot.copy(options.folder / FILES[alias], partial)
    partial.replace(target)
    for old in sorted(place.glob(f"{Path(FILES[alias]).stem}-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return [target]


@contextmanager
def _aside(alias: str, database: Path) -> Iterator[None]:
    """The change is made to a copy, which takes the database's place when it is whole.

    Django notes a migration as done after the transaction that did it (where that one makes an index, for example). Killed
    in between, it would find its own tables there at every later start, and never get past them.
    """
    from django.db import connections

    connection = connections[alias]
    connection.close()
    aside = database.with_suffix(ASIDE)
    for left in database.parent.glob(f"{aside.name}*"):  # of a change that was cut off
        left.unlink()
    if database.is_file():
        snapshot.copy(database, aside)
    connection.settings_dict["NAME"] = str(aside)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(database)
    # A journal left beside a name would be read into whatever file bears it next.
    snapshot.fold(aside)
    if database.is_file():
        snapshot.fold(database)
    aside.replace(database)
    snapshot.keep_name(database)
    connection.ensure_connection()  # with its own settings, the journal's among them
    connection.close()
