"""The audit's groups in words, and whether a group on a consent sheet is one of them: known_groups.toml and the reference lists."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs.reference import codes

UNSEEN = "unseen"
ASKED_AS = "Asked as"  # the attribute under which a project keeps by which row of the frame somebody was asked
NOT_A_GROUP = frozenset({"all", "all groups", "unknown"})
_YES = frozenset({"yes", "y", "true"})


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("known_groups.toml").read_text(encoding="utf-8"))


@cache
def _listed(attribute: str) -> dict[str, str]:
    if attribute == "language":
        return dict(codes.languages().select("code", "name").iter_rows())
    if attribute == "ethnic_category":
        return dict(codes.ethnic_categories().select("code", "label").iter_rows())
    return {}


def in_words(attribute: str, group: str) -> tuple[str, str]:
    """How an attribute and a group of the audit are called; a name that is not known stays as it is."""
    entry = _file().get(attribute, {})
    words = entry.get("groups", {}).get(group) or _listed(attribute).get(group) or group
    return entry.get("label", attribute.replace("_", " ")), words


def same(audit: tuple[str, str], sheet: tuple[str, str]) -> bool:
    """Whether an attribute and group of the audit, as named there, are those of a sheet."""
    (attribute, group), (name, value) = audit, sheet
    label, words = in_words(attribute, group)
    if name == ASKED_AS:
        return _plain(value) == _plain(words if attribute == UNSEEN else f"{label}: {words}")
    groups = {_plain(group), _plain(words)}
    if attribute == UNSEEN:
        return _plain(value) in groups or (_plain(name) in groups and _plain(value) in _YES)
    entry = _file().get(attribute, {})
    names = {_plain(attribute), _plain(entry.get("label", "")), *map(_plain, entry.get("same", []))}
    return _plain(name) in names and _plain(value) in groups


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("'", "").replace("’", "").casefold().split())
