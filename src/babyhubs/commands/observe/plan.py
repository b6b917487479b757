"""`babyhubs observe plan`: which hubs to watch, and how much."""

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands.observe.options import JSON
from babyhubs.errors import InputError
from babyhubs.observations.choice import Hub, choose, flagged
from babyhubs.observations.effort import before_a_pilot, minutes_needed


def command(
    findings: Path = typer.Argument(..., help="findings.json of an audit."),
    hubs: Path = typer.Argument(
        ..., help="A table: hub, model, group, families. Group `all` for all families of the hub."
    ),
    number: int = typer.Option(3, "--hubs", min=1, help="How many hubs that serve missed groups."),
    contrasts: int = typer.Option(3, "--contrasts", min=0, help="How many others, to set beside them."),
    half_width: float = typer.Option(
        0.1, "--half-width", help="The wished half-width of a share of time, 0.1 for ten in 100."
    ),
    as_json: bool = JSON,
) -> None:
    """Choose hubs from an audit's findings, each with the findings that it is chosen for, and say how much watching is enough.

    Example: babyhubs observe plan answer/findings.json hubs.csv --hubs 3 --contrasts 3
    """
    if not 0.005 <= half_width <= 0.5:
        raise InputError(f"{half_width:g} is no half-width of a share.", where="option --half-width", remedy="Say 0.1.")
    missed = flagged(_findings(findings))
    chosen = choose(_hubs(hubs), missed, number, contrasts)
    if not chosen:
        raise InputError(
            "No hub in this table serves a group that the findings flag.",
            where=str(hubs),
            remedy=f"Groups are written as in the findings: {', '.join(list(missed)[:5]) or 'there are none'}.",
        )
    effort = {
        "half_width": half_width,
        "clinics_by_assumed_sd": before_a_pilot(half_width),
        "minutes_with_two_observers": minutes_needed(0.1),
    }
    if as_json:
        typer.echo(json.dumps({"hubs": [asdict(one) for one in chosen], "effort": effort}, ensure_ascii=False))
        return
    for one in chosen:
        why = f"{one.why}: {', '.join(one.groups)}" if one.groups else one.why
        typer.echo(f"{one.hub} ({one.model or 'model not said'}): {why}")
    typer.echo(f"For a share of time to within {100 * half_width:.0f} in 100, before there is a pilot:")
    for spread, clinics in effort["clinics_by_assumed_sd"]:  # type: ignore[attr-defined]
        typer.echo(
            f"  if clinics differ by {100 * spread:.0f} in 100 (standard deviation): {clinics or 'over 1,000'} clinics a model"
        )
    low, high = minutes_needed(0.1)
    typer.echo(f"For kappa to within 0.1: {low:.0f} to {high:.0f} minutes of a person, watched by two.")


def _findings(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, list) or any("identity" not in one or "group" not in one for one in found):
            raise ValueError
    except (OSError, ValueError, TypeError) as error:
        raise InputError("This is not a findings.json of an audit.", where=str(path)) from error
    return found


def _hubs(path: Path) -> list[Hub]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        counts: dict[str, dict[str, int]] = {}
        models: dict[str, str] = {}
        for row in rows:
            counts.setdefault(row["hub"], {})[row["group"]] = int(row["families"])
            models[row["hub"]] = row["model"]
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise InputError(
            "The table of hubs cannot be read.",
            where=f"{path}: {error}",
            remedy="Its columns are hub, model, group, families.",
        ) from error
    return [
        Hub(
            name, models[name], groups.get("all", max(groups.values())), {k: n for k, n in groups.items() if k != "all"}
        )
        for name, groups in counts.items()
    ]
