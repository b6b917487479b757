"""The study of simulated services, short: its parts survive being stopped, and its table tells what lies outside a line."""

from pathlib import Path

import pytest
from benchmarks import evaluation_simulation as simulation
from benchmarks import evaluation_simulation_page as page
from benchmarks.evaluation_simulation import One, Row

from babyhubs.evaluation.gap import judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.study import study
from babyhubs.simulation.rollout import rollout
from babyhubs.simulation.rollout_cells import cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS

SHORT = Row("null", 8, "attendance")


def seen(estimate: float, half: float, truth: float = 0.0) -> One:
    figures = {"level": (estimate, estimate - half, estimate + half, truth)}
    return One(figures, dict.fromkeys(simulation.THREE, "estimated"), (), (), {}, 0.1)


def test_a_service_is_judged_against_its_own_truth() -> None:
    found = simulation.one(simulation.FIRST_SEED, SHORT)
    for estimand in simulation.THREE:
        estimate, low, high, truth = found.figures[estimand]
        assert low < estimate < high
        assert truth == pytest.approx(0.0, abs=1e-9)
    assert len(found.checks) == 2
    assert set(found.together) == {"by quintile", "by ethnic group"}


def test_the_shortcut_past_the_table_changes_nothing() -> None:
    """Services after the first two hundred are read without a table and without ethnic groups: the same three figures."""
    service = rollout(SCENARIOS["null"], 5, 8)
    with_groups, without = (simulation.studied(service, by_group) for by_group in (True, False))
    attendance = outcomes()["attendance"]
    one, other = (judge(each, attendance, draws=0, checks=False) for each in (with_groups, without))
    assert one.estimates[:3] == other.estimates[:3]
    read = judge(study(cells(service)), attendance, draws=0, checks=False)
    assert [each.estimate for each in read.estimates[:3]] == pytest.approx(
        [each.estimate for each in one.estimates[:3]]
    )


def test_what_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    simulation.run(tmp_path, [SHORT], services=2, others=2, workers=1)
    first = simulation.kept(tmp_path, SHORT)
    assert len(first) == 2
    (file,) = tmp_path.iterdir()
    written = file.stat().st_mtime_ns
    simulation.run(tmp_path, [SHORT], services=2, others=2, workers=1)
    assert file.stat().st_mtime_ns == written
    assert simulation.kept(tmp_path, SHORT) == first
    assert "| null | 8 | 2 | attendance | level |" in page.tables({SHORT: first})


def test_coverage_and_bias_are_counted() -> None:
    services = [seen(0.1, 0.2)] * 9 + [seen(0.5, 0.2)]
    found = page.figure(services, "level")
    assert found is not None
    assert (found.covered, found.shown) == (90.0, 10.0)
    assert found.bias == pytest.approx(0.14)
    assert found.covered_error == pytest.approx(100 * (0.9 * 0.1 / 10) ** 0.5)


def test_what_lies_outside_a_line_is_named_and_chance_is_told_from_more() -> None:
    few = [seen(0.01 * (-1) ** number, 0.02) for number in range(9)] + [seen(0.5, 0.2)]
    many = [seen(0.01 * (-1) ** number, 0.02) for number in range(800)] + [seen(0.5, 0.2)] * 200
    (by_chance, *_), (surely, *_) = page.against({SHORT: few}), page.against({SHORT: many})
    assert "null 8 hubs, level 90.0" in by_chance
    assert "more than chance" not in by_chance
    assert "null 8 hubs, level 80.0" in surely
    assert "more than chance" in surely
