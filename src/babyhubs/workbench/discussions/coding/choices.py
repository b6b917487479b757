"""The codes as a coder chooses from them: those that can be put on words, under their headings, in the order of the codebook."""

from dataclasses import dataclass

from babyhubs.discussions.codebook import directions
from babyhubs.discussions.passages import SEPARATOR, code_paths
from babyhubs.discussions.project import Project


@dataclass(frozen=True, slots=True)
class Choice:
    """One code. about: what it means, for who hovers or asks."""

    guid: str
    name: str
    direction: str
    about: str


def choices(project: Project) -> list[tuple[str, list[Choice]]]:
    """Heading (empty for codes without one) and its codes."""
    paths, ways = code_paths(project), directions(project)
    found: dict[str, list[Choice]] = {}
    for row in in_order(project):
        if row["codable"]:
            above, _, name = paths[row["guid"]].rpartition(SEPARATOR)
            heading = above or (row["name"].partition(":")[0] if ":" in row["name"] else "")
            found.setdefault(heading, []).append(Choice(row["guid"], name, ways[row["guid"]], row["definition"]))
    return list(found.items())


def in_order(project: Project) -> list[dict[str, str]]:
    """Each code after the one above it, and before its neighbours."""
    rows = [dict(row) for row in project.rows("SELECT * FROM code ORDER BY position")]
    below: dict[str, list[dict[str, str]]] = {}
    there = {row["guid"] for row in rows}
    for row in rows:
        below.setdefault(row["parent"] if row["parent"] in there else "", []).append(row)

    def walk(parent: str) -> list[dict[str, str]]:
        return [one for row in below.pop(parent, []) for one in (row, *walk(row["guid"]))]

    return walk("")
