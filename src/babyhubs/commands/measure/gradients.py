"""`babyhubs measure quantile | sii | inequality`."""

from functools import partial
from pathlib import Path
from typing import cast

import typer

from babyhubs.commands.measure.options import (
    BY,
    COLUMN,
    JSON,
    LEVEL,
    OUT,
    PLOT,
    SEED,
    SOURCE,
    chosen,
    confidence,
    run,
)  # fmt: skip
from babyhubs.errors import InputError
from babyhubs.reports.measures import gradients, plots
from babyhubs.statistics.slope import Kind
from babyhubs.statistics.subgroups import DRAWS


def quantile(
    source: Path = SOURCE,
    out: Path | None = OUT,
    count: int = typer.Option(10, "--quantiles", help="5 for fifths, 10 for tenths."),
    lowest_first: bool = typer.Option(False, "--lowest-first", help="Quantile 1 has the lowest values."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    as_json: bool = JSON,
) -> None:
    """Fifths, tenths ... of areas: column `value`. Quantile 1 has the HIGHEST values; equal values share a quantile.

    Example: babyhubs measure quantile examples/areas.csv --quantiles 5 --column value=score -o fifths.csv
    """
    if count < 1:
        raise InputError("There has to be at least one quantile.", where="option --quantiles")
    work = partial(gradients.quantile, count=count, by=tuple(by), lowest_first=lowest_first)
    run(source, out, column, as_json, None, by, work)


def sii(
    source: Path = SOURCE,
    out: Path | None = OUT,
    kind: str = typer.Option("mean", "--type", help="What the values are: rate, proportion (0 to 1) or mean."),
    transform: bool = typer.Option(False, "--transform", help="A line through ln(rate) or logit(proportion)."),
    order: str = typer.Option(
        "", "--order", help="The quantiles from most to least disadvantaged, with commas between."
    ),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    multiplier: float = typer.Option(1.0, "--multiplier", help="For the slope index; a negative one turns both round."),
    level: float = LEVEL,
    draws: int = typer.Option(
        0, "--simulate", help="Limits from so many simulations. Default: worked out, not simulated."
    ),
    seed: int = SEED,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Slope and relative index of inequality: columns `quantile, population, value` with `se`, or `lower, upper` (95% limits).

    Quantile 1 (or the first of --order) is the most disadvantaged. Names without a declared order are refused. Two rows a group come out,
    `sii` and `rii`.

    Example: babyhubs measure sii examples/fifths.csv --type proportion --by year --multiplier 100 -o gradient.csv
    """
    chosen(kind, "--type", "rate", "proportion", "mean")
    if transform and kind == "mean":
        raise InputError("A transform needs rates or proportions.", where="option --transform")
    declared = [part.strip() for part in order.split(",")] if order else None
    work = partial(
        gradients.slope_index, kind=cast(Kind, kind), transform=transform, by=tuple(by), order=declared,
        level=confidence(level), multiplier=multiplier, draws=draws, seed=seed,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.intervals)


def inequality(
    source: Path = SOURCE,
    out: Path | None = OUT,
    measure: list[str] = typer.Option([], "--measure", help="d, r, par, paf, sii ... Can be repeated. Default: all."),
    favourable: bool | None = typer.Option(None, "--favourable/--adverse", help="Whether a higher figure is better."),
    scale: float | None = typer.Option(None, "--scale", help="The upper bound: 1 for proportions, 100 for per cent."),
    reference: str | None = typer.Option(None, "--reference", help="The name of the reference subgroup."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    level: float = LEVEL,
    draws: int = typer.Option(DRAWS, "--simulate", help="Simulations for the measures that need them."),
    seed: int = SEED,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Summary measures of inequality: columns `subgroup, estimate, population` and `se`; `order` (1 is the most disadvantaged) for ordered groups.

    `favourable` (1 or 0), `scale` and `reference` (1 on one row) may be columns or options. The scale is never guessed.

    Example: babyhubs measure inequality examples/groups.csv --favourable --scale 100 --measure d --measure paf --measure mld -o gaps.csv
    """
    work = partial(
        gradients.inequality, by=tuple(by), names=tuple(measure) or None, favourable=favourable, scale=scale,
        reference=reference, level=confidence(level), draws=draws, seed=seed,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.intervals)
