"""Families of linked tables: the same people are one cell, totals add up, and errors say where they do not."""

import numpy as np
import pytest

from babyhubs.disclosure.dimension import Dimension, flat, nested
from babyhubs.disclosure.family import CountTable, Family, title
from babyhubs.disclosure.structure import structure
from babyhubs.errors import InputError

HUB = nested("hub", {"Easton": "Bristol", "Knowle": "Bristol", "Yate": "South Gloucestershire"})
MONTH = flat("month", ["January", "February"])


def hub_by_month(**changed: int) -> CountTable:
    counts = {
        ("Easton", "January"): 10,
        ("Easton", "February"): 20,
        ("Knowle", "January"): 30,
        ("Knowle", "February"): 40,
        ("Yate", "January"): 50,
        ("Yate", "February"): 60,
        ("Total", "Total"): 210,
    }
    return CountTable("hub by month", ("hub", "month"), counts | {("Total", "Total"): changed.get("total", 210)})


def test_totals_that_are_not_published_are_worked_out() -> None:
    family = Family((HUB, MONTH), (hub_by_month(),))
    found = structure(family)
    assert found.values[found.place(family.cell(hub="Bristol"))] == 100
    assert found.values[found.place(family.cell(hub="Bristol", month="February"))] == 60
    assert not found.published[found.place(family.cell(hub="Bristol"))]


def test_the_same_people_in_two_tables_are_one_cell() -> None:
    second = CountTable("hubs", ("hub",), {("Easton",): 30, ("Yate",): 110, ("Total",): 210})
    family = Family((HUB, MONTH), (hub_by_month(), second))
    found = structure(family)
    assert len(found.cells) == len(structure(Family((HUB, MONTH), (hub_by_month(),))).cells)
    assert found.published[found.place(family.cell(hub="Easton"))]


def test_a_total_that_does_not_add_up_is_named_with_its_difference() -> None:
    with pytest.raises(InputError, match="add up to 5 less") as caught:
        structure(Family((HUB, MONTH), (hub_by_month(total=215),)))
    assert caught.value.where == "everybody"


def test_a_total_smaller_than_its_parts_is_named_too() -> None:
    table = CountTable("hubs", ("hub",), {("Easton",): 12, ("Bristol",): 10})
    with pytest.raises(InputError, match="add up to 2 more") as caught:
        structure(Family((HUB,), (table,)))
    assert caught.value.where == "hub Bristol"


def test_two_tables_that_count_the_same_people_differently() -> None:
    second = CountTable("hubs", ("hub",), {("Easton",): 31})
    first = CountTable("more hubs", ("hub",), {("Easton",): 30})
    with pytest.raises(InputError, match="30 and 31") as caught:
        structure(Family((HUB,), (first, second)))
    assert caught.value.where == "table hubs: hub Easton"


def test_groups_that_hold_everybody_leave_nobody_for_the_others() -> None:
    family = Family((HUB,), (CountTable("hubs", ("hub",), {("Bristol",): 9, ("Total",): 9}),))
    found = structure(family)
    assert found.values[found.place(family.cell(hub="South Gloucestershire"))] == 0


def test_tables_in_a_ring_are_joined_and_tables_in_a_row_are_not() -> None:
    sex = flat("sex", ["f", "m"])
    ethnicity = flat("ethnicity", ["one", "two"])
    dimensions = (MONTH, sex, ethnicity)

    def table(*by: str) -> CountTable:
        codes = {"month": "January", "sex": "f", "ethnicity": "one"}
        return CountTable(" by ".join(by), by, {tuple(codes[name] for name in by): 20})

    row = structure(Family(dimensions, (table("month", "sex"), table("sex", "ethnicity"))))
    ring = structure(
        Family(dimensions, (table("month", "sex"), table("sex", "ethnicity"), table("month", "ethnicity")))
    )
    assert not any(len(cell) == 3 for cell in row.cells)
    assert sum(len(cell) == 3 for cell in ring.cells) == 8
    assert ring.complete
    assert not any(ring.watched[place] for place, cell in enumerate(ring.cells) if len(cell) == 3)


def test_a_month_belongs_to_every_rolling_period_that_holds_it() -> None:
    month = Dimension("month", {"Total": ("1", "2", "3"), "to 2": ("1", "2"), "to 3": ("2", "3")})
    family = Family((month,), (CountTable("rolling", ("month",), {("to 2",): 30, ("to 3",): 34, ("1",): 12}),))
    found = structure(family)
    values = {title(cell): found.values[place] for place, cell in enumerate(found.cells)}
    assert values == {"everybody": 46, "month 1": 12, "month 2": 18, "month 3": 16, "month to 2": 30, "month to 3": 34}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"Total": ("a", "a")}, "each once"),
        ({"other": ("a",)}, "Nothing adds up"),
        ({"Total": ("a",), "a": ("b",), "b": ("a",)}, "part of itself"),
    ],
)
def test_a_dimension_that_cannot_be(parts: dict[str, tuple[str, ...]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Dimension("hub", parts)


def test_a_code_that_the_dimension_does_not_have() -> None:
    with pytest.raises(InputError, match="'Frome' is not a code"):
        structure(Family((HUB,), (CountTable("hubs", ("hub",), {("Frome",): 9}),)))


def test_a_count_is_a_whole_number() -> None:
    table = CountTable("hubs", ("hub",), {("Easton",): 9.5})  # type: ignore[dict-item]
    with pytest.raises(InputError, match=r"9\.5 is not a count"):
        structure(Family((HUB,), (table,)))


def test_a_table_of_unknown_counts_ties_cells_without_values() -> None:
    before = CountTable("last year", ("hub", "month"), {("Easton", "January"): None}, published=False)
    found = structure(Family((HUB, MONTH), (CountTable("hubs", ("hub",), {("Easton",): 30}), before)))
    assert np.isnan(found.values[found.place((("hub", "Easton"), ("month", "January")))])
    assert int(found.published.sum()) == 1
