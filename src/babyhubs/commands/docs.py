"""`babyhubs docs`: the documents as a site that opens from a disk."""

from pathlib import Path

import typer

from babyhubs.commands.terminal import err, out
from babyhubs.reports.folder import check_replaceable, whole_or_not_at_all
from babyhubs.reports.manual import site

EXAMPLE = "Example: babyhubs docs --out documents"


def command(
    folder: Path = typer.Option(..., "--out", "-o", help="The folder for the site. It appears whole or not at all."),
) -> None:
    """Write the tutorials, guides, reference, methods and decisions as pages that need no network, with a search."""
    check_replaceable(folder)
    with whole_or_not_at_all(folder) as place:
        pages = site.write(place)
    err.print(f"{pages} documents.", markup=False)
    out.print(f"Open {folder / site.START} in any browser.", markup=False)
