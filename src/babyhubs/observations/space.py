"""Whether the room is used evenly: entropy, modified Spread of Participation, and which zones draw more than their area.

Entropy: Shannon CE. Bell Syst Tech J 1948;27:379-423, divided by its largest value. Spread of Participation for zones of different
size: Plowman AB. Appl Anim Behav Sci 2003;83:331-336 (0: as even as areas are; 1: one zone only). Electivity: Vanderploeg HA,
Scavia D. Ecol Model 1979;7:135-149 (E*, from -1 avoided to 1; 0 as by chance).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spread:
    """entropy from 0 to 1; participation and electivity None where no areas are known, or fewer than two zones."""

    entropy: float | None
    participation: float | None
    electivity: dict[str, float]


def spread(time: Mapping[str, float], area: Mapping[str, float]) -> Spread:
    """From time spent in each zone, and the areas of the zones that there are (zones without a visit included)."""
    zones = sorted(area) if area else sorted(time)
    spent = np.array([max(time.get(zone, 0.0), 0.0) for zone in zones])
    if len(zones) < 2 or spent.sum() <= 0:
        return Spread(None, None, {})
    used = spent / spent.sum()
    positive = used[used > 0]
    entropy = float(-(positive * np.log(positive)).sum() / np.log(len(zones)))
    if not area:
        return Spread(entropy, None, {})
    expected = np.array([area[zone] for zone in zones])
    expected = expected / expected.sum()
    participation = float(np.abs(used - expected).sum() / (2 * (1 - expected.min())))
    forage = used / expected
    weight = forage / forage.sum()
    even = 1 / len(zones)
    electivity = (weight - even) / (weight + even)
    return Spread(entropy, participation, dict(zip(zones, map(float, electivity), strict=True)))
