"""Hubs that were picked after a bad spell: it is seen, the spell is no part of their usual state, and the answer says so.

Method: docs/explanation/evaluation.md, "Hubs picked after a bad spell".
"""

import numpy as np
import pytest

from babyhubs.evaluation import estimands, protocol
from babyhubs.evaluation.dip import SEEN_FROM, Picked, compare_from_before, dip
from babyhubs.evaluation.expected import compare
from babyhubs.evaluation.gap import Answer, judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.panel import Panel, national_rank, panel
from babyhubs.evaluation.scope import scope
from babyhubs.evaluation.sentences import conclusion
from babyhubs.simulation.rollout_truth import truth
from tests.evaluation.services import service, studied

ATTENDANCE, RANK = outcomes()["attendance"], national_rank(5)
HUBS, MONTHS, START = 12, 36, 20


def without_chance(bad_half_year: float, effect: float = 1.2, start: int = START) -> Panel:
    """Six hubs of twelve change; every rate is the product of a hub, a month and a fifth, but for the half-year before and the effect."""
    hub = np.linspace(0.6, 1.4, HUBS)[None, :, None]
    month = 1 + 0.2 * np.cos(np.arange(MONTHS))[None, None, :]
    rate = hub * month * np.linspace(0.5, 0.9, 5)[:, None, None]
    rate[:, :6, start - 6 : start] *= bad_half_year
    rate[:, :6, start:] *= effect
    exposure = np.full((5, HUBS, MONTHS), 300.0)
    first = np.array([start] * 6 + [-1] * 6)
    names = tuple(f"hub {number}" for number in range(HUBS)), tuple("12345")
    return panel(names[0], names[1], np.arange(MONTHS), first, rate * exposure, exposure)


def level(records: Panel, from_before: bool) -> float:
    used = scope(records)
    found = (compare_from_before if from_before else compare)(records, used, "ratio")
    return float(np.exp(estimands.log_level(found.whole)))


def judged(scenario: str, seed: int, picked: Picked = "", hubs: int = SEEN_FROM) -> Answer:
    return judge(studied(scenario, seed, hubs), ATTENDANCE, checks=False, picked=picked)


def test_a_bad_half_year_counted_as_usual_flatters_the_change_and_set_aside_it_does_not() -> None:
    records = without_chance(bad_half_year=0.8)
    assert level(records, from_before=False) > 1.26  # a change of 1.2 looks like 1.27
    assert level(records, from_before=True) == pytest.approx(1.2, abs=1e-6)


def test_without_a_dip_both_ways_agree() -> None:
    records = without_chance(bad_half_year=1.0)
    assert level(records, from_before=False) == pytest.approx(1.2, abs=1e-6)
    assert level(records, from_before=True) == pytest.approx(1.2, abs=1e-6)


def test_six_months_are_kept_even_where_the_past_is_short() -> None:
    """Ten months before the change: four are set aside, not six, and two bad ones stay in. The answer is nearer, not right."""
    records = without_chance(bad_half_year=0.8, start=10)
    assert 1.2 < level(records, from_before=True) < level(records, from_before=False)


def test_shares_and_means_are_compared_in_differences() -> None:
    """The share of a hub and fifth is a level plus a month; the half-year before is ten points down, the change gives five."""
    share = 0.3 + np.linspace(0, 0.2, HUBS)[None, :, None] + 0.03 * np.cos(np.arange(MONTHS)) + np.zeros((5, 1, 1))
    share[:, :6, START - 6 : START] -= 0.10
    share[:, :6, START:] += 0.05
    exposure = np.full((5, HUBS, MONTHS), 40.0)
    first = np.array([START] * 6 + [-1] * 6)
    records = panel(tuple(map(str, range(HUBS))), tuple("12345"), np.arange(MONTHS), first, share * exposure, exposure)
    found = compare_from_before(records, scope(records), "difference")
    assert float(estimands.level_difference(found.whole)) == pytest.approx(0.05, abs=1e-9)
    assert not any(found.months_pooled)


def test_where_visits_are_few_three_months_share_one_effect() -> None:
    records = without_chance(bad_half_year=0.8, start=21)  # whole blocks of three, before and after
    thin = panel(
        records.hubs, records.groups, records.months, records.start, records.events / 400, records.exposure / 400
    )
    found = compare_from_before(thin, scope(thin), "ratio")
    assert all(found.months_pooled)
    assert float(np.exp(estimands.log_level(found.whole))) == pytest.approx(1.2, abs=1e-6)


