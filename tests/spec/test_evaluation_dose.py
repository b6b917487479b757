"""Dose: the headline compares changed hubs with unchanged ones, however much of the model was in place. What would a full dose have done?

If half of the model was in place everywhere and attendance rose by a tenth, a full dose would have done it twice over: 1.1 x 1.1 = 1.21.
That holds if the change works through its dose alone, and in proportion. Neither can be seen in the records, so the headline stays the switch.
"""

from datetime import date

import numpy as np
import polars as pl
import pytest

from babyhubs.evaluation.change_log import Entry
from babyhubs.evaluation.full_dose import Dose, FullDose, dose_of_log, per_full_dose
from babyhubs.evaluation.gap import judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.study import Study, study

FIRST = date(2024, 1, 1)
HUBS, MONTHS, CHANGED = 12, 24, 6
EFFECT = 0.2  # ln(rate ratio) of a full dose
DEPRIVED = 0.5  # what it does more at the most deprived end


def service(dose: list[float]) -> Study:
    """Twelve hubs without any chance: six change in month 12, and ln(rate) rises in proportion to their dose."""
    rows = []
    for hub in range(HUBS):
        for month in range(MONTHS):
            after = hub < CHANGED and month >= 12
            for fifth, rank in enumerate((0.9, 0.7, 0.5, 0.3, 0.1), start=1):
                gain = dose[hub] * (EFFECT + DEPRIVED * (rank - 0.5)) if after else 0.0
                rate = 0.5 * np.exp(0.05 * hub + 0.02 * (month % 12) - 0.6 * rank + gain)
                rows.append((f"h{hub:02d}", month, fifth, 12 if hub < CHANGED else -1, 100, 100 * rate))
    names = ["clinic", "month", "quintile", "start", "infants", "contacts"]
    return study(pl.DataFrame(rows, schema=names, orient="row"))


def asked(read: Study, dose: Dose) -> FullDose:
    answer = judge(read, outcomes()["attendance"], draws=0, checks=False)
    found = per_full_dose(read, answer, dose)
    assert found is not None
    return found


def at(read: Study, dose: list[float]) -> Dose:
    """The same dose in every month after the change."""
    return Dose(
        np.array([[one * (month >= 12) for month in range(MONTHS)] for one in [*dose, *[0.0] * 6]]), "all of it"
    )


def test_half_a_dose_everywhere_is_doubled_on_the_scale_of_the_logarithm() -> None:
    found = asked(read := service([0.5] * CHANGED), at(read, [0.5] * CHANGED))
    level, gap = (next(one for one in found.rows if one.estimand == name) for name in ("level", "relative gap"))
    by_intention = judge(read, outcomes()["attendance"], draws=0, checks=False)
    assert level.estimate == pytest.approx((by_intention.get("level").estimate or 0) ** 2)
    assert np.log(gap.estimate or 0) == pytest.approx(DEPRIVED, abs=1e-6)
    assert (found.mean, found.fullest) == (0.5, 0.5)


def test_doses_that_differ_between_hubs_are_averaged() -> None:
    """0.4 to 1.0: the effect of a full dose comes back, to within what averaging of ratios costs."""
    doses = [0.4, 0.5, 0.7, 0.8, 1.0, 1.0]
    found = asked(read := service(doses), at(read, doses))
    gap = next(one for one in found.rows if one.estimand == "relative gap")
    assert np.log(gap.estimate or 0) == pytest.approx(DEPRIVED, rel=0.03)
    assert gap.lower is not None
    assert gap.upper is not None
    assert gap.lower < np.exp(DEPRIVED) < gap.upper


def test_a_full_dose_everywhere_is_the_headline_itself() -> None:
    read = service([1.0] * CHANGED)
    answer = judge(read, outcomes()["attendance"], draws=0, checks=False)
    found = asked(read, at(read, [1.0] * CHANGED))
    for one in found.rows:
        assert one.estimate == pytest.approx(answer.get(one.estimand).estimate)
        assert one.lower == pytest.approx(answer.get(one.estimand).lower)


def test_what_nobody_saw_is_said() -> None:
    """A tenth of the model says nothing of all of it: no figure. Three fifths at most: a figure, restricted."""
    little = asked(read := service([0.1] * CHANGED), at(read, [0.1] * CHANGED))
    assert little.rows == ()
    assert "only 10% of a full dose" in little.why[0]
    some = asked(read, at(read, [0.6] * CHANGED))
    assert {one.status for one in some.rows} == {"restricted"}
    assert "beyond what was seen" in some.why[0]


def test_the_dose_of_a_log_is_the_parts_in_place_times_what_was_watched() -> None:
    """Two parts, the second half a year later; two hubs watched, the other four taken to be like them."""
    log = [Entry(f"h{hub:02d}", date(2025, 1, 1), "circle") for hub in range(CHANGED)]
    log += [Entry(f"h{hub:02d}", date(2025, 7, 1), "peer supporter") for hub in range(CHANGED)]
    found = dose_of_log(
        service([1.0] * CHANGED), log, FIRST, {"h00": 0.9, "h01": 0.7, "h09": 0.1}, "every family greeted"
    )
    assert found.by_hub[0, [11, 12, 17, 18]].tolist() == [0, 0.45, 0.45, 0.9]
    assert found.by_hub[5, 23] == pytest.approx(0.8)
    assert not found.by_hub[9].any()
    assert (found.watched, found.changed) == (2, 6)
    assert found.means == "in place: circle, peer supporter; and every family greeted"
    assert "2 of 6 changed hubs were watched after" in asked(service([1.0] * CHANGED), found).why[-1]
