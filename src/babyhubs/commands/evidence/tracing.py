"""`babyhubs evidence trace`: from a claim up to its sources, or from a finding down to all that rests on it."""

import json
from pathlib import Path

import typer

from babyhubs.commands.evidence import reading
from babyhubs.commands.terminal import err
from babyhubs.evidence.drawing import svg
from babyhubs.evidence.staleness import ambers
from babyhubs.evidence.thread import DOWN, UP, trace
from babyhubs.evidence.thread_text import text


def command(
    place: Path = typer.Argument(..., help="A ledger, or the folder of a pack."),
    what: str = typer.Argument("", help="A claim's name, or the first digits of a record's identity."),
    down: bool = typer.Option(False, "--down", help="What rests on it. Without this: what it rests on."),
    drawing: Path | None = typer.Option(None, "--drawing", help="Write the thread as a drawing (SVG) to this file."),
    as_json: bool = typer.Option(False, "--json", help="As JSON on standard output."),
) -> None:
    """Follow a claim to the findings that it rests on, or a finding to all that rests on it. Without a name: all that is amber.

    Example: babyhubs evidence trace reach.ledger reach-in-most-deprived-fifth --drawing thread.svg
    """
    ledger = reading.ledger(place)
    if not what:
        found = ambers(ledger)
        if as_json:
            typer.echo(json.dumps([vars(one) for one in found], indent=2, ensure_ascii=False))
            return
        typer.echo("".join(f"{one.name}\n    why: {one.reason}\n    to do: {one.step}\n" for one in found), nl=False)
        err.print(f"{len(ledger.records)} records, {len(ledger.claims)} claims, {len(found)} amber.", markup=False)
        return
    thread = trace(ledger, ledger.find(what), DOWN if down else UP)
    if drawing:
        verb = "What rests on" if down else "What this rests on:"
        drawing.write_text(svg(thread, f"{verb} {thread.nodes[0].name}"), encoding="utf-8", newline="\n")
    typer.echo(json.dumps(thread.to_json(), indent=2, ensure_ascii=False) if as_json else text(thread), nl=as_json)
