"""Anybody's tables: total rows, hubs in authorities, empty groups, earlier releases; and the errors that say where."""

import polars as pl
import pytest

from babyhubs.disclosure.long_family import LongFamily, long_family, released
from babyhubs.disclosure.long_table import Columns
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import protect, release_or_refuse
from babyhubs.errors import InputError, Refused

HES, LEGACY, TRE = profile("hes"), profile("legacy"), profile("tre-10")
COLUMNS = Columns(counts=("families",), by=("hub", "month"), nested={"hub": "authority"})


def frame(text: str) -> pl.DataFrame:
    """A table from lines of words."""
    head, *rows = [line.split() for line in text.strip().splitlines()]
    return pl.DataFrame(rows, schema=head, orient="row").with_columns(pl.all().cast(pl.String))


VISITS = frame(
    """
    hub authority month families
    Easton Bristol January 4
    Easton Bristol February 30
    Knowle Bristol January 41
    Knowle Bristol February 52
    Yate South January 28
    """
)


def through(long: LongFamily, name: str = "hes") -> pl.DataFrame:
    """The first table after protection."""
    protected = release_or_refuse(protect(long.family, profile(name)))
    return next(iter(released(protected, long).values()))


def test_rows_and_columns_stay_and_small_counts_become_a_mark() -> None:
    out = through(long_family({"visits": VISITS}, COLUMNS, HES))
    assert out.drop("families").equals(VISITS.drop("families"))
    assert out["families"].to_list() == ["*", "30", "40", "50", "30"]


def test_margins_are_added_with_the_words_of_the_table() -> None:
    out = through(long_family({"visits": VISITS}, COLUMNS, HES, margins=True))
    rows = {tuple(row[:3]): row[3] for row in out.iter_rows()}
    assert rows[("Total", "Bristol", "Total")] == "125"
    assert rows[("Total", "Total", "Total")] == "155"
    assert rows[("Easton", "Bristol", "Total")] == "35"
    assert rows[("Total", "South", "February")] == "0"


def test_a_blank_is_a_total_as_well() -> None:
    table = frame("hub month families\nEaston January 40\nEaston February 30").vstack(
        pl.DataFrame({"hub": ["Easton"], "month": [""], "families": ["71"]})
    )
    with pytest.raises(InputError, match="add up to 1 less") as caught:
        through(long_family({"visits": table}, Columns(("families",), ("hub", "month")), HES))
    assert caught.value.where == "hub Easton"


def test_two_tables_of_the_same_people_protect_each_other() -> None:
    """Alone, each table is safe with one more figure hidden; the hub's total must be hidden in both or in neither."""
    columns = Columns(("families",), ("hub", "month", "language"))
    months = frame("hub month families\nEaston January 3\nEaston February 30\nEaston Total 33")
    languages = frame("hub language families\nEaston English 12\nEaston Urdu 21\nEaston Total 33")
    long = long_family({"months": months, "languages": languages}, columns, LEGACY)
    protected = release_or_refuse(protect(long.family, LEGACY))
    out = released(protected, long)
    assert (out["months"]["families"][2] == "*") == (out["languages"]["families"][2] == "*")
    assert out["months"]["families"].to_list() == ["*", "*", "33"]


def test_those_reached_are_among_the_eligible() -> None:
    """97 of 100 reached leaves three who were not."""
    columns = Columns(("eligible", "reached"), ("hub",), within={"reached": "eligible"})
    table = frame("hub eligible reached\nEaston 100 97\nKnowle 200 120")
    out = through(long_family({"reach": table}, columns, LEGACY), "legacy")
    assert "*" in (out["eligible"][0], out["reached"][0])
    assert (out["eligible"][1], out["reached"][1]) == ("200", "120")


def test_a_percentage_is_worked_out_from_the_counts_as_shown() -> None:
    columns = Columns(
        ("eligible", "reached"), ("hub",), within={"reached": "eligible"}, percents={"share": ("reached", "eligible")}
    )
    table = frame("hub eligible reached share\nEaston 203 102 50.2\nKnowle 98 3 3.1")
    out = through(long_family({"reach": table}, columns, HES))
    assert out["share"].to_list() == ["48.8", "*"]  # 100 of 205


def test_a_column_of_numbers_that_nobody_named_does_not_slip_out() -> None:
    table = frame("hub month families rate\nEaston January 9 12.4")
    with pytest.raises(InputError, match="'rate' holds numbers") as caught:
        long_family({"visits": table}, Columns(("families",), ("hub", "month")), HES)
    assert "--percent" in caught.value.remedy


def test_where_zeros_are_hidden_an_empty_group_gets_a_row() -> None:
    out = through(long_family({"visits": VISITS}, COLUMNS, TRE), "tre-10")
    assert out.height == VISITS.height + 1
    assert out.filter(hub="Yate", month="February")["families"].to_list() == ["*"]


def test_an_earlier_release_is_part_of_the_attack() -> None:
    before = frame(
        "hub authority month families\nEaston Bristol January *\nEaston Bristol Total 34\nEaston Bristol February 30"
    )
    with pytest.raises(Refused):
        through(long_family({"visits": VISITS}, COLUMNS, LEGACY, before={"last year": before}), "legacy")


def test_an_earlier_release_of_other_groups_is_said_and_left_out() -> None:
    before = frame("hub authority month families\nFrome Mendip January 20")
    long = long_family({"visits": VISITS}, COLUMNS, HES, before={"last year": before})
    assert long.notes == ("last year: 1 figures are about groups that these tables do not have. They were not used.",)


def test_rolling_periods_come_from_a_groups_file() -> None:
    groups = {"month": {"winter": ("December", "January"), "new year": ("January", "February")}}
    columns = Columns(("families",), ("month",), groups=groups)
    table = frame("month families\nDecember 20\nJanuary 18\nFebruary 3\nwinter 38\nnew 21")
    table = table.with_columns(pl.col("month").replace("new", "new year"))
    out = through(long_family({"rolling": table}, columns, LEGACY), "legacy")
    assert out["families"].to_list().count("*") >= 2
    assert out["families"][2] == "*"


@pytest.mark.parametrize(
    ("text", "said", "where"),
    [
        ("hub month families\nEaston January few", "'few' is not a count", "visits, row 2, column families"),
        ("hub month families\nEaston January 4.5", "'4.5' is not a count", "visits, row 2, column families"),
        ("hub month families\nEaston January *", "'\\*' is not a count", "visits, row 2, column families"),
        ("hub month families\nEaston January 9\nEaston January 9", "Rows 2 and 3 are the same group", "visits"),
        ("hub month people\nEaston January 9", "no column 'families'", "visits: its columns are hub, month, people"),
    ],
)
def test_errors_name_the_row(text: str, said: str, where: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        long_family({"visits": frame(text)}, Columns(("families",), ("hub", "month")), HES)
    assert caught.value.where == where


def test_a_hub_in_two_authorities() -> None:
    text = "hub authority month families\nEaston Bristol January 9\nEaston South February 9"
    with pytest.raises(InputError, match="belongs to two") as caught:
        long_family({"visits": frame(text)}, COLUMNS, HES)
    assert caught.value.where == "visits, row 3"
