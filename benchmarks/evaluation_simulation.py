"""How well the evaluation does on roll-outs whose truth is known: every scenario, many services, and what it made of each.

    OMP_NUM_THREADS=1 uv run python -m benchmarks.evaluation_simulation --services 1000     writes docs/explanation/evaluation-simulation.md
    OMP_NUM_THREADS=1 uv run python -m benchmarks.evaluation_simulation --services 40 --only narrows --show    to the screen

Seeds start at 1,000,000, far from those used while the methods were written.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

from babyhubs.evaluation import cross_checks, gap, study
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.panel import national_rank
from babyhubs.simulation import rollout, rollout_cells, rollout_truth
from babyhubs.simulation.rollout_scenarios import SCENARIOS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "evaluation-simulation.md"
FIRST_SEED = 1_000_000
THREE = ("level", "relative gap", "absolute gap")
# where everything holds that the method assumes, three sizes; the rest at 30 hubs
SIZES = {"null": (30, 12, 8), "narrows": (30, 12, 8), "level only": (30, 12, 8)}
FEEDING = ("null", "narrows", "recording bias")


@dataclass(frozen=True)
class One:
    """A service judged: by estimand (estimate, lower, upper, truth), statuses, problems, cross-checks, groups covered together."""

    figures: dict[str, tuple[float, float, float, float]]
    statuses: dict[str, str]
    problems: tuple[str, ...]
    checks: tuple[tuple[float, float], ...]  # estimate and width, group-time then triple difference
    together: dict[str, bool]
    seconds: float


def one(seed: int, scenario: str, hubs: int, outcome: str) -> One:
    """Draw, judge, compare with the truth of what was judged."""
    service = rollout.rollout(SCENARIOS[scenario], seed, hubs)
    table = study.study(rollout_cells.cells(service))
    begun = time.process_time()
    answer = gap.judge(table, outcomes()[outcome], draws=0, checks=False)
    seconds = time.process_time() - begun
    truth = rollout_truth.truth(service, answer.scope.after)
    figures: dict[str, tuple[float, float, float, float]] = {}
    if answer.rates is not None and answer.get("level").estimate is not None:
        attendance = outcome == "attendance"
        true = truth[outcome]
        names = (
            ("att_rate_ratio", "ratio_of_RII", "change_SII")
            if attendance
            else ("att_risk_difference", "", "change_SII")
        )
        for estimand, name in zip(THREE, names, strict=True):
            row = answer.get(estimand)
            if not name or row.estimate is None or row.lower is None or row.upper is None:
                continue
            values = [row.estimate, row.lower, row.upper, true[name]]
            figures[estimand] = tuple(np.log(values) if row.unit == "ratio" else values)  # type: ignore[assignment]
    together, checks = {}, ()
    if outcome == "attendance" and figures:
        true = truth["attendance"]
        by_group = true["att_rate_ratio_by_ethnic_group"]
        for name, truths in (
            ("by quintile", dict(zip("12345", true["att_rate_ratio_by_quintile"], strict=True))),
            ("by ethnic group", by_group),
        ):
            found = [row for row in answer.estimates if row.estimand == name and row.lower is not None]
            together[name] = all(row.lower <= truths[row.group] <= row.upper for row in found)  # type: ignore[operator]
        panel = table.by_fifth(outcomes()["attendance"])
        checks = tuple(
            (check.estimate, check.upper - check.lower) for check in cross_checks.cross_checks(panel, national_rank(5))
        )
    statuses = {name: answer.get(name).status for name in THREE}
    return One(figures, statuses, tuple(problem.code for problem in answer.problems), checks, together, seconds)


def share(flags: Iterable[bool]) -> tuple[float, float]:
    """A share and its Monte Carlo error, in per cent."""
    values = np.array(list(flags), dtype=float)
    p = float(values.mean()) if values.size else float("nan")
    return 100 * p, 100 * float(np.sqrt(p * (1 - p) / max(values.size, 1)))


def performance(name: str, hubs: int, outcome: str, found: list[One]) -> list[str]:
    """One row an estimand: truth, bias, spread, coverage, limits that exclude no effect."""
    rows = []
    for estimand in THREE:
        figures = np.array([each.figures[estimand] for each in found if estimand in each.figures])
        if not figures.size:
            continue
        estimate, low, high, true = figures.T
        error = estimate - true
        n = error.size
        bias, bias_error = error.mean(), error.std(ddof=1) / np.sqrt(n)
        covered, covered_error = share((low <= true) & (true <= high))
        shown, shown_error = share((low > 0) | (high < 0))
        spread = error.std(ddof=1)
        rows.append(
            f"| {name} | {hubs} | {n} | {outcome} | {estimand} | {true.mean():+.3f} | {bias:+.4f} ({bias_error:.4f}) | {spread:.3f} | "
            f"{(high - low).mean() / (2 * 1.96 * spread):.2f} | {covered:.1f} ({covered_error:.1f}) | {shown:.1f} ({shown_error:.1f}) |"
        )
    return rows


def decisions(name: str, hubs: int, outcome: str, found: list[One]) -> str:
    """What was made of the services, and what a right tool does."""
    status = Counter(each.statuses["relative gap"] for each in found)
    level = Counter(each.statuses["level"] for each in found)
    codes = Counter(code for each in found for code in set(each.problems))
    said = "; ".join(f"{code} {100 * count / len(found):.0f}%" for code, count in sorted(codes.items()))

    def told(counts: Counter[str]) -> str:
        return " / ".join(f"{100 * counts[one] / len(found):.0f}" for one in ("estimated", "restricted", "refused"))

    return f"| {name} | {hubs} | {len(found)} | {outcome} | {SCENARIOS[name].right} | {told(level)} | {told(status)} | {said or 'none'} |"


def beside(name: str, hubs: int, found: list[One]) -> str | None:
    """The headline against its cross-checks on the same services, for the relative gap."""
    usable = [each for each in found if len(each.checks) == 2 and "relative gap" in each.figures]
    if not usable:
        return None
    figures = np.array([each.figures["relative gap"] for each in usable])
    checks = np.array([each.checks for each in usable])
    true = figures[:, 3]
    width = (figures[:, 2] - figures[:, 1]).mean()
    bias = checks[:, :, 0] - true[:, None]
    covered = [share(np.abs(bias[:, place]) <= checks[:, place, 1] / 2)[0] for place in (0, 1)]
    of_truth = f" ({100 * bias[:, 1].mean() / true.mean():+.0f}%)" if abs(true.mean()) > 0.05 else ""
    return (
        f"| {name} | {hubs} | {width:.3f} | {checks[:, 0, 1].mean():.3f} | {100 * width / checks[:, 0, 1].mean():.0f}% | "
        f"{(figures[:, 0] - true).mean():+.3f} | {bias[:, 0].mean():+.3f}, {covered[0]:.0f} | {bias[:, 1].mean():+.3f}{of_truth}, {covered[1]:.0f} |"
    )


def run(services: int, others: int, only: str, size: int, workers: int, show: bool) -> str:
    """The tables as text, written anew after every scenario. others: services of scenarios at one size only."""
    rows: list[str] = []
    verdicts: list[str] = []
    compared: list[str] = []
    together: list[str] = []
    seconds: list[float] = []
    text = ""
    begun = time.perf_counter()
    with Pool(workers) as pool:
        for name in SCENARIOS:
            if only and name not in only.split(","):
                continue
            for hubs in SIZES.get(name, (30,)):
                if size and hubs != size:
                    continue
                for outcome in ("attendance", "breastfeeding"):
                    if outcome == "breastfeeding" and (name not in FEEDING or hubs != 30):
                        continue
                    work = partial(one, scenario=name, hubs=hubs, outcome=outcome)
                    number = services if name in SIZES else others
                    seeds = range(FIRST_SEED, FIRST_SEED + number)
                    found = pool.map(work, seeds, chunksize=max(number // (8 * workers), 1))
                    rows += performance(name, hubs, outcome, found)
                    verdicts.append(decisions(name, hubs, outcome, found))
                    if (line := beside(name, hubs, found)) is not None:
                        compared.append(line)
                    if any(each.together for each in found):
                        told = [
                            share(each.together[kind] for each in found if each.together)[0]
                            for kind in ("by quintile", "by ethnic group")
                        ]
                        together.append(f"| {name} | {hubs} | {told[0]:.1f} | {told[1]:.1f} |")
                    seconds += [each.seconds for each in found]
                    print(*rows[-3:], verdicts[-1], sep="\n", flush=True)
                    minutes = (time.perf_counter() - begun) / 60
                    text = TEXT.format(
                        services=services, others=others, minutes=f"{minutes:.0f}", workers=workers, seconds=f"{np.median(seconds):.2f}",
                        first=f"{FIRST_SEED:,}", rows="\n".join(rows), verdicts="\n".join(verdicts), compared="\n".join(compared),
                        together="\n".join(together),
                        scenarios="\n".join(f"| {each.name} | {each.right} | {each.what_a_right_tool_does} |" for each in SCENARIOS.values()),
                    )  # fmt: skip
                    if not show:
                        PAGE.write_text(text, encoding="utf-8")
    return text


TEXT = """# How well the evaluation does where the truth is known

