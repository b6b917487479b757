"""Whom the matrix shows: a group, a hub, a role, a use of the hub, or several of them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babyhubs.discussions.groups import attributes, groups
from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import people
from babyhubs.workbench.discussions.about import USE

MARK = "|"  # between an attribute and its group


@dataclass(frozen=True, slots=True)
class Select:
    """One choice. options: heading, then value, words and whether it is chosen."""

    name: str
    label: str
    every: str
    options: list[tuple[str, list[tuple[str, str, bool]]]]


@dataclass(frozen=True, slots=True)
class Filter:
    """people: keys, None where nothing was chosen. about: what was chosen, in words. by: attribute whose groups are counted."""

    people: set[str] | None
    about: list[str]
    by: str
    selects: list[Select]


def filtered(project: Project, asked: Mapping[str, str]) -> Filter:
    """asked: the address's own words. What is not in the project chooses nobody out."""
    names = attributes(project)
    parts = {name: groups(project, name) for name in names}
    everybody = people(project)
    places, roles = _by_place(project, everybody), _by_role(everybody)
    sets: list[set[str]] = []
    about: list[str] = []

    def select(name: str, label: str, every: str, found: list[tuple[str, Mapping[str, set[str]]]]) -> Select:
        options = []
        for heading, values in found:
            entries = []
            for value, members in values.items():
                key = f"{heading}{MARK}{value}" if heading else value
                chosen = asked.get(name) == key
                if chosen:
                    sets.append(members)
                    about.append(f"{heading}: {value}" if heading else value)
                entries.append((key, value, chosen))
            options.append((heading, entries))
        return Select(name, label, every, options)

    selects = [
        select("group", "Group", "All groups", [(name, parts[name]) for name in names if name != USE]),
        select("use", "Use of the hub", "Any use", [("", parts.get(USE, {}))]),
        select("place", "Place", "All places", [("", places)]),
        select("role", "Role", "All roles", [("", roles)]),
    ]
    by = asked.get("by", "")
    by = by if by in names else ""
    selects.append(Select("by", "Count by", "Everybody together", [("", [(name, name, name == by) for name in names])]))
    shown = [one for one in selects if any(entries for _, entries in one.options)]
    return Filter(set.intersection(*sets) if sets else None, about, by, shown)


def _by_place(project: Project, everybody: Any) -> dict[str, set[str]]:
    place = {row["guid"]: row["place"] for row in project.rows("SELECT guid, place FROM source")}
    found: dict[str, set[str]] = {}
    for one in everybody:
        for source in one.sources:
            if place.get(source):
                found.setdefault(place[source], set()).add(one.key)
    return dict(sorted(found.items()))


def _by_role(everybody: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in everybody:
        if one.role:
            found.setdefault(one.role, set()).add(one.key)
    return dict(sorted(found.items()))
