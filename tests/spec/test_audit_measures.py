"""The four measures, worked by hand: reach, intensity, continuation, timeliness. Each from a few children and visits.

A hundred and eighty-two days are six months. All children were born on 1 September 2025, the window's first day, unless said
otherwise, so that they are followed to their first birthday.
"""

from functools import cache

import numpy as np
import pytest

from babyhubs.audit.result import AuditResult
from tests.audit.small import RULE, audit, child, home, one, records, visit

A, B, C, D = (child(name, "2025-09-01") for name in "ABCD")
MONTHS = 355 / 30.4375  # from day 10 to day 365


@cache
def ten_children() -> AuditResult:
    """Ten children of the most deprived fifth, and six who tell what late entry and leaving do."""
    first = [child(f"F{i}", "2025-09-01") for i in range(10)]
    visits = [
        visit(first[0], 20),
        visit(first[1], 20),
        visit(first[2], 100),
        visit(first[3], 181),
        visit(first[4], 182),
    ]
    # In the second fifth: one comes on day 30; one leaves on day 40; one moves in at 50 days and comes on day 60; two never come.
    came = child("G1", "2025-09-01", area="A2")
    left = child("G2", "2025-09-01", area="A2", caseload_end="2025-10-11")
    arrived = child("G3", "2025-10-01", area="A2", caseload_start="2025-11-20")
    never = [child(f"G{i}", "2025-09-01", area="A2") for i in (4, 5)]
    visits += [visit(came, 30), visit(arrived, 60)]
    return audit(records([*first, came, left, arrived, *never], visits))


def test_reach_counts_babies_with_a_visit_before_day_182() -> None:
    """Four of ten came by six months. The visit on day 182 is a day too late for this figure, not for the curve."""
    row = one(ten_children(), "deprivation_national", "1")
    assert (row["eligible"], row["events"], row["estimate"]) == (10, 4, pytest.approx(0.4))
    assert row["se"] == pytest.approx(np.sqrt(0.4 * 0.6 / 10))


def test_those_who_leave_or_move_in_count_for_the_days_on_which_they_could_come() -> None:
    """Day 30: 1 of 4 at risk came. Day 60: 1 of 3 (two who never came and the one who moved in). 1 - 3/4 x 2/3 = 1/2."""
    row = one(ten_children(), "deprivation_national", "2")
    assert (row["eligible"], row["events"]) == (5, 2)
    assert row["estimate"] == pytest.approx(0.5)
    # Greenwood: S squared times the sum of d / (n (n - d))
    assert row["se"] == pytest.approx(0.5 * np.sqrt(1 / (4 * 3) + 1 / (3 * 2)))


def test_each_group_is_set_against_all_others_whose_group_is_known() -> None:
    row = one(ten_children(), "deprivation_national", "2")
    assert row["others_eligible"] == 10
    assert row["ratio"] == pytest.approx(0.5 / 0.4)
    # families a year who would have to come: 5 families in 365 days of 365.25, reach 0.1 above the others'
    assert row["shortfall_families"] == pytest.approx(-0.1 * 5 * 365.25 / 365)


def test_a_group_without_a_child_and_the_unknown_keep_their_rows() -> None:
    result = ten_children()
    empty = one(result, "deprivation_national", "5")
    assert (empty["eligible"], empty["estimate"], empty["reason"]) == (0, None, "no babies")
    assert one(result, "deprivation_national", "unknown")["eligible"] == 0


def test_twins_widen_the_interval_and_not_the_estimate() -> None:
    """Four children, two families: as if there were two observations."""
    twins = [child(name, "2025-09-01", family=f"M{name[0]}") for name in ("a1", "a2", "b1", "b2")]
    singles = [child(name, "2025-09-01", area="A2") for name in "cdef"]
    visits = [visit(one_child, 30) for one_child in (*twins[:2], *singles[:2])]
    result = audit(records([*twins, *singles], visits))
    pair, plain = (one(result, "deprivation_national", fifth) for fifth in ("1", "2"))
    assert (pair["families"], pair["estimate"]) == (2, 0.5)
    assert pair["se"] == pytest.approx(plain["se"] * np.sqrt(2))


def test_a_group_of_which_nobody_came_has_a_ratio_of_nought_and_an_upper_limit() -> None:
    """0 of 40 against 30 of 40. The upper limit is the exact binomial one of 0 of 40, 0.0881, over 0.75."""
    never = [child(f"n{i}", "2025-09-01") for i in range(40)]
    often = [child(f"o{i}", "2025-09-01", area="A2") for i in range(40)]
    row = one(audit(records([*never, *often], [visit(who, 50) for who in often[:30]])), "deprivation_national", "1")
    assert (row["estimate"], row["ratio"], row["ratio_lower"]) == (0, 0, 0)
    assert row["ratio_upper"] == pytest.approx((1 - 0.025 ** (1 / 40)) / 0.75)
    assert row["p_value"] == pytest.approx(2 * 0.25**40)
    assert row["verdict"] == "under-served"


