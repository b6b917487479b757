"""`babyhubs measure spc | survival`."""

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
    SOURCE,
    chosen,
    confidence,
    run,
)  # fmt: skip
from babyhubs.reports.measures import over_time, plots


def spc(
    source: Path = SOURCE,
    out: Path | None = OUT,
    kind: str = typer.Option("xmr", "--chart", help="xmr (values), p (shares), u (rates) or c (counts)."),
    screen: bool = typer.Option(True, "--screen/--no-screen", help="XmR: leave very large moving ranges out, once."),
    baseline: int | None = typer.Option(None, "--baseline", help="Limits from the first so many points."),
    target: float | None = typer.Option(None, "--target", help="Say whether this target will be met."),
    higher_is_better: bool = typer.Option(True, "--higher-is-better/--lower-is-better", help="For the target."),
    by: list[str] = BY,
    column: list[str] = COLUMN,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """Control charts: columns `date` and `value` (p and u charts: `date, numerator, denominator`); `rebase` 1 starts a new stretch.

    The rules are NHS England's Making Data Count rules; `runs_signal` is Anhoej's. --by gives one chart a group.

    Example: babyhubs measure spc examples/months.csv --target 40 -o chart.csv --plot chart.svg
    """
    if baseline is not None and baseline < 2:
        chosen(str(baseline), "--baseline", "2 points or more")
    work = partial(
        over_time.spc, kind=cast(over_time.Kind, chosen(kind, "--chart", "xmr", "p", "u", "c")), by=tuple(by),
        screen=screen, baseline=baseline, target=target, higher_is_better=higher_is_better,
    )  # fmt: skip
    run(source, out, column, as_json, plot, by, work, plots.control_chart)


def survival(
    source: Path = SOURCE,
    out: Path | None = OUT,
    by: list[str] = BY,
    column: list[str] = COLUMN,
    level: float = LEVEL,
    plot: Path | None = PLOT,
    as_json: bool = JSON,
) -> None:
    """The share that has had an event by each time: a row a person, columns `exit` and `event`, and `entry` where people enter late.

    event: 1 it happened at `exit`; 0 not seen to happen; 2 something else came first (then Aalen and Johansen's estimator, else Kaplan and Meier's).

    Example: babyhubs measure survival examples/first_visits.csv --by hub -o reach.csv --plot reach.svg
    """
    work = partial(over_time.curves, by=tuple(by), level=confidence(level))
    run(source, out, column, as_json, plot, by, work, plots.curves)
