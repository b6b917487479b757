"""`babyhubs observe report`: one page across hubs, one a hub, and each session on its plan."""

import json
from pathlib import Path

import typer

from babyhubs.commands.arguments import provider_key
from babyhubs.commands.observe.options import BROKEN, FILE, FORM, JSON, sessions
from babyhubs.commands.terminal import err, out, steps
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.observations.ethogram import read
from babyhubs.reports.answer import commitment
from babyhubs.reports.folder import check_replaceable
from babyhubs.reports.observed.folder import write
from babyhubs.reports.observed.words import MEASURE, difference


def command(
    path: Path = FILE,
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the report."),
    rules: str = typer.Option(DEFAULT, "--profile", help="The disclosure profile of the page that may leave."),
    place: str = typer.Option("", "--place", help="The name of the place, for the heading."),
    ethogram: Path | None = typer.Option(
        None, "--ethogram", help="An ethogram of your own (TOML). Default: the starter."
    ),
    parent: list[str] = typer.Option(
        [], "--because-of", help="Identity of a finding that led to these hubs. Can be repeated."
    ),
    key: Path = typer.Option(
        Path("babyhubs.key"), "--key", help="The key for digests of the logs. It is made if it is not there."
    ),
    form: str = FORM,
    accept_broken: bool = BROKEN,
    as_json: bool = JSON,
) -> None:
    """Work out how time and space were used, hub against hub and model against model, and write it down.

    `report.html` may leave under the profile. The folder `internal` (hubs, replays, tables) must not.

    Example: babyhubs observe report sessions/ -o room
    """
    chosen, codes = profile(rules), read(ethogram) if ethogram else None
    check_replaceable(folder)
    with steps(2) as step:
        step("Reading the sessions")
        found = sessions(path, form, None, accept_broken)
        step("Working it out and writing it down")
        commit = commitment(provider_key(key)[0])
        study, made = write(found, folder, chosen, place=place, ethogram=codes, commit=commit, parents=tuple(parent))
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "findings": [one.to_json() for one in made]}, ensure_ascii=False))
        return
    for one in study.differences:
        out.print(f"{MEASURE[one.measure]}: {difference(one)}", markup=False)
    err.print(
        f"The report is in {folder / 'report.html'}. The folder {folder / 'internal'} must stay inside.", markup=False
    )
