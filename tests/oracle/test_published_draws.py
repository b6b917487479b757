"""Draws that others published or solved: sorted LEXIMIN chances of shared cases, and the statistics of a paper's allocations.

Flanigan, Gölz, Gupta, Hennig, Procaccia. Fair algorithms for selecting citizens' assemblies. Nature 596 (2021), 548-552. The references of the shared
cases were computed by two other routes.
"""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from babyhubs.panel import checker
from babyhubs.panel.seating import UNITS
from babyhubs.panel.spread import geometric_mean, gini
from tests.panel.instances import NAMES, TOYS, about, folder, selected, written
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize("name", NAMES)
def test_sorted_chances_are_the_reference_and_the_checker_accepts(name: str, tmp_path: Path) -> None:
    selection = selected(name)
    reference = json.loads((folder(name) / "leximin_reference.json").read_text("utf-8"))
    chances = sorted(selection.units.get(one.identifier, 0) / UNITS for one in selection.people)
    assert np.abs(np.array(chances) - reference["sorted_probabilities"]).max() <= 1e-4
    assert sum(len(one.people) for one in selection.barred) == reference["never_selectable"]
    assert selection.moved <= 0.2
    # the checker refuses a level whose bound is more than a millionth away
    assert "No lottery is fairer" in checker.check(written(selection, tmp_path / "draw"))[-1]


@pytest.mark.parametrize("name", TOYS)
@pytest.mark.parametrize("method", ["leximin", "maximin", "nash"])
def test_small_cases_with_closed_answers(name: str, method: str, tmp_path: Path) -> None:
    expected = about(name)["expected"]
    selection = selected(name, method)
    chances = {one.identifier: selection.units.get(one.identifier, 0) / UNITS for one in selection.people}
    alone = method != "nash" or name in ("toy1_households", "toy3_no_address")  # one lottery alone is optimal
    if "probs" in expected and alone:
        assert chances == pytest.approx(expected["probs"], abs=1e-4)
    elif "nash" in expected and method == "nash":
        assert chances == pytest.approx(expected["nash"], abs=2e-3)
    elif "maximin_min" in expected:
        assert min(chances.values()) == pytest.approx(expected["maximin_min"], abs=1e-6)
        assert {name: chances[name] for name in expected["maximin_exact"]} == pytest.approx(expected["maximin_exact"])
    checker.check(written(selection, tmp_path / "draw"))


def _published(name: str) -> list[dict[str, str]]:
    with shared(f"panel/published/nature2021/{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_statistics_of_published_allocations_to_the_printed_digit() -> None:
    for row in _published("table"):
        lines = _published(f"{row['instance']}_allocation")
        chances = {
            name: [float(line["selection_probability"]) for line in lines if line["algorithm"].lower() == name]
            for name in ("legacy", "leximin")
        }
        assert len(chances["leximin"]) == int(row["n"])
        assert f"{min(chances['leximin']):.1%}" == row["leximin_min"]
        for name, floor in (("legacy", 1e-4), ("leximin", 0.0)):  # the paper lifts estimated chances only
            assert f"{gini(chances[name]):.1%}" == row[f"gini_{name}"], row["instance"]
            assert f"{geometric_mean(chances[name], floor):.1%}" == row[f"geomean_{name}"], row["instance"]
