"""The fair draw: from the rules of a panel to a lottery over panels and the reasons why none is fairer.

The order of attempts is the point. Fractional panels bound every lottery from above and cost next to nothing; if whole panels realise their
chances, the bound is met and nothing else need be solved. Only where no mixture of whole panels does so, panels are generated one by one.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.errors import Refused
from babyhubs.panel import columns, relaxed
from babyhubs.panel.columns import REACHED, WholeLevel
from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.nash import SHORT_OF_NASH, nash
from babyhubs.panel.peeling import Lottery, peel
from babyhubs.panel.pricing import Pricing
from babyhubs.panel.proof import Case, Proof, Prover
from babyhubs.panel.relaxed import ZERO

LEXIMIN, MAXIMIN, NASH = "leximin", "maximin", "nash"
METHODS = (LEXIMIN, MAXIMIN, NASH)
REALISED, GENERATED = "relaxed optimum realised", "column generation"
LESS_THAN_ONE = 0.99  # a kind of which every panel holds fewer than this is in no panel
NO_PANEL = "No panel keeps all these rules."


@dataclass(frozen=True)
class Never:
    """A kind that is in no valid panel, and the proof."""

    kind: int
    proof: Proof


@dataclass(frozen=True)
class ProvedLevel:
    """One level: who is fixed at it, the weights, and the proof that no panel's weighted sum is larger.

    weight: (kinds,) on the chances of those not fixed before. floor: (kinds,) on the expected seats of those fixed before.
    """

    fixed: Ints
    weight: Floats
    floor: Floats
    proof: Proof


@dataclass(frozen=True)
class Draw:
    """The answer over kinds."""

    kinds: Kinds
    method: str
    lottery: Lottery
    never: tuple[Never, ...]
    levels: tuple[ProvedLevel, ...]
    route: str  # REALISED | GENERATED


def draw(kinds: Kinds, method: str = LEXIMIN, seed: int = 1) -> Draw:
    """Solve. Refuses where no panel keeps the rules; `advice` says what could be done."""
    if method == NASH:
        return _nash(kinds, seed)
    found = relaxed.leximin(kinds, 1 if method == MAXIMIN else None)
    if found is None:
        raise Refused(NO_PANEL)
    levels, expected = found
    start, _ = peel(kinds, expected, seed)
    pricing = Pricing(kinds)
    lottery, short, master = columns.realise(kinds, expected, start, pricing)
    if short <= REACHED:
        prover = Prover(kinds, np.zeros(0, dtype=np.int64))
        empty = [int(kind) for level in levels if level.value <= ZERO for kind in level.fixed]
        never = tuple(Never(kind, prover.prove(_one(kinds, kind), LESS_THAN_ONE)) for kind in sorted(empty))
        whole = [one for one in _with_floors(kinds, levels) if one.level.value > ZERO]
        return Draw(kinds, method, lottery, never, _proved(kinds, whole, _which(never)), REALISED)
    panels, never = never_drawn(kinds, np.array(master.panels), pricing)
    which = _which(never)
    whole, lottery = columns.leximin(kinds, panels, Pricing(kinds, which), which, 1 if method == MAXIMIN else None)
    return Draw(kinds, method, lottery, never, _proved(kinds, whole, which), GENERATED)


def never_drawn(kinds: Kinds, panels: Ints, pricing: Pricing) -> tuple[Ints, tuple[Never, ...]]:
    """Which kinds are in no valid panel, each with its proof; and the panels, with one for every other kind."""
    never: list[Never] = []
    if not len(panels):
        raise Refused(NO_PANEL)
    prover = Prover(kinds, np.zeros(0, dtype=np.int64))
    covered = panels.sum(axis=0) > 0
    for kind in np.flatnonzero(~covered):
        if covered[kind]:
            continue
        one = _one(kinds, int(kind))
        priced = pricing.best(one) if prover.may_reach(one, 1.0) else None
        if priced is not None and priced.worth > 0:
            panels = np.vstack([panels, priced.panel])
            covered |= priced.panel > 0
        else:
            never.append(Never(int(kind), prover.prove(one, LESS_THAN_ONE)))
    return panels, tuple(never)


def _one(kinds: Kinds, kind: int) -> Floats:
    weight = np.zeros(len(kinds.size))
    weight[kind] = 1.0
    return weight


def _which(never: tuple[Never, ...]) -> Ints:
    return np.array([one.kind for one in never], dtype=np.int64)


def _with_floors(kinds: Kinds, levels: list[relaxed.Level]) -> list[WholeLevel]:
    free = np.ones(len(kinds.size), dtype=bool)
    found = []
    for level in levels:
        floor = np.where(free, 0.0, np.maximum(kinds.matrix.T @ level.multipliers, 0.0))
        found.append(WholeLevel(level, floor))
        free[level.fixed] = False
    return found


def _proved(kinds: Kinds, levels: list[WholeLevel], never: Ints) -> tuple[ProvedLevel, ...]:
    """Every level with its proof: the multipliers at hand, or a tree of cases."""
    prover = Prover(kinds, never)
    return tuple(
        ProvedLevel(
            one.level.fixed,
            one.level.weight,
            one.floor,
            Case(one.level.multipliers)
            if one.threshold is None
            else prover.prove(one.level.weight / kinds.size + one.floor, one.threshold),
        )
        for one in levels
    )


def _nash(kinds: Kinds, seed: int) -> Draw:
    """Nash welfare: the product of the chances is the largest. One weighted sum proves it: each person's weight is 1 over the chance."""
    start = draw(kinds, LEXIMIN, seed)
    which = _which(start.never)
    lottery, realised = nash(kinds, start.lottery, which, seed)
    expected = lottery.expected
    drawn = expected > 0
    weight = np.where(drawn, kinds.size / np.where(drawn, expected, 1.0), 0.0)
    proof = Prover(kinds, which).prove(weight, float(kinds.size[drawn].sum()) * (1 + SHORT_OF_NASH))
    level = ProvedLevel(np.flatnonzero(drawn), weight * kinds.size, np.zeros(len(kinds.size)), proof)
    return Draw(kinds, NASH, lottery, start.never, (level,), REALISED if realised else GENERATED)
