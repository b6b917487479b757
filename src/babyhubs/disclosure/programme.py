"""One linear programme, kept warm in HiGHS: bounds change and one column at a time is made as large or as small as it can be.

Everything is deterministic: one thread, no clock, limits in steps.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from babyhubs.disclosure.counts import Floats

MOST_NODES = 100  # of a branch and bound tree, when a table of whole numbers is looked for
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Extreme:
    """An optimum: its value, where it is taken, and what each column's and row's bound is worth."""

    value: float
    point: Floats
    column_duals: Floats
    row_duals: Floats


class Programme:
    """low <= x <= high, row_low <= matrix x <= row_high."""

    def __init__(self, matrix: csr_array) -> None:
        self._matrix = matrix
        self._rows, self._columns = matrix.shape
        self._all_columns = np.arange(self._columns, dtype=np.int32)
        self._linear = self._model(whole=False)
        self._whole: highspy.Highs | None = None
        self.gave_up = False
        self.low = self.high = np.zeros(self._columns)
        self.row_low = self.row_high = np.zeros(self._rows)

    def bound(self, low: Floats, high: Floats, row_low: Floats, row_high: Floats) -> None:
        """Sets all bounds."""
        self.low, self.high, self.row_low, self.row_high = low, high, row_low, row_high
        self._bound(self._linear)

    def extreme(self, column: int, sense: int) -> Extreme | None:
        """The smallest (sense 1) or largest (sense -1) value of a column; None when nothing fits the bounds."""
        self._linear.changeColCost(column, float(sense))
        found = self._solve()
        self._linear.changeColCost(column, 0.0)
        return found

    def cheapest(self, cost: Floats, held: dict[int, tuple[float, float]]) -> Extreme | None:
        """The point of least cost with columns held between limits; None when nothing fits."""
        self._linear.changeColsCost(self._columns, self._all_columns, cost)
        for column, (low, high) in held.items():
            self._linear.changeColBounds(column, low, high)
        found = self._solve()
        for column in held:
            self._linear.changeColBounds(column, float(self.low[column]), float(self.high[column]))
        self._linear.changeColsCost(self._columns, self._all_columns, np.zeros(self._columns))
        return found

    def whole_numbers(self, column: int, low: float, high: float) -> Floats | None:
        """A point of whole numbers with a column held between two limits; None when none was found.

        `gave_up` turns true when none was found in the steps allowed, though there may be one.
        """
        if self._whole is None:
            self._whole = self._model(whole=True)
            self._whole.setOptionValue("mip_max_nodes", MOST_NODES)
        self._bound(self._whole)
        self._whole.changeColBounds(column, max(low, float(self.low[column])), min(high, float(self.high[column])))
        self._whole.run()
        if self._whole.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            self.gave_up |= self._whole.getModelStatus() != highspy.HighsModelStatus.kInfeasible
            return None
        return self.as_whole(np.array(self._whole.getSolution().col_value))

    def as_whole(self, point: Floats) -> Floats | None:
        """The point in exact whole numbers, or None when it has fractions or they break a bound."""
        near = np.round(point)
        return near if np.abs(near - point).max(initial=0.0) < TOLERANCE and self.fits(near) else None

    def fits(self, point: Floats) -> bool:
        """Whether a point keeps all bounds."""
        rows = self._matrix @ point
        slack = TOLERANCE * np.maximum(1.0, np.abs(rows)) * (np.abs(rows - np.round(rows)) > 0)
        return bool(
            np.all((point >= self.low) & (point <= self.high))
            and np.all((rows >= self.row_low - slack) & (rows <= self.row_high + slack))
        )

    def _solve(self) -> Extreme | None:
        self._linear.run()
        if self._linear.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._linear.getSolution()
        return Extreme(
            value=float(self._linear.getInfo().objective_function_value),
            point=np.array(solution.col_value),
            column_duals=np.array(solution.col_dual),
            row_duals=np.array(solution.row_dual),
        )

    def _bound(self, model: highspy.Highs) -> None:
        model.changeColsBounds(self._columns, self._all_columns, self.low, self.high)
        rows: NDArray[np.int32] = np.arange(self._rows, dtype=np.int32)
        model.changeRowsBounds(self._rows, rows, self.row_low, self.row_high)  # type: ignore[attr-defined]  # not in its stubs

    def _model(self, *, whole: bool) -> highspy.Highs:
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            model.setOptionValue(name, value)
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = self._columns, self._rows
        programme.col_cost_ = np.zeros(self._columns)
        programme.col_lower_ = programme.col_upper_ = np.zeros(self._columns)
        programme.row_lower_ = programme.row_upper_ = np.zeros(self._rows)
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = self._matrix.indptr.astype(np.int32)
        programme.a_matrix_.index_ = self._matrix.indices.astype(np.int32)
        programme.a_matrix_.value_ = self._matrix.data.astype(np.float64)
        if whole:
            programme.integrality_ = [highspy.HighsVarType.kInteger] * self._columns
        model.passModel(programme)
        return model
