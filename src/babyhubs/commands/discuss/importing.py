"""`babyhubs discuss import`: any files into a project, with a receipt for each."""

import json
from pathlib import Path

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.discussions.importing import import_file
from babyhubs.discussions.project import back_up, create, open_project
from babyhubs.discussions.taking_down import Discussion
from babyhubs.errors import InputError


def command(
    files: list[Path] = typer.Argument(..., help="Projects (.qdpx, .qdc, RQDA, Taguette), transcripts, notes."),
    into: Path = typer.Option(..., "--into", help="The project: one file. It is made if it is not there."),
    language: str = typer.Option("", "--language", help="Language of the texts, as ISO 639-1 (so, pl, en)."),
    day: str = typer.Option("", "--day", help="Day of the discussion, as 2026-11-24."),
    place: str = typer.Option("", "--place", help="Kind of place of the discussion."),
    interpreter: bool = typer.Option(False, "--interpreter", help="An interpreter spoke."),
    kind: str = typer.Option("transcript", "--kind", help="transcript, notes or translation."),
    key: Path | None = options.KEY,
    who: str = options.WHO,
    as_json: bool = options.JSON,
) -> None:
    """Read files into a project; the receipt says what came, and all that could not be read.

    Example: babyhubs discuss import interviews.qdpx --into hub-talks.discussions
    """
    at, person = options.now(), options.person(who)
    if kind not in {"transcript", "notes", "translation"}:
        raise InputError(
            f"{kind!r} is not a kind of text.", where="option --kind", remedy="Use transcript, notes or translation."
        )
    new = not into.exists()
    project = create(into, "", person, at) if new else open_project(into)
    receipts, failed = [], None
    with project:
        if not new:
            back_up(project)
        secret = options.read_key(key, into, make=True)
        for path in files:
            about = Discussion(path.stem, kind, language, day, place, interpreter)
            try:
                receipts.append(import_file(project, path, person, at, about, secret))
            except InputError as error:
                failed = error
                break
    if as_json:
        typer.echo(json.dumps([one.to_json() for one in receipts], ensure_ascii=False, indent=1))
    else:
        for receipt in receipts:
            for line in receipt.lines():
                out.print(line, markup=False)
    if failed is not None:
        if new and not receipts:
            into.unlink(missing_ok=True)  # a project that never had anything in it
        raise failed
