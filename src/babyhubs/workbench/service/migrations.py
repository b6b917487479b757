"""Bringing both databases up to this version: refuse what is newer, copy what is there, then change it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from babyhubs.errors import Refused
from babyhubs.workbench.databases import FILES, PEOPLE, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.service.folder import newer_version

KEPT = 5  # copies of each database made before a migration


def migrate(options: Options, *, copied: bool) -> list[Path]:
    """Migrates; gives the copies that were made before. copied: the user says that PostgreSQL was backed up."""
    pending = {alias: _pending(alias, options.folder) for alias in (WORKBENCH, PEOPLE)}
    copies = []
    for alias, (waiting, any_before) in pending.items():
        if waiting and any_before:
            copies.extend(_copy(alias, options, copied=copied))
    for alias, (waiting, _) in pending.items():
        if waiting:
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
    _copy_sqlite(options.folder / FILES[alias], target)
    for old in sorted(place.glob(f"{Path(FILES[alias]).stem}-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return [target]


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup: a plain copy of the file would miss what is still in its journal."""
    partial = target.with_suffix(".partial")
    partial.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(partial)) as other:
        one.backup(other)
        if other.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Refused(
                "The copy made before the migration is damaged, so nothing was changed.",
                where=str(source),
                remedy="Run `babyhubs doctor`, and restore your last backup if the database itself is damaged.",
            )
    partial.replace(target)
