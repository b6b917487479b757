"""`babyhubs doctor`: is the workbench's data folder in order, and what to do if not."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands import arguments
from babyhubs.commands.backup import DATA, DATABASE_URL, PEOPLE_URL, options_of
from babyhubs.commands.terminal import out

EXAMPLE = "Example: babyhubs doctor"
_MARKS = {"fine": "fine ", "note": "note ", "fault": "FAULT"}


def command(
    data: Path | None = DATA,
    head: str = typer.Option("", "--head", help="A head of the record that you kept, to check the record against."),
    retention: bool = typer.Option(False, "--retention", help="Also list what is kept, how long, and what is due."),
    database_url: str = DATABASE_URL,
    people_database_url: str = PEOPLE_URL,
    as_json: bool = arguments.JSON,
) -> None:
    """Is the workbench's data folder in order, and what to do if not.

    Looks at settings, versions, permissions, keys, disk, databases, record, clock and backups. Changes nothing. The exit code is 1
    if something must be done.
    """
    from babyhubs.workbench.record.chain import Anchor
    from babyhubs.workbench.service.doctor import Looked, examine
    from babyhubs.workbench.service.retention import kept

    options = options_of(data, database_url, people_database_url)
    now = datetime.now(UTC)
    found = examine(Looked(options, now, Anchor.read(head) if head else None))
    listed = kept(options.folder, now) if retention else []
    faults = sum(one.grave == "fault" for one in found)
    if as_json:
        shown: dict[str, Any] = {"faults": faults, "findings": [asdict(one) for one in found]}
        if retention:
            shown["kept"] = [asdict(one) for one in listed]
        typer.echo(json.dumps(shown, ensure_ascii=False))
    else:
        for one in found:
            out.print(f"{_MARKS[one.grave]}  {one.about}: {one.sentence}", markup=False)
            if one.remedy:
                out.print(f"       What to do: {one.remedy}", markup=False)
        for item in listed:
            due = "" if item.due is None else f" Due now: {item.due}."
            out.print(f"\nKept: {item.what}\n  Why: {item.why}\n  Until: {item.until}{due}", markup=False)
            out.print(f"  How it goes: {item.removed_by}", markup=False)
        out.print(_summary(faults))
    if faults:
        raise typer.Exit(1)


def _summary(faults: int) -> str:
    if not faults:
        return "\nNothing has to be done."
    return "\nOne thing has to be done." if faults == 1 else f"\n{faults} things have to be done."
