"""`babyhubs panel select`: the lottery over panels, with its proof and its tickets."""

import json
from pathlib import Path

import typer

from babyhubs.commands.arguments import JSON
from babyhubs.commands.terminal import err, steps
from babyhubs.panel.draw import LEXIMIN
from babyhubs.panel.files import read_pool, read_quotas
from babyhubs.panel.selection import select
from babyhubs.panel.soft import softened
from babyhubs.reports.cells import decimal
from babyhubs.reports.panel.folder import check_free, write


def command(
    pool: Path = typer.Argument(..., help="The people: an identifier, a column a feature. CSV or Excel."),
    quotas: Path = typer.Argument(..., help="The seats: feature, value, min, max. CSV or Excel."),
    seats: int = typer.Option(..., "--seats", help="The number of seats."),
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the draw. It appears whole or not at all."),
    identifier: str = typer.Option("", "--id", help="The column of the identifier. Never a name."),
    address: list[str] = typer.Option(
        [], "--address", help="A column of the address, for one person a household. Can be repeated."
    ),
    method: str = typer.Option(LEXIMIN, "--method", help="leximin, maximin or nash."),
    soft: bool = typer.Option(
        False, "--soft", help="Where quotas cannot be met, come as near as can be and say what is missing."
    ),
    seed: int = typer.Option(1, "--seed", help="Another seed gives other panels with the same chances."),
    as_json: bool = JSON,
) -> None:
    """Draw up a lottery over panels that keep the quotas, in which nobody's chance could be fairer.

    The files that users of sortition tools have (features, people) are read unchanged. Ends with code 3 when no panel
    keeps the quotas: it then says why, and gives three ways out.

    Example: babyhubs panel select pool.csv quotas.csv --seats 12 --out panel
    """
    check_free(folder)
    with steps(3) as step:
        step("Reading the pool and the quotas")
        rules = read_quotas(quotas)
        people = read_pool(pool, rules, identifier, address)
        rules, missing = softened(people.people, rules, seats) if soft else (rules, ())
        notes = (*people.notes, *missing)
        step("Drawing up the lottery")
        found = select(people.people, rules, seats, method, seed)
        step("Checking and writing")
        checked = write(found, folder, notes, {"method": method, "seats": seats, "seed": seed})
    never = sum(len(one.people) for one in found.barred)
    if as_json:
        said = {"lowest": found.lowest, "highest": found.highest, "never": never, "moved": found.moved}
        typer.echo(json.dumps({**said, "tickets_sha256": found.ticket_hash, "notes": list(notes)}))
        return
    lines = [
        *notes,
        f"Everybody who can be drawn has a chance of at least {decimal(found.lowest * 100, 1)}%, and at most "
        f"{decimal(found.highest * 100, 1)}%.",
        *([f"{never} people can be on no panel: {folder / 'internal' / 'never_drawn.csv'} says why."] if never else []),
        *checked,
        f"Publish the SHA-256 before a number is drawn. Then: babyhubs panel draw {folder} --ticket NUMBER",
    ]
    for line in lines:
        err.print(line, markup=False)