Made by `benchmarks/evaluation_simulation.py`: {services:,} services of each scenario with three sizes, {others:,} of the others, seeds from {first} on, Monte Carlo errors in brackets. Written as
Morris TP, White IR, Crowther MJ (Stat Med 2019;38:2074-2102) ask: aims, data, estimands, methods, performance.

**Aims.** Does `babyhubs evaluate gap` find what was planted, with limits that keep their level, and does it decline where it must?

**Data.** `simulation/rollout.py`: hubs by 48 months by five fifths by five ethnic groups, four waves from month 14 to 31, a third of hubs
never changed. Level and gradient of each hub wander (first-order autoregression, 0.6 a month), counts are more spread than Poisson, there
are seasons, and the gradient drifts everywhere. The scenarios:

| scenario | a right tool | what it does |
| --- | --- | --- |
{scenarios}

**Estimands.** Over the hub-months that were judged, from both potential worlds drawn with the same shocks: level (ln of the rate ratio;
for feeding the difference of shares), relative gap (ln of the ratio of relative indices), absolute gap (change of the slope index).

**Methods.** The headline (observed over expected, leave one hub out), Callaway and Sant'Anna on the monthly ln(relative index), and the
Poisson triple difference, on the same services.

**Performance.** Bias, standard deviation of the error, mean width of the limits over 2 x 1.96 standard deviations, coverage of 95% limits, and how
often the limits excluded no effect (false alarms where nothing is planted, power elsewhere).

