"""The simulated hall: zones as polygons in ten-thousandths of a plan of twelve by nine metres."""

from typing import Any

SCALE = [12_000, 9_000]
BOXES = {
    "entrance": ("Entrance", 0, 4000, 1200, 6000),
    "buggy_park": ("Buggy park", 0, 6000, 2600, 10000),
    "reception": ("Reception and welcome", 1200, 3600, 3000, 6000),
    "queue": ("Queue", 3000, 3600, 4600, 6000),
    "weighing_table": ("Weighing table", 4600, 2600, 6600, 5200),
    "change_area": ("Change area", 6600, 2600, 8000, 5200),
    "play_mat": ("Play mat", 2600, 6000, 6200, 10000),
    "chair_circle": ("Chair circle", 6200, 5200, 10000, 8400),
    "feeding_corner": ("Feeding corner", 8000, 0, 10000, 3000),
    "private_table": ("Private table or room", 5600, 0, 8000, 2600),
    "refreshment": ("Refreshments", 2000, 0, 5600, 2600),
    "toilets": ("Toilets", 0, 0, 2000, 2600),
}
WHERE = {
    "waiting_alone": "queue", "waiting_talking": "queue", "being_welcomed": "reception", "weighing_staff_led": "weighing_table",
    "one_to_one": "private_table", "group_talk": "chair_circle", "parent_parent_talk": "chair_circle", "playing": "play_mat",
    "feeding": "feeding_corner", "on_phone": "chair_circle",
}  # fmt: skip


def layout() -> dict[str, Any]:
    """The layout as a session's header has it."""
    zones = [
        {"id": name, "label": label, "polygon": [[x1, y1], [x2, y1], [x2, y2], [x1, y2]]}
        for name, (label, x1, y1, x2, y2) in BOXES.items()
    ]
    return {"id": "hall", "version": 1, "zones": zones, "scale": SCALE}


def middle(zone: str) -> tuple[float, float]:
    """The middle of a zone."""
    _, x1, y1, x2, y2 = BOXES[zone]
    return (x1 + x2) / 2, (y1 + y2) / 2


def half(zone: str) -> tuple[float, float]:
    """Half its width and height."""
    _, x1, y1, x2, y2 = BOXES[zone]
    return (x2 - x1) / 2, (y2 - y1) / 2
