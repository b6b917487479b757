"""`babyhubs evaluate site`: who lives too far, and which next hub would reach most of those missed?"""

import json
from pathlib import Path

import typer

from babyhubs.commands.terminal import out
from babyhubs.errors import InputError
from babyhubs.evaluation.access.walking import DETOUR, KM_AN_HOUR
from babyhubs.reports.evaluation import places_file, site_folder
from babyhubs.reports.evaluation.siting_answer import AIM_WORDS, answer


def command(
    areas: Path = typer.Argument(..., help="Areas: area, infants, missed, quintile, easting, northing (or lat, lon)."),
    sites: Path = typer.Argument(
        ..., help="Sites: site, open (1 a hub of today, 0 a candidate), easting, northing (or lat, lon)."
    ),
    added: int = typer.Option(1, "--add", min=1, max=3, help="How many hubs to add: 1, 2 or 3."),
    reach: float = typer.Option(20.0, "--reach", min=1, max=240, help="Minutes that count as within reach."),
    matrix: Path | None = typer.Option(
        None, "--minutes", help="A matrix of minutes (area, site, minutes): bus or drive times from elsewhere."
    ),
    extract: Path | None = typer.Option(
        None, "--streets", help="An OpenStreetMap extract (.osm.pbf): walk along its streets."
    ),
    detour: float = typer.Option(
        DETOUR, "--detour", min=1, max=3, help="Without streets: how much longer than the straight line."
    ),
    pace: float = typer.Option(KM_AN_HOUR, "--pace", min=1, max=60, help="Kilometres an hour."),
    sessions: Path | None = typer.Option(None, "--sessions", help="When hubs are open: site, day, begins, ends."),
    on_day: str = typer.Option("", "--day", help="Count only hubs open on this day, as Monday. Needs --sessions."),
    hour: float | None = typer.Option(
        None, "--hour", min=0, max=24, help="With --day: and at this hour, 13.5 for half past one."
    ),
    draws: int = typer.Option(100, "--draws", min=10, max=2000, help="How often births are drawn again."),
    seed: int = typer.Option(1, help="The seed of these draws."),
    folder: Path | None = typer.Option(None, "--out", "-o", help="A folder for the report with its map."),
    json_wanted: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Say where 1, 2 or 3 more hubs would do most, four aims side by side, every choice looked at.

    Example: babyhubs evaluate site areas.csv sites.csv --add 1 --reach 20 -o sites
    """
    if hour is not None and not on_day:
        raise InputError("An hour needs a day.", where="option --hour", remedy="Add --day Monday.")
    these, those = places_file.areas(areas), places_file.sites(sites, sessions)
    minutes, how = places_file.minutes(these, those, matrix, extract, detour, pace)
    opened = places_file.open_now(those, on_day, hour)
    said = answer(these, those, minutes, how, opened, added, reach, draws, seed)
    if folder:
        site_folder.write(folder, these, those, said)
    if json_wanted:
        typer.echo(json.dumps(said, ensure_ascii=False, allow_nan=False))
        return
    out.print(site_folder.sentence(said), markup=False)
    for aim, words in AIM_WORDS.items():
        best = said["best"][aim]
        out.print(
            f"  Best for {words}: {', '.join(best['sites'])} ({said['now'][aim]:.1f} now, {best[aim]:.1f} then)",
            markup=False,
        )
