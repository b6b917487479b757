"""Local fifths: areas in order of deprivation, cut so that each fifth holds about a fifth of the service's children.

National fifths say how a place stands in England; local ones give the comparison its power where most areas are alike.
"""

import numpy as np
import polars as pl


def local_fifths(areas: pl.DataFrame, children: pl.DataFrame) -> pl.Series:
    """The fifth ("1" most deprived to "5") of each row of `areas`, null without a rank.

    areas: area, deprivation_rank (1 is the most deprived). children: area, n. An area goes to the fifth in which the
    middle of its children falls. Equal ranks share a fifth's boundary in order of area code.
    """
    counted = areas.select("area", "deprivation_rank").join(children, on="area", how="left").with_row_index("place")
    ranked = counted.filter(pl.col("deprivation_rank").is_not_null()).sort("deprivation_rank", "area")
    n = ranked["n"].fill_null(0).to_numpy().astype(np.float64)
    if n.sum() == 0:
        return pl.Series("deprivation_local", [None] * areas.height, dtype=pl.String)
    middle = (np.cumsum(n) - n / 2) / n.sum()
    fifth = np.minimum(np.floor(middle * 5).astype(np.int64) + 1, 5)
    found = ranked.select("place").with_columns(pl.Series("fifth", fifth).cast(pl.String))
    return counted.join(found, on="place", how="left", maintain_order="left")["fifth"].alias("deprivation_local")
