"""Arguments that several commands share, and how they become what the program works with."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import typer

from babyhubs.errors import InputError
from babyhubs.intake.pseudonyms import read_or_make_key
from babyhubs.intake.sources import Sources
from babyhubs.reference import areas, own_areas
from babyhubs.reference.areas import AREA_VINTAGE

CHILDREN = typer.Argument(..., help="The export of children.")
CONTACTS = typer.Argument(..., help="The export of contacts.")
HUBS = typer.Option(None, "--hubs", help="The table of hubs: hub, name, place, spellings.")
HEAD_COUNTS = typer.Option(None, "--head-counts", help="Babies counted in the room: hub, date, head count.")
GROUP_SESSIONS = typer.Option(
    None, "--group-sessions", help="Group sessions without people: venue, date, participants."
)
MAPPING = typer.Option(None, "--mapping", help="The mapping file made by `babyhubs map`.")
AS_OF = typer.Option(None, "--as-of", help="The day on which the export is looked at, as 2026-11-24. Default: today.")
INDEX = typer.Option(2025, "--index", help="Deprivation index: 2025 (2021 areas) or 2019 (2011 areas).")
OWN_AREAS = typer.Option(None, "--areas", help="An areas file of your own, for places that are not in England.")
KEY = typer.Option(
    Path("babyhubs.key"), "--key", help="The key for pseudonyms. It is made if it is not there, and stays with you."
)
RULES_OFF = typer.Option([], "--switch-off", help="A cleaning rule not to apply, by name. Can be repeated.")
JSON = typer.Option(False, "--json", help="Say the result as JSON on standard output.")


def day(text: str | None, option: str) -> date | None:
    """An ISO day from the command line."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{text!r} is not a day.", where=f"option {option}", remedy="Write it as 2026-11-24."
        ) from error


def today() -> date:
    """The one place where the clock is read; the day is written into the provenance."""
    return datetime.now(UTC).astimezone().date()


def area_table(index: int, own: Path | None) -> pl.DataFrame:
    """The areas with their deprivation: those of England, or a file of one's own."""
    if own is not None:
        return own_areas.read(own)
    if index not in AREA_VINTAGE:
        areas.require_vintage(0, index)
    return areas.england(index)


def rules_off(names: list[str]) -> dict[str, bool]:
    """Cleaning rules to switch off; a name that does not exist is refused when the options are used."""
    return dict.fromkeys(names, False)


def provider_key(path: Path) -> tuple[bytes, bool]:
    """The provider's key, and whether it was made now."""
    return read_or_make_key(path)


def sources(
    children: Path, contacts: Path, hubs: Path | None, head_counts: Path | None, group_sessions: Path | None
) -> Sources:
    """The files, each of which must be there before anything starts."""
    found = Sources(children, contacts, hubs, head_counts, group_sessions)
    for name, path in found.paths.items():
        if not path.is_file():
            raise InputError(
                f"The {name.replace('_', ' ')} file is not there."
                if not path.is_dir()
                else f"The {name.replace('_', ' ')} file is a folder.",
                where=str(path),
                remedy="Check the name of the file.",
            )
    return found
