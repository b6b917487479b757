"""A linear or integer programme over panels, kept warm in HiGHS: the rows stay, costs and limits change.

Everything is maximised. Multipliers (`rows`, `columns`) have the sign of a maximum: positive where an upper limit holds the value down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_array

from babyhubs.panel.kinds import Floats, Ints

INF = highspy.kHighsInf
ABOUT = 0.3  # how much less than the optimum is about as good
FEASIBLE = 2  # HiGHS's status of a point that keeps all limits
TOLERANCE = 1e-9  # of feasibility and of reduced costs


@dataclass(frozen=True)
class Optimum:
    """x: the point. rows, columns: multipliers of the rows and of the limits of the columns (linear programmes only)."""

    value: float
    x: Floats
    rows: Floats
    columns: Floats


class Programme:
    """One matrix, solved many times."""

    def __init__(
        self,
        matrix: Floats | csr_array,
        row_limits: tuple[Floats, Floats],
        limits: tuple[Floats, Floats],
        *,
        whole: bool = False,
        parts: Sequence[int] = (),
        most_nodes: int | None = None,
    ) -> None:
        """whole: columns take whole numbers, except those named in `parts`.

        most_nodes: where any point will do that is about as good as can be, how far to look for one.
        """
        sparse = csr_array(matrix)
        self.shape = (int(sparse.shape[0]), int(sparse.shape[1]))
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = self.shape
        model.col_cost_ = np.zeros(self.shape[1])
        model.col_lower_, model.col_upper_ = (np.asarray(one, dtype=np.float64) for one in limits)
        model.row_lower_, model.row_upper_ = (np.asarray(one, dtype=np.float64) for one in row_limits)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = sparse.indptr
        model.a_matrix_.index_ = sparse.indices
        model.a_matrix_.value_ = sparse.data
        model.sense_ = highspy.ObjSense.kMaximize
        self._columns = np.arange(self.shape[1], dtype=np.int32)
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("primal_feasibility_tolerance", TOLERANCE),
            ("dual_feasibility_tolerance", TOLERANCE),
            ("mip_feasibility_tolerance", 1e-7),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 1e-9),
        ):
            self.solver.setOptionValue(name, value)
        self._any_will_do = most_nodes is not None
        if most_nodes is not None:
            self.solver.setOptionValue("mip_abs_gap", ABOUT)
            self.solver.setOptionValue("mip_max_nodes", most_nodes)
        if whole:
            model.integrality_ = [
                highspy.HighsVarType.kContinuous if column in parts else highspy.HighsVarType.kInteger
                for column in range(self.shape[1])
            ]
        self.solver.passModel(model)

    def costs(self, cost: Floats) -> None:
        """A new objective."""
        self.solver.changeColsCost(self.shape[1], self._columns, np.asarray(cost, dtype=np.float64))

    def limits(self, low: Floats, high: Floats) -> None:
        """New limits for every column."""
        self.solver.changeColsBounds(
            self.shape[1], self._columns, np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
        )

    def add_column(self, rows: Ints, values: Floats) -> None:
        """One more column, from 0 upwards and without a cost."""
        self.solver.addCol(
            0.0, 0.0, INF, len(rows), np.asarray(rows, dtype=np.int32), np.asarray(values, dtype=np.float64)
        )

    def add_row(self, columns: Ints, values: Floats, high: float) -> None:
        """One more row with an upper limit."""
        self.solver.addRow(
            -INF, high, len(columns), np.asarray(columns, dtype=np.int32), np.asarray(values, dtype=np.float64)
        )

    def row_limits(self, low: Sequence[float] | Floats, high: Sequence[float] | Floats) -> None:
        """New limits for every row."""
        for row, (one, other) in enumerate(zip(low, high, strict=True)):
            self.solver.changeRowBounds(row, float(one), float(other))

    def solve(self) -> Optimum | None:
        """The optimum, or None where no point keeps all limits."""
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
                return None
            if self._any_will_do:  # the nodes are used up
                return self._point() if self.solver.getInfo().primal_solution_status == FEASIBLE else None
            self.solver.clearSolver()  # from scratch: a warm start sometimes ends in "unknown"
            self.solver.run()
            if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
        return self._point()

    def _point(self) -> Optimum:
        found = self.solver.getSolution()
        return Optimum(
            float(self.solver.getInfo().objective_function_value),
            np.array(found.col_value),
            np.array(found.row_dual),
            np.array(found.col_dual),
        )
