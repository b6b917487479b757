"""What the unknown could change: a flagged group with every baby whose group is not recorded, and without any of them."""

from functools import cache

import pytest

from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.disclosure.profiles import profile
from tests.audit.small import audit, child, one, records, visit


@cache
def lone_parents() -> AuditResult:
    """100 lone parents, 30 came. 200 others, 150 came. 40 not recorded, 10 came."""
    sizes = {"L": (100, 30, True), "O": (200, 150, False), "U": (40, 10, None)}
    children, contacts = [], []
    for name, (n, came, lone) in sizes.items():
        some = [child(f"{name}{i}", "2025-09-01", lone_parent=lone) for i in range(n)]
        children += some
        contacts += [visit(who, 50) for who in some[:came]]
    return audit(records(children, contacts))


def test_the_group_is_flagged_among_the_known() -> None:
    row = one(lone_parents(), "lone_parent", "yes")
    assert row["verdict"] == "under-served"
    assert row["ratio"] == pytest.approx(0.30 / 0.75)


def test_at_both_extremes_the_gap_stays() -> None:
    """All unknown in the group: 40 of 140 against 150 of 200. All among the others: 30 of 100 against 160 of 240."""
    rows = {
        row["scenario"]: row for row in lone_parents().bounds.iter_rows(named=True) if row["attribute"] == "lone_parent"
    }
    own, rest = rows["unknown_in_group"], rows["unknown_in_others"]
    assert (own["eligible"], own["events"], own["estimate"]) == (140, 40, pytest.approx(40 / 140))
    assert own["ratio"] == pytest.approx((40 / 140) / 0.75)
    assert (rest["eligible"], rest["events"], rest["estimate"]) == (240, 160, pytest.approx(160 / 240))
    assert rest["ratio"] == pytest.approx(0.30 / (160 / 240))


def test_released_bounds_rest_on_released_counts() -> None:
    rows = release(lone_parents(), profile("hes")).bounds.filter(scenario="unknown_in_others").to_dicts()
    assert [row["ratio"] for row in rows] == [round(0.30 / (160 / 240), 2)]


def test_there_is_nothing_to_bound_where_everything_is_known() -> None:
    everybody = lone_parents().bounds.filter(attribute="all").to_dicts()
    assert [row["scenario"] for row in everybody] == ["attendance_main"]
