"""Where families live: the nearest hub that was open, its distance, and local fifths of deprivation."""

from datetime import date
from functools import cache

import numpy as np
import polars as pl
import pytest

from babyhubs.audit.distance import kilometres, nearest_open_hub
from babyhubs.audit.local_fifths import local_fifths
from babyhubs.audit.result import AuditResult
from tests.audit.small import AREAS, audit, child, one, records, visit


def hubs(*rows: tuple[str, float, str | None, str | None]) -> pl.DataFrame:
    """Hubs on the areas' meridian: identifier, latitude, opened, closed."""
    made = [
        {
            "hub": hub,
            "name": f"Hub {hub}",
            "latitude": latitude,
            "longitude": -2.5,
            "opened": date.fromisoformat(opened) if opened else None,
            "closed": date.fromisoformat(closed) if closed else None,
        }
        for hub, latitude, opened, closed in rows
    ]
    return pl.DataFrame(made, schema_overrides={"opened": pl.Date(), "closed": pl.Date()})


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    one_degree = kilometres(np.array([51.0]), np.array([-2.5]), np.array([52.0]), np.array([-2.5]))
    assert one_degree[0, 0] == pytest.approx(111.195, abs=0.001)
    # Bristol Temple Meads to Bath Spa stations, as the crow flies
    stations = kilometres(np.array([51.4491]), np.array([-2.5813]), np.array([51.3777]), np.array([-2.3570]))
    assert stations[0, 0] == pytest.approx(17.5, abs=0.1)


def test_the_nearest_hub_is_that_of_the_day_on_which_a_child_could_first_come() -> None:
    """H1 is in the first area. H2, in the third, is open from 1 January to 30 June 2026."""
    found = nearest_open_hub(AREAS, hubs(("H1", 51.0, None, None), ("H2", 51.024, "2026-01-01", "2026-07-01")))
    third = found.filter(pl.col("area") == "A3").sort("valid_from")
    assert list(third.select("valid_from", "nearest_hub", "distance").iter_rows()) == [
        (date(1900, 1, 1), "H1", "2 to 5 km"),
        (date(2026, 1, 1), "H2", "under 0.5 km"),
        (date(2026, 7, 1), "H1", "2 to 5 km"),
    ]


def test_hubs_without_a_place_are_no_nearest_hub_and_ties_go_to_the_first() -> None:
    placed = hubs(("H3", 51.0, None, None), ("H2", 51.0, None, None))
    without = placed.with_columns(pl.when(pl.col("hub") == "H2").then(None).otherwise("latitude").alias("latitude"))
    assert set(nearest_open_hub(AREAS, placed)["nearest_hub"]) == {"H2"}
    assert set(nearest_open_hub(AREAS, without)["nearest_hub"]) == {"H3"}
    assert nearest_open_hub(AREAS, without.with_columns(latitude=pl.lit(None, pl.Float64))).is_empty()


def test_local_fifths_hold_a_fifth_of_the_children_each() -> None:
    """Ten areas, the most deprived with as many children as the next four: it is a fifth and a half by itself."""
    areas = pl.DataFrame({"area": [f"L{i}" for i in range(10)], "deprivation_rank": list(range(10, 0, -1))})
    children = pl.DataFrame({"area": areas["area"], "n": [10] * 9 + [40]})
    fifths = dict(zip(areas["area"], local_fifths(areas, children), strict=True))
    assert [fifths[f"L{i}"] for i in range(9, -1, -1)] == ["1", "2", "3", "3", "3", "4", "4", "5", "5", "5"]


def test_an_area_without_a_rank_has_no_fifth() -> None:
    areas = pl.DataFrame({"area": ["a", "b"], "deprivation_rank": [None, 5]})
    assert local_fifths(areas, pl.DataFrame({"area": ["a", "b"], "n": [5, 5]})).to_list() == [None, "3"]


@cache
def homes() -> AuditResult:
    """Twelve children: five at each of two homes, one of no fixed address, one in an area that the table does not know."""
    near = [child(f"N{i}", "2025-10-01") for i in range(5)]
    far = [child(f"F{i}", "2025-10-01", area="A5") for i in range(5)]
    nowhere = child("Z", "2025-10-01", area=None, place="no_fixed_address")
    elsewhere = child("E", "2025-10-01", area="W9")
    return audit(records([*near, *far, nowhere, elsewhere], [visit(who, 40) for who in (*near, nowhere)]))


def test_families_without_a_fixed_address_are_unknown_and_never_dropped() -> None:
    for attribute in ("deprivation_national", "deprivation_local", "distance", "authority", "nearest_hub"):
        assert one(homes(), attribute, "unknown")["eligible"] == 2
        assert one(homes(), attribute, "unknown")["events"] == 1
    assert one(homes(), "all", "all")["eligible"] == 12
    assert homes().wards.filter(view="hub")["eligible"].sum() == 12


def test_bands_of_distance_and_the_ward_of_the_map() -> None:
    assert one(homes(), "distance", "under 0.5 km")["events"] == 5
    assert one(homes(), "distance", "5 km and over")["events"] == 0
    by_ward = {row["ward_name"]: row["eligible"] for row in homes().wards.filter(view="hub").iter_rows(named=True)}
    assert by_ward == {"Ward 1": 5, "Ward 5": 5, "Ward not known": 2}
