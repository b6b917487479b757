"""How long one service takes with everything, by number of hubs, and so a table of a thousand.

    OMP_NUM_THREADS=1 uv run python -m benchmarks.evaluation_speed     writes benchmarks/results/evaluation_speed.md

Everything: the three estimands, five fifths, five ethnic groups, trend, dip and made-up dates, sensitivity, cross-checks and 199 deals of the
dates. Processor time, so that a busy machine does not count.
"""

import time
from pathlib import Path

import numpy as np

from babyhubs.evaluation import gap
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.study import Study, study
from babyhubs.simulation import rollout, rollout_cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS

RESULTS = Path(__file__).parent / "results" / "evaluation_speed.md"
SERVICES, FIRST_SEED = 30, 2_000_000


def seconds(hubs: int) -> list[tuple[float, float, float]]:
    """By service: drawing and reading it, judging it for a row of the study, judging it with everything."""
    found = []
    for seed in range(FIRST_SEED, FIRST_SEED + SERVICES + 1):
        at = [time.process_time()]
        read: Study = study(rollout_cells.cells(rollout.rollout(SCENARIOS["narrows"], seed, hubs)))
        at.append(time.process_time())
        gap.judge(read, outcomes()["attendance"], draws=0, checks=False)
        at.append(time.process_time())
        gap.judge(read, outcomes()["attendance"])
        at.append(time.process_time())
        found.append((at[1] - at[0], at[2] - at[1], at[3] - at[2]))
    return found[1:]  # the first loads what the others find loaded


def main() -> None:
    """Measured and written."""
    lines = []
    for hubs in (30, 12, 8):
        figures = np.array(seconds(hubs))
        drawn, row, everything = np.median(figures, axis=0)
        minutes = 1000 * (figures[:, 0].mean() + figures[:, 2].mean()) / 2 / 60
        lines.append(
            f"| {hubs} | {drawn:.2f} | {row:.2f} | {everything:.2f} | {figures[:, 2].max():.2f} | {minutes:.1f} |"
        )
    RESULTS.write_text(
        f'# How long an evaluation takes\n\nMade by `python -m benchmarks.evaluation_speed`: {SERVICES} services of the scenario "narrows" at each size, 48 months, five '
        "fifths,\nfive ethnic groups. Seconds of processor time of one core (medians), one thread. A table of a thousand: drawing, reading and judging each\n"
        "service with everything, on two cores.\n\n"
        "| hubs | draw and read | judge, estimates and flags | judge, everything | slowest | a table of 1,000, minutes |\n"
        "| --- | --- | --- | --- | --- | --- |\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
