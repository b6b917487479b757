"""The codebook: codes inside codes, each with a direction (barrier or facilitator) where it has one. Shipped ones are files."""

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs.discussions.project import Project
from babyhubs.errors import InputError

DEFAULT = "levesque"
BARRIER, FACILITATOR, CONTEXT = "barrier", "facilitator", "context"
DIRECTIONS = (BARRIER, FACILITATOR, CONTEXT)
COLOURS = {BARRIER: "#B23A00", FACILITATOR: "#00805D", CONTEXT: "#55636B"}
_SPACE = uuid.UUID("2b8f6f3c-4d0a-5c55-9a6a-0f4f6d6b7c21")
_FOLDER = Path(__file__).with_name("codebooks")


@dataclass(frozen=True)
class Entry:
    """One code of a codebook that comes with the program; guid is the same in every project."""

    guid: str
    parent: str
    name: str
    direction: str
    definition: str
    include: str
    exclude: str
    example: str
    codable: bool


@dataclass(frozen=True)
class Codebook:
    """A codebook with its source."""

    name: str
    title: str
    version: str
    source: str
    entries: tuple[Entry, ...]


def shipped() -> tuple[str, ...]:
    """The names of the codebooks that come with the program, the default first."""
    names = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return (DEFAULT, *[name for name in names if name != DEFAULT])


@cache
def codebook(name: str) -> Codebook:
    """One of them, by name."""
    path = _FOLDER / f"{name}.toml"
    if name not in shipped():
        raise InputError(f"There is no codebook {name!r}.", remedy="Choose one of " + ", ".join(shipped()) + ".")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = tuple(_entries(content["code"], f"{content['name']}/{content['version']}", "", content["directions"]))
    return Codebook(content["name"], content["title"], content["version"], content["source"], entries)


def _entries(codes: list[dict[str, Any]], path: str, parent: str, directions: bool) -> list[Entry]:
    found = []
    for one in codes:
        here = f"{path}/{one['name']}"
        guid = str(uuid.uuid5(_SPACE, here))
        below = one.get("code", [])
        definition, include, exclude, example = (
            one.get(name, "") for name in ("definition", "include", "exclude", "example")
        )
        codable = not directions and not below
        found.append(Entry(guid, parent, one["name"], "", definition, include, exclude, example, codable))
        if below:
            found += _entries(below, here, guid, directions)
        elif directions:
            for direction, what in (
                (BARRIER, "makes it harder to come, or to come again"),
                (FACILITATOR, "makes it easier"),
            ):
                found.append(
                    Entry(
                        str(uuid.uuid5(_SPACE, f"{here}/{direction}")), guid, f"{one['name']}: {direction}", direction,
                        f"Something about this that {what}.", "", "", "", codable=True,
                    )
                )  # fmt: skip
    return found


def add_shipped(project: Project, name: str, who: str, at: str) -> int:
    """Put a codebook that comes with the program into the project; gives the number of codes that were new."""
    book = codebook(name)
    with project.act("codebook added", who, at, book.name, book.version):
        made = 0
        for one in book.entries:
            made += project.connection.execute(
                "INSERT OR IGNORE INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    one.guid, one.parent, project.number(), one.name, one.direction, one.definition, one.include, one.exclude,
                    one.example, COLOURS.get(one.direction, ""), int(one.codable), book.name,
                ),
            ).rowcount  # fmt: skip
    return made


def add_code(
    project: Project,
    name: str,
    who: str,
    at: str,
    parent: str = "",
    direction: str = "",
    definition: str = "",
    **texts: str,
) -> str:
    """A code of one's own; gives its GUID. texts: include, exclude, example, colour."""
    with project.act("code added", who, at, name):
        return code_inside(project, name, parent, direction, definition, texts)


def code_inside(
    project: Project,
    name: str,
    parent: str = "",
    direction: str = "",
    definition: str = "",
    texts: Mapping[str, str] | None = None,
) -> str:
    """The same inside an act that is open. A code of this name under this parent is not added again."""
    if not name.strip():
        raise InputError("A code needs a name.")
    if direction not in {"", *DIRECTIONS}:
        raise InputError(f"{direction!r} is not a direction.", remedy="Use barrier, facilitator or context, or none.")
    if parent and not project.row("SELECT 1 FROM code WHERE guid = ?", parent):
        raise InputError("The code above it is not there.", where=parent)
    found = project.value("SELECT guid FROM code WHERE name = ? AND parent = ?", name, parent)
    if found:
        return str(found)
    number = project.number()
    guid = project.identifier("code", number)
    more = texts or {}
    project.connection.execute(
        "INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, '')",
        (
            guid, parent, number, name, direction, definition, more.get("include", ""), more.get("exclude", ""),
            more.get("example", ""), more.get("colour", "") or COLOURS.get(direction, ""),
        ),
    )  # fmt: skip
    return guid


def change_code(project: Project, guid: str, who: str, at: str, **changes: str) -> None:
    """Rename, redefine, move (parent) or turn (direction) a code; its codings stay on it."""
    allowed = {"name", "parent", "direction", "definition", "include", "exclude", "example", "colour"}
    wrong = set(changes) - allowed
    if wrong or not project.row("SELECT 1 FROM code WHERE guid = ?", guid):
        raise InputError("There is no such code, or no such part of it.", where=", ".join(sorted(wrong)) or guid)
    if changes.get("direction", "") not in {"", *DIRECTIONS}:
        raise InputError(
            f"{changes['direction']!r} is not a direction.", remedy="Use barrier, facilitator or context, or none."
        )
    above, steps = changes.get("parent", ""), 0
    while above and steps < 1_000:
        if above == guid:
            raise InputError("A code cannot stand below itself.", where=guid)
        above, steps = str(project.value("SELECT parent FROM code WHERE guid = ?", above) or ""), steps + 1
    with project.act("code changed", who, at, guid, " ".join(sorted(changes))):
        for name, value in sorted(changes.items()):
            project.connection.execute(f"UPDATE code SET {name} = ? WHERE guid = ?", (value, guid))  # noqa: S608


def directions(project: Project) -> dict[str, str]:
    """Each code's direction: its own, else that of the nearest code above it that has one, else by its name."""
    rows = {row["guid"]: row for row in project.rows("SELECT guid, parent, name, direction FROM code")}
    found = {}
    for guid in rows:
        at, steps, direction = guid, 0, ""
        while at in rows and not direction and steps < len(rows) + 1:
            row = rows[at]
            direction = row["direction"] or _by_name(row["name"])
            at, steps = row["parent"], steps + 1
        found[guid] = direction
    return found


def _by_name(name: str) -> str:
    """Barrier and Facilitator are the names that most codebooks of other programs give."""
    words = name.casefold()
    return next(
        (one for one in (BARRIER, FACILITATOR) if one in words or (one == FACILITATOR and "enabler" in words)), ""
    )


def dimensions(project: Project) -> dict[str, str]:
    """Each code's dimension: itself, or for a barrier or facilitator the heading above it."""
    rows = {row["guid"]: row for row in project.rows("SELECT guid, parent, name, direction FROM code")}
    found = {}
    for guid, row in rows.items():
        is_direction = bool(row["direction"] or _by_name(row["name"])) and row["parent"] in rows
        found[guid] = row["parent"] if is_direction else guid
    return found
