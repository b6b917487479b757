"""Siting and access against published answers, and against the clock.

    OMP_NUM_THREADS=1 uv run python -m benchmarks.siting     writes benchmarks/results/siting.md

The p-median instances are those of the OR-Library beside the checkout (tests/shared_data.py).
"""

import csv
import time
from pathlib import Path

import numpy as np
from tests.evaluation.published import pmed
from tests.shared_data import SHARED

from babyhubs.evaluation.siting.adding import Places, add
from babyhubs.evaluation.siting.median import p_median
from babyhubs.evaluation.siting.pareto import pareto

PAGE = Path(__file__).resolve().parent / "results" / "siting.md"
AREAS, CANDIDATES = 560, 80


def instances() -> list[str]:
    """Every p-median instance that is there."""
    folder = SHARED / "geography" / "pmed"
    with (folder / "optima.csv").open(encoding="utf-8") as file:
        optima = {row["instance"]: row for row in csv.DictReader(file)}
    rows = []
    for name, known in optima.items():
        distance, p = pmed(folder / f"{name}.txt")
        begun, wall = time.process_time(), time.perf_counter()
        found = p_median(distance, np.ones(len(distance)), p)
        spent, waited = time.process_time() - begun, time.perf_counter() - wall
        right = "yes" if round(found.value) == int(known["optimal_p_median"]) else "no"
        rows.append(
            f"| {name} | {len(distance)} | {p} | {known['optimal_p_median']} | {found.value:.0f} | {right} | "
            f"{'yes' if found.proven else f'bound {found.bound:.1f}'} | {spent:.1f} | {waited:.1f} |"
        )
        print(rows[-1], flush=True)
    return rows


def local_question() -> list[str]:
    """Areas and candidates of about the size of one provider, add 1, 2 or 3."""
    rng = np.random.default_rng(1)
    areas, hubs, candidates = (rng.uniform(0, 20_000, (size, 2)) for size in (AREAS, 25, CANDIDATES))

    def minutes(sites: np.ndarray) -> np.ndarray:
        return np.hypot(*(areas[:, None] - sites).transpose(2, 0, 1)) * 1.3 * 60 / 4_800

    infants = rng.poisson(18, AREAS).astype(float)
    places = Places(
        infants,
        rng.binomial(infants.astype(int), 0.3).astype(float),
        rng.uniform(0, 1, AREAS),
        minutes(hubs).min(axis=1),
    )
    matrix = minutes(candidates)
    rows = []
    for added in (1, 2, 3):
        begun, wall = time.process_time(), time.perf_counter()
        choices = add(places, matrix, added)
        kept = len(pareto(choices))
        spent, waited = time.process_time() - begun, time.perf_counter() - wall
        rows.append(f"| {added} | {len(choices.chosen):,} | {kept} | {spent:.2f} | {waited:.2f} |")
    return rows


def main() -> None:
    """Both tables."""
    text = f"""# Siting, against published answers and the clock

Made by `benchmarks/siting.py`; one thread, on a machine that others were using (seconds of the processor, then by the clock).

## p-median instances of the OR-Library

| instance | places | p | optimum | found | equal | proven | processor s | clock s |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{chr(10).join(instances())}

## The local question: {AREAS} areas, {CANDIDATES} candidates, every choice looked at, four aims

| added | choices | not beaten | processor s | clock s |
| --- | --- | --- | --- | --- |
{chr(10).join(local_question())}
"""
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
