"""The tables of `benchmarks.evaluation_simulation`, and the page that they stand in: all below its line "## Figures" is written anew."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from scipy import stats

from babyhubs.simulation.rollout_scenarios import SCENARIOS
from benchmarks.evaluation_simulation import FIRST_SEED, SIZES, THREE, One, Row

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "evaluation-simulation.md"
FIGURES = "## Figures\n"
Found = dict[Row, list[One]]
# what the method assumes does not hold, so that coverage and bias are no test of it
BROKEN = ("broken gap trend", "contamination 20%", "contamination 35%")


def write(found: Found) -> None:
    """Into the page, below its written part."""
    written = PAGE.read_text("utf-8").split(FIGURES)[0]
    PAGE.write_text(written + FIGURES + "\n" + tables(found), encoding="utf-8")


def tables(found: Found) -> str:
    """All of them."""
    seconds = [each.seconds for services in found.values() for each in services]
    lines = [line for row, services in found.items() for line in performance(row, services)]
    return TEXT.format(
        first=f"{FIRST_SEED:,}",
        fewest=f"{min(len(services) for services in found.values()):,}",
        most=f"{max(len(services) for services in found.values()):,}",
        lines="\n".join(against(found)),
        rows="\n".join(lines),
        together="\n".join(line for row, services in found.items() if (line := together(row, services))),
        verdicts="\n".join(decisions(row, services) for row, services in found.items()),
        compared="\n".join(line for row, services in found.items() if (line := beside(row, services))),
        seconds=f"{np.median(seconds):.2f}",
    )


def share(flags: Iterable[bool]) -> tuple[float, float]:
    """A share and its Monte Carlo error, in per cent."""
    values = np.array(list(flags), dtype=float)
    p = float(values.mean()) if values.size else float("nan")
    return 100 * p, 100 * float(np.sqrt(p * (1 - p) / max(values.size, 1)))


class Figure:
    """One estimand of one row: truth, bias, spread of the error, width, coverage, limits that exclude no effect."""

    def __init__(self, figures: list[tuple[float, float, float, float]]) -> None:
        estimate, low, high, true = np.array(figures).T
        error = estimate - true
        self.services, self.true, self.bias = error.size, float(true.mean()), float(error.mean())
        self.spread = float(error.std(ddof=1))
        self.bias_error = self.spread / float(np.sqrt(error.size))
        self.width = float((high - low).mean())
        self.covered, self.covered_error = share((low <= true) & (true <= high))
        self.shown, self.shown_error = share((low > 0) | (high < 0))


def figure(services: list[One], estimand: str) -> Figure | None:
    """None where nothing was estimated."""
    figures = [each.figures[estimand] for each in services if estimand in each.figures]
    return Figure(figures) if len(figures) > 1 else None


def performance(row: Row, services: list[One]) -> list[str]:
    """A line an estimand."""
    return [
        f"| {row.name} | {row.hubs} | {one.services} | {row.outcome} | {estimand} | {one.true:+.3f} | {one.bias:+.4f} ({one.bias_error:.4f}) | "
        f"{one.spread:.3f} | {one.width / (2 * 1.96 * one.spread):.2f} | {one.covered:.1f} ({one.covered_error:.1f}) | "
        f"{one.shown:.1f} ({one.shown_error:.1f}) |"
        for estimand in THREE
        if (one := figure(services, estimand)) is not None
    ]


def decisions(row: Row, services: list[One]) -> str:
    """What was made of the services, and what a right tool does."""
    codes = Counter(code for each in services for code in set(each.problems))
    said = "; ".join(f"{code} {100 * count / len(services):.0f}%" for code, count in sorted(codes.items()))

    def told(estimand: str) -> str:
        counts = Counter(each.statuses[estimand] for each in services)
        return " / ".join(f"{100 * counts[one] / len(services):.0f}" for one in ("estimated", "restricted", "refused"))

    right = SCENARIOS[row.scenario].right
    return (
        f"| {row.name} | {row.hubs} | {len(services)} | {row.outcome} | {right} | {told('level')} | {told('relative gap')} | "
        f"{said or 'none'} |"
    )


def beside(row: Row, services: list[One]) -> str | None:
    """The headline against its cross-checks on the same services, for the relative gap."""
    usable = [each for each in services if len(each.checks) == 2 and "relative gap" in each.figures]
    if not usable:
        return None
    figures = np.array([each.figures["relative gap"] for each in usable])
    checks = np.array([each.checks for each in usable])
    true = figures[:, 3]
    width, theirs = (figures[:, 2] - figures[:, 1]).mean(), checks[:, 0, 1].mean()
    with_t = theirs * stats.t.ppf(0.975, row.hubs - 1) / stats.norm.ppf(0.975)
    bias = checks[:, :, 0] - true[:, None]
    covered = [share(np.abs(bias[:, place]) <= checks[:, place, 1] / 2)[0] for place in (0, 1)]
    of_truth = f" ({100 * bias[:, 1].mean() / true.mean():+.0f}%)" if abs(true.mean()) > 0.05 else ""
    return (
        f"| {row.name} | {row.hubs} | {len(usable)} | {width:.3f} | {theirs:.3f} | {100 * width / theirs:.0f}% | {100 * width / with_t:.0f}% | "
        f"{(figures[:, 0] - true).mean():+.3f} | {bias[:, 0].mean():+.3f}, {covered[0]:.0f} | {bias[:, 1].mean():+.3f}{of_truth}, {covered[1]:.0f} |"
    )


def together(row: Row, services: list[One]) -> str | None:
    """Limits that should hold five groups at once."""
    told = [
        share(each.together[kind] for each in services if each.together)[0]
        for kind in ("by quintile", "by ethnic group")
    ]
    number = sum(bool(each.together) for each in services)
    return f"| {row.name} | {row.hubs} | {number} | {told[0]:.1f} | {told[1]:.1f} |" if number else None


def against(found: Found) -> list[str]:
    """Each line that was set beforehand, with what falls short of it by more than chance and what by less."""
    holds = {row: services for row, services in found.items() if row.scenario not in BROKEN}
    cells = [
        (row, estimand, one)
        for row, services in holds.items()
        for estimand in THREE
        if (one := figure(services, estimand)) is not None
    ]
    lines = []
    null = [cell for cell in cells if cell[0].scenario == "null"]
    lines.append(_within("coverage 93.5 to 98.9%", cells, lambda one: (one.covered, one.covered_error), 93.5, 98.9))
    lines.append(
        _within(
            "coverage without an effect 94 to 97.5%", null, lambda one: (one.covered, one.covered_error), 94.0, 97.5
        )
    )
    lines.append(_within("false positives 2.5 to 6.5%", null, lambda one: (one.shown, one.shown_error), 2.5, 6.5))
    biased = [
        f"{_named(row, estimand)} {one.bias:+.4f} ({one.bias_error:.4f})"
        for row, estimand, one in cells
        if abs(one.bias) >= max(0.02 * abs(one.true), 2 * one.bias_error)
    ]
    lines.append(
        f"| bias below 2% of the effect or two Monte Carlo errors | {len(cells) - len(biased)} of {len(cells)} | {'; '.join(biased) or 'none'} |"
    )
    for row, services in found.items():
        flagged, error = share("earlier trend of gap" in each.problems for each in services)
        if row.scenario == "broken gap trend":
            lines.append(f"| broken gap trend flagged in 80% or more | {flagged:.1f} ({error:.1f}) | |")
        if row.scenario == "null" and row.outcome == "attendance":
            false, error = share(each.statuses["relative gap"] != "estimated" for each in services)
            lines.append(f"| false flags of the gap 10% or fewer, {row.hubs} hubs | {false:.1f} ({error:.1f}) | |")
    for row, services in found.items():
        right = SCENARIOS[row.scenario].right
        if (
            right != "estimate"
            and row.scenario != "broken gap trend"
            and (row.scenario != "recording bias" or row.outcome != "attendance")
        ):
            held, _ = share(each.statuses["relative gap"] in {"restricted", "refused"} for each in services)
            lines.append(f"| {row.name} restricted or refused in 100% | {held:.1f} | |")
    return lines


def _within(
    line: str,
    cells: list[tuple[Row, str, Figure]],
    of: Callable[[Figure], tuple[float, float]],
    low: float,
    high: float,
) -> str:
    outside = []
    for row, estimand, one in cells:
        value, error = of(one)
        if not low <= value <= high:
            edge = low if value < low else high
            sure = ", more than chance" if abs(value - edge) > 2 * np.sqrt(edge * (100 - edge) / one.services) else ""
            outside.append(f"{_named(row, estimand)} {value:.1f} ({error:.1f}{sure})")
    return f"| {line} | {len(cells) - len(outside)} of {len(cells)} | {'; '.join(outside) or 'none'} |"


def _named(row: Row, estimand: str) -> str:
    feeding = ", feeding" if row.outcome != "attendance" else ""
    return f"{row.name}{f' {row.hubs} hubs' if row.scenario in SIZES else ''}{feeding}, {estimand}"


TEXT = """Written by `benchmarks/evaluation_simulation.py`: {fewest} to {most} services a row, seeds from {first} on, Monte Carlo errors in brackets.

