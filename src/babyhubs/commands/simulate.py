"""`babyhubs simulate`: the files of a service whose truth is known."""

import json
from enum import StrEnum
from pathlib import Path

import typer

from babyhubs.commands.terminal import out, steps
from babyhubs.reports.folder import whole_or_not_at_all
from babyhubs.simulation import files
from babyhubs.simulation.service import Settings, simulate

EXAMPLE = "Example: babyhubs simulate --seed 7 --years 2 --faults recoverable --out simulated"


class Faults(StrEnum):
    """Which faults the messy exports carry."""

    none = "none"
    recoverable = "recoverable"
    all = "all"


class Gaps(StrEnum):
    """Which gaps are planted."""

    default = "default"
    none = "none"


def command(
    folder: Path = typer.Option(..., "--out", help="The folder to write. It appears whole or not at all."),
    seed: int = typer.Option(1, help="Another seed is another service."),
    years: int = typer.Option(1, help="Length of the window in years."),
    births: int = typer.Option(10_000, help="Births a year."),
    gaps: Gaps = typer.Option(Gaps.default, help="Gaps in reach: those planted by default, or none."),
    capture: float = typer.Option(1.0, help="Share of hub visits that reaches the record."),
    faults: Faults = typer.Option(
        Faults.none, help="Also write three messy exports: with faults that can be undone, or with all."
    ),
    as_json: bool = typer.Option(False, "--json", help="Say what was made as JSON."),
) -> None:
    """Make the files of a service with known truth, on real geography.

    Writes clean files and truth.json; with --faults also the same service as three messy exports.
    """
    settings = Settings(seed=seed, years=years, births_per_year=births, gaps=gaps.value, capture=capture)
    with whole_or_not_at_all(folder) as partial, steps(2) as step:
        step("Simulating a service")
        service = simulate(settings)
        step("Writing its files")
        written = files.write(service, partial, faults.value, seed)
        names = [path.relative_to(partial).as_posix() for path in written]
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "folder": str(folder),
                    "files": names,
                    "children": service.children.height,
                    "contacts": service.contacts.height,
                    "hubs": service.hubs.height,
                }
            )
        )
        return
    out.print(
        f"A simulated service: {service.children.height:,} children, {service.contacts.height:,} contacts, "
        f"{service.hubs.height} hubs."
    )
    out.print(f"Its files are in {folder}; its truth is in {folder / 'truth.json'}.", markup=False)
