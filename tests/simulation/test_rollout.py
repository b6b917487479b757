"""The simulated roll-outs: same seed, same service; truths that follow from what is planted."""

import numpy as np
import pytest

from babyhubs.simulation.rollout import RANK, rollout
from babyhubs.simulation.rollout_cells import cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS
from babyhubs.simulation.rollout_truth import truth

NOTE = {
    "null", "level only", "narrows", "widens", "levelling down", "waves differ", "decay", "worst first", "broken gap trend",
    "population shift", "closures", "all changed", "contamination 20%", "recording bias",
}  # fmt: skip


def test_every_scenario_of_the_specification_is_there_and_says_what_a_right_tool_does() -> None:
    assert set(SCENARIOS) >= NOTE
    assert all(one.what_a_right_tool_does for one in SCENARIOS.values())


def test_the_same_seed_is_the_same_service_and_another_is_not() -> None:
    first, again, other = (rollout(SCENARIOS["narrows"], seed, 8) for seed in (1, 1, 2))
    assert cells(first).equals(cells(again))
    assert not cells(first).equals(cells(other))


@pytest.mark.parametrize(
    ("scenario", "level", "ratio"),
    [("null", 1.0, 1.0), ("level only", np.exp(0.18), 1.0), ("broken gap trend", 1.0, 1.0)],
)
def test_truths_that_can_be_known_beforehand(scenario: str, level: float, ratio: float) -> None:
    true = truth(rollout(SCENARIOS[scenario], 3, 12))["attendance"]
    assert true["att_rate_ratio"] == pytest.approx(level)
    assert true["ratio_of_RII"] == pytest.approx(ratio)
    assert true["att_rate_ratio_by_quintile"] == pytest.approx([level] * 5)


def test_an_equal_rise_widens_the_absolute_gap() -> None:
    assert truth(rollout(SCENARIOS["level only"], 3, 12))["attendance"]["change_SII"] < -0.03


def test_levelling_down_takes_from_the_least_deprived() -> None:
    true = truth(rollout(SCENARIOS["levelling down"], 3, 12))["attendance"]
    assert true["att_rate_ratio_by_quintile"] == pytest.approx(np.exp(-0.10 + 0.40 * (RANK - 0.5)).tolist())


def test_closed_months_have_no_contacts_and_their_truth_leaves_them_out() -> None:
    service = rollout(SCENARIOS["closures"], 3, 12)
    assert service.contacts[:, 20:24].sum() == 0
    assert service.infants[:, 20:24].sum() > 0


def test_hubs_picked_after_a_bad_half_year_were_bad() -> None:
    picked, by_chance = (
        np.mean([_before(rollout(SCENARIOS[name], seed, 30)) for seed in range(12)]) for name in ("worst first", "null")
    )
    assert picked < by_chance - 0.02


def _before(service: object) -> float:
    """ln(rate) of the first wave in its last half-year, less that of the others."""
    start, contacts, infants = (getattr(service, name) for name in ("start", "contacts", "infants"))
    late = slice(8, 14)
    rate = np.log(contacts[:, late].sum(axis=(1, 2, 3)) / infants[:, late].sum(axis=(1, 2, 3)))
    own = np.log(contacts[:, :8].sum(axis=(1, 2, 3)) / infants[:, :8].sum(axis=(1, 2, 3)))
    return float((rate - own)[start == 14].mean() - (rate - own)[start != 14].mean())


def test_all_changed_leaves_nobody_unchanged_and_contamination_is_in_the_dose() -> None:
    assert (rollout(SCENARIOS["all changed"], 3, 12).start >= 0).all()
    spilled = rollout(SCENARIOS["contamination 20%"], 3, 12)
    assert set(np.unique(spilled.dose).tolist()) == {0.0, 0.2, 1.0}


def test_recording_is_lost_among_the_most_deprived_after_the_change() -> None:
    service = rollout(SCENARIOS["recording bias"], 3, 30)
    changed = (service.start[:, None] >= 0) & (np.arange(48)[None, :] >= service.start[:, None])
    share = [
        service.recorded[:, :, 0][where].sum() / service.due[:, :, 0][where].sum() for where in (changed, ~changed)
    ]
    assert share[0] < share[1] - 0.2
