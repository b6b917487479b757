"""A report that cuts the same babies by one attribute after another, each with its own row of the total: is it safe as a family?"""

import polars as pl
import pytest

from babyhubs.disclosure.attribute_tables import attribute_family
from babyhubs.disclosure.dimension import Dimension
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import attack_printed, protect
from babyhubs.disclosure.reader import Reader
from babyhubs.errors import InputError

HES = profile("hes")
REACHED = Dimension("babies", {"eligible": ("reached", "not reached")}, None)
# Deprivation fifths, ethnic groups and hubs of the same 1,000 babies; five babies in one ethnic group, two of a fifth unreached.
TABLE = pl.DataFrame(
    [
        ("all", "all", 1000, 640),
        ("fifth", "1", 250, 130), ("fifth", "2", 200, 120), ("fifth", "3", 180, 120), ("fifth", "4", 190, 130), ("fifth", "5", 180, 140),
        ("ethnicity", "one", 902, 600), ("ethnicity", "two", 93, 38), ("ethnicity", "three", 5, 2),
        ("language", "English", 958, 620), ("language", "Somali", 38, 16), ("language", "not known", 4, 4),
    ],
    schema=["attribute", "group", "eligible", "reached"],
    orient="row",
)  # fmt: skip


def test_row_by_row_rounding_leaves_a_group_of_five_open() -> None:
    """The plain rule row by row: a reader adds up the other groups and the total, and rules numbers out."""
    family = attribute_family(TABLE, REACHED)
    reader = Reader(family, HES)
    printed = {
        reader.structure.cells[place]: (None if small else 5.0 * ((reader.structure.values[place] + 2) // 5))
        for place, small in enumerate(reader.primary)
        if reader.structure.published[place]
    }
    found = attack_printed(family, HES, printed)
    narrowed = found.bounds.filter(~pl.col("safe")).select("cell", "low", "high").rows()
    assert found.succeeds
    assert sorted(narrowed) == [
        ("babies eligible, language not known", 1, 6),
        ("babies reached, ethnicity three", 1, 6),
        ("babies reached, language not known", 1, 6),
    ]


def test_as_a_family_a_few_more_figures_are_hidden_and_nothing_follows() -> None:
    protected = protect(attribute_family(TABLE, REACHED), HES)
    assert not protected.attack.succeeds
    assert protected.choice.proved
    assert protected.table("fifth")["mark"].to_list() == [""] * 12
    assert 1 <= protected.loss()["cells_hidden_to_protect"] <= 4


def test_the_total_is_one_cell_however_often_it_is_printed() -> None:
    found = Reader(attribute_family(TABLE, REACHED), HES).structure
    assert sum(cell == (("babies", "eligible"),) for cell in found.cells) == 1


def test_groups_that_are_left_out_are_a_group_of_their_own() -> None:
    """Ethnicity without "three": the five babies that nobody printed can still be worked out, so they are watched."""
    family = attribute_family(TABLE.filter(pl.col("group") != "three"), REACHED)
    cells = protect(family, HES).attack.bounds.filter(~pl.col("published"))["cell"].to_list()
    assert "babies eligible, ethnicity (not in the table)" in cells


def test_the_table_needs_everybody() -> None:
    with pytest.raises(InputError, match="one row for everybody"):
        attribute_family(TABLE.filter(pl.col("attribute") != "all"), REACHED)
