"""BORIS's kappa and identity on a grid of time, to three decimals: kept so that its users find their figures again.

Both depend on where the grid begins (`exact` does not) and punish two points that fall on two sides of a grid line.
Grid: from the first start to the last stop of both observers over the chosen actors, by `step`. At each time, for each actor, the
codes whose closed interval holds it and the points at most half a step away, a code as often as it is met. For kappa each
actor's time is one unit, codes of different actors are different categories, and "nothing" is one category for all.

Cohen J. Educ Psychol Meas 1960;20:37-46. Needleman SB, Wunsch CD. J Mol Biol 1970;48:443-453 (match 1, mismatch and gap −1).
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from babyhubs.observations.records import Recording

Codes = tuple[tuple[str, str], ...]
Ints = NDArray[np.int64]


def codes_on_grid(
    first: Recording, second: Recording, step_ms: int, actors: Sequence[str] | None = None, *, by_modifier: bool = False
) -> tuple[list[Codes], list[Codes]]:
    """What each observer has at each grid time: the codes of all actors, each as (actor, code)."""
    chosen = sorted(_tokens(first) | _tokens(second)) if actors is None else list(actors)
    ends = [end for one in (first, second) for end in _ends(one, set(chosen))]
    if not ends:
        return [], []
    grid = np.arange(min(ends), max(ends) + 1, step_ms)
    own, other = (_row(one, chosen, grid, step_ms, by_modifier) for one in (first, second))
    return own, other


def kappa(first: Sequence[Codes], second: Sequence[Codes], actors: Sequence[str]) -> float | None:
    """Cohen's kappa, to three decimals; 1 where both say the same one thing throughout, None without a time."""
    n = len(first) * len(actors)
    if n == 0:
        return None
    one, two = _units(first, actors), _units(second, actors)
    observed = sum(a == b for a, b in zip(one, two, strict=True)) / n
    counted, other = Counter(one), Counter(two)
    expected = sum(count * other[codes] for codes, count in counted.items()) / n**2
    return 1.0 if expected == 1 else round((observed - expected) / (1 - expected), 3)


def _units(row: Sequence[Codes], actors: Sequence[str]) -> list[Codes]:
    return [tuple(code for code in codes if code[0] == actor) for actor in actors for codes in row]


def identity(first: Sequence[Codes], second: Sequence[Codes]) -> float | None:
    """Share in per cent of the places of a best global alignment at which both say the same."""
    if not first or not second:
        return None
    numbers: dict[Codes, int] = {}
    a, b = (np.array([numbers.setdefault(codes, len(numbers)) for codes in row]) for row in (first, second))
    score = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    score[0], score[:, 0] = -np.arange(len(b) + 1), -np.arange(len(a) + 1)
    steps = np.arange(len(b) + 1)
    for i in range(1, len(a) + 1):
        best = np.maximum(score[i - 1, :-1] + np.where(b == a[i - 1], 1, -1), score[i - 1, 1:] - 1)
        # what comes from the left loses one a step: a running maximum of score + place
        row = np.concatenate([score[i, :1], best]) + steps
        score[i] = np.maximum.accumulate(row) - steps
    return _path(score, a, b)


def _path(score: Ints, a: Ints, b: Ints) -> float:
    """Backwards along the best path: the diagonal first, then a gap in the second, then in the first."""
    i, j, same, length = len(a), len(b), 0, 0
    while i or j:
        length += 1
        if i and j and score[i, j] == score[i - 1, j - 1] + (1 if a[i - 1] == b[j - 1] else -1):
            i, j = i - 1, j - 1
            same += int(a[i] == b[j])
        elif i and score[i, j] == score[i - 1, j] - 1:
            i -= 1
        else:
            j -= 1
    return 100 * same / length


def _tokens(one: Recording) -> set[str]:
    return {state.actor for state in one.intervals} | {point.actor for point in one.points}


def _ends(one: Recording, actors: set[str]) -> list[int]:
    states = [end for state in one.intervals if state.actor in actors for end in (state.start, state.stop)]
    return states + [point.at for point in one.points if point.actor in actors]


def _row(one: Recording, actors: Sequence[str], grid: Ints, step_ms: int, by_modifier: bool) -> list[Codes]:
    holding: list[list[tuple[str, str]]] = [[] for _ in grid]
    half = step_ms / 2
    chosen = set(actors)
    marked: list[tuple[str, str, tuple[str, ...], float, float]]
    marked = [(state.actor, state.code, state.mods, state.start, state.stop) for state in one.intervals]
    marked += [(point.actor, point.code, point.mods, point.at - half, point.at + half) for point in one.points]
    for actor, code, mods, start, stop in marked:
        if actor in chosen:
            low, high = np.searchsorted(grid, start, "left"), np.searchsorted(grid, stop, "right")
            for place in range(int(low), int(high)):
                holding[place].append((actor, _name(code, mods, by_modifier)))
    return [tuple(sorted(codes)) for codes in holding]


def _name(code: str, mods: tuple[str, ...], by_modifier: bool) -> str:
    return f"{code}|{'|'.join(mods)}" if by_modifier and mods else code
