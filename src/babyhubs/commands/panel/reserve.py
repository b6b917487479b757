"""`babyhubs panel reserve`: few people who can put the panel right when somebody leaves."""

from pathlib import Path

import typer

from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.panel.kinds import kinds
from babyhubs.panel.reserve import EXPECTED, reserve
from babyhubs.panel.reserve_people import panel_of, people_of, trial
from babyhubs.panel.table_files import sha256
from babyhubs.reports.panel.folder import drawn, people_and_quotas


def command(
    folder: Path = typer.Argument(..., help="The folder that `babyhubs panel select` wrote, with a number drawn."),
    expected: float = typer.Option(EXPECTED, "--leave", help="The share of the panel that is expected to leave."),
) -> None:
    """Choose a reserve that keeps the panel inside its quotas when one or two people leave. Writes reserve.csv.

    Example: babyhubs panel reserve panel --leave 0.2
    """
    if not 0 < expected < 1:
        raise InputError(f"{expected} is not a share.", where="option --leave", remedy="Write 0.2 for one in five.")
    people, quotas, seats = people_and_quotas(folder)
    seated = drawn(folder)
    grouped = kinds(people, quotas, seats)
    panel = panel_of(grouped, seated)
    found = reserve(grouped, panel, expected)
    chosen = people_of(grouped, found, seated, sha256((folder / "tickets.csv").read_bytes()))
    (folder / "reserve.csv").write_text("\n".join(["id", *chosen, ""]), encoding="utf-8")
    tried = trial(grouped, panel, found, expected)
    for line in (
        f"{found.size} people are enough. They are in {folder / 'reserve.csv'}, in no order: never take the first.",
        f"If one person leaves, the panel can be put right in {found.singles[0]} of {found.of_singles} cases "
        f"(with everybody in the pool: {found.singles[1]}).",
        f"If two leave: in {found.doubles[0]:,} of {found.of_doubles:,} cases (with everybody: {found.doubles[1]:,}).",
        f"If everybody leaves with a chance of {expected:.0%}: the reserve puts {tried.by_reserve} of {tried.trials} panels right, "
        f"everybody in the pool {tried.by_pool}.",
    ):
        err.print(line, markup=False)
