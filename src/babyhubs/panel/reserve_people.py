"""From kinds to people for a reserve, and a trial of it against drop-outs by chance."""

import hashlib
from dataclasses import dataclass

import numpy as np

from babyhubs.panel.kinds import Ints, Kinds
from babyhubs.panel.loosening import loss_of
from babyhubs.panel.reserve import Reserve

TRIALS = 200


@dataclass(frozen=True)
class Trial:
    """Of `trials` panels that lost people by chance: put right by the reserve, and by the whole pool; mean seats outside quotas before and after."""

    trials: int
    by_reserve: int
    by_pool: int
    loss_before: float
    loss_after: float


def panel_of(kinds: Kinds, people: list[str]) -> Ints:
    """How many of each kind sit."""
    place = {person: kind for kind, members in enumerate(kinds.members) for person in members}
    panel = np.zeros(len(kinds.size), dtype=np.int64)
    for person in people:
        panel[place[person]] += 1
    return panel


def people_of(kinds: Kinds, reserve: Reserve, seated: list[str], seed: str) -> tuple[str, ...]:
    """The people: within a kind by a lottery of digests, so that nobody picks."""
    found: list[str] = []
    for members, number in zip(kinds.members, reserve.chosen.tolist(), strict=True):
        free = sorted(set(members) - set(seated), key=lambda one: hashlib.sha256(f"{seed}\n{one}".encode()).hexdigest())
        found += free[:number]
    return tuple(found)


def trial(kinds: Kinds, panel: Ints, reserve: Reserve, chance: float, seed: int = 1, trials: int = TRIALS) -> Trial:
    """Everybody leaves with this chance, apart from one another; how well can the panel be put right?"""
    random = np.random.default_rng(seed)
    spare = kinds.size - panel
    right, possible, before, after = 0, 0, 0.0, 0.0
    for _ in range(trials):
        stay = random.binomial(panel, 1.0 - chance)
        left = kinds.matrix @ stay
        before += float(np.maximum(kinds.low - left, 0)[1:].sum())
        loss = loss_of(kinds, stay, reserve.chosen)
        after += loss
        right += loss == 0
        possible += loss == 0 or loss_of(kinds, stay, spare) == 0
    return Trial(trials, right, possible, before / trials, after / trials)
