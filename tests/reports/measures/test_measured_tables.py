"""Columns to arrays and back: the measures on tables say the same as the functions behind them."""

import numpy as np
import polars as pl
import pytest

from babyhubs.errors import InputError
from babyhubs.reports.measures import gradients, over_time, plain, standardised_tables, units
from babyhubs.reports.measures.table import Table
from babyhubs.statistics import rates, standardised


def table(**columns: list[object]) -> Table:
    return Table(
        pl.DataFrame({name: [None if x is None else str(x) for x in values] for name, values in columns.items()}),
        "t.csv",
    )


def test_one_group_added_up_is_one_row() -> None:
    """Area A alone: 4 of 80 and 9 of 120 are 13 of 200, one row, as they are beside an area B."""
    alone = table(area=["A", "A"], numerator=[4, 9], denominator=[80, 120])
    both = table(area=["A", "A", "B"], numerator=[4, 9, 7], denominator=[80, 120, 50])
    for one in (alone, both):
        row = plain.rate(one, by=("area",), level=0.95, two_levels=False, multiplier=100_000, limits="national").row(
            0, named=True
        )
        assert (row["numerator"], row["denominator"]) == (13, 200)
        assert row["estimate"] == 6500
        assert row["lower"] == pytest.approx(3458, abs=0.5)


def test_a_blank_cell_makes_its_group_blank_and_no_other() -> None:
    found = plain.proportion(
        table(g=["a", "a", "b"], numerator=[1, None, 3], denominator=[5, 5, 6]),
        by=("g",), level=0.95, two_levels=False, multiplier=1, exact=False,
    )  # fmt: skip
    assert found["reason"].to_list() == ["missing value", ""]
    assert found["estimate"].to_list() == [None, 0.5]


def test_a_group_without_a_name_is_a_group() -> None:
    found = plain.mean(table(g=["a", None, None], value=[1, 2, 4]), by=("g",), level=0.95, two_levels=False)
    assert found["g"].to_list() == ["a", None]
    assert found["estimate"].to_list() == [1, 3]
    assert found["reason"].to_list() == ["one value only", ""]


def test_standardised_rates_with_and_without_repeated_events() -> None:
    once = table(a=["x", "x"], numerator=[30, 50], denominator=[400, 500], standard_population=[1, 2])
    found = standardised_tables.direct(once, by=("a",), level=0.95, two_levels=False, multiplier=1000, limits="byar")
    direct = standardised.direct([0, 0], [30, 50], [400, 500], [1, 2], multiplier=1000)
    assert found["lower"][0] == direct.lower[0]
    repeated = table(
        a=["x"] * 4, stratum=[1, 1, 2, 2], frequency=[1, 2, 1, 2], numerator=[20, 5, 30, 10],
        denominator=[400, 400, 500, 500], standard_population=[1, 1, 2, 2],
    )  # fmt: skip
    found = standardised_tables.direct(
        repeated, by=("a",), level=0.95, two_levels=False, multiplier=1000, limits="byar"
    )
    wider = standardised.direct(
        [0, 0], np.array([[20, 5], [30, 10]]), [400, 500], [1, 2], frequency=[1, 2], multiplier=1000
    )
    assert found["estimate"][0] == pytest.approx(direct.estimate[0])
    assert found["lower"][0] == pytest.approx(wider.lower[0])
    assert found["lower"][0] < direct.lower[0]


def _fifths(labels: list[object]) -> Table:
    return table(
        quantile=labels, population=[100] * 10, value=[60, 62, 63, 65, 66, 68, 69, 71, 72, 74], se=[1] * 10
    )  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (list(range(1, 11)), None),
        ([f"{n:02}" for n in range(1, 11)], None),
        ([f"tenth {n}" for n in range(1, 11)], [f"tenth {n}" for n in range(1, 11)]),
    ],
)
def test_labels_as_numbers_text_or_declared_give_one_slope(labels: list[object], order: list[str] | None) -> None:
    found = gradients.slope_index(
        _fifths(labels), kind="mean", transform=False, by=(), order=order, level=0.95, multiplier=1, draws=0, seed=0
    )
    assert found["measure"].to_list() == ["sii", "rii"]
    assert found["estimate"][0] == pytest.approx(15.15, abs=0.005)


def test_columns_of_the_table_come_before_the_options() -> None:
    one = table(
        subgroup=["p", "q", "r"], estimate=[20, 30, 50], population=[1, 1, 2], se=[1, 1, 1], favourable=[0, 0, 0],
        scale=[100] * 3, reference=[1, 0, 0],
    )  # fmt: skip
    found = gradients.inequality(
        one,
        by=(),
        names=("d", "par", "erreygers"),
        favourable=True,
        scale=None,
        reference="q",
        level=0.95,
        draws=10,
        seed=0,
    )
    rows = {row["measure"]: row for row in found.to_dicts()}
    assert rows["d"]["estimate"] == 30  # adverse: the worst of the others minus the reference
    assert rows["par"]["estimate"] == pytest.approx(20 - 37.5)
    assert rows["erreygers"]["reason"] == "groups have no order"


