"""Three and more observers at once: Krippendorff's alpha over time, with gaps where somebody did not observe."""

import itertools
from collections.abc import Sequence

import numpy as np

from babyhubs.observations.agreement.alignment import states_of
from babyhubs.observations.agreement.exact import NOTHING
from babyhubs.observations.records import Recording
from babyhubs.statistics.weighted_agreement import alpha, coincidences


def alpha_over_time(recordings: Sequence[Recording], actors: Sequence[str], track: str | None) -> float | None:
    """Nominal alpha, weighted by time, from the first state to the last. All recordings name their actors alike."""
    units: list[tuple[float, list[str | None]]] = []
    for actor in actors:
        states = [states_of(one, actor, track) for one in recordings]
        ends = {end for row in states for state in row for end in (state.start, state.stop)}
        if not ends:
            continue
        low, high = min(ends), max(ends)
        ends |= {end for one in recordings for span in one.observed for end in span if low < end < high}
        ordered = sorted(ends)
        for begin, end in itertools.pairwise(ordered):
            said: list[str | None] = []
            for one, row in zip(recordings, states, strict=True):
                if not any(start <= begin and end <= stop for start, stop in one.observed):
                    said.append(None)
                    continue
                codes = sorted({state.code for state in row if state.start <= begin and end <= state.stop})
                said.append(" + ".join(codes) or NOTHING)
            if sum(code is not None for code in said) > 1:
                units.append((float(end - begin), said))
    order = sorted({code for _, said in units for code in said if code is not None})
    if not order:
        return None
    value = alpha(coincidences(units, order), amounts=True)
    return None if np.isnan(value) else value
