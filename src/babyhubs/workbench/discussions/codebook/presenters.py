"""The codebook as its page shows it: in its order, with how many people spoke of each code."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from babyhubs.discussions.codebook import codebook, directions, shipped
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import Project
from babyhubs.workbench.discussions.coding.choices import in_order
from babyhubs.workbench.discussions.seeing import evidence


@dataclass(frozen=True, slots=True)
class Row:
    """One code. level: how far below a heading. people: who spoke of it, never how often."""

    guid: str
    name: str
    level: int
    direction: str
    codable: bool
    definition: str
    people: int


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the code."""

    quote: str
    source: str
    source_name: str
    passage: str


def rows(request: Any, project: Project) -> list[Row]:
    """All codes, each after the one above it."""
    ways, spoke = directions(project), defaultdict(set)
    for one in evidence(request, project):
        spoke[one.code].add(one.person)
    levels: dict[str, int] = {}
    found = []
    for row in in_order(project):
        levels[row["guid"]] = levels.get(row["parent"], -1) + 1
        found.append(
            Row(
                row["guid"], row["name"], min(levels[row["guid"]], 3), ways[row["guid"]], bool(row["codable"]), row["definition"],
                len(spoke[row["guid"]]),
            )
        )  # fmt: skip
    return found


def books() -> list[tuple[str, str]]:
    """The codebooks that come with the program, the default first."""
    return [(name, codebook(name).title) for name in shipped()]


def above(project: Project, but: str = "") -> list[tuple[str, str]]:
    """Codes below which another may stand."""
    paths = code_paths(project)
    return [(row["guid"], paths[row["guid"]]) for row in in_order(project) if row["guid"] != but]


def said(request: Any, project: Project, code: str) -> list[Said]:
    """Every passage of a code that this person may see."""
    rows = {
        row["guid"]: row
        for row in project.rows(
            "SELECT passage.guid, quote, source, source.name FROM passage JOIN source ON source.guid = source"
        )
    }
    passages = dict.fromkeys(one.passage for one in evidence(request, project) if one.code == code)
    return [Said(rows[one]["quote"], rows[one]["source"], rows[one]["name"], one) for one in passages]
