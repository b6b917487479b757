"""The public draw: a thousand numbered tickets, each a panel; the table is hashed before the number is drawn.

The lottery is rounded to whole tickets so that nobody's chance moves by more than 0.2 percentage points, after Flanigan, Kehne and Procaccia
(2021, NeurIPS, "Fair sortition made transparent"). Here the rounding is improved by moving one ticket at a time from one panel to another.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.peeling import Lottery
from babyhubs.panel.seating import seat, whole_units

TICKETS = 1000
MOST_MOVED = 2  # tickets by which a person's chance may move: 0.2 percentage points
MOST_MOVES = 2000
MOST_STARTS = 30


@dataclass(frozen=True)
class Tickets:
    """people: the panel of each ticket, from ticket 0 to the last."""

    people: tuple[tuple[str, ...], ...]


def tickets(kinds: Kinds, lottery: Lottery, total: int = TICKETS) -> Tickets:
    """The table of tickets."""
    units = _rounded(kinds, lottery, total)
    seated = seat(kinds, lottery.panels, units)
    return Tickets(tuple(one.people for one in seated for _ in range(one.units)))


def _rounded(kinds: Kinds, lottery: Lottery, total: int) -> list[int]:
    """Whole tickets for each panel. Largest remainders first; where somebody's chance still moves far, other starts are tried."""
    exact = lottery.share * total
    wanted = lottery.expected * total / kinds.size
    per_person = lottery.panels / kinds.size  # (panels, kinds)
    alone = np.where(kinds.size > 1, 1.0, 0.0)  # alike people may differ by one ticket
    random = np.random.default_rng(0)
    best: Ints | None = None
    furthest = np.inf
    for start in range(MOST_STARTS):
        share = lottery.share if start == 0 else np.maximum(exact + random.uniform(-0.5, 0.5, len(exact)), 0.0)
        units = _nearer(np.array(whole_units(share / share.sum(), total), dtype=np.int64), per_person, wanted)
        furthest_now = float((np.abs(units @ per_person - wanted) + alone).max())
        if furthest_now < furthest:
            best, furthest = units, furthest_now
        if furthest <= MOST_MOVED:
            break
    assert best is not None
    return [int(one) for one in (best if furthest <= MOST_MOVED else _flatter(best, per_person, wanted))]


def _nearer(units: Ints, per_person: Floats, wanted: Floats) -> Ints:
    """Tickets moved one by one from panel to panel while that makes the squares of what the chances move by smaller."""
    products = per_person @ per_person.T
    alone = np.diag(products)
    for _ in range(MOST_MOVES):
        along = per_person @ (units @ per_person - wanted)
        change = 2 * (along[None, :] - along[:, None]) + alone[None, :] + alone[:, None] - 2 * products
        change[units == 0] = 0.0
        giver, taker = np.unravel_index(int(np.argmin(change)), change.shape)
        if change[giver, taker] > -1e-9:
            break
        units[giver] -= 1
        units[taker] += 1
    return units


def _flatter(units: Ints, per_person: Floats, wanted: Floats) -> Ints:
    """The same for fourth powers, which weigh whoever moves furthest; slower."""
    for _ in range(MOST_MOVES):
        best = _best_move(units, per_person, units @ per_person - wanted)
        if best is None:
            break
        units[best[0]] -= 1
        units[best[1]] += 1
    return units


def _best_move(units: Ints, per_person: Floats, moved: Floats) -> tuple[int, int] | None:
    now = float((moved**4).sum())
    best, gain = None, 1e-9 * max(now, 1.0)
    for giver in np.flatnonzero(units):
        after = ((moved - per_person[giver] + per_person) ** 4).sum(axis=1)
        taker = int(np.argmin(after))
        if now - after[taker] > gain:
            best, gain = (int(giver), taker), float(now - after[taker])
    return best


def most_moved(chances: dict[str, int], units: int, table: Tickets) -> float:
    """The most by which the tickets move anybody's chance, in percentage points."""
    total = len(table.people)
    counted: dict[str, int] = {}
    for people in table.people:
        for person in people:
            counted[person] = counted.get(person, 0) + 1
    every = sorted(set(chances) | set(counted))
    return max(abs(counted.get(one, 0) / total - chances.get(one, 0) / units) for one in every) * 100


def require_fair(moved: float) -> None:
    """Never hand out a table that moves a chance by more than was promised."""
    if moved > MOST_MOVED * 100 / TICKETS + 1e-9:
        raise BabyhubsError(
            f"The tickets would move somebody's chance by {moved:.2f} percentage points.",
            remedy="Please report this line.",
        )


def hash_of(table: bytes) -> str:
    """SHA-256 of the file of tickets: published before the number is drawn."""
    return hashlib.sha256(table).hexdigest()


def drawn(table: Tickets, number: int) -> tuple[str, ...]:
    """The panel of a ticket."""
    if not 0 <= number < len(table.people):
        raise InputError(
            f"There is no ticket {number}.",
            remedy=f"Draw a number from 0 to {len(table.people) - 1}, for example with dice.",
        )
    return table.people[number]
