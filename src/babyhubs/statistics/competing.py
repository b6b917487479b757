"""Cumulative incidence where another event may come first: a baby who moves away can no longer come.

The Aalen-Johansen estimator. One minus Kaplan-Meier with the other event as censoring answers a different question
(what if nobody moved?) and is too high for this one. Aalen OO, Johansen S. Scand J Stat 1978;5:141-150. Variance by
the delta method: Marubini E, Valsecchi MG. Analysing Survival Data from Clinical Trials and Observational Studies.
Chichester: Wiley, 1995, section 10.2.
"""

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats, z_value
from babyhubs.statistics.survival import Incidence, few_events

METHOD = "Aalen-Johansen with late entry, log(-log) limits"


def competing_incidence(at_risk: ArrayLike, events: ArrayLike, competing: ArrayLike, level: float = 0.95) -> Incidence:
    """Cumulative incidence of one event in the presence of others, at the end of each day.

    at_risk, events, competing: (groups, days): people followed at the start of the day; events of interest on it; other
    events on it that rule the first one out. Limits on the log(-log) scale of one minus the incidence, as for Kaplan-Meier, with which it agrees
    where nothing competes. Where nothing has happened yet: 0 and the exact binomial upper limit for the people still
    followed. A day on which nobody is followed ends the curve: NaN from there on.
    """
    n, first, other = np.broadcast_arrays(floats(at_risk), floats(events), floats(competing))
    if np.any(first < 0) or np.any(other < 0) or np.any(first + other > n):
        raise ValueError("events on a day lie between 0 and the people at risk")
    z = z_value(level)
    ended = np.maximum.accumulate(n == 0, axis=-1)
    safe = np.where(n == 0, 1.0, n)
    both = first + other
    surviving = np.cumprod(1 - both / safe, axis=-1)
    before = np.concatenate([np.ones_like(surviving[..., :1]), surviving[..., :-1]], axis=-1)
    incidence = np.cumsum(before * first / safe, axis=-1)
    se = np.sqrt(np.maximum(_variance(safe, first, both, before, incidence), 0.0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        remaining = 1 - incidence
        spread = np.exp(z * se / (remaining * -np.log(remaining)))
        lower, upper = 1 - remaining ** (1 / spread), 1 - remaining**spread
    edge = 1 - ((1 - level) / 2) ** (1 / safe)
    none, everybody = incidence == 0, incidence >= 1
    lower = np.where(none, 0.0, np.where(everybody, 1 - edge, lower))
    upper = np.where(none, edge, np.where(everybody, 1.0, upper))
    blank = np.where(ended, np.nan, 1.0)
    value, error, low, high = (floats(one * blank) for one in (incidence, se, lower, upper))
    return Incidence(value, error, low, high, n, few_events(np.cumsum(first, axis=-1)))


def _variance(n: Floats, first: Floats, both: Floats, before: Floats, incidence: Floats) -> Floats:
    """Sums over the days up to t of (F(t) - F(s))^2 a(s), b(s) and (F(t) - F(s)) c(s), with the squares multiplied out."""
    a = np.where(n > both, both / (n * np.where(n > both, n - both, 1.0)), 0.0)
    b = before**2 * first * (n - first) / n**3
    c = before * first / n**2

    def total(term: Floats) -> Floats:
        return floats(np.cumsum(term, axis=-1))

    squared = incidence**2 * total(a) - 2 * incidence * total(a * incidence) + total(a * incidence**2)
    crossed = incidence * total(c) - total(c * incidence)
    return floats(squared + total(b) - 2 * crossed)
