"""Options that the commands about observed sessions share."""

from pathlib import Path

import typer

from babyhubs.errors import InputError
from babyhubs.observations.formats import any_file
from babyhubs.observations.records import Recording

FILE = typer.Argument(..., help="A log, a folder of logs, or a file of BORIS, ELAN, Datavyu or another program.")
FORM = typer.Option(
    "", "--form", help="What kind of file it is, where its name does not say: own, boris, eaf, intervals ..."
)
UNTIL = typer.Option(
    None,
    "--until",
    help="The second at which observation ended, where the file does not say. Who is still there is cut then.",
)
BROKEN = typer.Option(False, "--accept-broken", help="Read a log although parts of it are missing.")
JSON = typer.Option(False, "--json", help="Say the result as JSON on standard output.")


def sessions(path: Path, form: str, until: float | None, accept_broken: bool) -> tuple[Recording, ...]:
    """The sessions of a file."""
    if until is not None and not 0 < until < 1e7:
        raise InputError(f"{until:g} is not a number of seconds.", where="option --until")
    until_ms = None if until is None else round(until * 1000)
    return any_file.read(path, form=form, until_ms=until_ms, accept_broken=accept_broken)


def chosen(found: tuple[Recording, ...], name: str, path: Path) -> Recording:
    """The session of this name, label ("HUB01 2026-03-03 O1") or observer, whichever says which one is meant."""
    fits = [one for one in found if one.name == name] or [one for one in found if one.label == name]
    fits = fits or [one for one in found if one.observer and one.observer == name]
    if len(fits) != 1:
        known = ", ".join(repr(one.label) for one in found[:20])
        raise InputError(
            f"There is no session {name!r}." if not fits else f"Several sessions fit {name!r}.",
            where=str(path),
            remedy=f"Name one of: {known}.",
        )
    return fits[0]
