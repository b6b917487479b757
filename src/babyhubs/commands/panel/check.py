"""`babyhubs panel check`: does the draw in a folder hold, by a program that shares no code with the one that made it?"""

import json
from pathlib import Path

import typer

from babyhubs.errors import Refused
from babyhubs.panel import checker
from babyhubs.reports.panel.folder import DRAWN, require_draw, ticket


def command(
    folder: Path = typer.Argument(..., help="The folder that `babyhubs panel select` wrote."),
    published: str = typer.Option(
        "", "--sha256", help="The SHA-256 of the tickets that was published before the draw."
    ),
) -> None:
    """Check every panel, share, ticket and bound with exact fractions. Ends with code 3 if anything does not hold.

    Example: babyhubs panel check panel
    """
    require_draw(folder)
    try:
        lines = checker.check(folder)
        if published:
            lines.append(checker.check_published(folder / "tickets.csv", published))
    except (checker.NotProved, KeyError, IndexError, TypeError, ValueError) as error:
        what = str(error) if isinstance(error, checker.NotProved) else "A file of the draw cannot be read."
        raise Refused(f"Not accepted. {what}", where=str(folder), remedy="Do not seat this panel.") from error
    path = folder / DRAWN
    if path.is_file():
        said = json.loads(path.read_text("utf-8"))
        if said["people"] != ticket(folder, said["ticket"]):
            raise Refused("Not accepted. The people seated are not those of the ticket drawn.", where=str(path))
        lines.append(f"Ticket {said['ticket']} was drawn, and its people are those seated.")
    for line in lines:
        typer.echo(line)
