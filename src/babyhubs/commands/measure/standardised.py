"""`babyhubs measure dsr | isr`."""

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
from babyhubs.reports.measures import plots, standardised_tables
from babyhubs.statistics.rates import Limits


def dsr(
    source: Path = SOURCE,
    out: Path | None = OUT,
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(100_000.0, "--multiplier", help="Per how many people."),
    level: float = LEVEL,
    two_levels: bool = TWO_LEVELS,
    limits: str = typer.Option("byar", "--limits", help="Limits of the total: byar, exact or national."),
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Directly standardised rates: a row a stratum, columns `numerator, denominator, standard_population`; a result a group of --by.

    Where one person may have several events: a column `frequency` (how many each), `numerator` the people with exactly so
    many, and `stratum`. Fewer than 10 events give no rate, and the reason.

    Example: babyhubs measure dsr examples/strata.csv --by area --multiplier 1000 -o rates.csv
    """
    kind = cast(Limits, chosen(limits, "--limits", "exact", "byar", "national"))
    work = partial(
        standardised_tables.direct, by=tuple(by), level=confidence(level), two_levels=two_levels, multiplier=multiplier,
        limits=kind,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.intervals)


def isr(
    source: Path = SOURCE,
    out: Path | None = OUT,
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="100 where the reference stands at 100."),
    level: float = LEVEL,
    two_levels: bool = TWO_LEVELS,
    limits: str = LIMITS,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Indirectly standardised ratios: a row a stratum, columns `numerator, denominator, reference_numerator, reference_denominator`.

    Example: babyhubs measure isr examples/strata_with_reference.csv --by area --multiplier 100 -o ratios.csv
    """
    kind = cast(Limits, chosen(limits, "--limits", "exact", "byar", "national"))
    work = partial(
        standardised_tables.indirect, by=tuple(by), level=confidence(level), two_levels=two_levels, multiplier=multiplier,
        limits=kind,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.intervals)
