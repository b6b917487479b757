"""The floor plan as data: zones as polygons in ten-thousandths of the plan, with a version, and a scale where one is known."""

from dataclasses import dataclass
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations import picture
from babyhubs.observations.log.operation import PLAN

Point = tuple[int, int]


@dataclass(frozen=True)
class Zone:
    """A polygon; its corners in order, the last joined to the first."""

    identity: str
    label: str
    polygon: tuple[Point, ...]

    @property
    def area(self) -> float:
        """Share of the plan, by the shoelace formula."""
        corners = zip(self.polygon, (*self.polygon[1:], self.polygon[0]), strict=True)
        return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in corners)) / 2 / PLAN**2

    @property
    def middle(self) -> Point:
        """The mean of the corners: where a token is drawn when nobody tapped a place."""
        return (
            round(sum(x for x, _ in self.polygon) / len(self.polygon)),
            round(sum(y for _, y in self.polygon) / len(self.polygon)),
        )

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies inside: the even-odd rule (Shimrat M. Commun ACM 1962;5:434)."""
        inside = False
        corners = zip(self.polygon, (*self.polygon[1:], self.polygon[0]), strict=True)
        for (x1, y1), (x2, y2) in corners:
            if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
                inside = not inside
        return inside


@dataclass(frozen=True)
class Layout:
    """scale: the plan's width and height in millimetres, or None. picture: the name of a file that shows the empty room, or ""."""

    identity: str
    version: int
    zones: tuple[Zone, ...]
    scale: tuple[int, int] | None = None
    picture: str = ""

    def square_metres(self, zone: Zone) -> float | None:
        """The zone's area, where there is a scale."""
        return None if self.scale is None else zone.area * self.scale[0] * self.scale[1] / 1e6

    def at(self, x: int, y: int) -> str:
        """The first zone that holds a point, or ""."""
        return next((zone.identity for zone in self.zones if zone.holds(x, y)), "")


def read(given: Any, where: str = "layout") -> Layout | None:
    """A layout from a session's header; None where it has none."""
    if not given:
        return None
    try:
        zones = tuple(
            Zone(str(one["id"]), str(one.get("label", one["id"])), tuple((int(x), int(y)) for x, y in one["polygon"]))
            for one in given["zones"]
        )
        scale = given.get("scale")
        layout = Layout(
            str(given["id"]),
            int(given["version"]),
            zones,
            None if scale is None else (int(scale[0]), int(scale[1])),
            str(given.get("picture", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise InputError("The layout cannot be read.", where=f"{where}: {error}") from error
    names = [zone.identity for zone in zones]
    outside = [zone.identity for zone in zones for x, y in zone.polygon if not (0 <= x <= PLAN and 0 <= y <= PLAN)]
    small = [zone.identity for zone in zones if len(zone.polygon) < 3 or zone.area == 0]
    for bad, what in (
        (sorted({name for name in names if names.count(name) > 1}), "Two zones have the same id."),
        (outside, "A zone reaches beyond the plan."),
        (small, "A zone has no area."),
    ):
        if bad:
            raise InputError(what, where=f"{where}: {bad[0]}")
    if layout.picture and not picture.NAME.fullmatch(layout.picture):
        raise InputError(
            "The picture of a layout is named as a file beside it, ending in .jpg, .png or .webp.",
            where=f"{where}: {layout.picture[:80]}",
        )
    return layout


def as_json(layout: Layout) -> dict[str, Any]:
    """The layout as it stands in a session's header."""
    found: dict[str, Any] = {
        "id": layout.identity,
        "version": layout.version,
        "zones": [
            {"id": zone.identity, "label": zone.label, "polygon": [list(point) for point in zone.polygon]}
            for zone in layout.zones
        ],
    }
    found |= {"scale": list(layout.scale)} if layout.scale else {}
    return found | ({"picture": layout.picture} if layout.picture else {})
