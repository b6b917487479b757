"""A lottery over whole panels that gives exactly the wanted chances: valid panels are peeled off the expected seats until nothing is left.

Take any whole panel from the smallest face that holds what is left (who has nothing left stays out, who must always sit stays in, full
quotas stay full), and subtract as much of it as keeps the rest a mixture of panels. Each step makes one more rule tight, so that there are at
most as many panels as kinds and rules. Where a face holds no whole panel, the relaxed chances are not those of any lottery found this way.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.programme import Programme

DUST = 1e-9  # less than this share of the lottery is nothing
ENOUGH = 1e-7  # what may be left over: the polish in `realise` shares it out
NEAR = 1e-7  # how close to a whole number is whole
NOISE = 0.1  # in log odds
MOST_DIVES = 8  # tries of rounding one kind after the other, before the integer programme is asked
COMPANY = 250  # at least so many other kinds may move
MOST_NODES = 60  # of that integer programme


@dataclass(frozen=True)
class Lottery:
    """panels: (panels, kinds), members of each kind. share: (panels,), adding up to 1."""

    panels: Ints
    share: Floats

    @property
    def expected(self) -> Floats:
        """Expected seats of each kind."""
        return np.asarray(self.share @ self.panels, dtype=np.float64)


class Peeling:
    """What is left to be peeled, and how the next panel is found."""

    def __init__(self, kinds: Kinds, expected: Floats, random: np.random.Generator) -> None:
        self.kinds = kinds
        self.left = np.clip(expected, 0.0, kinds.most)
        self.share_left = 1.0
        self.random = random
        limits = (np.zeros(len(kinds.size)), kinds.most.astype(np.float64))
        rows = (kinds.low.astype(np.float64), kinds.high.astype(np.float64))
        self.linear = Programme(kinds.matrix, rows, limits)
        self.whole = Programme(kinds.matrix, rows, limits, whole=True, most_nodes=MOST_NODES)

    def panel(self) -> Ints | None:
        """A whole panel in the smallest face, as near to what is left as can be; None where the face holds none."""
        mean = self.left / self.share_left
        rows = self.kinds.matrix @ mean
        low, high = np.floor(mean + self.near), np.ceil(mean - self.near)
        cost = self._cost(mean - low)
        close = (
            np.maximum(np.floor(rows + self.near), self.kinds.low),
            np.minimum(np.ceil(rows - self.near), self.kinds.high),
        )
        return self._whole(low, high, close, cost) if (high >= low).all() and (close[1] >= close[0]).all() else None

    def face_panel(self) -> Ints | None:
        """The same, but only what is tight is held: the last resort."""
        mean = self.left / self.share_left
        rows = self.kinds.matrix @ mean
        low = np.where(mean > self.kinds.most - self.near, self.kinds.most, 0)
        high = np.where(mean < self.near, 0, self.kinds.most)
        row_low = np.where(rows > self.kinds.high - self.near, self.kinds.high, self.kinds.low)
        row_high = np.where(rows < self.kinds.low + self.near, self.kinds.low, self.kinds.high)
        cost = self._cost(mean / np.maximum(self.kinds.most, 1))
        return self._whole(low.astype(np.float64), high.astype(np.float64), (row_low, row_high), cost)

    def _cost(self, share: Floats) -> Floats:
        """The likeliest panel first, by log odds: its smallest member lasts longest, so that few panels are needed. A little chance breaks ties."""
        held = np.clip(share, 1e-6, 1 - 1e-6)
        return np.asarray(np.log(held / (1 - held)) + self.random.uniform(-NOISE, NOISE, len(held)))

    def _whole(self, low: Floats, high: Floats, rows: tuple[Floats, Floats], cost: Floats) -> Ints | None:
        self.linear.row_limits(*rows)
        self.linear.limits(low, high)
        for again in range(MOST_DIVES):
            self.linear.costs(cost if again == 0 else cost + self.random.uniform(-0.5, 0.5, len(cost)))
            found = self.linear.solve()
            if found is None:
                return None
            x = self._dive(found.x, low, high, rows, cost)
            if x is not None:
                return x
        self.whole.row_limits(*rows)
        self.whole.costs(cost)
        self.whole.limits(low, high)
        one = self.whole.solve()
        return None if one is None else np.round(one.x).astype(np.int64)

    def _dive(self, start: Floats, low: Floats, high: Floats, rows: tuple[Floats, Floats], cost: Floats) -> Ints | None:
        """Round one kind at random, up as often as its value says, solve again, and so on until all are whole or nothing fits.

        Only the broken kinds and some others at random may move: a small programme is solved in a fraction of the time.
        """
        x = np.round(start)
        broken = np.abs(start - x) > NEAR
        if not broken.any():
            return x.astype(np.int64)
        others = self.random.permutation(np.flatnonzero(~broken & (high > low)))[: max(COMPANY, 12 * int(broken.sum()))]
        moving = np.concatenate([np.flatnonzero(broken), others])
        matrix = self.kinds.matrix[:, moving]
        given = self.kinds.matrix @ x - matrix @ x[moving]
        used = matrix.any(axis=1)
        small = Programme(
            matrix[used], (rows[0][used] - given[used], rows[1][used] - given[used]), (low[moving], high[moving])
        )
        small.costs(cost[moving])
        found = small.solve()
        while found is not None:
            part = np.round(found.x)
            places = np.flatnonzero(np.abs(found.x - part) > NEAR)
            if not len(places):
                x[moving] = part
                return x.astype(np.int64)
            kind = int(self.random.choice(places))
            value = float(np.floor(found.x[kind] + self.random.uniform()))
            small.solver.changeColBounds(kind, value, value)
            found = small.solve()
        return None

    def step(self, x: Ints) -> float:
        """The largest share of the lottery that this panel can have."""
        above = np.concatenate([self.left, self.kinds.matrix @ self.left - self.share_left * self.kinds.low])
        below = np.concatenate(
            [
                self.share_left * self.kinds.most - self.left,
                self.share_left * self.kinds.high - self.kinds.matrix @ self.left,
            ]
        )
        sums = self.kinds.matrix @ x
        over = np.concatenate([x, sums - self.kinds.low]).astype(np.float64)
        under = np.concatenate([self.kinds.most - x, self.kinds.high - sums]).astype(np.float64)
        room, speed = np.concatenate([above, below]), np.concatenate([over, under])
        moving = speed > NEAR
        longest = float(np.min(room[moving] / speed[moving])) if moving.any() else self.share_left
        return max(0.0, min(longest, self.share_left))

    def take(self, x: Ints, share: float) -> None:
        """Subtract the panel."""
        self.left = np.maximum(self.left - share * x, 0.0)
        self.share_left -= share

    @property
    def near(self) -> float:
        """How close to a whole number is whole: the less is left, the more rounding has been magnified."""
        return NEAR + 4e-9 / self.share_left


def peel(kinds: Kinds, expected: Floats, seed: int = 1) -> tuple[Lottery, bool]:
    """The panels found, and whether they realise the expected seats; where not, the panels are a warm start for another method."""
    peeling = Peeling(kinds, expected, np.random.default_rng(seed))
    panels: list[Ints] = []
    shares: list[float] = []
    for _ in range(2 * (len(kinds.size) + len(kinds.rows)) + 20):
        x = peeling.panel()
        if x is None:
            x = peeling.face_panel()
        share = 0.0 if x is None or not kinds.hold(x) else peeling.step(x)
        if x is None or share < DUST:
            break
        panels.append(x)
        shares.append(share)
        peeling.take(x, share)
        if peeling.share_left < ENOUGH:
            total = float(sum(shares))
            return Lottery(np.array(panels), np.array(shares) / total), True
    found = np.array(panels) if panels else np.zeros((0, len(kinds.size)), dtype=np.int64)
    return Lottery(found, np.array(shares)), False