def test_subgroups_are_put_in_their_order_and_a_missing_one_is_counted() -> None:
    one = table(
        subgroup=["c", "a", "b"], order=[3, 1, 2], estimate=[50, 20, None], population=[1, 1, 1], se=[1, 1, None]
    )
    found = gradients.inequality(
        one, by=(), names=("d",), favourable=True, scale=100, reference=None, level=0.95, draws=10, seed=0
    )
    assert found.row(0, named=True)["estimate"] == 30
    assert found["left_out"][0] == 1


def test_funnels_by_group_have_baselines_of_their_own_and_keep_the_order_of_rows() -> None:
    one = table(g=["a", "b", "a", "b"], numerator=[10, 40, 30, 60], denominator=[100, 100, 100, 100])
    found = units.funnel(one, kind="proportion", by=("g",), multiplier=100, baseline=None, adjust=False)
    assert found["baseline"].to_list() == [20, 50, 20, 50]
    assert found["flag"].to_list() == ["low 95", "low 95", "high 95", "high 95"]
    wide = units.funnel(one, kind="rate", by=(), multiplier=1, baseline=None, adjust=True)
    assert (
        wide["upper"] > units.funnel(one, kind="rate", by=(), multiplier=1, baseline=None, adjust=False)["upper"]
    ).all()


def test_a_funnel_of_ratios_is_about_one() -> None:
    found = units.funnel(
        table(numerator=[30, 10, 0], denominator=[15, 11, 0]),
        kind="ratio",
        by=(),
        multiplier=100,
        baseline=None,
        adjust=False,
    )
    assert found["baseline"].to_list() == [100] * 3
    assert found["flag"].to_list() == ["high 99.8", "", ""]
    assert found["reason"][2] == "no expected events"


def test_overdispersion_of_too_few_units_says_so() -> None:
    found = units.dispersion(table(numerator=[5], denominator=[4]), kind="ratio", by=(), trim="winsorise", scale="log")
    assert found["reason"][0] == "fewer than two units"
    assert found["phi"][0] is None


def test_points_are_put_in_order_of_time_within_their_chart() -> None:
    one = table(
        hub=["b", "a", "b", "a"],
        date=["2026-02", "2026-02", "2026-01", "2026-01"],
        value=[4, 2, 3, 1],
        rebase=[0, 1, 0, 0],
    )
    found = over_time.spc(one, kind="xmr", by=("hub",), screen=True, baseline=None, target=5, higher_is_better=True)
    assert found["hub"].to_list() == ["b", "b", "a", "a"]
    assert found["value"].to_list() == ["3", "4", "1", "2"]
    assert found["centre"].to_list() == [3.5, 3.5, 1, 2]  # the rebased point starts a stretch of its own
    assert found["assurance"].to_list() == ["inconsistent"] * 2 + ["cannot tell"] * 2  # one point has no limits


@pytest.mark.parametrize("kind", ["p", "u", "c"])
def test_charts_of_counts(kind: over_time.Kind) -> None:
    one = table(date=[1, 2, 3], value=[4, 6, 5], numerator=[4, 6, 0], denominator=[10, 10, 0])
    found = over_time.spc(one, kind=kind, by=(), screen=True, baseline=None, target=None, higher_is_better=True)
    assert found["centre"][0] == pytest.approx(5 if kind == "c" else 0.5)
    assert found["reason"][2] == ("" if kind == "c" else "no denominator")


def test_curves_by_group_and_the_estimator_that_fits() -> None:
    one = table(g=["a", "a", "b", "b"], exit=[3, 5, 4, 6], event=[1, 0, 1, 1])
    found = over_time.curves(one, by=("g",), level=0.95)
    assert set(found["method"]) == {"Kaplan-Meier with late entry, log(-log) limits"}
    assert found.filter(pl.col("g") == "b")["estimate"].to_list()[-1] == 1
    rival = over_time.curves(table(exit=[3, 5, 4], event=[1, 2, 0]), by=(), level=0.95)
    assert "Aalen" in rival["method"][0]
    with pytest.raises(InputError, match="is not after the entry"):
        over_time.curves(table(entry=[5], exit=[5], event=[1]), by=(), level=0.95)


def test_rates_of_a_million_rows_stay_rows() -> None:
    n = 20_000
    frame = pl.DataFrame({"numerator": ["7"] * n, "denominator": ["90"] * n})
    found = plain.rate(Table(frame, "t.csv"), by=(), level=0.95, two_levels=False, multiplier=1, limits="exact")
    assert found.height == n
    assert found["lower"][0] == rates.rate(7, 90).lower