@cache
def visits_told_apart() -> AuditResult:
    contacts = [
        visit(A, 30), visit(A, 30, activity="six_to_eight_week"),  # two rows, one day, one visit
        visit(A, 9),  # before eligibility
        visit(A, 364, medium="unknown"), visit(A, 365),  # the last day, and a day too late
        visit(B, 40, attendance="not_attended"),
        visit(B, 41, attendance="turned_away"),
        visit(B, 42, attendance="cancelled_by_provider"),
        visit(B, 43, attendance="unknown"),
        visit(B, 44, attendance="unknown", duration_minutes=4),
        visit(B, 45, attendance="unknown", duration_minutes=5),  # long enough to have happened, by the rule
        home(C, 20),
        home(C, 30),
        visit(C, 31, hub=None, setting="home", medium="telephone"),
        visit(D, 60), visit(D, 60, hub=None, setting="home"),  # at the hub and at home on one day: one day with contact
    ]  # fmt: skip
    lenient = RULE.model_copy(update={"unknown_attendance_at_most": 1.0})
    return audit(records([A, B, C, D], contacts), lenient)


def test_a_visit_is_a_day_on_which_an_eligible_child_was_seen() -> None:
    """At hubs: A on days 30 and 364, B on day 45, D on day 60."""
    row = one(visits_told_apart(), "all", "all", "intensity")
    assert row["events"] == 4
    assert row["person_months"] == pytest.approx(4 * MONTHS)
    assert row["estimate"] == pytest.approx(100 / MONTHS)


def test_all_face_to_face_contact_adds_the_home_visits_and_leaves_calls_out() -> None:
    row = one(visits_told_apart(), "all", "all", "intensity", view="all_contact")
    assert row["events"] == 6
    assert one(visits_told_apart(), "all", "all", view="all_contact")["events"] == 4


def test_intensity_is_as_uncertain_as_families_differ() -> None:
    """Cochran's ratio estimator on y = 2, 1, 0, 1 visits over equal times: variance of the log rate n/(n-1) sum(y - r t)^2 / Y^2."""
    row = one(visits_told_apart(), "all", "all", "intensity")
    by_hand = np.sqrt(4 / 3 * (1 + 0 + 1 + 0)) / 4
    assert row["se"] / row["estimate"] == pytest.approx(by_hand)


def test_continuation_is_of_those_who_could_be_followed() -> None:
    """Of five first attenders one was followed for 28 days only, one moved out before; of the other three two came again by day 28."""
    came = [child(f"C{i}", "2025-09-01") for i in range(3)]
    just, gone = (
        child("J", "2025-09-01", caseload_end="2025-10-30"),
        child("K", "2025-09-01", caseload_end="2025-10-28"),
    )
    first = [visit(who, 30) for who in (*came, just, gone)]
    again = [visit(came[0], 58), visit(came[1], 59), visit(came[2], 30, activity="other"), visit(just, 58)]
    result = audit(records([*came, just, gone], [*first, *again]))
    month, two_months = (one(result, "all", "all", f"continuation_{days}") for days in (28, 56))
    assert (month["eligible"], month["events"]) == (4, 2)  # C0 and J on day 28 after; C1 a day too late
    assert (two_months["eligible"], two_months["events"]) == (3, 2)  # C0 and C1
    assert month["estimate"] == 0.5


def test_timeliness_is_the_day_by_which_half_had_come() -> None:
    result = ten_children()
    assert one(result, "deprivation_national", "1", "age_at_half")["estimate"] == 182
    assert one(result, "deprivation_national", "2", "age_at_half")["estimate"] == 60
    few = one(visits_told_apart(), "all", "all", "age_at_half", view="all_contact")
    assert few["estimate"] == 30
    assert one(result, "deprivation_national", "3", "age_at_half")["reason"] == "half were not reached"


def test_the_curve_at_26_weeks_is_the_reach() -> None:
    result = ten_children()
    curve = result.curves.filter(attribute="deprivation_national", group="1", view="hub", age_days=182).row(
        0, named=True
    )
    assert curve["estimate"] == pytest.approx(0.4)
    assert (curve["events"], curve["at_risk"]) == (4, 7)  # the seventh is the one who came on day 181, its last
