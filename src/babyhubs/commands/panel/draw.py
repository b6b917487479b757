"""`babyhubs panel draw`: the number that was drawn in public seats a panel."""

import json
from pathlib import Path

import typer

from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.reports.panel.folder import DRAWN, require_draw, ticket


def command(
    folder: Path = typer.Argument(..., help="The folder that `babyhubs panel select` wrote."),
    number: int = typer.Option(..., "--ticket", help="The number that was drawn in public."),
    witness: str = typer.Option("", "--how", help="How the number was drawn, and who saw it."),
) -> None:
    """Seat the panel of the ticket that was drawn. A number is drawn once: a second one is refused.

    Example: babyhubs panel draw panel --ticket 417 --how "three ten-sided dice, 3 March, seen by Amina and Tom"
    """
    require_draw(folder)
    people = ticket(folder, number)
    path = folder / DRAWN
    if path.is_file() and json.loads(path.read_text("utf-8"))["ticket"] != number:
        raise InputError(
            "A number has been drawn already.",
            where=str(path),
            remedy="If it was void, keep this folder as a record and run `babyhubs panel select` into a new one.",
        )
    drawn = {"ticket": number, "how": witness, "people": people}
    path.write_text(json.dumps(drawn, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    err.print(f"Ticket {number} seats:", markup=False)
    for person in people:
        typer.echo(person)
