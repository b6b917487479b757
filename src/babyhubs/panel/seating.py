"""From kinds to people: every panel of kinds becomes panels of people, so that alike people have the same chance to the last unit.

A lottery is a line of units (a thousand tickets, or a million million parts). Each kind lays its seats along the line; each of its people takes
his or her share of it, never two seats at one place. Taking first what cannot be left (places where all who remain must sit) is what makes the
rest fit: McNaughton's rule (1959, Management Science 6:1) with a number of seats that changes along the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.panel.kinds import Floats, Ints, Kinds

UNITS = 10**12


@dataclass(frozen=True)
class Seated:
    """A panel of people, in the order of the pool, and how many units of the lottery it has."""

    people: tuple[str, ...]
    units: int


@dataclass(frozen=True)
class _Stretch:
    """Units from `start` to `end` of one panel, where `seats` of a kind are still to be taken."""

    panel: int
    start: int
    end: int
    seats: int


def whole_units(share: Floats, total: int = UNITS) -> list[int]:
    """Shares as whole units, by largest remainders (equal ones: the first)."""
    exact = [float(one) * total for one in share]
    units = [int(one) for one in exact]
    order = sorted(range(len(units)), key=lambda place: (units[place] - exact[place], place))
    short = total - sum(units)
    for step in range(abs(short)):
        units[order[step % len(order)] if short > 0 else order[-1 - step % len(order)]] += 1 if short > 0 else -1
    return units


def seat(kinds: Kinds, panels: Ints, units: Sequence[int]) -> tuple[Seated, ...]:
    """The lottery over people. The same panel of people stands once; panels are in the order of their first unit."""
    order = {person: place for place, person in enumerate(p for members in kinds.members for p in members)}
    taken: list[list[tuple[int, int, str]]] = [[] for _ in units]
    for kind, members in enumerate(kinds.members):
        line = [
            _Stretch(panel, 0, width, int(panels[panel, kind]))
            for panel, width in enumerate(units)
            if width and panels[panel, kind]
        ]
        for left, person in zip(range(len(members), 0, -1), members, strict=True):
            line = _take(line, left, person, taken)
    found: dict[tuple[str, ...], int] = {}
    for panel, width in enumerate(units):
        if width:
            for people, part in _pieces(taken[panel], width, order):
                found[people] = found.get(people, 0) + part
    return tuple(Seated(people, part) for people, part in found.items())


def _take(line: list[_Stretch], left: int, person: str, taken: list[list[tuple[int, int, str]]]) -> list[_Stretch]:
    """One person takes an equal part of what is left for `left` people."""
    share = sum((one.end - one.start) * one.seats for one in line) // left
    share -= sum(one.end - one.start for one in line if one.seats == left)
    rest: list[_Stretch] = []
    for one in line:
        width = one.end - one.start
        part = width if one.seats == left else min(width, share)
        if one.seats != left:
            share -= part
        middle = one.start + part
        if part:
            taken[one.panel].append((one.start, middle, person))
            if one.seats > 1:
                rest.append(_Stretch(one.panel, one.start, middle, one.seats - 1))
        if part < width:
            rest.append(_Stretch(one.panel, middle, one.end, one.seats))
    return rest


def _pieces(taken: list[tuple[int, int, str]], width: int, order: dict[str, int]) -> list[tuple[tuple[str, ...], int]]:
    """The stretches of one panel between which its people change."""
    cuts = sorted({0, width, *(cut for start, end, _ in taken for cut in (start, end))})
    places = {cut: place for place, cut in enumerate(cuts)}
    people: list[list[str]] = [[] for _ in cuts[:-1]]
    for start, end, person in taken:
        for place in range(places[start], places[end]):
            people[place].append(person)
    return [
        (tuple(sorted(who, key=order.__getitem__)), end - start)
        for who, start, end in zip(people, cuts[:-1], cuts[1:], strict=True)
    ]


def chances(seated: Sequence[Seated]) -> dict[str, int]:
    """Units in which each person sits; people in no panel are not in it."""
    found: dict[str, int] = {}
    for one in seated:
        for person in one.people:
            found[person] = found.get(person, 0) + one.units
    return found


def seats_of_kinds(kinds: Kinds, seated: Sequence[Seated]) -> Ints:
    """Units of seats of each kind."""
    units = chances(seated)
    return np.array([sum(units.get(person, 0) for person in members) for members in kinds.members], dtype=np.int64)
