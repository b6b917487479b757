"""Options that the commands of `discuss` share."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import typer

from babyhubs.discussions.pseudonyms.sealing import require_apart
from babyhubs.errors import InputError
from babyhubs.intake.pseudonyms import read_or_make_key

PROJECT = typer.Argument(..., help="The project: one file.")
JSON = typer.Option(False, "--json", help="Say the result as JSON on standard output.")
WHO = typer.Option("", "--who", help="Who does this, for the log. Default: the name of your account.")
KEY = typer.Option(None, "--key", help="The key of names, kept in another folder than the project.")


def now() -> str:
    """The one place of `discuss` where the clock is read."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(who: str) -> str:
    """Who acts."""
    if who:
        return who
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"


def read_key(path: Path | None, project: Path, *, make: bool = False) -> bytes | None:
    """The key, which never lies beside the project."""
    if path is None:
        return None
    require_apart(path, project)
    if not make and not path.is_file():
        raise InputError("The key file is not there.", where=str(path), remedy="Check the name of the file.")
    return read_or_make_key(path)[0]
