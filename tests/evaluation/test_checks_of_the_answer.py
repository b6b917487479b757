"""What stands beside the headline: dealt dates, made-up dates, sensitivity, recording, the trend of one hub, power, the protocol."""

from datetime import date

import numpy as np
import pytest

from babyhubs.errors import InputError, Refused
from babyhubs.evaluation import power, protocol, randomisation, sensitivity, trends
from babyhubs.evaluation.findings import findings
from babyhubs.evaluation.gap import judge, with_placebo_outcomes
from babyhubs.evaluation.hub_trend import hub_trend
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.panel import national_rank
from babyhubs.evaluation.scope import scope
from babyhubs.evaluation.sentences import conclusion
from tests.evaluation.services import studied

RANK = national_rank(5)


def test_few_deals_give_no_p_value() -> None:
    """Two of six hubs can change in fifteen ways: 199 deals of them would be the same ones over and over."""
    panel = studied("null", 7, 8).by_fifth(outcomes()["attendance"])
    few = panel.with_start([20, 20, -1, -1, -1, -1, -1, -1])
    assert randomisation.deals(few) == 28
    assert np.isnan(randomisation.p_values(few, "ratio", RANK, [0, 0, 0])).all()


def test_dealt_dates_find_what_is_planted() -> None:
    panel = studied("narrows").by_fifth(outcomes()["attendance"])
    assert randomisation.p_values(panel, "ratio", RANK, [0.0, 0.37, 0.23], draws=59)[1:].max() < 0.05
    nothing = randomisation.p_values(panel, "ratio", RANK, [0.0, 0.0, 0.0], draws=59)
    assert nothing.tolist() == [1.0, 1.0, 1.0]


def test_made_up_dates_stop_before_the_real_ones() -> None:
    panel = studied("narrows").by_fifth(outcomes()["attendance"])
    found = trends.placebos(panel, "ratio", RANK)
    assert [one.months_early for one in found] == [6, 12]
    assert all(float(one.gap.lower) < 0 < float(one.gap.upper) for one in found)


def test_sensitivity_says_what_trend_would_explain_it_and_is_wider_than_the_headline() -> None:
    panel = studied("narrows").by_fifth(outcomes()["attendance"])
    used = scope(panel)
    earlier = trends.trend(panel, used, "ratio", RANK)
    assert earlier is not None
    found = sensitivity.sensitivity(panel, used, "ratio", RANK, earlier, 0.37)
    assert 0.005 < found.explained_by < 0.05
    widths = [one.upper - one.lower for one in found.bounds]
    assert widths[1] < widths[2] < widths[3]
    assert widths[0] > 0.2


def test_one_hub_steps_and_no_more_is_claimed() -> None:
    rng = np.random.default_rng(5)
    exposure = np.full(48, 400.0)
    rate = np.where(np.arange(48) < 24, 0.5, 0.65)
    found = hub_trend(np.arange(48), rng.poisson(exposure * rate), exposure, 24)
    assert found.fitted is not None
    step, low, high = found.fitted.ratio("step")
    assert low < 1.3 < high
    assert step == pytest.approx(1.3, abs=0.12)
    assert found.status == "restricted"
    assert "cannot tell the change of the hub" in found.why
    assert found.chart.segment.max() == 1


def test_a_few_points_after_give_a_chart_and_no_step() -> None:
    found = hub_trend(np.arange(20), np.full(20, 50.0), np.full(20, 100.0), 16)
    assert found.status == "refused"
    assert found.fitted is None
    assert "4 after" in found.why


def test_power_of_a_service_grows_with_the_effect_and_keeps_false_alarms_rare() -> None:
    records = studied("null").by_fifth(outcomes()["attendance"])
    plan = power.Plan((12, 16, 20), (4, 4, 4), 4, 28)
    nothing, small, large = power.simulate_power(records, plan, ((1.0, 1.0), (1.05, 1.0), (1.3, 1.0)), tries=24)
    assert nothing.power_level <= 0.21  # of 24: five false alarms happen once in a hundred times at 5%
    assert small.power_level <= large.power_level
    assert large.power_level > 0.8


def test_power_needs_a_year_of_records() -> None:
    records = studied("null").by_fifth(outcomes()["attendance"])
    short = records.with_start(records.start, keep=np.broadcast_to(records.months < 8, records.open.shape))
    with pytest.raises(Refused, match="fewer than 12 months"):
        power.simulate_power(short, power.Plan((12,), (4,), 4, 28), ((1.2, 1.0),), tries=5)