### Against the lines that were set

Of the rows in which the assumptions hold (30, 12 and 8 hubs), how many lie within the line, and which do not. "More than chance": by over two Monte
Carlo errors.

| line | within | outside |
| --- | --- | --- |
{lines}

### Bias, spread, coverage

Ratios are on the log scale. In "broken gap trend" the effect is nothing and the error is the bias that the flag warns of. Width: mean width of the limits
over 2 x 1.96 standard deviations.

| scenario | hubs | services | outcome | estimand | truth | bias | SD | width | coverage % | no effect excluded % |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{rows}

### All five groups held by their limits together, %

| scenario | hubs | services | by fifth | by ethnic group |
| --- | --- | --- | --- | --- |
{together}

### What was made of them

Shares of services in per cent: estimated / restricted / refused.

| scenario | hubs | services | outcome | right | level | gap | why |
| --- | --- | --- | --- | --- | --- | --- | --- |
{verdicts}

### Beside other methods: the relative gap on the same services

Mean width of 95% limits, bias, and coverage in per cent. Group-time effects use the normal distribution, as published, and are too narrow with few hubs; "with t" gives
them Student's t on hubs less one, as the headline has.

| scenario | hubs | services | headline width | group-time width | headline / group-time | with t | headline bias | group-time bias, coverage | triple difference bias, coverage |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{compared}

Judging one service without dealt dates and cross-checks took {seconds} s of processor time (median), on a machine shared with others.
"""
