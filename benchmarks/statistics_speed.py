"""How fast the measures are, side by side with plain Polars, pandas and statsmodels where they can do the same.

    uv run --group benchmarks python benchmarks/statistics_speed.py      writes benchmarks/results/statistics_speed.md

Medians of runs, taken in turn, of CPU time in one process (numpy's own threads included). Inputs are made before the clock starts.
"""

import json
import platform
import shutil
import statistics as middle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import polars as pl
from scipy import special

from babyhubs.statistics import (
    control_charts,
    follow_up,
    funnels,
    intersections,
    proportions,
    quantiles,
    rates,
    special_cause,
    standardised,
    survival,
)
from babyhubs.statistics.slope import slope
from babyhubs.statistics.subgroups import Subgroups
from babyhubs.statistics.summary_measures import sheet

RUNS = 7
ONE_BY_ONE = "statsmodels, one by one, points only (200 areas, times 500)"
TIMES = {ONE_BY_ONE: 500}
IN_R = {"slopes": "base R, vectorised, without limits of the RII"}
RESULTS = Path(__file__).parent / "results"
Work = Callable[[], object]
RNG = np.random.default_rng(2026)


def dsr() -> dict[str, Work]:
    """1,000,000 rows, 52,631 areas of 19 age bands."""
    areas, bands = 52_631, 19
    group = np.repeat(np.arange(areas), bands)
    group = np.append(group, np.full(1_000_000 - group.size, areas - 1))
    n = RNG.integers(50, 2_000, group.size).astype(float)
    x = RNG.poisson(n * 0.02).astype(float)
    w = np.tile(RNG.uniform(1, 7, bands), areas + 1)[: group.size]
    frame = pl.DataFrame({"area": group, "x": x, "n": n, "w": w})

    def plain_polars() -> object:
        weight = pl.col("w").sum()
        o = pl.col("o")
        sums = frame.group_by("area").agg(
            o=pl.col("x").sum(),
            r=(pl.col("w") * pl.col("x") / pl.col("n")).sum() / weight,
            v=(pl.col("w") ** 2 * pl.col("x") / pl.col("n") ** 2).sum() / weight**2,
        )
        z = 1.959963984540054
        low = o * (1 - 1 / (9 * o) - z / (3 * o.sqrt())) ** 3
        high = (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * (o + 1).sqrt())) ** 3
        step = (pl.col("v") / o).sqrt()
        return sums.with_columns(low=pl.col("r") + step * (low - o), high=pl.col("r") + step * (high - o))

    work: dict[str, Work] = {
        "babyhubs": lambda: standardised.direct(group, x, n, w),
        "polars, plain": plain_polars,
    }
    try:
        import pandas as pd
    except ImportError:
        return work
    table = pd.DataFrame({"area": group, "x": x, "n": n, "w": w})

    def plain_pandas() -> object:
        own = table.assign(wr=table.w * table.x / table.n, wv=table.w**2 * table.x / table.n**2)
        sums = own.groupby("area")[["x", "w", "wr", "wv"]].sum()
        o, r, v = sums.x, sums.wr / sums.w, sums.wv / sums.w**2
        z = 1.959963984540054
        low = o * (1 - 1 / (9 * o) - z / (3 * np.sqrt(o))) ** 3
        high = (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * np.sqrt(o + 1))) ** 3
        return sums.assign(low=r + np.sqrt(v / o) * (low - o), high=r + np.sqrt(v / o) * (high - o))

    return work | {"pandas, plain": plain_pandas}


def slopes() -> dict[str, Work]:
    """SII and RII with limits, 100,000 areas of 10 quantiles."""
    n = RNG.uniform(100, 1_000, (100_000, 10))
    p = np.clip(0.3 + 0.2 * np.linspace(0, 1, 10) + RNG.normal(0, 0.03, n.shape), 0.01, 0.99)
    se = np.sqrt(p * (1 - p) / n)
    few = slice(0, 200)

    def one_by_one() -> object:
        import statsmodels.api as sm

        found = []
        for y, size in zip(p[few], n[few], strict=True):
            share = size / size.sum()
            rank = np.cumsum(share) - share / 2
            found.append(sm.WLS(y, sm.add_constant(rank), weights=share).fit().params)
        return found

    work: dict[str, Work] = {
        "babyhubs": lambda: slope(p, n, se=se, kind="proportion"),
        "babyhubs, logits from limits": lambda: slope(
            p, n, lower=p - 1.96 * se, upper=p + 1.96 * se, kind="proportion", transform=True
        ),
    }
    if _there("statsmodels"):
        work[ONE_BY_ONE] = one_by_one
    return work


def flags() -> dict[str, Work]:
    """100,000 funnel flags of ratios."""
    e = RNG.uniform(1, 500, 100_000)
    x = RNG.poisson(e * RNG.gamma(30, 1 / 30, e.size)).astype(float)

    def by_limits() -> object:
        low = special.gammaincinv(np.maximum(x, 1), 0.025) / e
        high = special.gammainccinv(x + 1, 0.025) / e
        wide_low = special.gammaincinv(np.maximum(x, 1), 0.001) / e
        wide_high = special.gammainccinv(x + 1, 0.001) / e
        return np.where(wide_low > 1, 2, np.where(low > 1, 1, np.where(wide_high < 1, -2, np.where(high < 1, -1, 0))))

    return {
        "babyhubs, flags": lambda: funnels.ratio_flags(x, e),
        "babyhubs, flags and lines": lambda: funnels.ratios(x, e),
        "scipy, four limits a unit": by_limits,
    }


