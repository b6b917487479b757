"""`babyhubs measure examples`: small made-up tables on which every example of this help runs."""

from pathlib import Path

import typer

from babyhubs.commands.terminal import err
from babyhubs.reports.measures.example_tables import write


def command(folder: Path = typer.Option(Path("examples"), "--out", "-o", help="The folder for the tables.")) -> None:
    """Write the example tables, so that the examples of this help run as they stand.

    Example: babyhubs measure examples -o examples
    """
    names = write(folder)
    err.print(f"{len(names)} tables in {folder}: {', '.join(names)}.", markup=False)
