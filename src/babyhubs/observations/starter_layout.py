"""The plan that a session gets when nobody has drawn the room: boxes named as in the ethogram."""

import tomllib
from pathlib import Path

from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.layout import Layout, Zone


def starter(codes: Ethogram) -> Layout:
    """The plan that ships, with the labels of an ethogram."""
    given = tomllib.loads(Path(__file__).with_name("layout.toml").read_text(encoding="utf-8"))
    zones = tuple(
        Zone(name, codes.label(name), ((left, top), (right, top), (right, bottom), (left, bottom)))
        for name, (left, top, right, bottom) in given["boxes"].items()
    )
    return Layout(str(given["id"]), int(given["version"]), zones)
