"""Census 2021 by 2021 LSOA. Ethnic group and language are those of all residents, not of babies."""

import polars as pl

from babyhubs.reference import registry


def lsoa21() -> pl.DataFrame:
    """All shipped columns for Bristol, North Somerset and South Gloucestershire, one row an area."""
    return registry.read("census_bnssg")


def england() -> pl.DataFrame:
    """Key columns for every English area."""
    return registry.read("census_england")
