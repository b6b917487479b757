"""`babyhubs observe budget`: how often, how long, and what share of the time."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands.observe.options import BROKEN, FILE, FORM, JSON, UNTIL, sessions
from babyhubs.commands.terminal import err
from babyhubs.observations.budget import budget
from babyhubs.observations.event_rows import event_rows
from babyhubs.observations.records import ACTIVITY


def command(
    path: Path = FILE,
    form: str = FORM,
    until: float | None = UNTIL,
    accept_broken: bool = BROKEN,
    modifiers: bool = typer.Option(False, "--modifiers", help="A row for each modifier of a code."),
    by_zone: bool = typer.Option(False, "--by-zone", help="Shares by zone as well."),
    track: str = typer.Option(ACTIVITY, "--track", help="The track whose shares are worked out."),
    as_json: bool = JSON,
) -> None:
    """Numbers, durations and gaps of each code, and shares of observed time: pooled over sessions, and the mean of sessions.

    A state that was still going on at the end counts up to the end of observation; `cut` says how many such there are.

    Example: babyhubs observe budget session.obs.jsonl --json
    """
    found = sessions(path, form, until, accept_broken)
    answer: dict[str, Any] = {
        "sessions": [
            {"session": one.name, "label": one.label, "observed_s": sum(stop - start for start, stop in one.observed) / 1000,
             "warnings": list(one.warnings)}
            for one in found
        ],
        "rows": [row for one in found for row in event_rows(one, by_modifier=modifiers)],
        "shares": [asdict(share) for share in budget(found, track=track, by_zone=by_zone)],
        "method": "pooled: all time over all observed time; limits of a ratio of sums over sessions, Student's t",
    }  # fmt: skip
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))
        return
    labels = {one.name: one.label for one in found}
    for row in answer["rows"]:
        total = "" if row["total_s"] is None else f", {row['total_s']:,.1f} s in all, mean {row['mean_s']:,.1f} s"
        times = "once" if row["number"] == 1 else f"{row['number']} times"
        cut = f" ({row['cut']} cut off: at least)" if row["cut"] else ""
        typer.echo(
            f"{labels[row['session']]}: {row['actor'] or 'nobody in particular'}, {row['code']}: {times}{total}{cut}"
        )
    for share in answer["shares"]:
        where = "" if share["zone"] == "all" else f" in {share['zone']}"
        limits = "" if share["lower"] is None else f" ({100 * share['lower']:.1f} to {100 * share['upper']:.1f})"
        typer.echo(
            f"{share['role']}, {share['code']}{where}: {100 * share['pooled']:.1f}% of observed time{limits}, "
            f"mean of sessions {100 * share['mean_of_sessions']:.1f}%"
        )
    for one in found:
        for warning in one.warnings:
            err.print(f"{one.label}: {warning}", markup=False)
