"""A family of tables on its way out: protected together, attacked, and released or refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from babyhubs.disclosure.attack import Attack, attack
from babyhubs.disclosure.counts import Flags, rounded
from babyhubs.disclosure.family import Cell, CountTable, Family, cell, title
from babyhubs.disclosure.goals import Reach, goals
from babyhubs.disclosure.hiding import Hiding
from babyhubs.disclosure.optimum import Choice, Optimum
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.reader import Reader
from babyhubs.errors import InputError, Refused

COSTS = ("counts", "cells")  # what is kept small: people in hidden cells (the default), or the number of hidden cells
SMALL_FAMILY = 120  # cells that may be hidden: up to here the cheapest choice is looked for
BOUNDED_FAMILY = 400  # up to here the linear relaxation says how far from it a choice can be
ROUNDS = 20  # of the search for the cheapest choice


@dataclass(frozen=True)
class Protected:
    """A family as it may leave, and what it cost. Only `table` is for publication: the rest stays inside."""

    reader: Reader
    choice: Choice
    attack: Attack

    @property
    def profile(self) -> Profile:
        """The profile it was protected under."""
        return self.reader.profile

    def table(self, name: str) -> pl.DataFrame:
        """One table as published: its dimensions, `count` (null where hidden) and `mark` ("" or "*")."""
        table = next(one for one in self.reader.family.tables if one.name == name and one.published)
        keys = list(table.counts)
        hidden = self.choice.hidden[self._places(table)]
        shown = rounded([float(count or 0) for count in table.counts.values()], self.profile)
        columns = {by: pl.Series([key[index] for key in keys], dtype=pl.String) for index, by in enumerate(table.by)}
        return pl.DataFrame(columns).with_columns(
            count=pl.Series(
                [None if mark else int(value) for value, mark in zip(shown, hidden, strict=True)], dtype=pl.Int64
            ),
            mark=pl.Series(["*" if mark else "" for mark in hidden], dtype=pl.String),
        )

    def hidden(self, name: str) -> Flags:
        """Which rows of a table are hidden, in its order."""
        table = next(one for one in self.reader.family.tables if one.name == name)
        return np.asarray(self.choice.hidden[self._places(table)], dtype=np.bool_)

    def loss(self) -> dict[str, float]:
        """What was lost, for those inside: cells and people hidden as small or to protect, and what rounding moved."""
        values, published = self.reader.structure.values, self.reader.structure.published
        small, extra = self.reader.primary, self.choice.hidden & ~self.reader.primary
        shown = published & ~self.choice.hidden
        moved = np.abs(rounded(values[shown], self.profile) - values[shown])
        return {
            "cells": float(published.sum()),
            "small_cells": float(small.sum()),
            "cells_hidden_to_protect": float(extra.sum()),
            "people_in_small_cells": float(values[small].sum()),
            "people_hidden_to_protect": float(values[extra].sum()),
            "mean_rounding": float(moved.mean()) if moved.size else 0.0,
            "cost": self.choice.cost,
            "relaxation_bound": self.choice.relaxation,
            "bound": self.choice.bound,
        }

    def _places(self, table: CountTable) -> list[int]:
        dimensions = [self.reader.family.dimension(name) for name in table.by]
        return [self.reader.structure.place(cell(dimensions, key)) for key in table.counts]


def protect(
    family: Family,
    profile: Profile,
    *,
    hidden: Iterable[Cell] = (),
    cost: str = "counts",
    exact: bool | None = None,
    marks_known: bool = False,
) -> Protected:
    """The family with as little hidden as it takes that no attack succeeds.

    hidden: cells that are hidden already, for reasons of the caller's. cost: "counts" keeps the people in hidden cells few, "cells"
    the hidden cells. exact: look for the cheapest choice (the default up to 120 cells that may be hidden); else a good one, with a bound
    up to 400.
    marks_known: protect also from a reader who knows which marks are small counts.
    """
    if cost not in COSTS:
        raise InputError(f"There is no cost {cost!r}.", remedy="Choose one of " + ", ".join(COSTS) + ".")
    reader = Reader(family, profile, hidden=hidden, marks_known=marks_known)
    wanted = goals(reader)
    reach = Reach(reader, wanted)
    values = reader.structure.values
    price = np.where(reader.can_hide, np.maximum(values, 1.0), 0.0) if cost == "counts" else np.ones(len(values))
    hiding = Hiding(reader, reach, price)
    start, lost = hiding.enough(reader.primary)
    start = start if lost else hiding.fewer(start)
    choice = Choice(start, float(price[start & reader.can_hide].sum()), 0.0, 0.0)
    free = int(reader.can_hide.sum())
    search = free <= SMALL_FAMILY if exact is None else exact
    if not lost and (search or (exact is None and free <= BOUNDED_FAMILY)):
        choice = Optimum(reader, reach, hiding, price).search(start, ROUNDS if search else 0)
    return Protected(reader, choice, attack(reader, choice.hidden, wanted))


def attack_printed(
    family: Family, profile: Profile, printed: Mapping[Cell, float | None], *, marks_known: bool = False
) -> Attack:
    """The attack on figures that somebody else protected: what is printed for each published cell, None for a mark.

    A figure that is not what the profile prints for its count is an InputError: the bounds would be wrong.
    """
    reader = Reader(family, profile, marks_known=marks_known)
    hidden = reader.primary.copy()
    for of, figure in printed.items():
        place = reader.structure.place(of)
        count = reader.structure.values[place]
        if figure is not None and figure != float(rounded(count, profile)):
            raise InputError(
                f"{figure:g} is printed for {count:g}, which the profile {profile.name} does not do.", where=title(of)
            )
        hidden[place] = figure is None
    return attack(reader, hidden)


def release_or_refuse(protected: Protected) -> Protected:
    """The same, if no attack succeeds; else an error that names the cells. Nothing else may leave a service."""
    unsafe = protected.attack.unsafe
    if unsafe:
        names = "; ".join(title(protected.reader.structure.cells[place]) for place in unsafe[:5])
        more = f" and {len(unsafe) - 5} more" if len(unsafe) > 5 else ""
        raise Refused(
            f"{len(unsafe)} small {'count' if len(unsafe) == 1 else 'counts'} could be worked out from what is published.",
            where=names + more,
            remedy="Leave these rows out with all that names them, use coarser groups, or check which earlier release "
            "gives them away.",
        )
    return protected
