"""A figure is the same on every machine: what differs between them is not written."""

import math

import pytest

from babyhubs.evaluation.figure import written


@pytest.mark.parametrize("value", [1.6689570403820329, -0.00012345678901234, 987654.32109876, 0.0])
def test_the_last_digits_of_a_float_are_not_written(value: float) -> None:
    assert written(value) == pytest.approx(value, rel=1e-9)
    assert written(value * (1 + 4e-15)) == written(value)


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_is_no_number_is_none(value: float | None) -> None:
    assert written(value) is None
