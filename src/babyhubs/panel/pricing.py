"""The best whole panel for given weights: the question that every step of column generation asks."""

from dataclasses import dataclass

import numpy as np

from babyhubs.errors import BabyhubsError
from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.programme import Programme


@dataclass(frozen=True)
class Priced:
    """A panel, and its total weight: no panel has more."""

    panel: Ints
    worth: float


class Pricing:
    """The integer programme over panels, asked again and again with other weights."""

    def __init__(self, kinds: Kinds, never: Ints | None = None) -> None:
        self.kinds = kinds
        most = kinds.most.astype(np.float64)
        if never is not None:
            most[never] = 0.0
        self.whole = Programme(
            kinds.matrix,
            (kinds.low.astype(np.float64), kinds.high.astype(np.float64)),
            (np.zeros(len(most)), most),
            whole=True,
        )

    def best(self, weight: Floats) -> Priced | None:
        """A panel of the largest total weight; None where there is no valid panel at all."""
        scale = float(np.abs(weight).max()) or 1.0
        self.whole.costs(weight / scale)
        found = self.whole.solve()
        if found is None:
            return None
        panel = np.round(found.x).astype(np.int64)
        if not self.kinds.hold(panel):
            raise BabyhubsError("The solver returned a panel that breaks a rule.", remedy="Please report this line.")
        return Priced(panel, float(weight @ panel))
