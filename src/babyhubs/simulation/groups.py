"""The groups of each attribute under the names that the audit uses, and which group each family belongs to.

Membership is the true one. What the record leaves out (`known`) is left out independently of everything else.
"""

import numpy as np

from babyhubs.reference import codes
from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.births import Births
from babyhubs.simulation.families import Families, categories
from babyhubs.simulation.geography import AUTHORITIES, Geography
from babyhubs.simulation.hubs import Hubs
from babyhubs.simulation.randomness import Bools, Names, stream

DISTANCE_BOUNDS_KM = (0.5, 1.0, 2.0, 5.0)
DISTANCE = ("under 0.5 km", "0.5 to 1 km", "1 to 2 km", "2 to 5 km", "5 km and over")
YES_NO = ("yes", "no")
PLACE_ATTRIBUTES = ("deprivation_national", "distance", "authority")


def groups() -> dict[str, tuple[str, ...]]:
    """Every group of every attribute, in the order of the tables."""
    spoken = assumptions()["languages"]
    languages = sorted({"en"} | {code for entry in spoken.values() for code in entry["spoken"]})
    return {
        "deprivation_national": ("1", "2", "3", "4", "5"),
        "ethnic_group": tuple(dict.fromkeys(_five_groups().values())),
        "ethnic_category": tuple(categories()),
        "language": tuple(languages),
        "mother_age": tuple(assumptions()["mother_age"]["groups"]),
        "first_child": YES_NO,
        "lone_parent": YES_NO,
        "distance": DISTANCE,
        "authority": AUTHORITIES,
    }


def membership(born: Births, people: Families, service: Hubs, place: Geography) -> dict[str, Names]:
    """The true group of each family by attribute."""
    five = _five_groups()
    nearest = service.distance.min(axis=1)[born.area]
    yes_no = np.array(["no", "yes"])
    return {
        "deprivation_national": place.areas["deprivation_quintile"].to_numpy().astype(np.int64).astype(str)[born.area],
        "ethnic_group": np.array([five[code] for code in people.category]),
        "ethnic_category": people.category,
        "language": people.language,
        "mother_age": np.array(assumptions()["mother_age"]["groups"])[people.age_group],
        "first_child": yes_no[people.first_child.astype(np.int64)],
        "lone_parent": yes_no[people.lone_parent.astype(np.int64)],
        "distance": np.array(DISTANCE)[np.searchsorted(DISTANCE_BOUNDS_KM, nearest, side="right")],
        "authority": place.areas["authority"].to_numpy().astype(str)[born.area],
    }


def known(seed: int, families: int) -> dict[str, Bools]:
    """For each attribute, whether the record says it. A family of no fixed abode has no area."""
    rng = stream(seed, "unrecorded")
    share = assumptions()["unrecorded"]
    ethnic = rng.random(families) >= share["ethnic_not_stated"] + share["ethnic_not_known"]
    housed = rng.random(families) >= share["no_fixed_abode"]
    single = {
        name: rng.random(families) >= share[name] for name in ("language", "mother_age", "first_child", "lone_parent")
    }
    return {"ethnic_group": ethnic, "ethnic_category": ethnic, **dict.fromkeys(PLACE_ATTRIBUTES, housed), **single}


def _five_groups() -> dict[str, str]:
    """2001 coding in five groups: Chinese stands under Other."""
    group = codes.ethnic_group("2001")
    return {code: group[code] for code in categories()}
