"""`babyhubs discuss import`: any files into a project, with a receipt for each."""

import json
from pathlib import Path

import typer

from babyhubs.commands.discuss import options
from babyhubs.commands.terminal import out
from babyhubs.discussions import sheets
from babyhubs.discussions.importing import import_file
from babyhubs.discussions.project import Project, back_up, create, open_project
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.taking_down import Discussion
from babyhubs.errors import BabyhubsError, InputError

TABLES = ("participants", "comments", "codings")
KINDS = ("transcript", "notes", "translation")


def command(
    files: list[Path] = typer.Argument(..., help="Projects (.qdpx, .qdc, RQDA, Taguette), transcripts, notes, tables."),
    into: Path = typer.Option(..., "--into", help="The project: one file. It is made if it is not there."),
    table: str = typer.Option("", "--as", help="What a table holds: participants, comments or codings."),
    text: str = typer.Option("text", "--text", help="Comments: the column with the words."),
    participant: str = typer.Option("", "--participant", help="Comments: the column that says who."),
    codes: str = typer.Option("", "--codes", help="Comments: the column with codes, | between them."),
    name: str = typer.Option("", "--name", help="Comments: the column with a name for each."),
    attribute: list[str] = typer.Option(
        [], "--attribute", help="Comments: a column about the person. Can be repeated."
    ),
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
    if kind not in KINDS:
        raise InputError(
            f"{kind!r} is not a kind of text.", where="option --kind", remedy="Use " + ", ".join(KINDS) + "."
        )
    if table and table not in TABLES:
        raise InputError(
            f"{table!r} is not a kind of table.", where="option --as", remedy="Use " + ", ".join(TABLES) + "."
        )
    columns = sheets.CommentColumns(text, participant, codes, name, "", tuple(attribute))
    secret = options.read_key(key, into, make=True)
    new = not into.exists()
    project = create(into, "", person, at) if new else open_project(into)
    receipts: list[Receipt] = []
    failed: BabyhubsError | None = None
    with project:
        if not new:
            back_up(project)
        for path in files:
            about = Discussion(path.stem, kind, language, day, place, interpreter)
            try:
                receipts.append(_read(project, path, table, columns, about, person, at, secret))
            except BabyhubsError as error:
                failed = error
                break
    _say(receipts, as_json)
    if failed is not None:
        if new and not receipts:
            into.unlink(missing_ok=True)  # a project that never had anything in it
        raise failed


def _read(
    project: Project,
    path: Path,
    table: str,
    columns: sheets.CommentColumns,
    about: Discussion,
    who: str,
    at: str,
    key: bytes | None,
) -> Receipt:
    if table == "participants":
        return sheets.participants(project, path, who, at, key)
    if table == "comments":
        return sheets.comments(project, path, columns, who, at, key)
    if table == "codings":
        return sheets.codings(project, path, who, at)
    return import_file(project, path, who, at, about, key)


def _say(receipts: list[Receipt], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([one.to_json() for one in receipts], ensure_ascii=False, indent=1))
        return
    for receipt in receipts:
        for line in receipt.lines():
            out.print(line, markup=False)
