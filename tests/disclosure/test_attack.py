"""The attack: what a reader can work out from totals, percentages, rates, maps and earlier releases."""

from dataclasses import replace

import pytest

from babyhubs.disclosure.attack import attack
from babyhubs.disclosure.dimension import flat
from babyhubs.disclosure.family import CountTable, Family, Statement
from babyhubs.disclosure.goals import HIGHEST
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import attack_printed, protect
from babyhubs.disclosure.reader import Reader
from babyhubs.disclosure.shown import earlier, rate, shade, share
from babyhubs.errors import InputError
from tests.disclosure.tables import one_way, two_way

HES, LEGACY = profile("hes"), profile("legacy")


def bounds(family: Family, name: str = "hes") -> dict[str, tuple[float, float | None]]:
    """What the plain rule alone gives away: low and high for each sensitive cell."""
    reader = Reader(family, profile(name))
    found = attack(reader, reader.primary).bounds
    return {cell: (low, high) for cell, low, high in found.select("cell", "low", "high").iter_rows()}


def test_a_lone_mark_beside_its_total_is_no_secret_when_counts_are_exact() -> None:
    assert bounds(one_way(a=3, b=20, c=30), "legacy") == {"group a": (3, 3)}


def test_rounding_leaves_room_but_not_always_enough() -> None:
    """102 = 98 + 4 is printed 100 = 100 + *: the star is 1 to 4. 103 = 100 + 3 is printed 105 = 100 + *: 1 to 9."""
    assert bounds(one_way(a=4, b=98)) == {"group a": (1, 4)}
    assert bounds(one_way(a=3, b=100)) == {"group a": (1, 9)}


def test_two_marks_of_one_are_both_one_when_nobody_can_have_none() -> None:
    assert bounds(one_way(a=1, b=1, c=40), "legacy") == {"group a": (1, 1), "group b": (1, 1)}


def test_a_group_that_is_not_published_is_attacked_too() -> None:
    """97 of 100 came: three did not, and nobody printed that."""
    family = one_way(came=97, did_not=3)
    table = CountTable("table", ("group",), {("came",): 97, ("Total",): 100})
    assert bounds(Family(family.dimensions, (table,)), "legacy") == {"group did_not": (3, 3)}


def test_a_percentage_gives_its_numerator_away() -> None:
    family = one_way(a=3, b=100, c=97)
    told = share((("group", "a"),), (), 0.015, 3)
    assert bounds(family)["group a"] == (1, 11)
    assert bounds(replace(family, known=told))["group a"] == (3, 3)


def test_a_percentage_that_goes_with_the_figure_is_hidden_with_it() -> None:
    family = one_way(a=3, b=100, c=97)
    told = share((("group", "a"),), (), 0.015, 3, goes_with=[(("group", "a"),)])
    assert bounds(replace(family, known=told))["group a"] == (1, 11)


def test_a_rate_over_a_known_denominator() -> None:
    """2.0 per 1,000 of 1,500 people, printed to one decimal, is 2.925 to 3.075: three people."""
    family = replace(one_way(a=3, b=100, c=97), known=(rate((("group", "a"),), 1500, 2.0, 1000, 1),))
    assert bounds(family)["group a"] == (3, 3)


def test_a_map_tells_the_class_that_a_count_is_in() -> None:
    family = replace(one_way(a=3, b=100, c=97), known=(shade((("group", "a"),), 1, 4),))
    assert bounds(family)["group a"] == (1, 4)


def test_an_earlier_release_of_the_same_groups() -> None:
    """Last year b and c were printed together as 200; now each is printed alone, and the rest follows more narrowly."""
    before = earlier({(("group", "a"),): None}, HES, "last year")
    assert bounds(replace(one_way(a=3, b=100), known=before))["group a"] == (1, 7)
    exact = Statement(((((("group", "b"),)), 1.0),), 100, 100, "council paper")
    assert bounds(replace(one_way(a=3, b=100), known=(exact,)))["group a"] == (3, 7)


def test_an_earlier_figure_about_other_people_is_left_out_and_said() -> None:
    family = replace(one_way(a=3, b=100), known=earlier({(("group", "b"),): 60.0}, HES, "last year"))
    reader = Reader(family, HES)
    assert reader.notes == [
        "last year: group b does not agree with the counts now; the figure was left out of the attack."
    ]


def test_a_ring_of_tables_gives_away_what_no_pair_of_them_does() -> None:
    """Everybody with a = x has b = x, and everybody with b = x has c = x. So nobody is y in a and x in c, though no table
    says so: the shared totals alone, each rounded, would leave room for four."""
    dimensions = (flat("a", ["x", "y"]), flat("b", ["x", "y"]), flat("c", ["x", "y"]))
    alike: dict[tuple[str, ...], int | None] = {("x", "x"): 40, ("x", "y"): 0, ("y", "x"): 0, ("y", "y"): 60}
    totals: dict[tuple[str, ...], int | None] = {("Total", "x"): 40, ("x", "Total"): 40}
    pair = CountTable("ac", ("a", "c"), totals | {("x", "x"): 40})
    ring = (CountTable("ab", ("a", "b"), alike), CountTable("bc", ("b", "c"), alike), pair)

    def most(tables: tuple[CountTable, ...]) -> float:
        reader = Reader(Family(dimensions, tables), HES)
        programme = reader.programme()
        programme.bound(*reader.bounds(reader.primary))
        found = programme.extreme(reader.structure.place((("a", "y"), ("c", "x"))), HIGHEST)
        assert found is not None
        return -found.value

    assert most((pair,)) == 4
    assert most(ring) == 0


def test_whole_numbers_are_narrower_than_fractions() -> None:
    """Twice the count is 5 to 9: fractions reach 2.5, whole numbers only 3 and 4."""
    family = replace(one_way(a=3, b=100, c=97), known=(Statement((((("group", "a"),), 2.0),), 5, 9, "a sum of two"),))
    assert bounds(family)["group a"] == (3, 4)


def test_a_reader_who_can_tell_marks_apart_is_harsher() -> None:
    """108 = 2 + 6 + 100, the first two hidden. To whom both marks are alike the first is 1 to 7; who knows that the second is
    no small count (6 or more) has it down to 1 or 2."""
    family = one_way(a=2, b=6, c=100)
    found = []
    for known in (False, True):
        reader = Reader(family, LEGACY, marks_known=known)
        hidden = reader.primary.copy()
        hidden[reader.structure.place((("group", "b"),))] = True
        found.append(attack(reader, hidden).bounds.select("low", "high").row(0))
    assert found == [(1, 7), (1, 2)]


def test_somebody_elses_release_is_attacked_as_printed() -> None:
    family = one_way(a=4, b=98)
    printed = {(("group", "a"),): None, (("group", "b"),): 100.0, (): 100.0}
    assert attack_printed(family, HES, printed).unsafe
    assert not attack_printed(family, HES, printed | {(("group", "b"),): None}).unsafe


def test_a_figure_that_the_profile_would_not_print_is_refused() -> None:
    with pytest.raises(InputError, match="96 is printed for 98"):
        attack_printed(one_way(a=4, b=98), HES, {(("group", "b"),): 96.0})


def test_where_nothing_is_sensitive_nothing_is_attacked() -> None:
    assert protect(two_way([[20, 30], [40, 50]]), HES).attack.places == ()