def test_leaving_a_hub_out_is_comparing_without_it() -> None:
    records = without_chance(bad_half_year=0.8)
    rng = np.random.default_rng(4)
    noisy = panel(
        records.hubs, records.groups, records.months, records.start, rng.poisson(records.events), records.exposure
    )
    found = compare_from_before(noisy, scope(noisy), "ratio")
    kept = [hub for hub in range(HUBS) if hub != 2]
    rest = panel(
        tuple(noisy.hubs[hub] for hub in kept), noisy.groups, noisy.months, noisy.start[kept], noisy.events[:, kept],
        noisy.exposure[:, kept],
    )  # fmt: skip
    again = compare_from_before(rest, scope(rest), "ratio")
    np.testing.assert_allclose(found.without.expected[2], again.whole.expected, rtol=1e-6)


def test_a_bad_spell_is_a_dip_and_a_good_one_is_not() -> None:
    """In both the half-year stands out; picked for doing well, hubs fall back by themselves, and the change looks smaller than it is."""
    rng = np.random.default_rng(3)
    for bad_half_year, dipped in ((0.9, True), (1.1, False)):
        records = without_chance(bad_half_year)
        noisy = panel(
            records.hubs, records.groups, records.months, records.start, rng.poisson(records.events), records.exposure
        )
        found = dip(noisy, scope(noisy), ATTENDANCE, RANK)
        assert float(found.level.estimate) == pytest.approx(np.log(bad_half_year), abs=0.05)
        assert float(found.level.p_value) < 0.01
        assert found.found == (dipped, False)


@pytest.mark.parametrize("seed", [3, 4])
def test_a_service_that_changed_its_worst_hubs_first(seed: int) -> None:
    answer = judged("worst first", seed)
    of_level = answer.get("level")
    assert answer.dip is not None
    assert answer.dip.found[0]
    assert of_level.status == "restricted"
    assert "picked after a bad spell" in " ".join(of_level.why)
    assert of_level.p_randomised is None  # the order was no lot
    assert answer.get("relative gap").status == "estimated"
    used = answer.scope
    plain = float(
        np.exp(estimands.log_level(compare(studied("worst first", seed).by_fifth(ATTENDANCE), used, "ratio").whole))
    )
    true = truth(service("worst first", seed), used.after)["attendance"]["att_rate_ratio"]
    assert of_level.estimate is not None
    assert abs(of_level.estimate - true) < abs(plain - true)


def test_a_service_that_drew_lots_is_judged_by_all_its_months() -> None:
    answer = judged("null", 7)
    assert answer.dip is not None
    assert answer.dip.found == (False, False)
    assert not [one for one in answer.problems if one.code.startswith("dip")]
    assert answer.get("level").p_randomised is not None
    assert "picked" not in conclusion(answer)


def test_what_is_known_of_how_hubs_were_picked_counts_though_no_dip_shows() -> None:
    """Eight hubs seldom show a dip; the months are set aside because of what is known, and the answer is not restricted for it."""
    plain, told = judged("null", 7, "by lot", 8), judged("null", 7, "for recent figures", 8)
    assert plain.dip is not None
    assert told.dip == plain.dip
    assert not plain.set_aside
    assert told.set_aside == "hubs were picked for recent figures"
    assert told.get("level").status == "estimated"
    assert "set aside" in told.get("level").method
    assert told.get("level").p_randomised is None
    assert told.get("level").estimate != plain.get("level").estimate


def test_where_nobody_says_it_and_hubs_are_few_a_bad_spell_is_taken_for_possible() -> None:
    silent, told = judged("null", 7, "", 8), judged("null", 7, "for recent figures", 8)
    assert silent.set_aside.startswith("it is not said how hubs were picked")
    assert [one.estimate for one in silent.estimates] == [one.estimate for one in told.estimates]
    assert not judged("null", 7, "").set_aside  # so many would show it


def test_a_protocol_that_does_not_say_it_keeps_its_digest() -> None:
    text = """
    title = "Baby hubs"
    primary_outcome = "attendance"
    primary_estimand = "relative gap"
    first_month = 2023-04-01
    last_month = 2027-03-31
    written_on = 2026-01-10
    what_counts_as_success = "The lower limit lies above 1."
    """
    known = tuple(outcomes())
    silent, said = (protocol.read(text + more, "plan", known) for more in ("", 'hubs_picked = "for recent figures"'))
    assert silent.digest == "sha256:4468062aff8181cb97ab01f460c9dc9e4afd07f1158e0031b81391d5cdf90699"
    assert said.digest != silent.digest
