"""When no panel keeps the rules: why, in words, and three ways out. And for people who can never be drawn: which rule, and the smallest remedy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from babyhubs.errors import Refused
from babyhubs.panel.draw import NO_PANEL, Never
from babyhubs.panel.kinds import HOUSEHOLD, QUOTA, Kinds
from babyhubs.panel.loosening import Loosened, loosen
from babyhubs.panel.outreach import missing_people
from babyhubs.panel.pricing import Pricing
from babyhubs.panel.programme import Programme

WAYS = 3


@dataclass(frozen=True)
class Way:
    """One way out: a title, and what it means in sentences.

    limits: (feature, value) -> the new minimum and maximum. seats: the new number of them. Neither where people must be found first.
    """

    title: str
    sentences: tuple[str, ...]
    limits: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    seats: int | None = None


@dataclass(frozen=True)
class Impossible:
    """Why there is no panel, and three ways out."""

    why: tuple[str, ...]
    ways: tuple[Way, ...]

    def text(self) -> str:
        """For a terminal."""
        ways = [f"{number}. {way.title} {' '.join(way.sentences)}" for number, way in enumerate(self.ways, 1)]
        return "\n".join([*self.why, *ways])


class NoPanel(Refused):
    """No panel keeps the rules; with the advice, for whoever can show the ways apart."""

    def __init__(self, advice: Impossible) -> None:
        listed = "".join(
            f"\n{number}. {way.title} {' '.join(way.sentences)}" for number, way in enumerate(advice.ways, 1)
        )
        super().__init__(f"{NO_PANEL} {' '.join(advice.why)}", remedy=listed)
        self.advice = advice


@dataclass(frozen=True)
class Barred:
    """People who are in no valid panel."""

    people: tuple[str, ...]
    rules: tuple[str, ...]
    remedy: str


def impossible(kinds: Kinds) -> Impossible:
    """Why no panel keeps the rules, and what could be done."""
    ways = (way(kinds) for way in (_fair_way, _seats_way, _people_way, _smallest_way, _without_way))
    return Impossible(_why(kinds), tuple([way for way in ways if way is not None][:WAYS]))


def barred(kinds: Kinds, never: tuple[Never, ...]) -> tuple[Barred, ...]:
    """Everybody who can never be drawn, by the rule that bars them."""
    grouped: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for one in never:
        changed = loosen(kinds, one.kind, fair=False)
        key: tuple[tuple[str, ...], str]
        if changed is None:
            key = (("rules that may not be loosened this far",), "Widen min_flex and max_flex, or the number of seats.")
        elif not changed:
            key = (("one person from an address",), "Nothing else bars them.")
        else:
            names = tuple(f"{c.quota.name} ({c.quota.low} to {c.quota.high})" for c in changed)
            key = (names, "; ".join(c.words() for c in changed) + ".")
        grouped[key].extend(kinds.members[one.kind])
    return tuple(Barred(tuple(people), rules, remedy) for (rules, remedy), people in grouped.items())


def _why(kinds: Kinds) -> tuple[str, ...]:
    """Plain arithmetic first; only where that finds nothing, the smallest set of rules that cannot hold together."""
    said = []
    sums: dict[str, list[int]] = {}
    for row, counted, low, high in zip(kinds.rows, kinds.matrix, kinds.low, kinds.high, strict=True):
        if row.quota is None:
            continue
        there = int(counted @ kinds.most)
        if there < low:
            said.append(f"{row.name} needs at least {low} people, and the pool has {there} who could sit.")
        total = sums.setdefault(row.quota.feature, [0, 0])
        total[0] += int(low)
        total[1] += int(high)
    for feature, (low, high) in sums.items():
        counted = np.array([row.matches(feature) for row in kinds.rows])
        times = kinds.matrix[counted].sum(axis=0)
        if low > kinds.seats and times.max() <= 1:
            said.append(f"The minima of {feature} add up to {low}, for {kinds.seats} seats.")
        if high < kinds.seats and times.min() >= 1:
            said.append(f"The maxima of {feature} add up to {high}, for {kinds.seats} seats.")
    return tuple(said) or (f"These rules cannot hold together: {'; '.join(_conflict(kinds))}.",)


def _conflict(kinds: Kinds) -> list[str]:
    """Rules of which none can be left out without making room: each is dropped in turn, and stays dropped if there is still no panel."""
    low, high = kinds.low.astype(np.float64), kinds.high.astype(np.float64)
    whole = Programme(kinds.matrix, (low, high), (np.zeros(len(kinds.size)), kinds.most.astype(np.float64)), whole=True)
    keep = []
    for place, row in enumerate(kinds.rows):
        if row.about not in (QUOTA, HOUSEHOLD):
            continue
        tried = (low.copy(), high.copy())
        tried[0][place], tried[1][place] = 0.0, float(kinds.size.sum())
        whole.row_limits(*tried)
        if whole.solve() is None:
            low, high = tried
        else:
            keep.append(f"{row.name} ({kinds.low[place]} to {kinds.high[place]})")
    return [*keep, f"{kinds.seats} seats"]


def _fair_way(kinds: Kinds) -> Way | None:
    changed = loosen(kinds)
    if changed is None:
        return None
    words = f"{'; '.join(one.words() for one in changed)}."
    return Way("Loosen quotas, so that no group loses much.", (words,), _limits(changed))


def _seats_way(kinds: Kinds) -> Way | None:
    """The number of seats nearest to the wanted one (more rather than fewer) for which the quotas hold."""
    most = int(kinds.most.sum())
    for away in range(1, most):
        for seats in (kinds.seats + away, kinds.seats - away):
            if 0 < seats <= most and _exists(_with_seats(kinds, seats)):
                word = "Add seats." if seats > kinds.seats else "Offer fewer seats."
                words = f"With {seats} seats instead of {kinds.seats} all quotas can be met."
                return Way(word, (words,), seats=seats)
    return None


def _exists(kinds: Kinds) -> bool:
    return Pricing(kinds).best(np.zeros(len(kinds.size))) is not None


def _with_seats(kinds: Kinds, seats: int) -> Kinds:
    low, high = kinds.low.copy(), kinds.high.copy()
    low[0] = high[0] = seats
    for place, row in enumerate(kinds.rows):
        if row.quota is not None:
            high[place] = min(row.quota.high, seats)
    return replace(kinds, low=low, high=high)


def _people_way(kinds: Kinds) -> Way | None:
    wanted = missing_people(kinds)
    return None if wanted is None else Way("Reach out to parents who are missing from the pool.", wanted)


def _smallest_way(kinds: Kinds) -> Way | None:
    changed = loosen(kinds, fair=False)
    if changed is None or changed == loosen(kinds):
        return None
    words = f"{'; '.join(one.words() for one in changed)}."
    return Way("Loosen as little as possible in all, even if one group bears it.", (words,), _limits(changed))


def _without_way(kinds: Kinds) -> Way | None:
    for feature in dict.fromkeys(row.quota.feature for row in kinds.rows if row.quota is not None):
        low, high = kinds.low.copy(), kinds.high.copy()
        for place, row in enumerate(kinds.rows):
            if row.matches(feature):
                low[place], high[place] = 0, kinds.seats
        if _exists(replace(kinds, low=low, high=high)):
            free = {
                (row.quota.feature, row.quota.value): (0, kinds.seats)
                for row in kinds.rows
                if row.quota and row.matches(feature)
            }
            return Way("Leave one feature out.", (f"Without the quotas of {feature} all others can be met.",), free)
    return None


def _limits(changed: Iterable[Loosened]) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one.quota.feature, one.quota.value): (one.low, one.high) for one in changed}
