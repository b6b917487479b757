"""The invented numbers, read from `assumptions.toml`, where each says what it is."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def assumptions() -> dict[str, Any]:
    """All invented numbers by section."""
    return tomllib.loads((files("babyhubs.simulation") / "assumptions.toml").read_text("utf-8"))