The generator and the estimator were written side by side, from a specification that is older than both. The generator was not changed afterwards
to suit the estimator; the rules for strata and degrees of freedom were chosen on other seeds of the same generator. A reader who wants a stranger's
data has the planted examples of the tests.

## Figures

Ratios are on the log scale. In "broken gap trend" the effect is nothing and the error is the bias that the flag warns of.

| scenario | hubs | services | outcome | estimand | truth | bias | SD | width | coverage % | no effect excluded % |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{rows}

## All five groups held by their limits together, %

| scenario | hubs | by fifth | by ethnic group |
| --- | --- | --- | --- |
{together}

## What was made of them

Shares of services in per cent: estimated / restricted / refused.

| scenario | hubs | services | outcome | right | level | gap | why |
| --- | --- | --- | --- | --- | --- | --- | --- |
{verdicts}

## Beside other methods: the relative gap on the same services

Mean width of 95% limits, bias, and coverage in per cent.

| scenario | hubs | headline width | group-time width | headline / group-time | headline bias | group-time bias, coverage | triple difference bias, coverage |
| --- | --- | --- | --- | --- | --- | --- | --- |
{compared}

All of it took {minutes} minutes with {workers} processes on a shared machine; judging one service without dealt dates and cross-checks
took {seconds} s of processor time (median).
"""


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=1000)
    parser.add_argument("--others", type=int, default=1000)
    parser.add_argument("--only", default="", help="names of scenarios, with commas between")
    parser.add_argument("--hubs", type=int, default=0, help="only this size")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--show", action="store_true")
    chosen: Any = parser.parse_args()
    text = run(chosen.services, chosen.others, chosen.only, chosen.hubs, chosen.workers, chosen.show)
    if chosen.show:
        print(text)


if __name__ == "__main__":
    main()
