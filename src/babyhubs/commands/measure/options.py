"""Options that the measures share, and the way from a file to a file."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import typer

from babyhubs.commands.terminal import err
from babyhubs.errors import InputError
from babyhubs.reports.measures import plots, table_files
from babyhubs.reports.measures.table import Table

SOURCE = typer.Argument(..., help="The table: CSV, TSV, Excel or Parquet, heading in the first row.")
OUT = typer.Option(None, "--out", "-o", help="The file for the result: .csv, .tsv, .xlsx or .parquet.")
BY = typer.Option([], "--by", help="A column of groups. Can be repeated.")
COLUMN = typer.Option([], "--column", help="ours=theirs: which of your columns it is. Can be repeated.")
LEVEL = typer.Option(95.0, "--level", help="Confidence level in per cent.")
TWO_LEVELS = typer.Option(False, "--two-levels", help="Limits at 95% and at 99.8% side by side.")
LIMITS = typer.Option("exact", "--limits", help="exact, byar, or national (exact below 10 events, Byar's from 10).")
PLOT = typer.Option(None, "--plot", help="Also draw the result into this .svg file.")
JSON = typer.Option(False, "--json", help="Say the result as JSON on standard output.")
SEED = typer.Option(0, "--seed", help="The seed of simulated limits: the same seed, the same limits.")


def chosen(value: str, option: str, *choices: str) -> str:
    """One of a few words."""
    if value not in choices:
        raise InputError(f"{value!r} is not one of the choices.", where=f"option {option}", remedy=", ".join(choices))
    return value


def confidence(per_cent: float) -> float:
    """A level as a share. A level of 0.95 is read as what was meant."""
    share = per_cent if per_cent < 1 else per_cent / 100
    if not 0.5 <= share < 1:
        raise InputError(
            f"{per_cent:g} is not a confidence level.", where="option --level", remedy="Say for instance 95."
        )
    return share


def run(
    source: Path,
    out: Path | None,
    columns: list[str],
    as_json: bool,
    plot: Path | None,
    by: list[str],
    work: Callable[[Table], pl.DataFrame],
    chart: plots.Plot | None = None,
) -> None:
    """Read, work, write, draw; the places for results are checked before anything is worked out."""
    if out is None and not as_json:
        raise InputError("There is no place for the result.", remedy="Add -o RESULT.csv, or --json.")
    if out is not None:
        table_files.check_writable(out)
    result = work(Table(table_files.read(source), str(source), _names(columns)))
    if plot is not None:
        if chart is None:
            raise InputError("This measure has no chart.", where="option --plot")
        plots.write(chart, result, by, plot)
    if out is not None:
        table_files.write(result, out)
        missing = int((result["reason"] != "").sum()) if "reason" in result.columns else 0
        said = f"{result.height:,} rows in {out}" + (f"; {missing:,} carry a reason." if missing else ".")
        err.print(said, markup=False)
    if as_json:
        typer.echo(table_files.as_json(result))


def _names(columns: list[str]) -> dict[str, str]:
    names = {}
    for text in columns:
        ours, equals, theirs = text.partition("=")
        if not (equals and ours and theirs):
            raise InputError(
                f"{text!r} is not a pair.", where="option --column", remedy="Write --column numerator=Visits."
            )
        names[ours] = theirs
    return names
