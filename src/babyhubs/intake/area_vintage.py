"""Of which census the small areas of a column are: 2011 and 2021 codes look alike, and most are the same area."""

import polars as pl

from babyhubs.intake.contents import Column, looks_like
from babyhubs.intake.guess import Guess, certain, uncertain
from babyhubs.reference import registry
from babyhubs.reference.areas import OWN


def find(column: Column) -> Guess:
    """The vintage as text: "2011", "2021", or "0" for areas of one's own."""
    if column.filled and looks_like("area", column) < 0.5:
        return certain(str(OWN), "The values are no LSOA codes, so they belong to an areas file of your own.")
    heading = column.heading.replace(" ", "")
    for year, ends in (("2011", "11"), ("2021", "21")):
        if year in heading or heading.upper().removesuffix("CD").endswith(ends):
            return certain(year, "The heading says it.")
    in_2011, in_2021 = (_share(column, f"areas_{year}") for year in (2011, 2021))
    if in_2011 == in_2021 == 1.0:
        return certain("2021", "Every code is the same area in 2011 and 2021.")
    if in_2021 > in_2011 and in_2021 > 0.99:
        return certain("2021", f"{in_2021:.1%} of the values are codes of 2021, {in_2011:.1%} of 2011.")
    if in_2011 > in_2021 and in_2011 > 0.99:
        return certain("2011", f"{in_2011:.1%} of the values are codes of 2011, {in_2021:.1%} of 2021.")
    better = "2011" if in_2011 > in_2021 else "2021"
    return uncertain(better, f"{in_2011:.1%} of the values are codes of 2011, {in_2021:.1%} of 2021.")


def _share(column: Column, name: str) -> float:
    known: pl.Series = registry.read(name)["area"]
    return column.share_where(column.counts["text"].str.to_uppercase().is_in(known.implode()))
