"""Nash welfare: the lottery whose product of chances is the largest, as an option beside LEXIMIN.

Over fractional panels the dual has one price for each rule, a few dozen in all, and is smooth: a kind's expected seats are its number of people over the sum
of its prices. Where whole panels do not realise the answer, panels are generated until no panel can raise the product.
"""

import numpy as np
from scipy.optimize import minimize

from babyhubs.panel import columns
from babyhubs.panel.kinds import Flags, Floats, Ints, Kinds
from babyhubs.panel.peeling import Lottery, peel
from babyhubs.panel.pricing import Pricing

SHORT_OF_NASH = 1e-4  # the mean logarithm of the chances is at most this much below the best
MOST_ROUNDS = 20_000


def nash(kinds: Kinds, start: Lottery, never: Ints, seed: int) -> tuple[Lottery, bool]:
    """The lottery, and whether it realises the optimum over fractional panels. `start` gives everybody who can be drawn a chance."""
    pricing = Pricing(kinds, never)
    drawn = start.expected > 0
    people = float(kinds.size[drawn].sum())
    wanted = _fractional(kinds, drawn)
    peeled, _ = peel(kinds, wanted, seed)
    lottery, _, master = columns.realise(kinds, wanted, peeled, pricing)
    panels = np.unique(np.vstack([start.panels, np.array(master.panels)]), axis=0)
    realised = bool((lottery.expected[drawn] > 0).all())
    if not realised:
        lottery = _mixture(kinds, panels, drawn)
    while True:
        expected = lottery.expected
        priced = pricing.best(np.where(drawn, kinds.size / np.where(drawn, expected, 1.0), 0.0))
        assert priced is not None
        if priced.worth <= people * (1 + SHORT_OF_NASH / 2):
            return lottery, realised
        realised = False
        panels = np.vstack([panels, priced.panel])
        lottery = _mixture(kinds, panels, drawn)


def _fractional(kinds: Kinds, drawn: Flags) -> Floats:
    """Expected seats that maximise the sum of size * log(seats) over fractional panels, by the dual."""
    matrix, rows = kinds.matrix[:, drawn], len(kinds.rows)
    size, most = kinds.size[drawn].astype(np.float64), kinds.most[drawn].astype(np.float64)

    def seats(price: Floats) -> Floats:
        per_seat = matrix.T @ (price[:rows] - price[rows:])
        return np.asarray(np.where(per_seat * most <= size, most, size / np.maximum(per_seat, 1e-300)))

    def dual(price: Floats) -> tuple[float, Floats]:
        at = seats(price)
        value = size @ np.log(at) - at @ (matrix.T @ (price[:rows] - price[rows:]))
        sums = matrix @ at
        return (
            float(value + price[:rows] @ kinds.high - price[rows:] @ kinds.low),
            np.concatenate([kinds.high - sums, sums - kinds.low]),
        )

    first = np.zeros(2 * rows)
    first[0] = size.sum() / kinds.seats
    found = minimize(
        dual, first, jac=True, method="L-BFGS-B", bounds=[(0, None)] * (2 * rows),
        options={"maxiter": 2000, "maxfun": 4000, "ftol": 1e-14, "gtol": 1e-8},
    )  # fmt: skip
    expected = np.zeros(len(kinds.size))
    expected[drawn] = seats(found.x)
    return expected


def _mixture(kinds: Kinds, panels: Ints, drawn: Flags) -> Lottery:
    """The mixture of these panels that maximises the product, by multiplicative steps of the shares.

    Each share is multiplied by its panel's worth over the number of people (the EM algorithm of a mixture), which never lowers the product.
    """
    size, use = kinds.size[drawn].astype(np.float64), panels[:, drawn].astype(np.float64)
    people = size.sum()
    share = np.full(len(panels), 1.0 / len(panels))
    for _ in range(MOST_ROUNDS):
        worth = use @ (size / (share @ use)) / people
        if worth.max() <= 1 + SHORT_OF_NASH / 4:
            break
        share = share * worth
        share /= share.sum()
    keep = share > columns.UNUSED
    return Lottery(panels[keep], share[keep] / share[keep].sum())
