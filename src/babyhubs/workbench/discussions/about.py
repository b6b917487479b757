"""What a parent may say about herself (about.toml), and how the project keeps it. Nothing of it must be answered."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babyhubs.discussions.consents import DECLINED, NOT_ASKED
from babyhubs.discussions.groups import SEVERAL

RATHER_NOT = "rather-not"
USE = "Use of the hub"  # an attribute that the frame gives, not the parent


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a parent. choices: key -> the group's name in the audit."""

    key: str
    attribute: str
    ask: str
    several: bool
    choices: dict[str, str]


@cache
def asked() -> tuple[Asked, ...]:
    """The questions in their order."""
    read = tomllib.loads(files(__package__).joinpath("about.toml").read_text(encoding="utf-8"))
    return tuple(
        Asked(one["key"], one["attribute"], one["ask"], one.get("several", False), one["choices"])
        for one in read["asked"]
    )


def values(answers: Mapping[str, str | list[str]]) -> dict[str, str]:
    """Attribute -> value for the project, from question -> choice: what was passed over is not asked, never a guess."""
    found = {}
    for one in asked():
        given = answers.get(one.key) or ""
        chosen = given if isinstance(given, list) else [given]
        if RATHER_NOT in chosen:
            found[one.attribute] = DECLINED
        else:
            groups = [one.choices[key] for key in chosen if key in one.choices]
            found[one.attribute] = f"{SEVERAL} ".join(groups) or NOT_ASKED
    return found
