"""Postcodes of the three authorities with their small areas, and the pseudo-postcodes of families without one.

ZZ99 postcodes are no places: ZZ99 3VZ is no fixed abode, ZZ99 3WZ not known, most others a country abroad (NHS
Data Dictionary). They are classified, never dropped.
"""

from functools import cache

import polars as pl

from babyhubs.reference import registry

NO_FIXED_ABODE = "ZZ993VZ"
NOT_KNOWN = ("ZZ993WZ", "ZZ993CZ")  # not known; England not otherwise stated


@cache
def lookup() -> pl.DataFrame:
    """postcode (upper case, no space), area_2011, area_2021, latitude, longitude, how."""
    return registry.read("postcodes")


def normalised(postcode: pl.Expr) -> pl.Expr:
    """Upper case and no white space: one spelling for one postcode."""
    return postcode.str.to_uppercase().str.replace_all(r"\s+", "")


def is_pseudo(postcode: pl.Expr) -> pl.Expr:
    """Whether a normalised postcode is a ZZ99 pseudo-postcode."""
    return postcode.str.starts_with("ZZ99")
