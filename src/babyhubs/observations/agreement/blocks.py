"""Limits for agreement that know that a second is like the second before it.

The unit is a block of time that ends where a state ends: within one state nothing new is judged. The variance is the bootstrap's
over such blocks, worked out instead of drawn (the infinitesimal jackknife: Efron B. The Jackknife, the Bootstrap and Other
Resampling Plans. Philadelphia: SIAM, 1982, chapter 6), with what neighbouring blocks share. Blocks of clock time with all
actors together are tried as well, and the wider limits kept: somebody who looked away for a minute missed everybody.

The limits are on the scale of ln(1 - agreement), because a few long disagreements make the estimate skew, with Student's t on
as many degrees of freedom as there are blocks that weigh (Kish L. Survey Sampling. New York: Wiley, 1965, section 11.7).
Seconds taken as independent units give limits that hold the truth in one case of ten (benchmarks/results/observed_coverage.md).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from babyhubs.observations.agreement.exact import Timeline
from babyhubs.statistics.interval import Floats, Indices, floats
from babyhubs.statistics.weighted_agreement import ac1, kappa, observed

SHORTEST_MS = 30_000
STATES_A_BLOCK = 2  # clock blocks as long as so many states on average
FEWEST_BLOCKS = 6
MEASURES: dict[str, Callable[[Floats], Floats]] = {"kappa": kappa, "observed": observed, "ac1": ac1}
NEVER = "one of them never said it"
NOTHING_LEFT = 1e-12
STEP = 1e-6  # of the whole time, for the slope of a measure


@dataclass(frozen=True)
class Estimate:
    """lower, upper: None where there are too few blocks, or the measure does not exist; `reason` says so."""

    value: float | None
    lower: float | None
    upper: float | None
    reason: str = ""


@dataclass(frozen=True)
class Blocks:
    """A timeline's stretches divided twice. states: the block of each stretch. clock: edges of blocks of clock time."""

    states: Indices
    clock: tuple[int, ...]


def blocks(line: Timeline, block_ms: int | None = None) -> Blocks:
    """block_ms: the length of clock blocks; else half a minute, or two states if these last longer."""
    if line.start.size == 0:
        return Blocks(np.zeros(0, dtype=np.int64), ())
    new = np.ones(line.start.size, dtype=np.bool_)
    new[1:] = (line.first[1:] != line.first[:-1]) | (line.start[1:] != line.stop[:-1])
    states = np.cumsum(new) - 1
    length = block_ms or block_length(line, int(states[-1]) + 1)
    begin, end = int(line.start.min()), int(line.stop.max())
    return Blocks(states, tuple(range(begin + length, end, length)))


def block_length(line: Timeline, states: int) -> int:
    """Milliseconds of a clock block."""
    mean_state = float((line.stop - line.start).sum()) / max(states, 1)
    return max(SHORTEST_MS, round(STATES_A_BLOCK * mean_state))


def estimates(line: Timeline, divided: Blocks, level: float = 0.95) -> dict[str, Estimate]:
    """Kappa, observed agreement and AC1 with limits. divided: the blocks of this line, or of the one that it was made from."""
    if line.start.size == 0:
        return dict.fromkeys(MEASURES, Estimate(None, None, None, "no common time"))
    by_state = line.tables(divided.states, int(divided.states.max()) + 1)
    cut, block = line.cut(divided.clock)
    by_clock = cut.tables(block, len(divided.clock) + 1)
    return {name: _estimate(measure, by_state, by_clock, level) for name, measure in MEASURES.items()}


def _estimate(measure: Callable[[Floats], Floats], by_state: Floats, by_clock: Floats, level: float) -> Estimate:
    whole = by_state.sum(axis=0)
    value = float(measure(whole))
    if (
        measure is kappa
        and abs(value) < NOTHING_LEFT
        and 1 in (np.count_nonzero(whole.sum(axis=0)), np.count_nonzero(whole.sum(axis=1)))
    ):
        # chance then gives exactly what was seen, whatever the other did: 0 by arithmetic, and no finding
        return Estimate(None, None, None, NEVER)
    if not np.isfinite(value):
        return Estimate(None, None, None, "one code only")
    if value >= 1:
        return Estimate(value, None, None, "they never disagreed")
    slope = _slope(measure, whole)
    parts = _influence(by_state, slope)
    if parts.size < FEWEST_BLOCKS:
        return Estimate(value, None, None, "too little time for limits")
    variance = _variance(parts)
    if variance <= NOTHING_LEFT:
        return Estimate(value, None, None, "too few disagreements for limits")
    together = max(variance + 2 * float((parts[1:] * parts[:-1]).sum()), variance)
    clock = _influence(by_clock, slope)
    if clock.size >= FEWEST_BLOCKS:
        together = max(together, _variance(clock))
    weighing = float((parts**2).sum() ** 2 / (parts**4).sum())
    factor = float(np.exp(special.stdtrit(max(weighing, 1.0), 0.5 + level / 2) * np.sqrt(together) / (1 - value)))
    lower, upper = 1 - (1 - value) * factor, 1 - (1 - value) / factor
    if lower < -1:
        return Estimate(value, None, None, "too few disagreements for limits")
    return Estimate(value, lower, upper)


def _slope(measure: Callable[[Floats], Floats], whole: Floats) -> Floats:
    """By how much the measure moves for a little more time in each cell of the table."""
    size = whole.shape[0]
    little = STEP * float(whole.sum())
    more = whole + little * np.eye(size * size).reshape(size * size, size, size)
    return floats(((measure(more) - measure(whole)) / little).reshape(size, size))


def _influence(tables: Floats, slope: Floats) -> Floats:
    """What each block adds to the measure; blocks without time are none. A measure of shares has a sum of zero."""
    kept = tables[tables.sum(axis=(1, 2)) > 0]
    return floats((kept * slope).sum(axis=(1, 2)))


def _variance(parts: Floats) -> float:
    return float((parts**2).sum() * parts.size / max(parts.size - 1, 1))
