"""`babyhubs evidence record`: what a strand found goes into the ledger, and what that turns amber is said."""

import json
from pathlib import Path

import typer

from babyhubs.commands.evidence.reading import records
from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.evidence import ledger_file
from babyhubs.evidence.staleness import ambers


def command(
    ledger: Path = typer.Argument(..., help="The ledger. It is made if it is not there."),
    files: list[Path] = typer.Argument(
        ..., help="findings.json of an audit, of discussions..., or a file of exhibits."
    ),
    run: str = typer.Option(
        "", "--run", help="The name of this run. Without it, the strand. Its last records of this name are superseded."
    ),
    as_json: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Add findings to the ledger, which only grows, and say which findings and claims have turned amber.

    Example: babyhubs evidence record reach.ledger answer/findings.json
    """
    runs: dict[str, list[object]] = {}
    before = after = ledger_file.read(ledger)
    held = {path: records(path) for path in files}
    for path, found in held.items():
        strands = sorted({record.strand for record in found})
        if not run and len(strands) > 1:
            raise InputError(
                f"This file holds records of several strands: {', '.join(strands)}.",
                where=str(path),
                remedy="Name the run with --run.",
            )
        runs.setdefault(run or strands[0], []).append(path)
    for name, paths in sorted(runs.items()):
        after = after.with_run(name, [record for path in files if path in paths for record in held[path]])
    ledger_file.append(ledger, before, after)
    amber = ambers(after)
    if as_json:
        added = len(after.records) - len(before.records)
        typer.echo(json.dumps({"added": added, "head": after.head, "amber": [vars(one) for one in amber]}, indent=2))
        return
    err.print(f"{len(after.records) - len(before.records)} new records. {ledger} ends with {after.head}.", markup=False)
    for one in amber:
        err.print(f"Amber: {one.name}. {one.reason} To do: {one.step}.", markup=False)
