"""Whether zones that somebody drew can be used: shapes that cross themselves, zones on top of each other, zones too small for a thumb."""

from itertools import combinations, pairwise

from babyhubs.errors import InputError
from babyhubs.observations.layout import Layout, Point, Zone
from babyhubs.observations.log.operation import PLAN

MOST_CORNERS = 40
SMALL_SCREEN = (352, 200)  # the least that the plan gets on a screen of 360 by 640 (capture/style.css)
THUMB = 48
SAMPLES = 40  # along each side of where two zones may overlap
OVERLAP = 0.05  # of the smaller zone: less is a hand that slipped, and a tap there is rare


def check(layout: Layout) -> None:
    """Refuses what has no inside and no area that means anything."""
    for zone in layout.zones:
        if len(zone.polygon) > MOST_CORNERS:
            raise InputError(
                f"{zone.label} has {len(zone.polygon)} corners; {MOST_CORNERS} are enough for any zone.",
                remedy="Leave out those in between.",
            )
        if _crosses_itself(zone.polygon):
            raise InputError(
                f"{zone.label} crosses itself.",
                remedy="Go round the zone once, corner after corner, without crossing a line that you drew.",
            )


def remarks(layout: Layout) -> list[str]:
    """What would be better otherwise, in sentences."""
    found = [
        f"{zone.label} is small: on a phone it is {wide:.0f} by {high:.0f} points, and a thumb needs {THUMB} by {THUMB}. "
        "Draw it larger than it is, or join it to a neighbour."
        for zone in layout.zones
        for wide, high in [_on_a_phone(zone)]
        if min(wide, high) < THUMB
    ]
    for one, other in combinations(layout.zones, 2):
        if (share := _overlap(one, other)) > OVERLAP:
            found.append(
                f"{one.label} and {other.label} overlap: {100 * share:.0f} in 100 of the smaller one. "
                f"A tap there counts for {other.label}, and their areas count it twice."
            )
    return found


def _box(zone: Zone) -> tuple[int, int, int, int]:
    xs, ys = ([corner[axis] for corner in zone.polygon] for axis in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def _on_a_phone(zone: Zone) -> tuple[float, float]:
    left, top, right, bottom = _box(zone)
    return (right - left) * SMALL_SCREEN[0] / PLAN, (bottom - top) * SMALL_SCREEN[1] / PLAN


def _overlap(one: Zone, other: Zone) -> float:
    """Which share of the smaller zone lies in both, by points on a grid over where their boxes meet."""
    boxes = _box(one), _box(other)
    left, top = (max(box[axis] for box in boxes) for axis in (0, 1))
    wide, high = min(box[2] for box in boxes) - left, min(box[3] for box in boxes) - top
    if wide <= 0 or high <= 0:
        return 0.0
    both = 0
    for column in range(SAMPLES):
        for row in range(SAMPLES):
            x, y = left + (2 * column + 1) * wide // (2 * SAMPLES), top + (2 * row + 1) * high // (2 * SAMPLES)
            both += one.holds(x, y) and other.holds(x, y)
    return both / SAMPLES**2 * wide * high / PLAN**2 / min(one.area, other.area)


def _crosses_itself(polygon: tuple[Point, ...]) -> bool:
    """Two sides that are no neighbours meet, or a corner comes twice."""
    if len(set(polygon)) < len(polygon):
        return True
    sides = [*pairwise(polygon), (polygon[-1], polygon[0])]
    return any(
        _meet(*sides[first], *sides[second])
        for first, second in combinations(range(len(sides)), 2)
        if second - first > 1 and (first, second) != (0, len(sides) - 1)
    )


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the stretches ab and cd have a point in common: by the side on which each end lies, in whole numbers."""
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    on = ((turns[0], a, b, c), (turns[1], a, b, d), (turns[2], c, d, a), (turns[3], c, d, b))
    return any(turn == 0 and _between(start, end, point) for turn, start, end, point in on)


def _turn(a: Point, b: Point, c: Point) -> int:
    value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (value > 0) - (value < 0)


def _between(start: Point, end: Point, point: Point) -> bool:
    return all(min(start[axis], end[axis]) <= point[axis] <= max(start[axis], end[axis]) for axis in (0, 1))
