"""What is kept, why and how long: the list in retention.toml, for the pages that say so and for `doctor`, which counts it."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

UPLOADS = "audits/*/uploads/**/*"  # the place of uploaded exports in the data folder


@cache
def listed() -> tuple[dict[str, Any], ...]:
    """The entries, in the order of the file."""
    read = tomllib.loads(files("babyhubs.workbench").joinpath("retention.toml").read_text("utf-8"))
    return tuple(read["kept"])


def days(place: str) -> int:
    """After how many days the files of a place are due."""
    return next(int(one["days"]) for one in listed() if one.get("place") == place)
