"""What every summary measure of inequality is told about a set of population groups, and what it answers."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Flags, Floats, Indices, Texts, floats, reasons, z_value

DRAWS = 2_000
LARGEST_RELATIVE_ERROR = 0.2  # of a group's estimate (docs/explanation/coverage.md)
Answer = tuple[Floats, Floats]  # estimate and standard error, one entry a series


@dataclass(frozen=True)
class Summary:
    """Per series: the measure with limits; how many groups were left out of it; method, and reason where there is no figure."""

    estimate: Floats
    se: Floats
    lower: Floats
    upper: Floats
    left_out: Indices
    method: str
    reason: Texts
    warning: Texts = field(default_factory=lambda: np.asarray("", dtype=np.str_))


@dataclass(frozen=True)
class Subgroups:
    """Estimates of groups, (series, groups). Missing groups are NaN; series with fewer groups are padded with NaN.

    se: their standard errors, NaN where not known. population: people in each group.
    ordered: the groups stand from the most disadvantaged to the most advantaged. favourable: more is better.
    reference: the column of the reference group, where one is chosen. scale: the upper bound of the indicator (1 for
    proportions, 100 for per cent), None where it has none; it is never guessed from the values.
    """

    estimate: Floats
    se: Floats
    population: Floats
    ordered: bool
    favourable: bool
    reference: int | None = None
    scale: float | None = None

    @classmethod
    def of(
        cls,
        estimate: ArrayLike,
        population: ArrayLike,
        se: ArrayLike = np.nan,
        *,
        ordered: bool = False,
        favourable: bool = True,
        reference: int | None = None,
        scale: float | None = None,
    ) -> "Subgroups":
        """From any array-likes, checked against the stated scale."""
        y, s, n = np.broadcast_arrays(*(np.atleast_2d(floats(one)) for one in (estimate, se, population)))
        if np.any(y < 0) or np.any(s < 0) or np.any(n < 0):
            raise ValueError("estimates, standard errors and populations are not negative")
        if scale is not None and np.any(y > scale):
            raise ValueError(f"an estimate lies above the stated scale of {scale:g}")
        if reference is not None and not 0 <= reference < y.shape[1]:
            raise ValueError("the reference group is not among the groups")
        return cls(y, s, n, ordered, favourable, reference, scale)

    @cached_property
    def present(self) -> Flags:
        """Which groups count: those with an estimate and with people."""
        return np.isfinite(self.estimate) & (np.nan_to_num(self.population) > 0)

    @cached_property
    def left_out(self) -> Indices:
        """How many groups of each series have people or an estimate, but not both."""
        half = np.isfinite(self.estimate) | (np.nan_to_num(self.population) > 0)
        return np.asarray((half & ~self.present).sum(axis=1), dtype=np.int64)

    @cached_property
    def y(self) -> Floats:
        """Estimates with 0 in place of the groups left out, which carry no weight."""
        return np.where(self.present, self.estimate, 0.0)

    @cached_property
    def s(self) -> Floats:
        """Standard errors, likewise."""
        return np.where(self.present, self.se, 0.0)

    @cached_property
    def share(self) -> Floats:
        """Population shares of the groups that count."""
        n = np.where(self.present, self.population, 0.0)
        total = n.sum(axis=1, keepdims=True)
        return floats(n / np.where(total > 0, total, np.nan))

    @cached_property
    def equal(self) -> Floats:
        """The same with every group counting alike."""
        count = self.present.sum(axis=1, keepdims=True)
        return floats(self.present / np.where(count > 0, count, np.nan))

    @cached_property
    def rank(self) -> Floats:
        """Mid-ranks of the population, 0 (most disadvantaged) to 1."""
        return floats(np.cumsum(self.share, axis=1) - self.share / 2)

    @cached_property
    def mean(self) -> Floats:
        """The weighted mean of each series."""
        return floats((self.share * self.y).sum(axis=1))

    @cached_property
    def unsteady(self) -> Flags:
        """Series with a group so small that its standard error is a large part of its estimate."""
        large = self.present & (np.nan_to_num(self.se) > LARGEST_RELATIVE_ERROR * self.y)
        return np.asarray(large.any(axis=1))

    def extreme(self, highest: bool, besides: Flags | None = None) -> Indices:
        """The column of the highest (or lowest) estimate of each series, other than those in `besides`."""
        allowed = self.present if besides is None else self.present & ~besides
        filled = np.where(allowed, self.estimate, -np.inf if highest else np.inf)
        return np.asarray(filled.argmax(axis=1) if highest else filled.argmin(axis=1), dtype=np.int64)

    def end(self, last: bool) -> Indices:
        """The column of the last (or first) group that counts."""
        width = self.present.shape[1]
        return np.asarray(
            width - 1 - self.present[:, ::-1].argmax(axis=1) if last else self.present.argmax(axis=1), dtype=np.int64
        )

    def reference_column(self) -> Indices:
        """The chosen reference; without one the most advantaged (ordered groups) or the best (others)."""
        if self.reference is not None:
            return np.full(self.y.shape[0], self.reference)
        return self.end(last=True) if self.ordered else self.extreme(highest=self.favourable)

    def drawn(self, draws: int, seed: int) -> Floats:
        """Estimates as they might have come out, (draws, series, groups): normal, but never below 0 or above the scale.

        Drawn from the truncated normal at one go, by a generator of its own: nobody else's random numbers move.
        """
        uniform = np.random.default_rng(seed).random((draws, *self.y.shape))
        with np.errstate(divide="ignore", invalid="ignore"):
            low = special.ndtr(-self.y / self.s)
            high = 1.0 if self.scale is None else special.ndtr((self.scale - self.y) / self.s)
            values = self.y + self.s * special.ndtri(low + uniform * (high - low))
        return np.where(self.s == 0, self.y, values)


def summary(groups: Subgroups, estimate: Floats, se: Floats, method: str, level: float, **why: Flags) -> Summary:
    """Symmetric normal limits."""
    half = z_value(level) * se
    return answer(groups, estimate, se, (estimate - half, estimate + half), method, **why)


def answer(
    groups: Subgroups,
    estimate: Floats,
    se: Floats,
    limits: tuple[Floats, Floats],
    method: str,
    unsteady: Flags | None = None,
    **why: Flags,
) -> Summary:
    """A summary whose reason is the first that holds: too few groups, the measure's own, no standard errors."""
    few = groups.present.sum(axis=1) < 2
    blank = np.where(few | np.any([*why.values(), few], axis=0), np.nan, 1.0)
    value = estimate * blank
    reason = reasons(
        value.shape, too_few_groups=few, **why, no_standard_errors=np.isfinite(value) & ~np.isfinite(limits[0])
    )
    few_people = np.isfinite(value) & (groups.unsteady if unsteady is None else groups.unsteady | unsteady)
    warning = reasons(value.shape, limits_may_be_narrower_than_stated=few_people)
    return Summary(value, se * blank, limits[0] * blank, limits[1] * blank, groups.left_out, method, reason, warning)
