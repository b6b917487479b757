"""Control charts and runs that somebody else published.

Montgomery DC. Introduction to Statistical Quality Control, 6th ed. Hoboken: Wiley, 2009, chapters 6 and 7.
"""

import numpy as np
import pytest

from babyhubs.statistics import control_charts, runs, special_cause

pytestmark = pytest.mark.oracle

CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
PAINT = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]


def test_orange_juice_cans_p_chart() -> None:
    """Centre 0.2313, limits 0.0524 and 0.4102; samples 15 and 23 lie outside."""
    chart = control_charts.proportions(CANS, [50] * 30)
    figures = [chart.centre[0], chart.lower[0], chart.upper[0]]
    assert [round(float(one), 4) for one in figures] == [0.2313, 0.0524, 0.4102]
    rule = special_cause.special_cause(chart).rule
    assert (np.flatnonzero(rule == special_cause.OUTSIDE) + 1).tolist() == [15, 23]


def test_printed_circuit_boards_c_chart() -> None:
    """Centre 19.85, limits 6.48 and 33.22 (printed with the centre rounded); samples 6 and 20 lie outside."""
    chart = control_charts.counts(BOARDS)
    assert round(float(chart.centre[0]), 2) == 19.85
    assert round(float(chart.lower[0]), 2) == 6.48
    assert float(chart.upper[0]) == pytest.approx(33.22, abs=0.01)
    assert (np.flatnonzero((chart.value > chart.upper) | (chart.value < chart.lower)) + 1).tolist() == [6, 20]


def test_aircraft_paint_individuals_chart() -> None:
    """Mean 33.52, mean moving range 0.48, limits 32.24 and 34.80."""
    chart = control_charts.individuals(PAINT, screen=False)
    assert round(float(chart.centre[0]), 2) == 33.52
    assert round(float(chart.upper[0] - chart.centre[0]) / 2.66, 2) == 0.48
    assert [round(float(chart.lower[0]), 2), round(float(chart.upper[0]), 2)] == [32.24, 34.80]


def test_dyed_cloth_u_chart() -> None:
    """153 faults in 107.5 units of cloth: centre 1.42, no roll outside its limits."""
    faults, units = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23], [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]
    chart = control_charts.rates(faults, units)
    assert round(float(chart.centre[0]), 2) == 1.42
    assert float(chart.lower[0]) == pytest.approx(0.29, abs=0.01)
    assert float(chart.upper[0]) == pytest.approx(2.55, abs=0.01)
    assert not ((chart.value > chart.upper) | (chart.value < chart.lower)).any()


@pytest.mark.parametrize(
    ("points", "longest", "crossings"), [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8), (30, 8, 10)]
)
def test_bounds_of_runs(points: int, longest: int, crossings: int) -> None:
    """Anhoej J. Diagnostic value of run chart analysis. PLoS One 2015;10:e0121349, table 1."""
    found = runs.runs(np.arange(points) % 2 + np.arange(points) / 1000)
    assert float(found.useful[0]) == points
    assert (float(found.longest_run_most[0]), float(found.crossings_fewest[0])) == (longest, crossings)
