"""Agreement against figures that others published: Gwet's tables, Krippendorff's examples of 2004 and 2011."""

import json
import math
from typing import Any

import numpy as np
import pytest

from babyhubs.statistics import graded_agreement, unitizing, weighted_agreement
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


def reference(name: str) -> Any:
    return json.loads(shared(f"agreement/{name}").read_text("utf-8"))


@pytest.mark.parametrize("name", ["01_paradox_2x2", "02_cohen_ex1", "04_likert_4x4"])
def test_gwet_ac1_and_ac2(name: str) -> None:
    case = reference(f"gwet_fixture_{name}.json")
    size = len(case["categories"])
    assert weighted_agreement.ac1(case["table"]) == pytest.approx(case["cases"][0]["coefficient"], abs=5e-4)
    weights = {"unweighted": np.eye(size), "quadratic": graded_agreement.quadratic_weights(case["categories"])}
    for one in case["cases"]:
        assert graded_agreement.ac2(case["table"], weights[one["weights"]]) == pytest.approx(
            one["coefficient"], abs=5e-4
        )


@pytest.mark.parametrize("level", graded_agreement.LEVELS)
def test_krippendorff_2011_at_every_level_of_measurement(level: str) -> None:
    case = reference("krippendorff2011_alpha.json")
    values = [1, 2, 3, 4, 5]
    units = [(1.0, said) for said in zip(*case["data"], strict=True) if sum(one is not None for one in said) > 1]
    table = weighted_agreement.coincidences(units, values)
    apart = graded_agreement.distances(values, level, table.sum(axis=0))
    assert graded_agreement.alpha(table, apart) == pytest.approx(case["alpha"][level], abs=5e-4)


def test_krippendorff_2004_unitizing_alpha_page_254() -> None:
    case = reference("krippendorff2004_unitizing.json")
    begin = case["continuum"]["begin"]
    parts = []
    for category in ("c", "k"):
        units: list[list[tuple[int, int]]] = [[], []]
        for one in case["units"]:
            if one["category"] == category:
                start = one["begin"] - begin
                units[one["observer"]].append((start, start + one["length"]))
        found = unitizing.unitizing([unitizing.continuum(case["continuum"]["length"], units)])
        wanted = case["expected"][category]
        assert found.observed == pytest.approx(wanted["Do"], abs=1e-4)
        assert found.expected == pytest.approx(wanted["De"], abs=1e-4)
        assert found.alpha == pytest.approx(wanted["alpha"], abs=5e-4)
        parts.append(found)
    assert unitizing.overall(parts) == pytest.approx(case["expected"]["overall_alpha"], abs=5e-4)


def test_one_category_throughout_is_not_computable() -> None:
    table = [[12, 0], [0, 0]]
    assert math.isnan(float(weighted_agreement.kappa(table)))
    assert math.isnan(graded_agreement.alpha([[24.0, 0.0], [0.0, 0.0]], 1 - np.eye(2)))
    assert math.isnan(unitizing.unitizing([unitizing.continuum(100, [[], []])]).alpha)


def test_two_codings_of_one_coder_are_not_agreement() -> None:
    twice = unitizing.continuum(100, [[(10, 30), (20, 40)], []])
    assert twice.lengths.tolist() == [30]
    assert unitizing.unitizing([twice]).alpha < 0.01


def test_masi_follows_passonneau() -> None:
    assert graded_agreement.masi({"a"}, {"a"}) == 0
    assert graded_agreement.masi({"a"}, {"b"}) == 1
    assert graded_agreement.masi({"a"}, {"a", "b"}) == pytest.approx(1 - 2 / 3 / 2)
    assert graded_agreement.masi({"a", "b"}, {"a", "c"}) == pytest.approx(1 - 1 / 3 / 3)
