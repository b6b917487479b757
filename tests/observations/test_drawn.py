"""Zones as people draw them: what crosses itself is refused, what a thumb cannot hit and what lies on top of another is said."""

import pytest

from babyhubs.errors import InputError
from babyhubs.observations import drawn, ethogram
from babyhubs.observations.layout import Layout, Point, Zone
from babyhubs.observations.starter_layout import starter


def plan(*polygons: tuple[Point, ...]) -> Layout:
    """Zones A, B, C..."""
    return Layout(
        "hall", 1, tuple(Zone(name.lower(), name, polygon) for name, polygon in zip("ABCD", polygons, strict=False))
    )


def box(left: int, top: int, right: int, bottom: int) -> tuple[Point, ...]:
    """Four corners."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def test_the_starter_has_nothing_to_remark() -> None:
    drawn.check(starter(ethogram.starter()))
    assert drawn.remarks(starter(ethogram.starter())) == []


@pytest.mark.parametrize(
    "polygon",
    [
        ((0, 0), (5000, 4000), (5000, 0), (0, 3000)),  # a bow tie
        ((0, 0), (5000, 0), (5000, 5000), (2500, 0), (0, 5000)),  # a corner on a side
        ((0, 0), (5000, 0), (5000, 5000), (0, 0), (0, 5000)),  # a corner twice
    ],
)
def test_a_shape_that_meets_itself_is_refused(polygon: tuple[Point, ...]) -> None:
    with pytest.raises(InputError, match="A crosses itself"):
        drawn.check(plan(polygon))


def test_a_shape_with_a_dent_is_fine() -> None:
    drawn.check(plan(((0, 0), (5000, 0), (5000, 5000), (2500, 1000), (0, 5000))))


def test_zones_side_by_side_do_not_overlap_and_a_hand_may_slip() -> None:
    assert drawn.remarks(plan(box(0, 0, 5000, 5000), box(5000, 0, 10000, 5000))) == []
    assert drawn.remarks(plan(box(0, 0, 5100, 5000), box(5000, 0, 10000, 5000))) == []
    (told,) = drawn.remarks(plan(box(0, 0, 7000, 5000), box(5000, 0, 9000, 5000)))
    assert told.startswith("A and B overlap: 50 in 100 of the smaller one.")


def test_a_zone_that_a_thumb_cannot_hit_is_said() -> None:
    (told,) = drawn.remarks(plan(box(0, 0, 1000, 5000)))
    assert told.startswith("A is small: on a phone it is 35 by 100 points")