def intervals() -> dict[str, Work]:
    """1,000,000 proportions and rates with limits."""
    n = RNG.integers(20, 400, 1_000_000).astype(float)
    x = RNG.binomial(n.astype(int), 0.4).astype(float)
    work: dict[str, Work] = {
        "babyhubs, Wilson": lambda: proportions.wilson(x, n),
        "babyhubs, exact Poisson": lambda: rates.rate(x, n),
        "babyhubs, national rule": lambda: rates.rate(x, n, limits="national"),
    }
    if _there("statsmodels"):
        from statsmodels.stats.proportion import proportion_confint

        work["statsmodels, Wilson"] = lambda: proportion_confint(x, n, method="wilson")
    return work


def others() -> dict[str, Work]:
    """The rest of the sheet, for the record."""
    value = RNG.normal(size=1_000_000)
    group = np.repeat(np.arange(100), 10_000)
    estimates = RNG.uniform(20, 80, (84, 10))
    sets = Subgroups.of(estimates, RNG.uniform(100, 1_000, (84, 10)), 2, ordered=True, scale=100)
    entry, length = RNG.integers(0, 60, 100_000), RNG.integers(1, 305, 100_000)
    cause = RNG.integers(0, 2, 100_000)
    points = RNG.normal(40, 3, 240_000)
    chart = np.repeat(np.arange(10_000), 24)
    hub, family = np.repeat(np.arange(30), 12), np.tile(np.arange(12), 30)
    people = RNG.integers(0, 80, 360)
    reached = RNG.binomial(people, 0.5)

    def curve() -> object:
        sets_at_risk = follow_up.risk_sets(entry, entry + length, cause)
        return survival.cumulative_incidence(sets_at_risk.at_risk, sets_at_risk.events[0])

    def charts() -> object:
        return special_cause.special_cause(control_charts.individuals(points, chart))

    return {
        "quantiles of 1,000,000 areas in 100 groups": lambda: quantiles.assign(value, 10, group),
        "23 summary measures of 84 sets, 2,000 draws": lambda: sheet(sets),
        "Kaplan-Meier of 100,000 people": curve,
        "10,000 XmR charts of 24 points, rules marked": charts,
        "360 cells read together": lambda: intersections.shrink(reached, people, np.stack([hub, family], axis=1)),
    }


def _there(name: str) -> bool:
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def base_r(runs: int) -> dict[str, float]:
    """CPU seconds of the same work in base R, where it is installed."""
    if shutil.which("Rscript") is None:
        return {}
    script = Path(__file__).with_name("base_r.R")
    said = subprocess.run(["Rscript", str(script), str(runs)], capture_output=True, text=True, check=True).stdout
    return {name: float(seconds) for name, seconds in (line.split() for line in said.splitlines())}


def timed(work: dict[str, Work], runs: int) -> dict[str, tuple[float, float]]:
    """Median CPU and wall seconds of each, runs taken in turn so that a busy minute hits all alike."""
    for one in work.values():
        one()
    cpu: dict[str, list[float]] = {name: [] for name in work}
    wall: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(runs):
        for name, one in work.items():
            start, begun = process_time(), perf_counter()
            one()
            cpu[name].append(process_time() - start)
            wall[name].append(perf_counter() - begun)
    return {name: (middle.median(cpu[name]), middle.median(wall[name])) for name in work}


GOALS = {"dsr": 0.5, "slopes": 1.0, "flags": 0.2}


def main() -> None:
    """Run all, write the table."""
    runs = 3 if "--quick" in sys.argv else RUNS
    lines = [
        "# Speed of the measures",
        "",
        f"Made by `benchmarks/statistics_speed.py`: medians of {runs} runs taken in turn, seconds of CPU (wall time beside it). "
        f"Python {platform.python_version()}, numpy {np.__version__}, two cores, shared with other work.",
        "",
        "| work | by | CPU s | wall s | ratio to babyhubs |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    record: dict[str, object] = {}
    in_r = base_r(runs)
    for part in (dsr, slopes, flags, intervals, others):
        found = timed(part(), runs)
        record[part.__name__] = found
        base = next(iter(found.values()))[0]
        peers = part is not others
        goal = f" (goal: {GOALS[part.__name__]:g} s)" if part.__name__ in GOALS else ""
        for name, measured in found.items():
            cpu, wall = (one * TIMES.get(name, 1) for one in measured)
            ratio = f"{cpu / base:.1f}" if peers else ""
            lines.append(f"| {(part.__doc__ or '').rstrip('.')}{goal} | {name} | {cpu:.3f} | {wall:.3f} | {ratio} |")
        if part.__name__ in in_r:
            seconds = in_r[part.__name__]
            lines.append(
                f"| {(part.__doc__ or '').rstrip('.')}{goal} | {IN_R.get(part.__name__, 'base R, vectorised')} | {seconds:.3f} | | {seconds / base:.1f} |"
            )
    record["base R"] = in_r
    text = "\n".join([*lines, ""])
    print(text)
    if "--quick" not in sys.argv:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "statistics_speed.md").write_text(text, encoding="utf-8")
        (RESULTS / "statistics_speed.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
