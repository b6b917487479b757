"""How well the evaluation does on roll-outs whose truth is known: every scenario, many services, and what it made of each.

    OMP_NUM_THREADS=1 uv run python -m benchmarks.evaluation_simulation --services 1000 --keep /tmp/study    all of it, into the page
    OMP_NUM_THREADS=1 uv run python -m benchmarks.evaluation_simulation --services 40 --only narrows --show    to the screen

Services are judged in parts of fifty, all rows of the table in turn, and kept in the folder as they finish: what was stopped goes on where
it was, and the page can be written from what there is (`--write`). Seeds start at 10,000,000, far from those used while the
methods were written. The folder belongs to one version of the program.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

from babyhubs.evaluation import cross_checks, gap, study
from babyhubs.evaluation.dip import SEEN_FROM, Picked
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.panel import national_rank
from babyhubs.simulation import rollout, rollout_truth
from babyhubs.simulation.rollout_scenarios import SCENARIOS

FIRST_SEED, PART = 10_000_000, 50
EVERYTHING = (
    300  # services of a row judged also by ethnic group and by the other methods: half of the time, and soon known
)
THREE = ("level", "relative gap", "absolute gap")
# where everything holds that the method assumes, three sizes; the rest at 30 hubs
SIZES = {"null": (30, 12, 8), "narrows": (30, 12, 8), "level only": (30, 12, 8), "worst first": (30, 12, 8)}
PICKED = "worst first"
FEEDING = ("null", "narrows", "recording bias")


@dataclass(frozen=True)
class Row:
    """One row of the tables. told: the protocol says that hubs were picked for their recent figures; in the scenario of hubs that were,
    it says nothing otherwise, and in all others that lots were drawn."""

    scenario: str
    hubs: int
    outcome: str
    told: bool = False

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.scenario}, told" if self.told else self.scenario

    @property
    def picked(self) -> Picked:
        """What the protocol says."""
        if self.scenario != PICKED:
            return "by lot"
        return "for recent figures" if self.told else ""


@dataclass(frozen=True)
class One:
    """A service judged: by estimand (estimate, lower, upper, truth), statuses, problems, cross-checks, groups covered together."""

    figures: dict[str, tuple[float, float, float, float]]
    statuses: dict[str, str]
    problems: tuple[str, ...]
    checks: tuple[tuple[float, float], ...]  # estimate and width, group-time then triple difference
    together: dict[str, bool]
    seconds: float


def one(seed: int, row: Row) -> One:
    """Draw, judge, compare with the truth of what was judged."""
    outcome, attendance = row.outcome, row.outcome == "attendance"
    service = rollout.rollout(SCENARIOS[row.scenario], seed, row.hubs)
    everything = attendance and seed < FIRST_SEED + EVERYTHING
    table = studied(service, by_group=everything)
    begun = time.process_time()
    answer = gap.judge(table, outcomes()[outcome], draws=0, checks=False, picked=row.picked)
    seconds = time.process_time() - begun
    truth = rollout_truth.truth(service, answer.scope.after)
    figures: dict[str, tuple[float, float, float, float]] = {}
    if answer.rates is not None and answer.get("level").estimate is not None:
        names = (
            ("att_rate_ratio", "ratio_of_RII", "change_SII")
            if attendance
            else ("att_risk_difference", "", "change_SII")
        )
        for estimand, name in zip(THREE, names, strict=True):
            found = answer.get(estimand)
            if not name or found.estimate is None or found.lower is None or found.upper is None:
                continue
            values = [found.estimate, found.lower, found.upper, truth[outcome][name]]
            value, low, high, true = (float(v) for v in (np.log(values) if found.unit == "ratio" else values))
            figures[estimand] = (value, low, high, true)
    together: dict[str, bool] = {}
    checks: tuple[tuple[float, float], ...] = ()
    if everything and figures:
        truly = truth["attendance"]
        for kind, truths in (
            ("by quintile", dict(zip("12345", truly["att_rate_ratio_by_quintile"], strict=True))),
            ("by ethnic group", truly["att_rate_ratio_by_ethnic_group"]),
        ):
            rows = [each for each in answer.estimates if each.estimand == kind and each.lower is not None]
            together[kind] = all(each.lower <= truths[each.group] <= each.upper for each in rows)
        panel = table.by_fifth(outcomes()["attendance"])
        checks = tuple(
            (each.estimate, each.upper - each.lower) for each in cross_checks.cross_checks(panel, national_rank(5))
        )
    statuses: dict[str, str] = {name: answer.get(name).status for name in THREE}
    return One(figures, statuses, tuple(problem.code for problem in answer.problems), checks, together, seconds)


def studied(service: rollout.Rollout, by_group: bool) -> study.Study:
    """What `study.study` makes of the table of cells, without a table. by_group: with ethnic groups."""
    shape = service.contacts.shape
    hub, month, fifth, group = (each.ravel() for each in np.indices(shape))
    counts = {
        "infants": service.infants, "contacts": service.contacts, "bf_due": service.due, "bf_n": service.recorded, "bf_y": service.breastfed
    }  # fmt: skip
    return study.Study(
        tuple(str(number) for number in range(shape[0])),
        np.arange(shape[1]),
        service.start,
        service.closed,
        service.dose,
        rollout.ETHNIC if by_group else (),
        {"hub": hub, "month": month, "fifth": fifth, "group": group},
        {name: each.ravel().astype(np.float64) for name, each in counts.items()},
    )


def rows(only: str, size: int) -> Iterator[Row]:
    """All rows of the tables, in their order."""
    for scenario in SCENARIOS:
        if only and scenario not in only.split(","):
            continue
        for hubs in SIZES.get(scenario, (30,)):
            if size and hubs != size:
                continue
            yield Row(scenario, hubs, "attendance")
            if (
                scenario == PICKED and hubs >= SEEN_FROM
            ):  # below, the program takes it for possible unless it is told otherwise
                yield Row(scenario, hubs, "attendance", told=True)
            if scenario in FEEDING and hubs == 30:
                yield Row(scenario, hubs, "breastfeeding")


def _file(folder: Path, row: Row, first: int) -> Path:
    return (
        folder / f"{row.name.replace(',', '').replace(' ', '_').replace('%', '')}-{row.hubs}-{row.outcome}-{first}.json"
    )


def run(folder: Path, wanted: list[Row], services: int, others: int, workers: int) -> None:
    """Judge what is not yet kept. others: services of scenarios at one size only."""
    with Pool(workers) as pool:
        for first in range(0, max(services, others), PART):
            for row in wanted:
                last = min(first + PART, services if row.scenario in SIZES else others)
                if first >= last or _file(folder, row, first).exists():
                    continue
                found = pool.map(partial(one, row=row), range(FIRST_SEED + first, FIRST_SEED + last), chunksize=5)
                part = _file(folder, row, first).with_suffix(".part")
                part.write_text(json.dumps([asdict(each) for each in found]), encoding="utf-8")
                part.rename(_file(folder, row, first))
                print(first, row, flush=True)


def kept(folder: Path, row: Row) -> list[One]:
    """What is kept of a row, in order of the seeds."""
    files = sorted(folder.glob(_file(folder, row, 0).name.replace("-0.json", "-*.json")), key=_first)
    return [One(**each) for file in files for each in json.loads(file.read_text("utf-8"))]


def _first(file: Path) -> int:
    return int(file.stem.rsplit("-", 1)[1])


def main() -> None:
    """From the command line."""
    from benchmarks import evaluation_simulation_page as page  # it needs the names above

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=1000)
    parser.add_argument("--others", type=int, default=1000)
    parser.add_argument("--only", default="", help="names of scenarios, with commas between")
    parser.add_argument("--hubs", type=int, default=0, help="only this size")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("/tmp/evaluation_simulation"), help="folder for the parts")
    parser.add_argument("--show", action="store_true", help="to the screen, not into the page")
    parser.add_argument("--write", action="store_true", help="judge nothing more: write what is kept")
    chosen: Any = parser.parse_args()
    chosen.keep.mkdir(parents=True, exist_ok=True)
    wanted = list(rows(chosen.only, chosen.hubs))
    if not chosen.write:
        run(chosen.keep, wanted, chosen.services, chosen.others, chosen.workers)
    found = {row: services for row in wanted if (services := kept(chosen.keep, row))}
    if chosen.show:
        print(page.tables(found))
    else:
        page.write(found)


if __name__ == "__main__":
    main()
