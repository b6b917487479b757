"""`babyhubs panel seats`: seats for the groups that the hubs miss, each with the finding that asks for it."""

import csv
import json
from pathlib import Path

import typer

from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.evidence.finding import Finding
from babyhubs.panel import table_files
from babyhubs.panel.targets import Edit, Target, edit, quotas, targets

EDITS = ("feature", "value", "min", "max", "who", "why")


def command(
    findings: Path = typer.Argument(..., help="The findings.json of an audit."),
    seats: int = typer.Option(..., "--seats", help="The number of seats."),
    feature: list[str] = typer.Option(..., "--feature", help="An attribute of the audit. Can be repeated."),
    unseen: list[str] = typer.Option([], "--unseen", help="A group that records cannot show: a seat. Can be repeated."),
    edits: Path | None = typer.Option(None, "--edits", help="Changes by a person: feature, value, min, max, who, why."),
    out: Path = typer.Option(..., "--out", "-o", help="The file of quotas for `babyhubs panel select`."),
) -> None:
    """Propose seats from what an audit found: share of babies times how much less a group is reached, at most twice its share.

    Example: babyhubs panel seats answer/findings.json --seats 12 --feature ethnicity --unseen fathers -o quotas.csv
    """
    if out.exists():
        raise InputError("The file is there already.", where=str(out), remedy="Name another file.")
    found = targets(_findings(findings), seats, feature, unseen)
    for name, value, change in _edits(edits) if edits else ():
        found = edit(found, name, value, change)
    out.write_bytes(table_files.quotas(quotas(found)))
    for one in found:
        err.print(_line(one), markup=False)


def _line(one: Target) -> str:
    return f"{one.feature}: {one.value}: {one.low} to {one.high} seats. {one.reason()}"


def _findings(path: Path) -> tuple[Finding, ...]:
    try:
        return tuple(Finding.from_json(one) for one in json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            "The findings cannot be read, or were changed after the audit.",
            where=str(path),
            remedy="Give the findings.json that `babyhubs audit` wrote.",
        ) from error


def _edits(path: Path) -> list[tuple[str, str, Edit]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [{name: row[name].strip() for name in EDITS} for row in csv.DictReader(lines)]
        return [
            (row["feature"], row["value"], Edit(int(row["min"]), int(row["max"]), row["who"], row["why"]))
            for row in rows
        ]
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise InputError(
            "The changes cannot be read.", where=str(path), remedy=f"Write CSV with the columns {', '.join(EDITS)}."
        ) from error
