"""`babyhubs panel replace`: the empty seats are drawn again, with those who stay fixed."""

from pathlib import Path

import typer

from babyhubs.commands.terminal import err, steps
from babyhubs.errors import InputError
from babyhubs.panel.replacement import vacancy
from babyhubs.panel.selection import select
from babyhubs.reports.panel.folder import check_free, drawn, people_and_quotas, write


def command(
    folder: Path = typer.Argument(..., help="The folder of the draw, with a number drawn."),
    left: list[str] = typer.Option(..., "--left", help="A seated person who has left. Can be repeated."),
    unavailable: list[str] = typer.Option(
        [], "--not", help="A person who must not be asked (withdrew, declined). Can be repeated."
    ),
    out: Path = typer.Option(..., "--out", "-o", help="The folder for the new draw."),
    seated: Path | None = typer.Option(
        None, "--seated", help="Who sits now, one identifier a line. Default: the draw."
    ),
) -> None:
    """Draw the empty seats again: as fair as the first draw, never the next on a list.

    Example: babyhubs panel replace panel --left P017 --out panel-seat-2
    """
    check_free(out)
    people, quotas, seats = people_and_quotas(folder)
    now = _listed(seated) if seated else drawn(folder)
    not_seated = sorted(set(left) - set(now))
    if not_seated:
        raise InputError(f"{not_seated[0]!r} does not sit on the panel.", where="option --left", remedy="Check it.")
    stay = [one for one in now if one not in left]
    found = vacancy(people, quotas, seats, stay, [*left, *unavailable])
    with steps(2) as step:
        step("Drawing up the lottery")
        chosen = select(found.people, found.quotas, found.seats)
        step("Checking and writing")
        note = f"{len(stay)} people stay on the panel; this draw fills {found.seats} seats beside them."
        write(chosen, out, (note,), {"method": "leximin", "seats": found.seats, "seed": 1, "beside": stay})
    err.print(f"Draw a number for the {found.seats} seats: babyhubs panel draw {out} --ticket NUMBER", markup=False)


def _listed(path: Path) -> list[str]:
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.")
    lines = [line.strip() for line in path.read_text("utf-8-sig").splitlines()]
    return [line for line in lines if line and line != "id"]
