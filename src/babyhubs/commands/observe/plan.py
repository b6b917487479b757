"""`babyhubs observe plan`: which hubs to watch, and how much."""

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands.observe.options import JSON, sessions
from babyhubs.errors import InputError
from babyhubs.observations.analysis import one_a_day, session_values
from babyhubs.observations.choice import Hub, choose, flagged
from babyhubs.observations.effort import before_a_pilot, clinics_needed, minutes_needed, spread_of
from babyhubs.observations.ethogram import starter

SHARE = "social_share"


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
    pilot: Path | None = typer.Option(
        None,
        "--pilot",
        help="Sessions that were watched already: how much is enough follows from how much they differ.",
    ),
    each: int = typer.Option(1, "--sessions", min=1, max=20, help="How many sessions at each hub."),
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
        "by_the_pilot": None if pilot is None else _by_the_pilot(pilot, half_width, each),
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
    if pilot is not None:
        typer.echo(_told(_by_the_pilot(pilot, half_width, each)))
    low, high = minutes_needed(0.1)
    typer.echo(f"For kappa to within 0.1: {low:.0f} to {high:.0f} minutes of a person, watched by two.")


def _by_the_pilot(path: Path, half_width: float, each: int) -> dict[str, Any]:
    """From the share of family time that is social, in the model whose clinics differ more: the other then needs no more."""
    values: dict[str, dict[str, list[float]]] = {}
    for one in one_a_day(sessions(path, "", None, accept_broken=False))[0]:
        if (share := session_values(one, starter()).get(SHARE)) is not None:
            values.setdefault(one.model, {}).setdefault(one.hub, []).append(share)
    found = [spread for of_model in values.values() if (spread := spread_of(of_model)) is not None]
    if not found:
        raise InputError(
            "A pilot needs sessions of two hubs of one model at least, with families.",
            where=str(path),
            remedy="Leave --pilot out: the table for assumed values holds.",
        )
    spread = max(found, key=lambda one: one.clinics**2 + one.sessions**2 / each)
    return {
        "sd_between_clinics": round(spread.clinics, 4),
        "sd_between_sessions": round(spread.sessions, 4),
        "sessions_each": each,
        "clinics": clinics_needed(spread, half_width, each),
    }


def _told(found: dict[str, Any]) -> str:
    sessions_differ = found["sd_between_sessions"]
    also = f", sessions of one clinic by {100 * sessions_differ:.0f}" if sessions_differ else ""
    each = found["sessions_each"]
    return (
        f"By the pilot: clinics of one model differ by {100 * found['sd_between_clinics']:.0f} in 100{also}: "
        f"{found['clinics'] or 'over 1,000'} clinics a model, with {each} {'session' if each == 1 else 'sessions'} each."
    )


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
