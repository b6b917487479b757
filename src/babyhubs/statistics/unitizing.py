"""Agreement on where passages begin and end: Krippendorff's alpha for units on a continuum, one code at a time.

Krippendorff K. Content Analysis, 2nd ed. Thousand Oaks: Sage, 2004, section 11.4 (worked example on p. 254). Lengths are whole numbers
of characters. Several texts are laid end to end, but no gap runs from one text into the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.statistics.interval import Floats, floats

Unit = tuple[int, int]  # begin and end, half open


@dataclass(frozen=True)
class Continuum:
    """One text for one code. length: in characters. units: for each coder, the coded stretches; overlaps are merged.

    distance: the sum of squared differences of all ordered pairs of coders. lengths, gaps: of all coders' stretches and gaps.
    """

    length: int
    coders: int
    distance: float
    lengths: Floats
    gaps: Floats


@dataclass(frozen=True)
class Unitizing:
    """Observed and expected disagreement, and alpha: NaN where nothing was coded."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float:
        """1 - observed / expected."""
        return 1 - self.observed / self.expected if self.expected > 0 else float("nan")


def merged(units: Iterable[Unit]) -> list[Unit]:
    """Stretches of one coder in order; overlapping and touching ones are one: the same code twice is not two opinions."""
    found: list[Unit] = []
    for begin, end in sorted(units):
        if end <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def continuum(length: int, units: Sequence[Iterable[Unit]]) -> Continuum:
    """One text: its length from 0, and the stretches of each coder."""
    coded = [merged(one) for one in units]
    gaps = [_gaps(length, one) for one in coded]
    distance = 0.0
    for here, (own, own_gaps) in enumerate(zip(coded, gaps, strict=True)):
        for there, (other, other_gaps) in enumerate(zip(coded, gaps, strict=True)):
            if here != there:
                distance += _overlaps(own, other) + _inside(own, other_gaps) + _inside(other, own_gaps)
    return Continuum(
        length,
        len(coded),
        distance,
        floats([end - begin for one in coded for begin, end in one]),
        floats([end - begin for one in gaps for begin, end in one]),
    )


def unitizing(texts: Sequence[Continuum]) -> Unitizing:
    """Disagreement over texts laid end to end; a text may come more than once (resampling)."""
    length = sum(text.length for text in texts)
    coders = texts[0].coders if texts else 0
    units = np.concatenate([text.lengths for text in texts]) if texts else floats([])
    if length == 0 or coders < 2 or units.size == 0:
        return Unitizing(float("nan"), float("nan"))
    gaps = np.sort(np.concatenate([text.gaps for text in texts]))
    above = np.concatenate((np.cumsum(gaps[::-1])[::-1], [0.0]))
    place = np.searchsorted(gaps, units, side="left")  # gaps at least as long as the unit
    room = above[place] - (gaps.size - place) * (units - 1)
    cubes = (units.size - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    numerator = 2 / length * float((cubes + units**2 * room).sum())
    whole = coders * length
    denominator = whole * (whole - 1) - float((units * (units - 1)).sum())
    observed = sum(text.distance for text in texts) / (coders * (coders - 1) * length**2)
    return Unitizing(observed, numerator / denominator if denominator > 0 else float("nan"))


def overall(parts: Sequence[Unitizing]) -> float:
    """Alpha over several codes: the sums of observed and expected disagreement. Codes that nobody used say nothing."""
    used = [part for part in parts if np.isfinite(part.expected)]
    expected = sum(part.expected for part in used)
    return 1 - sum(part.observed for part in used) / expected if expected > 0 else float("nan")


def _gaps(length: int, units: Sequence[Unit]) -> list[Unit]:
    begins = [0, *(end for _, end in units)]
    ends = [*(begin for begin, _ in units), length]
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if end > begin]


def _overlaps(own: Sequence[Unit], other: Sequence[Unit]) -> float:
    """Stretches that meet: the squared differences of their begins and of their ends."""
    if not own or not other:
        return 0.0
    a, b = floats(own), floats(other)
    begins, ends = (a[:, None, side] - b[None, :, side] for side in (0, 1))
    meet = (a[:, None, 0] < b[None, :, 1]) & (b[None, :, 0] < a[:, None, 1])
    return float(((begins**2 + ends**2) * meet).sum())


def _inside(units: Sequence[Unit], gaps: Sequence[Unit]) -> float:
    """Stretches that lie wholly in a gap of the other coder: their squared length."""
    if not units or not gaps:
        return 0.0
    a, b = floats(units), floats(gaps)
    within = ((a[:, None, 0] >= b[None, :, 0]) & (a[:, None, 1] <= b[None, :, 1])).any(axis=1)
    return float((((a[:, 1] - a[:, 0]) ** 2) * within).sum())
