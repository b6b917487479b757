"""From counts to figures: reach, intensity, continuation and timeliness of every group, and of all the others.

Arrays run over groups of one attribute; every function here gives the group's own figures and, for comparison, those of
its complement: all others whose group is known.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.counts import Counts
from babyhubs.audit.rule import Rule
from babyhubs.statistics import survival
from babyhubs.statistics.interval import Floats
from babyhubs.statistics.repeated import FamilySums
from babyhubs.statistics.survival import Incidence

SUMS = ("families", "y", "t", "yy", "yt", "tt", "cohort_families", "m", "mm")


@dataclass(frozen=True)
class Followed:
    """The reach cohort of an attribute by group (rows, in `groups` order) and day of age (columns)."""

    groups: tuple[str, ...]
    days: NDArray[np.int64]
    entered: Floats
    first_visits: Floats
    left: Floats
    sums: dict[str, Floats]

    @property
    def at_risk(self) -> Floats:
        """Followed and not yet reached at the start of each day."""
        before = np.cumsum(self.first_visits, axis=1) - self.first_visits
        return np.asarray(np.cumsum(self.entered - self.left, axis=1) - before, dtype=np.float64)

    def others(self) -> "Followed":
        """The complement of each group among the groups that are known. The unknown group's complement is all known."""
        known = np.array([group != UNKNOWN for group in self.groups], dtype=np.float64)

        def rest(values: Floats) -> Floats:
            weights = known.reshape(-1, *[1] * (values.ndim - 1))
            return np.asarray((values * weights).sum(axis=0, keepdims=True) - values * weights, dtype=np.float64)

        return Followed(
            self.groups, self.days, rest(self.entered), rest(self.first_visits), rest(self.left),
            {name: rest(values) for name, values in self.sums.items()},
        )  # fmt: skip

    @property
    def design_effect(self) -> Floats:
        """By how much families with several babies widen a variance, as if these always came together (1: not at all).

        The design effect (Kish L. Survey Sampling. New York: Wiley, 1965) with clusters of unlike size and perfect
        correlation within the family: the sum of squares of the family sizes over their sum.
        """
        m, mm = self.sums["m"], self.sums["mm"]
        return np.where(m > 0, mm / np.maximum(m, 1), 1.0)

    def curve(self) -> Incidence:
        """Reach by age, widened for families with several babies."""
        return survival.cumulative_incidence(self.at_risk, self.first_visits, self.design_effect)

    def family_sums(self) -> FamilySums:
        """Visits and child-days summed over families."""
        return FamilySums.of(**{name: self.sums[name] for name in ("families", "y", "t", "yy", "yt", "tt")})


def followed(counts: Counts, attribute: str, groups: tuple[str, ...], rule: Rule) -> Followed:
    """The counts of one attribute as arrays; groups without a child are rows of zeros."""
    days = np.arange(rule.youngest_days, rule.oldest_days + 1)
    index = {group: row for row, group in enumerate(groups)}
    steps = counts.steps.filter(pl.col("attribute") == attribute)
    rows = np.array([index[group] for group in steps["group"]], dtype=np.int64)
    columns = steps["age"].to_numpy() - rule.youngest_days
    arrays = {}
    for name in ("entered", "first_visits", "left"):
        grid = np.zeros((len(groups), len(days)))
        grid[rows, columns] = steps[name].to_numpy()
        arrays[name] = grid
    table = counts.families.filter(pl.col("attribute") == attribute)
    sums = {}
    for name in SUMS:
        values = np.zeros(len(groups))
        values[[index[group] for group in table["group"]]] = table[name].to_numpy()
        sums[name] = values
    return Followed(groups, days, arrays["entered"], arrays["first_visits"], arrays["left"], sums)


def returns(counts: Counts, attribute: str, groups: tuple[str, ...], days: int) -> tuple[Floats, Floats]:
    """First attenders followed for `days` after their first visit, and those of them who came again."""
    table = counts.returns.filter(pl.col("attribute") == attribute)
    found = {row["group"]: row for row in table.iter_rows(named=True)}
    pairs = [(found[g][f"followed_{days}"], found[g][f"returned_{days}"]) if g in found else (0, 0) for g in groups]
    values = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return values[:, 0], values[:, 1]