def test_stepped_wedge_of_hussey_and_hughes() -> None:
    """Against generalised least squares written out: hub variance, month effects, one coefficient."""
    plan, between, within = power.Plan((1, 2, 3), (2, 2, 2), 0, 4), 0.02, 0.05
    start = np.repeat([1, 2, 3], 2)
    treated = (np.arange(4)[None, :] >= start[:, None]).astype(float)
    hub, month = np.meshgrid(np.arange(6), np.arange(4), indexing="ij")
    x = np.column_stack([treated.ravel(), *(month.ravel() == t for t in range(4))]).astype(float)
    v = within * np.eye(24) + between * (hub.ravel()[:, None] == hub.ravel()[None, :])
    variance = np.linalg.inv(x.T @ np.linalg.solve(v, x))[0, 0]
    expected = power.stats.norm.cdf(0.3 / np.sqrt(variance) - power.stats.norm.ppf(0.975))
    assert power.stepped_wedge_power(plan, 0.3, between, within) == pytest.approx(expected, abs=1e-9)


def test_a_hub_correlation_that_is_planted_is_found() -> None:
    rng = np.random.default_rng(2)
    exposure = np.full((60, 24), 1e6)
    rate = 0.6 + rng.normal(0, 0.1, (60, 1)) + rng.normal(0, 0.1, (60, 24))
    share, _, _ = power.intra_hub_correlation(exposure * rate, exposure)
    assert share == pytest.approx(0.5, abs=0.1)


PLAN = """
title = "Baby hubs, first wave"
primary_outcome = "attendance"
primary_estimand = "relative gap"
first_month = 2023-04-01
last_month = 2027-03-31
written_on = 2026-01-10
what_counts_as_success = "The lower limit of the ratio of relative indices lies above 1."
"""


def test_a_protocol_has_one_digest_and_any_change_gives_another() -> None:
    known = tuple(outcomes())
    first, moved = (
        protocol.read(PLAN, "plan", known),
        protocol.read(PLAN.replace("above 1.", "above 0.9."), "plan", known),
    )
    assert first.digest == protocol.read(PLAN, "elsewhere", known).digest
    assert first.digest != moved.digest
    assert protocol.stamp(first, first.digest)["status"] == "fixed beforehand"
    with pytest.raises(Refused, match="content has changed"):
        protocol.stamp(moved, first.digest)


def test_a_protocol_written_after_the_data_were_opened_is_no_protocol() -> None:
    late = protocol.read(PLAN + "data_opened_on = 2026-01-02\n", "plan", tuple(outcomes()))
    assert late.data_opened_on == date(2026, 1, 2)
    assert protocol.stamp(late)["status"] == "exploratory"
    assert protocol.stamp(None)["status"] == "exploratory"


def test_what_a_protocol_may_not_be() -> None:
    known = tuple(outcomes())
    with pytest.raises(InputError, match="not an outcome"):
        protocol.read(PLAN.replace('"attendance"', '"happiness"'), "plan", known)
    with pytest.raises(InputError, match="not complete"):
        protocol.read(PLAN.replace("title", "name"), "plan", known)
    with pytest.raises(Refused, match="Keen parents"):
        protocol.read(PLAN + 'exposure = "attendance"\n', "plan", known)


def test_an_outcome_that_could_not_move_and_did_restricts_the_answer() -> None:
    study = studied("narrows")
    quiet, moved = (
        judge(studied(name), outcomes()["attendance"], draws=0, checks=False) for name in ("null", "level only")
    )
    answer = judge(study, outcomes()["attendance"], draws=0, checks=False)
    assert with_placebo_outcomes(answer, (quiet,)) == answer
    warned = with_placebo_outcomes(answer, (quiet, moved))
    assert warned.get("relative gap").status == "restricted"
    assert "could not do" in conclusion(warned)


def test_findings_carry_their_reservation_and_no_counts() -> None:
    answer = judge(studied("all changed"), outcomes()["attendance"], draws=0, checks=False)
    found = findings([answer], "2023-04-01/2027-03-31", "service evaluation", "", ("sha256:0",))
    assert len(found) == len(answer.estimates)
    assert all(one.reason.startswith("restricted: ") and one.eligible is None for one in found)
    assert found[0].rule.startswith("exploratory")
    assert len({one.identity for one in found}) == len(found)
