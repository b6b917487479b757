"""Agreement measures against figures that others published."""

import csv

import numpy as np
import pytest

from babyhubs.observations.agreement.exact import timeline
from babyhubs.observations.agreement.several import alpha_over_time
from babyhubs.observations.formats import boris
from babyhubs.statistics.concordance import concordance, intraclass
from babyhubs.statistics.weighted_agreement import ac1, alpha, coincidences, kappa
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


def test_krippendorff_s_own_example_of_four_coders_with_gaps() -> None:
    """Krippendorff K. Computing Krippendorff's alpha-reliability, 2011: nominal alpha 0.743."""
    with shared("observations/elan/krippendorff_alpha_example.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    units = sorted({row["segment_onset"] for row in rows}, key=int)
    said = {(row["segment_onset"], row["set"]): row["speaker_type"] for row in rows}
    table = coincidences(
        (
            (1.0, [said.get((unit, coder)) for coder in "ABCD"])
            for unit in units
            if sum((unit, c) in said for c in "ABCD") > 1
        ),
        sorted({row["speaker_type"] for row in rows}),
    )
    assert alpha(table) == pytest.approx(0.743421, abs=1e-6)


def test_kappa_and_ac1_of_gwet_s_table_of_an_uneven_prevalence() -> None:
    """Gwet K. Kappa statistic is not satisfactory for assessing the extent of agreement between raters, 2002: -0.0234 and 0.9408."""
    table = np.array([[118, 5], [2, 0]])
    assert float(kappa(table)) == pytest.approx(-0.0234, abs=5e-5)
    assert float(ac1(table)) == pytest.approx(0.9408, abs=5e-5)


def test_intraclass_correlation_of_the_six_judged_by_four() -> None:
    """Shrout PE, Fleiss JL. Psychol Bull 1979;86:420-428, table 2 and 4: ICC(2,1) 0.29."""
    judged = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert intraclass(judged) == pytest.approx(0.29, abs=0.005)


def test_concordance_is_below_correlation_where_one_observer_is_always_late() -> None:
    x = np.arange(20.0)
    assert concordance(x, x + 5)[0] == pytest.approx(2 * x.var() / (2 * x.var() + 25))
    assert concordance(x, x)[0] == pytest.approx(1)


@pytest.mark.parametrize(("video", "value"), [("EPM_11", 0.75), ("EPM_13", 0.65), ("EPM_2", 0.83)])
def test_kappa_of_real_videos_without_a_grid_is_within_what_grids_give(video: str, value: float) -> None:
    found = {one.name: one for one in boris.read(shared("observations/boris_cases/epm_shared.boris"))}
    pair = found[f"{video}|raterA"], found[f"{video}|raterB"]
    line = timeline(*pair, [("", "")], None)
    assert float(kappa(line.table())) == pytest.approx(value, abs=0.02)


def test_three_observers_at_once_lie_between_their_pairs() -> None:
    found = {one.name: one for one in boris.read(shared("observations/boris_cases/epm_shared.boris"))}
    three = [found[f"EPM_11|rater{letter}"] for letter in "ABC"]
    pairs = [alpha_over_time([three[a], three[b]], [""], None) for a, b in ((0, 1), (0, 2), (1, 2))]
    together = alpha_over_time(three, [""], None)
    assert together is not None
    assert min(one for one in pairs if one is not None) < together < max(one for one in pairs if one is not None)
