"""`babyhubs evaluate trend`: each hub's control chart, rebased at its change, and the segmented regression."""

import json
from pathlib import Path

import polars as pl
import typer

from babyhubs.commands.terminal import err, out
from babyhubs.reports.evaluation.cells_file import read
from babyhubs.reports.evaluation.trend_tables import trends
from babyhubs.reports.measures import table_files
from babyhubs.reports.measures.table import Table


def command(
    source: Path = typer.Argument(..., help="A row a hub and month: hub, month, events, exposure, start."),
    destination: Path | None = typer.Option(None, "--out", "-o", help="The file for the points of the charts."),
    share: bool = typer.Option(
        False, "--share", help="Events are some of the exposure (a p' chart). Default: a rate (a u' chart)."
    ),
    json_wanted: bool = typer.Option(False, "--json", help="Say the result as JSON on standard output."),
) -> None:
    """Show each hub over time: is a month news, and did the rate step when the hub changed? It never says why.

    Example: babyhubs evaluate trend months.csv -o points.csv
    """
    if destination is not None:
        table_files.check_writable(destination)
    points, summaries = trends(Table(read(source), str(source)), share)
    if destination is not None:
        table_files.write(points, destination)
        err.print(f"{points.height:,} points in {destination}.", markup=False)
    if json_wanted:
        typer.echo(json.dumps({"hubs": summaries.to_dicts(), "points": points.to_dicts()}, ensure_ascii=False))
        return
    for row in summaries.to_dicts():
        step = (
            "no step"
            if row["step_ratio"] is None
            else f"step {row['step_ratio']:.3f} ({row['lower']:.3f} to {row['upper']:.3f})"
        )
        mine = points.filter(pl.col("hub") == row["hub"])
        news = mine.filter(~pl.col("signal").is_in(["common cause", ""])).height
        out.print(f"{row['hub']:<20} {step}, {news} months with a signal, {row['status']}. {row['why']}", markup=False)
