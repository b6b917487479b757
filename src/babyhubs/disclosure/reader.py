"""The reader of a release: everything that is known to somebody who has all that was published and a solver.

A mark says little on purpose. It stands for a small count, or for any other count that would give a small one away, so
behind it may be any number from 1 up (from 0 where zeros are marked too). What the reader knows besides: the sums, the
rule of rounding, that zeros are printed as zeros, earlier releases, and rates.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array, vstack

from babyhubs.disclosure.counts import Flags, Floats, is_small
from babyhubs.disclosure.family import Cell, Family, Statement, title
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.programme import TOLERANCE, Programme
from babyhubs.disclosure.shown import lowest_hidden, range_of_shown
from babyhubs.disclosure.structure import Structure, structure

Bounds = tuple[Floats, Floats, Floats, Floats]


class Reader:
    """Bounds on every cell of a family for any choice of hidden cells.

    primary: published cells that are hidden anyhow, by the profile or by `hidden`. can_hide: published cells that may be
    hidden besides. marks_known: a harsher reader, who can tell the small counts from those hidden to protect them.
    """

    def __init__(
        self, family: Family, profile: Profile, *, hidden: Iterable[Cell] = (), marks_known: bool = False
    ) -> None:
        self.family, self.profile = family, profile
        self.structure: Structure = structure(family)
        self.notes: list[str] = []
        values, published = self.structure.values, self.structure.published
        anyhow = np.zeros(len(values), dtype=np.bool_)
        anyhow[[self.structure.place(one) for one in (*family.ranges, *hidden)]] = True
        self.primary: Flags = published & (is_small(values, profile) | anyhow)
        zero_is_told = profile.zero_shown
        self.can_hide: Flags = published & ~self.primary & ((values > 0) | (not zero_is_told))
        self.largest_count = float(np.nanmax(self.structure.values, initial=0.0))
        self._largest = 2 * self.largest_count + 1000
        self.shown_low, self.shown_high = self._shown(published, values)
        self.hidden_low = np.where(published, lowest_hidden(profile), 0.0)
        self.hidden_high = np.full(len(values), self._largest)
        if marks_known:
            self._tell_marks_apart()
        self._statements = self._fit(family.known)
        self._add_known_ranges()
        self.matrix: csr_array = self._rows()
        self.goes_with: list[list[int]] = [
            [self.structure.place(one) for one in statement.goes_with] for statement in self._statements
        ]

    @property
    def first_statement(self) -> int:
        """The first row of `matrix` that is a statement; before it stand the sums."""
        return int(self.structure.sums.shape[0])

    def programme(self) -> Programme:
        """The reader's linear programme, without bounds yet."""
        return Programme(self.matrix)

    def bounds(self, hidden: Flags) -> Bounds:
        """Bounds of cells and of rows when these published cells are hidden."""
        low = np.where(hidden, self.hidden_low, self.shown_low)
        high = np.where(hidden, self.hidden_high, self.shown_high)
        row_low, row_high = self._row_bounds()
        for row, cells in enumerate(self.goes_with, start=self.first_statement):
            if hidden[cells].any():
                row_low[row], row_high[row] = -np.inf, np.inf
        return low, high, row_low, row_high

    def without_known(self, hidden: Flags) -> Bounds:
        """The same for a reader who has only this release."""
        low = np.where(hidden, self._own_hidden[0], self._own_shown[0])
        high = np.where(hidden, self._own_hidden[1], self._own_shown[1])
        row_low, row_high = self._row_bounds()
        row_low[self.first_statement :], row_high[self.first_statement :] = -np.inf, np.inf
        return low, high, row_low, row_high

    def _shown(self, published: Flags, values: Floats) -> tuple[Floats, Floats]:
        low, high = range_of_shown(np.where(published, values, np.nan), self.profile)
        return np.where(published, low, 0.0), np.where(published, high, self._largest)

    def _tell_marks_apart(self) -> None:
        low, high = self.profile.suppress
        if high < low:
            return
        small = is_small(self.structure.values, self.profile) & self.structure.published
        self.hidden_low = np.where(small, float(low), np.where(self.structure.published, high + 1.0, 0.0))
        self.hidden_high = np.where(small, float(high), self.hidden_high)

    def _fit(self, known: Sequence[Statement]) -> list[Statement]:
        """Statements that agree with the exact counts. Others speak of other people (the records were revised since)."""
        kept = []
        for statement in known:
            value = sum(factor * self.structure.values[self.structure.place(one)] for one, factor in statement.terms)
            if np.isfinite(value) and not statement.low - TOLERANCE <= value <= statement.high + TOLERANCE:
                self.notes.append(
                    f"{statement.source}: {title(statement.terms[0][0])} does not agree with the counts now; "
                    "the figure was left out of the attack."
                )
            else:
                kept.append(statement)
        return kept

    def _add_known_ranges(self) -> None:
        """A statement about one cell that stays known is a bound, not a row."""
        self._own_shown = (self.shown_low.copy(), self.shown_high.copy())
        self._own_hidden = (self.hidden_low.copy(), self.hidden_high.copy())
        rows = []
        for statement in self._statements:
            if len(statement.terms) > 1 or statement.goes_with or statement.terms[0][1] != 1.0:
                rows.append(statement)
                continue
            place = self.structure.place(statement.terms[0][0])
            for low, high in ((self.shown_low, self.shown_high), (self.hidden_low, self.hidden_high)):
                low[place] = max(low[place], np.ceil(statement.low - TOLERANCE))
                high[place] = min(high[place], np.floor(statement.high + TOLERANCE))
        self._statements = rows

    def _rows(self) -> csr_array:
        if not self._statements:
            return self.structure.sums
        entries = [
            (row, self.structure.place(one), factor)
            for row, statement in enumerate(self._statements)
            for one, factor in statement.terms
        ]
        row, column, factor = (np.array(one) for one in zip(*entries, strict=True))
        shape = (len(self._statements), len(self.structure.cells))
        return csr_array(vstack([self.structure.sums, csr_array((factor, (row, column)), shape)], format="csr"))

    def _row_bounds(self) -> tuple[Floats, Floats]:
        zeros = np.zeros(self.first_statement)
        return (
            np.concatenate([zeros, [statement.low for statement in self._statements]]),
            np.concatenate([zeros, [statement.high for statement in self._statements]]),
        )
