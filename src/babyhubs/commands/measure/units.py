"""`babyhubs measure funnel | overdispersion | shrink`."""

from functools import partial
from pathlib import Path
from typing import Literal, cast

import polars as pl
import typer

from babyhubs.commands.measure.options import (
    BY,
    COLUMN,
    JSON,
    LEVEL,
    OUT,
    PLOT,
    SOURCE,
    chosen,
    confidence,
    run,
)  # fmt: skip
from babyhubs.commands.terminal import err
from babyhubs.reports.measures import plots, units
from babyhubs.reports.measures.table import Table
from babyhubs.statistics.overdispersion import Scale, Trim

KINDS = ("proportion", "rate", "ratio")


def funnel(
    source: Path = SOURCE,
    out: Path | None = OUT,
    kind: str = typer.Option("proportion", "--type", help="proportion, rate, or ratio (observed over expected)."),
    baseline: float | None = typer.Option(None, "--baseline", help="The common value. Default: all units together."),
    adjust: bool = typer.Option(False, "--adjust", help="Widen the lines for over-dispersion."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="100 for per cent."),
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Funnel plots: columns `numerator` and `denominator`, a row a unit. The same rows come out with lines and a flag; --by gives one funnel a group.

    `estimate` is the unit's value, `lower, upper` the 95% lines at its size, `lower_998, upper_998` the 99.8% lines.

    Example: babyhubs measure funnel examples/reached.csv --multiplier 100 -o funnel.csv --plot funnel.svg
    """
    work = partial(
        units.funnel, kind=cast(units.Kind, chosen(kind, "--type", *KINDS)), by=tuple(by), multiplier=multiplier,
        baseline=baseline, adjust=adjust,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.funnel)


def overdispersion(
    source: Path = SOURCE,
    out: Path | None = OUT,
    kind: str = typer.Option("ratio", "--type", help="proportion, rate, or ratio (observed over expected)."),
    trim: str = typer.Option("winsorise", "--trim", help="winsorise or truncate the outer tenths, or none."),
    scale: str = typer.Option("log", "--scale", help="log or 'square root', for rates and ratios."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    as_json: bool = JSON,
) -> None:
    """Do units differ by more than chance: phi and tau squared from columns `numerator` and `denominator` (observed and expected events).

    Example: babyhubs measure overdispersion examples/reached.csv --type proportion -o spread.csv
    """
    work = partial(
        units.dispersion, kind=cast(units.Kind, chosen(kind, "--type", *KINDS)), by=tuple(by),
        trim=cast(Trim, chosen(trim, "--trim", "winsorise", "truncate", "none")),
        scale=cast(Scale, chosen(scale, "--scale", "log", "square root")),
    )  # fmt: skip
    run(source, out, column, as_json, None, by, work)


def shrink(
    source: Path = SOURCE,
    out: Path | None = OUT,
    kind: str = typer.Option("proportion", "--type", help="proportion or rate."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="100 for per cent."),
    level: float = LEVEL,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Many small cells read together: columns `numerator` and `denominator`, a row a cell, named by two or more --by.

    Each cell is drawn towards what its margins say, the more the smaller it is. How much lies beyond the margins is said on the terminal.

    Example: babyhubs measure shrink examples/cells.csv --by hub --by group --multiplier 100 -o cells.csv
    """
    family = cast(Literal["proportion", "rate"], chosen(kind, "--type", "proportion", "rate"))

    def work(table: Table) -> pl.DataFrame:
        frame, said = units.shrink(table, kind=family, by=tuple(by), multiplier=multiplier, level=confidence(level))
        for name, value in said.items():
            err.print(f"{name}: {value:.3g}", markup=False)
        return frame

    run(source, out, column, as_json, plot, by, work, plots.intervals)
