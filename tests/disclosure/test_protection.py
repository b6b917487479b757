"""What may leave: nobody can read a count of 1 to 7 off a protected table."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.disclosure.counts import rounded
from babyhubs.disclosure.profiles import profile, profiles
from babyhubs.disclosure.table import Share, TableSpec, protect
from babyhubs.errors import InputError

HES = profile("hes")
SPEC = TableSpec(
    people=("eligible", "events"),
    within=(("events", "eligible"),),
    shares=(Share("eligible", "estimate", "lower", "upper"),),
    rounded_people=("shortfall",),
    digits={"ratio": 2},
    blank_with=("verdict",),
)


def table(*pairs: tuple[int, int]) -> pl.DataFrame:
    eligible = np.array([n for n, _ in pairs], dtype=np.float64)
    events = np.array([x for _, x in pairs], dtype=np.float64)
    share = np.divide(events, eligible, out=np.full(len(pairs), np.nan), where=eligible > 0)
    return pl.DataFrame(
        {
            "eligible": eligible.astype(np.int64),
            "events": events.astype(np.int64),
            "estimate": share,
            "lower": np.maximum(share - 0.05, 0),
            "upper": np.minimum(share + 0.05, 1),
            "shortfall": np.full(len(pairs), 23.4),
            "ratio": np.full(len(pairs), 0.7654),
            "verdict": ["under-served"] * len(pairs),
        }
    )


pairs = st.integers(0, 3000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def test_the_hes_rule_shows_zero_hides_one_to_seven_and_rounds_the_rest() -> None:
    shown = protect(table((200, 0), (200, 1), (200, 7), (200, 8), (203, 102)), SPEC, HES)
    assert shown["events"].to_list() == [0, None, None, 10, 100]
    assert shown["eligible"].to_list() == [200, 200, 200, 200, 205]
    assert shown["protection"].to_list() == ["", "small count", "small count", "", ""]


def test_a_row_with_a_small_count_says_nothing_else() -> None:
    row = protect(table((200, 3)), SPEC, HES).row(0, named=True)
    assert [row[name] for name in ("estimate", "lower", "upper", "ratio", "shortfall", "verdict")] == [None] * 6


def test_those_who_did_not_come_are_people_too() -> None:
    assert protect(table((100, 97)), SPEC, HES)["events"].to_list() == [None]


def test_a_percentage_is_worked_out_from_the_rounded_counts() -> None:
    row = protect(table((203, 102)), SPEC, HES).row(0, named=True)
    assert row["estimate"] == round(100 / 205, 4)
    assert row["lower"] == 0.44  # 102/203 - 0.05, moved with the estimate, to whole per cent


@given(st.lists(pairs, min_size=1, max_size=8))
def test_every_shown_row_fits_several_exact_ones(rows: list[tuple[int, int]]) -> None:
    """The attack: try all exact pairs within reach; a shown row must leave at least two, unless both counts are zero."""
    shown = protect(table(*rows), SPEC, HES)
    for (n, x), row in zip(rows, shown.iter_rows(named=True), strict=True):
        near = [(a, b) for a in range(max(0, n - 3), n + 4) for b in range(max(0, x - 3), min(a, x + 3) + 1)]
        again = protect(table(*near), SPEC, HES)
        columns = ["eligible", "events", "estimate"]
        same = again.filter(pl.all_horizontal(pl.col(name).eq_missing(pl.lit(row[name])) for name in columns))
        assert same.height >= 2 or (n, x) == (0, 0)


@given(st.lists(pairs, min_size=1, max_size=20))
def test_no_count_from_one_to_seven_is_shown_and_rows_stay(rows: list[tuple[int, int]]) -> None:
    shown = protect(table(*rows), SPEC, HES)
    assert shown.height == len(rows)
    for name in ("eligible", "events"):
        values = shown[name].drop_nulls()
        assert ((values == 0) | ((values >= 10) & (values % 5 == 0))).all()
    assert shown["estimate"].drop_nulls().is_between(0, 1).all()


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_rounding_twice_is_rounding_once(counts: list[int]) -> None:
    for name in ("hes", "csds-publication", "tre-10"):
        once = rounded(counts, profile(name))
        assert np.array_equal(rounded(once, profile(name)), once)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 3), (6, 3), (7, 9), (12, 9), (13, 15)])
def test_midpoint_6(count: int, shown: int) -> None:
    assert rounded(count, profile("midpoint6")) == shown


def test_internal_changes_nothing() -> None:
    before = table((5, 2))
    assert protect(before, SPEC, profile("internal")).drop("protection").equals(before)


def test_every_profile_says_where_it_comes_from() -> None:
    assert all(one.source and one.title and one.version for one in profiles().values())


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(InputError, match="no disclosure profile") as caught:
        profile("none")
    assert "hes" in caught.value.remedy
