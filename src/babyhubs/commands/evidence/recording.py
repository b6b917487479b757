"""`babyhubs evidence record`: what a strand found goes into the ledger, and what that turns amber is said."""

import json
from pathlib import Path

import typer

from babyhubs.commands.evidence.reading import records
from babyhubs.commands.terminal import err
from babyhubs.evidence import ledger_file
from babyhubs.evidence.record import FINDING, Record, kind
from babyhubs.evidence.staleness import ambers


def command(
    ledger: Path = typer.Argument(..., help="The ledger. It is made if it is not there."),
    files: list[Path] = typer.Argument(
        ..., help="findings.json of an audit, of discussions..., or a file of exhibits."
    ),
    run: str = typer.Option(
        "",
        "--run",
        help="A name for what is recorded; what an earlier run of this name held is superseded. Else: the strand.",
    ),
    as_json: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Add findings to the ledger, which only grows, and say which findings and claims have turned amber.

    Example: babyhubs evidence record reach.ledger answer/findings.json
    """
    before = after = ledger_file.read(ledger)
    runs: dict[str, list[Record]] = {}
    for path in files:
        for record in records(path):
            runs.setdefault(run or _run(record), []).append(record)
    for name, held in sorted(runs.items()):
        after = after.with_run(name, held)
    ledger_file.append(ledger, before, after)
    amber = ambers(after)
    if as_json:
        added = len(after.records) - len(before.records)
        typer.echo(json.dumps({"added": added, "head": after.head, "amber": [vars(one) for one in amber]}, indent=2))
        return
    err.print(f"{len(after.records) - len(before.records)} new records. {ledger} ends with {after.head}.", markup=False)
    for one in amber:
        err.print(f"Amber: {one.name}. {one.reason} To do: {one.step}.", markup=False)


def _run(record: Record) -> str:
    """Findings go by their strand, and each kind of exhibit beside them: new findings do not take away last month's quotes."""
    return record.strand if kind(record) == FINDING else f"{record.strand} {kind(record)}"
