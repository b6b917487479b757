"""Places where hubs could be: children's centres and listed family hub sites. Not a list of clinics."""

import polars as pl

from babyhubs.reference import registry


def childrens_centres() -> pl.DataFrame:
    """venue_id, name, address, postcode, venue_type, authority, latitude, longitude, area_2021."""
    return registry.read("childrens_centres")
