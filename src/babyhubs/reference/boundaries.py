"""Boundaries of the three authorities, as GeoJSON feature collections (outer rings clockwise, as map drawing wants)."""

from typing import Any

from babyhubs.reference import registry


def wards() -> dict[str, Any]:
    """2024 wards; properties ward, ward_name, authority."""
    return registry.read_geojson("wards")


def areas(vintage: int) -> dict[str, Any]:
    """LSOAs of 2011 or 2021; property area."""
    return registry.read_geojson(f"boundaries_{vintage}")
