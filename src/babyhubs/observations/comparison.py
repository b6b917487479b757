"""Whether two models of clinic differ: at the level at which they were given out, and with what could have been found.

A model is given to a clinic, not to a session, a family or a minute. With two clinics or more in each model the unit is the
clinic (the mean of its sessions). With one clinic in a model, a difference is one between these two clinics, whatever
the number of sessions, and the model may have nothing to do with it: then that is what is said.

Limits: Welch BL. Biometrika 1947;34:28-35. p: exact permutation of units (Fisher 1935), all arrangements up to 20,000, else
drawn. Smallest detectable difference: 80% power at 5%, from the spread that was seen (Bloom HS. Eval Rev 1995;19:547-556).
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from babyhubs.statistics.interval import Floats

MOST_ARRANGEMENTS = 20_000
POWER = 0.8


@dataclass(frozen=True)
class Difference:
    """first minus second. level: "clinic" or "session". claim: "differ", "no difference shown" or "" (no interval).

    models: whether the claim is about the models. smallest: the smallest difference that could have been found.
    """

    measure: str
    first: str
    second: str
    level: str
    units: tuple[int, int]
    means: tuple[float, float]
    difference: float
    lower: float | None
    upper: float | None
    p: float | None
    smallest: float | None
    models: bool
    claim: str
    words: str


def compare(
    measure: str,
    values: Mapping[str, Sequence[tuple[str, float]]],
    first: str,
    second: str,
    *,
    seed: int = 0,
    level: float = 0.95,
) -> Difference:
    """values: for each model, a (clinic, value) for each session that has one."""
    arms = [_clinics(values.get(model, ())) for model in (first, second)]
    models = min(len(arm) for arm in arms) >= 2
    units = [np.array(list(arm.values())) for arm in arms]
    if not models:
        units = [np.array([value for _, value in values.get(model, ())]) for model in (first, second)]
    a, b = units
    means = (float(a.mean()) if a.size else math.nan, float(b.mean()) if b.size else math.nan)
    lower, upper, smallest = _welch(a, b, level)
    claim = "" if lower is None or upper is None else "differ" if lower > 0 or upper < 0 else "no difference shown"
    return Difference(
        measure,
        first,
        second,
        "clinic" if models else "session",
        (a.size, b.size),
        means,
        means[0] - means[1],
        lower,
        upper,
        permutation(a, b, seed) if min(a.size, b.size) else None,
        smallest,
        models,
        claim,
        _words(first, second, claim, models, [len(arm) for arm in arms]),
    )


def permutation(a: Floats, b: Floats, seed: int = 0) -> float:
    """Two-sided p of the difference of means when units are dealt out anew."""
    pooled = np.concatenate([a, b])
    observed = abs(a.mean() - b.mean())
    total = pooled.sum()
    n = a.size
    if math.comb(pooled.size, n) <= MOST_ARRANGEMENTS:
        picks = np.array(list(itertools.combinations(range(pooled.size), n)))
        sums = pooled[picks].sum(axis=1)
        apart = np.abs(sums / n - (total - sums) / b.size)
        return float((apart >= observed - 1e-12).mean())
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = generator.permuted(np.tile(pooled, (9_999, 1)), axis=1)[:, :n].sum(axis=1)
    apart = np.abs(drawn / n - (total - drawn) / b.size)
    return float(((apart >= observed - 1e-12).sum() + 1) / 10_000)


def _clinics(rows: Sequence[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for clinic, value in rows:
        found.setdefault(clinic, []).append(value)
    return {clinic: float(np.mean(values)) for clinic, values in sorted(found.items())}


def _welch(a: Floats, b: Floats, level: float) -> tuple[float | None, float | None, float | None]:
    if min(a.size, b.size) < 2:
        return None, None, None
    parts = np.array([a.var(ddof=1) / a.size, b.var(ddof=1) / b.size])
    if parts.sum() <= 0:
        return None, None, None
    freedom = parts.sum() ** 2 / (parts**2 / np.array([a.size - 1, b.size - 1])).sum()
    se = math.sqrt(parts.sum())
    quantile = float(special.stdtrit(freedom, 0.5 + level / 2))
    apart = float(a.mean() - b.mean())
    detectable = (quantile + float(special.stdtrit(freedom, POWER))) * se
    return apart - quantile * se, apart + quantile * se, detectable


def _words(first: str, second: str, claim: str, models: bool, clinics: list[int]) -> str:
    if min(clinics) == 0:
        return "There is only one model in these sessions."
    if models:
        about = f"the {first} and the {second} model, over {clinics[0]} and {clinics[1]} clinics"
        if not claim:
            return f"How sure a difference is between {about}, cannot be said: they do not vary."
        return f"Shown to differ: {about}." if claim == "differ" else f"No difference shown between {about}."
    head = {
        "differ": "These clinics differ",
        "no difference shown": "No difference is shown between these clinics",
        "": "Too few sessions to say how sure a difference between these clinics is",
    }[claim]
    return f"{head}. With one clinic in a model this cannot be put down to the model."
