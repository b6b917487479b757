"""Have we heard enough? New codes as people are added, for everybody and within each group, over many orders of the people.

Guest G, Namey E, Chen M. A simple method to assess and report thematic saturation in qualitative research. PLoS ONE 2020;15:e0232076:
base size, run length, and the share of new codes at which one stops. One order may be lucky, so people are shuffled; with fewer
people than base and run together there is no answer, and there is never one for a group of two.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from babyhubs.discussions.groups import ALL, groups
from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import people, voices

BASE, RUN, NEW_SHARE, ORDERS = 4, 2, 0.05, 500
TOO_FEW = "too few to say"
REACHED, NOT_REACHED = "few new codes at the end", "new codes still come"


@dataclass(frozen=True)
class Saturation:
    """people: of whom something is coded. curve: mean number of different codes after 1, 2, ... people, with the middle 90%.

    reached: share of orders in which new codes fell to the threshold; at: median number of people at which they did, with the range.
    last: mean share of new codes in the last run.
    """

    group: str
    people: int
    codes: int
    verdict: str
    curve: tuple[tuple[float, float, float], ...] = ()
    reached: float | None = None
    at: tuple[float, int, int] | None = None
    last: float | None = None


def saturation(
    project: Project, attribute: str | None = None, *, base: int = BASE, run: int = RUN, threshold: float = NEW_SHARE,
    orders: int = ORDERS, seed: int = 0,
) -> list[Saturation]:  # fmt: skip
    """For everybody, and for each group of an attribute."""
    said: dict[str, set[str]] = defaultdict(set)
    for voice in voices(project):
        said[voice.person].add(voice.code)
    parts = {ALL: {person.key for person in people(project)}}
    if attribute is not None:
        parts |= groups(project, attribute)
    return [
        of_group(group, {key: said[key] for key in sorted(members) if key in said}, base, run, threshold, orders, seed)
        for group, members in parts.items()
    ]


def of_group(
    group: str, said: Mapping[str, set[str]], base: int = BASE, run: int = RUN, threshold: float = NEW_SHARE,
    orders: int = ORDERS, seed: int = 0,
) -> Saturation:  # fmt: skip
    """One group: the codes of each person. Same seed, same figures."""
    codes = sorted(set().union(*said.values())) if said else []
    size = len(said)
    if size < base + run or not codes:
        return Saturation(group, size, len(codes), TOO_FEW)
    table = np.zeros((size, len(codes)), dtype=bool)
    place = {code: number for number, code in enumerate(codes)}
    for number, key in enumerate(sorted(said)):
        table[number, [place[code] for code in said[key]]] = True
    generator = np.random.default_rng(seed)
    growth = np.empty((orders, size))
    for order in range(orders):
        growth[order] = np.logical_or.accumulate(table[generator.permutation(size)], axis=0).sum(axis=1)
    ends = np.arange(base, size - run + 1)  # people before a run
    new = (growth[:, ends + run - 1] - growth[:, ends - 1]) / growth[:, ends - 1]
    few = new <= threshold
    when = np.where(few.any(axis=1), ends[few.argmax(axis=1)], 0)
    stops = when[when > 0]
    last = float(new[:, -1].mean())
    low, high = np.quantile(growth, [0.05, 0.95], axis=0)
    return Saturation(
        group, size, len(codes), REACHED if last <= threshold else NOT_REACHED,
        tuple(zip(growth.mean(axis=0).tolist(), low.tolist(), high.tolist(), strict=True)),
        float((when > 0).mean()),
        (float(np.median(stops)), int(stops.min()), int(stops.max())) if stops.size else None,
        last,
    )  # fmt: skip
