"""The family of a report that cuts the same people by one attribute after another: deprivation, ethnicity, ward, language.

Each attribute is a table of its own, and all of them add up to the same people. A group of three in one attribute follows from
the total and its sister groups, and the total can be read off every other attribute. So they are protected together.
"""

import polars as pl

from babyhubs.disclosure.dimension import TOTAL, Dimension
from babyhubs.disclosure.family import CountTable, Family
from babyhubs.errors import InputError

EVERYBODY = "all"
REST = "(not in the table)"


def attribute_family(table: pl.DataFrame, measures: Dimension) -> Family:
    """A family of one table an attribute.

    table: attribute, group, and one whole-number column for each published code of `measures`; attribute "all" is one row,
    everybody. measures: what adds up to what, without a total, for instance {"eligible": ("reached", "not reached")}.
    Where the groups of an attribute do not add up to everybody, the rest is a group that is not published.
    """
    codes = tuple(code for code in measures.codes if code in table.columns)
    everybody = table.filter(pl.col("attribute") == EVERYBODY)
    if everybody.height != 1 or not codes:
        raise InputError("The table needs one row for everybody and a column of counts.", where="attribute tables")
    totals = everybody.row(0, named=True)
    dimensions, tables = [measures], []
    for attribute in table["attribute"].unique(maintain_order=True):
        if attribute == EVERYBODY:
            continue
        rows = table.filter(pl.col("attribute") == attribute)
        groups = tuple(rows["group"])
        rest = any(rows[code].sum() != totals[code] for code in codes)
        dimensions.append(Dimension(attribute, {TOTAL: (*groups, REST) if rest else groups}))
        counts: dict[tuple[str, ...], int | None] = {
            (row["group"], code): int(row[code]) for row in rows.iter_rows(named=True) for code in codes
        }
        counts |= {(TOTAL, code): int(totals[code]) for code in codes}
        tables.append(CountTable(attribute, (attribute, measures.name), counts))
    return Family(tuple(dimensions), tuple(tables))
