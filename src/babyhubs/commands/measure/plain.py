"""`babyhubs measure rate | proportion | mean | ratio`."""

from functools import partial
from pathlib import Path
from typing import cast

import typer

from babyhubs.commands.measure.options import (
    BY,
    COLUMN,
    JSON,
    LEVEL,
    LIMITS,
    OUT,
    PLOT,
    SOURCE,
    TWO_LEVELS,
    chosen,
    confidence,
    run,
)  # fmt: skip
from babyhubs.reports.measures import plain, plots
from babyhubs.statistics.rates import Limits


def rate(
    source: Path = SOURCE,
    out: Path | None = OUT,
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="Per how many units of the denominator."),
    level: float = LEVEL,
    two_levels: bool = TWO_LEVELS,
    limits: str = LIMITS,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Rates of events: columns `numerator` (events) and `denominator` (exposure). With --by the rows of a group are added up.

    Example: babyhubs measure rate examples/visits.csv --by hub --multiplier 100 -o rates.csv --plot rates.svg
    """
    kind = cast(Limits, chosen(limits, "--limits", "exact", "byar", "national"))
    work = partial(
        plain.rate, by=tuple(by), level=confidence(level), two_levels=two_levels, multiplier=multiplier, limits=kind
    )
    run(source, out, column, as_json, plot, by, work, plots.intervals)


def proportion(
    source: Path = SOURCE,
    out: Path | None = OUT,
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="100 for per cent."),
    level: float = LEVEL,
    two_levels: bool = TWO_LEVELS,
    exact: bool = typer.Option(False, "--exact", help="Clopper and Pearson's limits instead of Wilson's."),
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Proportions: columns `numerator` and `denominator`. With --by the rows of a group are added up.

    Example: babyhubs measure proportion examples/reached.csv --multiplier 100 -o shares.csv
    """
    work = partial(
        plain.proportion,
        by=tuple(by),
        level=confidence(level),
        two_levels=two_levels,
        multiplier=multiplier,
        exact=exact,
    )
    run(source, out, column, as_json, plot, by, work, plots.intervals)


def mean(
    source: Path = SOURCE,
    out: Path | None = OUT,
    by: list[str] = BY,
    column: list[str] = COLUMN,
    level: float = LEVEL,
    two_levels: bool = TWO_LEVELS,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Means: column `value`. One row a group comes out, or one row for all.

    Example: babyhubs measure mean examples/waits.csv --by hub --column value=minutes -o means.csv
    """
    work = partial(plain.mean, by=tuple(by), level=confidence(level), two_levels=two_levels)
    run(source, out, column, as_json, plot, by, work, plots.intervals)


def ratio(
    source: Path = SOURCE,
    out: Path | None = OUT,
    kind: str = typer.Option("rate", "--type", help="rate or proportion."),
    difference: bool = typer.Option(False, "--difference", help="The difference instead of the ratio."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="For differences."),
    level: float = LEVEL,
    two_levels: bool = TWO_LEVELS,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """A group against its reference: columns `numerator, denominator, reference_numerator, reference_denominator`.

    Example: babyhubs measure ratio examples/compared.csv --type proportion -o ratios.csv
    """
    chosen(kind, "--type", "rate", "proportion")
    work = partial(
        plain.compared, kind=kind, difference=difference, by=tuple(by), level=confidence(level), two_levels=two_levels,
        multiplier=multiplier,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.intervals)
