"""What a published figure says about the exact count: the whole numbers that would be printed the same."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.disclosure.counts import Floats, is_small, rounded
from babyhubs.disclosure.family import Cell, Statement
from babyhubs.disclosure.profiles import Profile


def lowest_hidden(profile: Profile) -> float:
    """The smallest count that may stand behind a mark: 1 where zeros are always shown, as a reader knows."""
    return 1.0 if profile.zero_shown else 0.0


def range_of_shown(count: ArrayLike, profile: Profile) -> tuple[Floats, Floats]:
    """Lowest and highest count that would be printed as these exact counts are. Their own suppression is not applied."""
    exact = np.asarray(count, dtype=np.float64)
    low, high = exact.copy(), exact.copy()
    for value in np.unique(exact[np.isfinite(exact)]):
        near = np.arange(max(0.0, value - profile.base), value + profile.base + 1)
        alike = near[(rounded(near, profile) == rounded(value, profile)) & ~is_small(near, profile)]
        if alike.size:
            low[exact == value], high[exact == value] = alike.min(), alike.max()
    return low, high


def range_of_printed(printed: float | None, profile: Profile, *, plain: bool) -> tuple[float, float]:
    """Lowest and highest count behind a printed figure; None is a mark, which by the plain rule is a small count."""
    if printed is None:
        low, high = profile.suppress
        return (float(low), float(high)) if plain and high >= low else (lowest_hidden(profile), np.inf)
    near = np.arange(max(0.0, printed - profile.base), printed + profile.base + 1)
    alike = near[(rounded(near, profile) == printed) & ~is_small(near, profile)]
    return (float(alike.min()), float(alike.max())) if alike.size else (float(printed), float(printed))


def share(
    part: Cell, whole: Cell, printed: float, digits: int, *, source: str = "share", goes_with: Sequence[Cell] = ()
) -> tuple[Statement, Statement]:
    """A share from 0 to 1 of exact counts, printed with so many decimals (45.2% is 0.452 with 3).

    With h half of the last digit: (printed - h) whole <= part <= (printed + h) whole. A share worked out from counts as
    they are shown says nothing new and needs no statement.
    """
    half = 0.5 * 10.0**-digits
    with_cells = tuple(goes_with)
    return (
        Statement(((part, 1.0), (whole, -(printed - half))), 0.0, np.inf, source, with_cells),
        Statement(((part, 1.0), (whole, -(printed + half))), -np.inf, 0.0, source, with_cells),
    )


def rate(
    count: Cell,
    denominator: float,
    printed: float,
    per: float,
    digits: int,
    *,
    source: str = "rate",
    goes_with: Sequence[Cell] = (),
) -> Statement:
    """A rate per so many, printed with so many decimals, over a denominator that anybody can look up."""
    half = 0.5 * 10.0**-digits
    low, high = (denominator * (printed + sign * half) / per for sign in (-1, 1))
    return Statement(((count, 1.0),), low, high, source, tuple(goes_with))


def shade(count: Cell, low: float, high: float, *, source: str = "map", goes_with: Sequence[Cell] = ()) -> Statement:
    """A class of a map: the count lies between the limits in the key, both included."""
    return Statement(((count, 1.0),), low, high, source, tuple(goes_with))


def earlier(
    printed: Mapping[Cell, float | None], profile: Profile, source: str, *, plain: bool = True
) -> tuple[Statement, ...]:
    """What an earlier release under `profile` said about cells; None is a mark.

    plain: it hid small counts only, so a mark is 1 to 7. False for a release that was protected here.
    """
    return tuple(
        Statement(((cell, 1.0),), *range_of_printed(figure, profile, plain=plain), source)
        for cell, figure in printed.items()
    )
