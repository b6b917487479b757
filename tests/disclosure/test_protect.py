"""Protection: nothing small can be worked out from what leaves, and as little else as possible is hidden."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.disclosure.dimension import Dimension
from babyhubs.disclosure.family import CountTable, Family, Statement
from babyhubs.disclosure.goals import Reach, goals
from babyhubs.disclosure.profiles import profile, profiles
from babyhubs.disclosure.protection import protect, release_or_refuse
from babyhubs.disclosure.reader import Reader
from babyhubs.errors import InputError, Refused
from tests.disclosure.independent import RULES, SecondAttacker
from tests.disclosure.random_families import made
from tests.disclosure.tables import at, one_way, two_way

HES, LEGACY, TRE = profile("hes"), profile("legacy"), profile("tre-10")
TABLES = st.lists(st.lists(st.integers(0, 14), min_size=2, max_size=2), min_size=2, max_size=2)


def test_margins_do_not_leak() -> None:
    """A crosstab with margins and a cell of 1. ACRO 1.0.2 with suppression on prints it unmasked (its margins stay too). Here the
    cell is hidden, and so are two others, without which it would follow from its row or its column."""
    released = release_or_refuse(protect(two_way([[1, 30, 12], [25, 40, 33], [50, 61, 45]]), TRE))
    hidden = released.table("table").filter(mark="*").select("row", "column").rows()
    assert hidden == [("r1", "c1"), ("r1", "c3"), ("r2", "c1")]
    assert released.attack.bounds.row(0, named=True) | {"count": 0} == {
        "cell": "column c1, row r1", "count": 0, "published": True, "low": 0.0,
        "high": released.attack.bounds["high"][0], "needed_low": 0.0, "needed_high": 9.0, "safe": True,
    }  # fmt: skip


def test_a_lone_small_count_takes_another_with_it() -> None:
    table = protect(one_way(a=3, b=20, c=30), LEGACY).table("table")
    assert table["count"].to_list() == [None, None, 30, 53]
    assert table["mark"].to_list() == ["*", "*", "", ""]


def test_where_rounding_is_enough_nothing_more_is_hidden() -> None:
    assert protect(one_way(a=3, b=100), HES).table("table")["count"].to_list() == [None, 100, 105]


def test_where_rounding_is_not_enough_the_smallest_other_count_is_hidden() -> None:
    """102 = 98 + 4 is printed 100 = 100 + *, which leaves 1 to 4."""
    assert protect(one_way(a=4, b=98), HES).table("table")["count"].to_list() == [None, None, 100]


def test_cost_by_people_or_by_cells() -> None:
    """Two cells of 15 hold fewer people than one of 40; one of 40 is fewer cells."""
    family = two_way([[2, 30, 28], [21, 22, 26], [29, 60, 47]])
    people, cells = (protect(family, LEGACY, cost=cost).loss() for cost in ("counts", "cells"))
    assert people["people_hidden_to_protect"] <= cells["people_hidden_to_protect"]
    assert cells["cells_hidden_to_protect"] <= people["cells_hidden_to_protect"]


def test_a_cost_that_there_is_not() -> None:
    with pytest.raises(InputError, match="no cost 'money'"):
        protect(one_way(a=3, b=9), HES, cost="money")


@pytest.mark.parametrize("name", ["hes", "legacy", "tre-10"])
def test_the_choice_is_the_cheapest_there_is(name: str) -> None:
    """All choices in order of cost: the first whose attack fails costs what the search found."""
    family = two_way([[2, 12, 31], [17, 24, 9]])
    found = protect(family, profile(name))
    assert found.choice.proved
    reader = Reader(family, profile(name))
    reach = Reach(reader, goals(reader))
    free = np.flatnonzero(reader.can_hide)
    values = reader.structure.values
    choices = [list(one) for size in range(len(free) + 1) for one in combinations(free, size)]
    for choice in sorted(choices, key=lambda one: sum(values[one])):
        hidden = reader.primary.copy()
        hidden[choice] = True
        if not reach.failing(hidden, stop_at_first=True):
            assert sum(values[choice]) == found.choice.cost
            return
    raise AssertionError("no choice protects the table")


def test_the_linear_relaxation_bounds_the_cost_from_below() -> None:
    for seed in range(3):
        counts = np.random.default_rng(seed).integers(0, 40, (4, 4)).tolist()
        choice = protect(two_way(counts), LEGACY).choice
        assert choice.relaxation <= choice.bound + 1e-6 <= choice.cost + 2e-6


def test_what_an_earlier_release_gave_away_is_refused_not_hidden() -> None:
    told = (Statement(((at("r1", "c1"), 1.0),), 3, 3, "last year's report"),)
    with pytest.raises(Refused, match="1 small count could be worked out") as caught:
        release_or_refuse(protect(two_way([[3, 20], [30, 40]], told), HES))
    assert "column c1, row r1" in caught.value.where
    assert caught.value.exit_code == 3


def test_a_total_of_marks_keeps_the_width_of_its_range() -> None:
    """Three groups of one: their total is at least three, so three to nine must stay possible for it."""
    found = protect(one_way(a=1, b=1, c=1), HES).attack.bounds
    total = found.filter(cell="everybody").row(0, named=True)
    assert (total["needed_low"], total["needed_high"], total["safe"]) == (3, 9, True)


def test_hidden_for_other_reasons_stays_hidden() -> None:
    found = protect(one_way(a=30, b=40, c=50), HES, hidden=[(("group", "b"),)])
    assert found.table("table")["count"].to_list() == [30, None, 50, 120]


def test_a_dominated_sum_keeps_its_range() -> None:
    """Visits: 330 by one family of 300, one of 20 and one of 10. Above 363 must stay possible (p% of 300, less 10)."""
    family = one_way(a=330, b=400, c=500)
    ranged = Family(family.dimensions, family.tables, ranges={(("group", "a"),): (310.0, 350.0)})
    found = protect(ranged, TRE)
    assert found.hidden("table")[0]
    assert found.hidden("table").sum() == 2
    row = found.attack.bounds.row(0, named=True)
    assert row["low"] <= 310
    assert row["high"] is None or row["high"] >= 350


def test_rolling_periods_do_not_give_a_month_away() -> None:
    """Twelve-month figures published month after month: their differences are months."""
    months = [str(n) for n in range(1, 6)]
    month = Dimension("month", {"Total": tuple(months), "to 4": ("1", "2", "3", "4"), "to 5": ("2", "3", "4", "5")})
    counts = {("to 4",): 63, ("to 5",): 80, ("2",): 20, ("3",): 21, ("4",): 18, ("5",): 21}
    family = Family((month,), (CountTable("rolling", ("month",), counts),))
    plain = Reader(family, LEGACY)
    assert int(plain.structure.values[plain.structure.place((("month", "1"),))]) == 4
    found = protect(family, LEGACY)
    assert found.hidden("rolling").any()
    assert not found.attack.succeeds


def test_the_same_bytes_every_time() -> None:
    family = made(0, HES).family
    first, second = (protect(family, HES, exact=False) for _ in range(2))
    assert np.array_equal(first.choice.hidden, second.choice.hidden)
    assert first.attack.bounds.equals(second.attack.bounds)


def test_internal_hides_nothing() -> None:
    assert protect(one_way(a=1, b=2), profile("internal")).table("table")["count"].to_list() == [1, 2, 3]


def test_every_profile_protects_what_it_suppresses() -> None:
    for one in profiles().values():
        assert one.protect[0] <= one.suppress[0] or one.suppress[1] < one.suppress[0]
        assert one.protect[1] >= one.suppress[1]


@settings(deadline=None, max_examples=12)
@given(TABLES, st.sampled_from(sorted(RULES)))
def test_whoever_tries_all_tables_cannot_narrow_a_small_count(counts: list[list[int]], name: str) -> None:
    """Every table of whole numbers that would be printed the same, one by one."""
    rules = profile(name)
    protected = protect(two_way(counts), rules)
    assert not protected.attack.succeeds
    printed = {
        (row, column): figure
        for row, column, figure in protected.table("table").select("row", "column", "count").iter_rows()
    }
    behind = {key: SecondAttacker._behind(figure, rules) for key, figure in printed.items()}
    fits = []
    inner = [("r1", "c1"), ("r1", "c2"), ("r2", "c1"), ("r2", "c2")]
    ranges = [range(int(low), int(min(high, 21)) + 1) for low, high in (behind[key] for key in inner)]
    for a, b, c, d in product(*ranges):
        every = {**dict(zip(inner, (a, b, c, d), strict=True)), ("r1", "Total"): a + b, ("r2", "Total"): c + d,
                 ("Total", "c1"): a + c, ("Total", "c2"): b + d, ("Total", "Total"): a + b + c + d}  # fmt: skip
        if all(behind[key][0] <= value <= behind[key][1] for key, value in every.items()):
            fits.append((a, b, c, d))
    for place, key in enumerate(inner):
        exact = counts[place // 2][place % 2]
        if rules.protect[0] <= exact <= rules.protect[1]:
            seen = {one[place] for one in fits}
            assert set(range(rules.protect[0], rules.protect[1] + 1)) <= seen, (key, exact, sorted(seen))


@pytest.mark.parametrize("seed", range(40))
def test_a_second_attacker_does_not_narrow_linked_tables(seed: int) -> None:
    """Forty of the thousand families of `benchmarks/disclosure.py`, three cells of each."""
    rules = profile(sorted(RULES)[seed % len(RULES)])
    family = made(seed, rules)
    protected = protect(family.family, rules, exact=False)
    if protected.attack.succeeds:
        with pytest.raises(Refused):
            release_or_refuse(protected)
        return
    second = SecondAttacker(family, protected, rules)
    reader = protected.reader
    places = protected.attack.places
    for place in places[:: max(1, len(places) // 3)][:3]:
        low, high = second.bounds(reader.structure.cells[place])
        assert low <= reader.structure.values[place] <= high
        assert high - low >= rules.protect[1] - rules.protect[0]
