"""Minutes on foot along the streets of an extract: every street and path that one may walk, both ways, at one pace.

Places are tied to the nearest point of the nearest street, not to its next corner. Nothing is known of hills, crossings or prams; the
pace is an assumption that siting varies by a fifth up and down. Without an extract, straight lines with a stated detour stand in.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from babyhubs.errors import InputError
from babyhubs.evaluation.access.osm_pbf import Streets
from babyhubs.statistics.interval import Flags, Floats, floats

KM_AN_HOUR = 4.8
DETOUR = 1.3  # streets over straight line, where no streets are given
EARTH = 6_371_008.8  # mean radius, metres
_NOT_ON_FOOT = {
    "motorway",
    "motorway_link",
    "construction",
    "proposed",
    "raceway",
    "bus_guideway",
    "abandoned",
    "razed",
    "platform_edge",
}
_ALLOWED = {"yes", "designated", "permissive", "destination", "official"}
_FORBIDDEN = {"no", "private", "use_sidepath"}


@dataclass(frozen=True)
class Network:
    """x, y: metres on a local plane; length: a sparse matrix of metres between neighbouring nodes; segments: ends of each (S, 2)."""

    x: Floats
    y: Floats
    length: csr_array
    segments: NDArray[np.int64]
    origin: tuple[float, float]


def straight_line_minutes(
    from_east: ArrayLike,
    from_north: ArrayLike,
    to_east: ArrayLike,
    to_north: ArrayLike,
    detour: float = DETOUR,
    pace: float = KM_AN_HOUR,
) -> Floats:
    """Places by sites, from metres of a national grid."""
    metres = np.hypot(floats(from_east)[:, None] - floats(to_east), floats(from_north)[:, None] - floats(to_north))
    return floats(metres * detour * 60 / (pace * 1000))


def network(streets: Streets) -> Network:
    """The largest connected piece of what may be walked."""
    pieces = [
        nodes for nodes, tags in zip(streets.ways, streets.tags, strict=True) if _on_foot(tags) and nodes.size > 1
    ]
    if not pieces:
        raise InputError("The extract holds no street to walk on.", remedy="Bring an extract of the right place.")
    ends = np.concatenate([np.column_stack([nodes[:-1], nodes[1:]]) for nodes in pieces])
    place = np.searchsorted(streets.node, ends)
    known = (place < streets.node.size).all(axis=1)
    place = np.minimum(place, streets.node.size - 1)
    known &= (streets.node[place] == ends).all(axis=1)
    used, ends = np.unique(place[known], return_inverse=True)
    ends = ends.reshape(-1, 2)
    origin = float(streets.lat[used].mean()), float(streets.lon[used].mean())
    x, y = _plane(streets.lat[used], streets.lon[used], origin)
    graph = _graph(ends, x, y)
    _, piece = connected_components(graph, directed=False)
    kept = piece == np.bincount(piece).argmax()
    number = np.cumsum(kept) - 1
    ends = number[ends[kept[ends].all(axis=1)]]
    return Network(x[kept], y[kept], _graph(ends, x[kept], y[kept]), ends, origin)


def minutes(
    streets: Network,
    from_lat: ArrayLike,
    from_lon: ArrayLike,
    to_lat: ArrayLike,
    to_lon: ArrayLike,
    pace: float = KM_AN_HOUR,
) -> Floats:
    """Places by sites. Paths are searched from the sites, of which there are fewer; the way to the street is walked too."""
    metres = distances(streets, from_lat, from_lon, to_lat, to_lon)
    return floats(metres * 60 / (pace * 1000))


def distances(
    streets: Network, from_lat: ArrayLike, from_lon: ArrayLike, to_lat: ArrayLike, to_lon: ArrayLike
) -> Floats:
    """Metres, places by sites."""
    origin, aside_from, along_from = _tied(streets, from_lat, from_lon)
    site, aside_to, along_to = _tied(streets, to_lat, to_lon)
    shortest = dijkstra(streets.length, directed=False, indices=np.unique(site))
    row = np.searchsorted(np.unique(site), site)  # (sites, 2)
    ways = [
        shortest[row[:, b]][:, origin[:, a]].T + along_from[:, a, None] + along_to[None, :, b]
        for a in (0, 1)
        for b in (0, 1)
    ]
    found = np.minimum.reduce(ways)
    same = (np.sort(origin, axis=1)[:, None, :] == np.sort(site, axis=1)[None, :, :]).all(axis=2)
    if same.any():  # both on one stretch of street: along it, not round by its ends
        direct = np.abs(_first(along_from, origin)[:, None] - _first(along_to, site)[None, :])
        found = np.where(same, np.minimum(found, direct), found)
    return floats(found + aside_from[:, None] + aside_to[None, :])


def _on_foot(tags: dict[str, str]) -> bool:
    foot = tags.get("foot", "")
    if foot in _FORBIDDEN:
        return False
    if tags["highway"] in _NOT_ON_FOOT or (
        tags["highway"] in {"trunk", "trunk_link"} and tags.get("motorroad") == "yes"
    ):
        return foot in _ALLOWED
    return tags.get("access", "yes") not in _FORBIDDEN or foot in _ALLOWED


def _plane(lat: ArrayLike, lon: ArrayLike, origin: tuple[float, float]) -> tuple[Floats, Floats]:
    """Metres east and north of the origin: exact enough over a county."""
    north = np.radians(floats(lat) - origin[0]) * EARTH
    east = np.radians(floats(lon) - origin[1]) * EARTH * np.cos(np.radians(origin[0]))
    return floats(east), floats(north)


def _graph(ends: NDArray[np.int64], x: Floats, y: Floats) -> csr_array:
    low, high = ends.min(axis=1), ends.max(axis=1)
    _, first = np.unique(low * x.size + high, return_index=True)
    low, high = low[first], high[first]
    metres = np.maximum(np.hypot(x[low] - x[high], y[low] - y[high]), 1e-3)
    keep = low != high
    return csr_array((metres[keep], (low[keep], high[keep])), shape=(x.size, x.size))


def _tied(streets: Network, lat: ArrayLike, lon: ArrayLike) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Of each point: the two ends of its nearest stretch, metres to it, and metres along it to each end."""
    px, py = _plane(lat, lon, streets.origin)
    a, b = streets.segments.T
    ax, ay, bx, by = streets.x[a], streets.y[a], streets.x[b], streets.y[b]
    middles = cKDTree(np.column_stack([(ax + bx) / 2, (ay + by) / 2]))
    _, candidate = middles.query(np.column_stack([px, py]), k=min(48, a.size))
    candidate = candidate.reshape(px.size, -1)
    dx, dy = (bx - ax)[candidate], (by - ay)[candidate]
    length = np.maximum(np.hypot(dx, dy), 1e-9)
    along = ((px[:, None] - ax[candidate]) * dx + (py[:, None] - ay[candidate]) * dy) / length**2
    along = np.clip(along, 0.0, 1.0)
    gap = np.hypot(ax[candidate] + along * dx - px[:, None], ay[candidate] + along * dy - py[:, None])
    best = gap.argmin(axis=1)
    rows = np.arange(px.size)
    chosen = candidate[rows, best]
    far = along[rows, best] * length[rows, best]
    return (
        streets.segments[chosen],
        floats(gap[rows, best]),
        floats(np.column_stack([far, length[rows, best] - far])),
    )


def _first(along: Floats, ends: NDArray[np.int64]) -> Floats:
    """Metres to the end with the lower number, so that two points of one stretch are measured from the same end."""
    low: Flags = ends[:, 0] <= ends[:, 1]
    return floats(np.where(low, along[:, 0], along[:, 1]))
