"""`babyhubs observe agreement`: whether two observers saw the same."""

import json
from pathlib import Path
from typing import Any

import typer

from babyhubs.commands.observe.options import BROKEN, FILE, FORM, JSON, UNTIL, chosen, sessions
from babyhubs.errors import InputError
from babyhubs.observations.agreement.moments import TOLERANCE_MS
from babyhubs.observations.agreement.summary import agreement, weak_codes


def command(
    path: Path = FILE,
    first: str = typer.Argument(..., help="The first observer's session: its name, or the observer's."),
    second: str = typer.Argument(..., help="The second observer's session."),
    grid: float | None = typer.Option(
        None, "--grid", help="Also BORIS's kappa and identity on a grid of so many seconds."
    ),
    tolerance: float = typer.Option(
        TOLERANCE_MS / 1000, "--tolerance", help="Moments so many seconds apart are the same."
    ),
    block: float | None = typer.Option(
        None, "--block", help="Seconds of a block of clock time, for the limits. Default: from the data."
    ),
    form: str = FORM,
    until: float | None = UNTIL,
    accept_broken: bool = BROKEN,
    as_json: bool = JSON,
) -> None:
    """Families are matched first; then time, codes, moments, places and counts are compared, with limits.

    Kappa here is over continuous time, so it does not depend on where a grid begins. With --grid it is BORIS's.

    Example: babyhubs observe agreement sessions/ "HUB01 2026-03-03 O1" "HUB01 2026-03-03 O2" --grid 10 --json
    """
    for option, seconds in (("--grid", grid), ("--block", block), ("--tolerance", tolerance)):
        if seconds is not None and not 0.001 <= seconds <= 1e6:
            raise InputError(f"{seconds:g} is not a number of seconds.", where=f"option {option}")
    found = sessions(path, form, until, accept_broken)
    answer = agreement(
        chosen(found, first, path),
        chosen(found, second, path),
        tolerance_ms=round(tolerance * 1000),
        grid_ms=None if grid is None else round(grid * 1000),
        block_ms=None if block is None else round(block * 1000),
    )
    answer["weak_codes"] = weak_codes(answer)
    typer.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False) if as_json else "\n".join(_said(answer)))


def _said(answer: dict[str, Any]) -> list[str]:
    matched = answer["alignment"]["matched"]
    lines = [f"{len(matched)} people matched; {len(answer['alignment']['only_first'])} seen only by the first observer, "
             f"{len(answer['alignment']['only_second'])} only by the second."]  # fmt: skip
    for track in answer["tracks"]:
        lines.append(f"{track['track']}: kappa {_figure(track['kappa'])}, observed agreement {_figure(track['observed'])}, "
                     f"over {track['compared_s'] / 60:,.1f} minutes of people.")  # fmt: skip
        lines += [f"  {row['code']}: kappa {_figure(row['kappa'])}" for row in track["codes"] if row["judged"]]
    if answer["weak_codes"]:
        lines.append(f"Too little agreement to use without a word: {', '.join(answer['weak_codes'])}.")
    if "grid" in answer:
        lines.append(f"On BORIS's grid of {answer['grid']['step_s']:g} s: kappa {answer['grid']['kappa']}.")
    return lines


def _figure(one: dict[str, Any]) -> str:
    if one["value"] is None:
        return f"none ({one['reason']})"
    limits = f" ({one['reason']})" if one["lower"] is None else f" ({one['lower']:.2f} to {one['upper']:.2f})"
    return f"{one['value']:.2f}{limits}"
