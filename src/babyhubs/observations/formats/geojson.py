"""The zones of a layout as GeoJSON (RFC 7946 in form), with the family-minutes spent in each.

Coordinates are metres from the plan's lower left corner where there is a scale, else shares of the plan; they are no places on
Earth, and the file says so, because a clinic's place is not for sharing.
"""

import json
from collections.abc import Mapping

from babyhubs.observations.layout import Layout
from babyhubs.observations.log.operation import PLAN


def zones(layout: Layout, minutes: Mapping[str, float]) -> str:
    """The collection's text: a polygon a zone, counter-clockwise, its first corner repeated."""
    wide, high = (1.0, 1.0) if layout.scale is None else (layout.scale[0] / 1000, layout.scale[1] / 1000)
    features = []
    for zone in layout.zones:
        ring = [[round(x / PLAN * wide, 4), round((1 - y / PLAN) * high, 4)] for x, y in zone.polygon]
        if _clockwise(ring):
            ring.reverse()
        features.append(
            {
                "type": "Feature",
                "id": zone.identity,
                "properties": {
                    "label": zone.label,
                    "square_metres": layout.square_metres(zone),
                    "family_minutes": round(minutes.get(zone.identity, 0.0), 2),
                },
                "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
            }
        )
    found = {
        "type": "FeatureCollection",
        "name": f"{layout.identity} v{layout.version}",
        "units": "metres on the plan" if layout.scale else "shares of the plan",
        "features": features,
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _clockwise(ring: list[list[float]]) -> bool:
    corners = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in corners) > 0
