"""The framework matrix: a row for each person, a column for each dimension, a summary tied to passages in each cell.

An empty cell says why it is empty: nobody asked, nothing was said, or it is not yet coded. Counts are of people, never of codings.
Gale NK, Heath G, Cameron E, Rashid S, Redwood S. Using the framework method. BMC Med Res Methodol 2013;13:117.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.discussions.codebook import BARRIER, FACILITATOR, dimensions, directions
from babyhubs.discussions.groups import ALL, groups
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import UNLINKED, Voice, people, voices
from babyhubs.errors import InputError

SUMMARISED, SAID, NOTHING, NOT_ASKED, NOT_CODED = "summarised", "said", "nothing said", "not asked", "not yet coded"
EXPLAINED = {
    SUMMARISED: "said, and summarised",
    SAID: "said, and not yet summarised",
    NOTHING: "their words are coded, and none of them is about this",
    NOT_ASKED: "nobody asked about this",
    NOT_CODED: "their words are not yet coded",
}


@dataclass(frozen=True)
class Cell:
    """passages: GUIDs. directions: barrier, facilitator, as far as the codes say."""

    status: str
    summary: str = ""
    passages: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """rows: key and label of each person. columns: GUID and name of each dimension. cells: by both."""

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, str], Cell]


@dataclass(frozen=True)
class Count:
    """People of one group who spoke of one dimension. negative: people whose words are marked as not fitting a theme on it."""

    attribute: str
    group: str
    dimension: str
    dimension_name: str
    people: int  # in the group
    coded: int  # of whom something is coded
    spoke: int
    barrier: int
    facilitator: int
    status: str


def columns(project: Project, chosen: Sequence[str] | None = None) -> tuple[tuple[str, str], ...]:
    """The dimensions in the order of the codebook: those in use, or those of a shipped framework, or the chosen ones."""
    place = dimensions(project)
    paths = code_paths(project)
    used = {place[voice.code] for voice in voices(project)}
    parents = {row["guid"]: row["parent"] for row in project.rows("SELECT guid, parent FROM code")}
    frameworks = {row["guid"] for row in project.rows("SELECT guid FROM code WHERE framework <> ''")}
    headings = {place[guid] for guid in frameworks} - {parents[guid] for guid in place.values() if place[guid] == guid}
    wanted = set(chosen) if chosen is not None else used | headings
    if chosen is not None and wanted - set(place):
        raise InputError("A column is not in the codebook.", where=", ".join(sorted(wanted - set(place))))
    order = [row["guid"] for row in project.rows("SELECT guid FROM code ORDER BY position")]
    return tuple((guid, paths[guid]) for guid in order if guid in wanted)


def matrix(
    project: Project,
    chosen: Sequence[str] | None = None,
    among: set[str] | None = None,
    evidence: Sequence[Voice] | None = None,
) -> Matrix:
    """The whole matrix. chosen: columns. among: people (a group, a hub, a role), by key. evidence: codings that count; without it, all."""
    heads = columns(project, chosen)
    place, turn = dimensions(project), directions(project)
    said: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in voices(project) if evidence is None else evidence:
        said[voice.person, place[voice.code]].append(voice)
    coded = {row[0] for row in project.rows(
        "SELECT DISTINCT source FROM passage JOIN coding ON coding.passage = passage.guid WHERE withdrawn_by IS NULL"
    )}  # fmt: skip
    written = {(row["participant"], row["code"]): row for row in project.rows("SELECT * FROM cell ORDER BY number")}
    tied: dict[int, list[str]] = defaultdict(list)
    for link in project.rows("SELECT cell, passage FROM cell_passage ORDER BY cell, rowid"):
        tied[link["cell"]].append(link["passage"])
    rows = [person for person in people(project) if among is None or person.key in among]
    cells = {}
    for person in rows:
        for column, _ in heads:
            heard = said.get((person.key, column), [])
            row = written.get((person.key, column))
            ways = tuple(sorted({turn[voice.code] for voice in heard if turn[voice.code]}))
            passages = tuple(
                dict.fromkeys([*(tied[row["number"]] if row else ()), *(voice.passage for voice in heard)])
            )
            if row is not None and row["summary"]:
                cell = Cell(SUMMARISED, row["summary"], passages, ways)
            elif heard:
                cell = Cell(SAID, "", passages, ways)
            elif row is not None and row["status"] == NOT_ASKED:
                cell = Cell(NOT_ASKED)
            else:
                cell = Cell(NOTHING if any(source in coded for source in person.sources) else NOT_CODED)
            cells[person.key, column] = cell
    return Matrix(tuple((person.key, person.label) for person in rows), heads, cells)


def write_cell(
    project: Project,
    participant: str,
    dimension: str,
    summary: str,
    passages: Sequence[str],
    who: str,
    at: str,
    status: str = SUMMARISED,
) -> None:
    """Write the summary of a cell, tied to its passages. Words in quotation marks must stand in one of them, letter for letter."""
    if participant.startswith(UNLINKED) or not project.row("SELECT 1 FROM participant WHERE guid = ?", participant):
        raise InputError("A summary belongs to a participant.", remedy="Link the text to a participant first.")
    if status not in {SUMMARISED, NOT_ASKED} or (status == SUMMARISED and not summary.strip()):
        raise InputError("A cell is summarised, in words, or marked as not asked.")
    words = {guid: str(project.value("SELECT quote FROM passage WHERE guid = ?", guid) or "") for guid in passages}
    wrong = [quoted for quoted in quoted_in(summary) if not any(quoted in quote for quote in words.values())]
    if status == SUMMARISED and not passages:
        raise InputError("A summary needs at least one passage to stand on.")
    if wrong:
        raise InputError(
            "These words are in quotation marks, and in none of the passages.",
            where=wrong[0],
            remedy="Quote letter for letter.",
        )
    with project.act("cell written", who, at, participant, dimension):
        number = project.connection.execute(
            "INSERT INTO cell (participant, code, summary, status, coder, at) VALUES (?, ?, ?, ?, ?, ?)",
            (participant, dimension, summary.strip(), status, who, at),
        ).lastrowid
        project.connection.executemany(
            "INSERT INTO cell_passage VALUES (?, ?)", [(number, guid) for guid in dict.fromkeys(passages)]
        )


def quoted_in(text: str) -> list[str]:
    """What stands between double quotation marks."""
    return [next(part for part in found if part) for found in re.findall(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»", text)]


def counts(project: Project, attribute: str | None = None, among: Matrix | None = None) -> list[Count]:
    """How many people of each group spoke of each dimension, empty cells kept and explained."""
    table = among or matrix(project)
    there = {key for key, _ in table.rows}
    parts = {ALL: there} if attribute is None else groups(project, attribute)
    found = []
    for group, members in parts.items():
        inside = [key for key, _ in table.rows if key in members]
        for column, name in table.columns:
            cells = [table.cells[key, column] for key in inside]
            spoke = [cell for cell in cells if cell.passages]
            coded = [cell for cell in cells if cell.status not in {NOT_CODED, NOT_ASKED}]
            found.append(
                Count(
                    attribute or ALL, group, column, name, len(inside), len(coded), len(spoke),
                    sum(BARRIER in cell.directions for cell in spoke), sum(FACILITATOR in cell.directions for cell in spoke),
                    _status(cells, len(spoke)),
                )
            )  # fmt: skip
    return found


def _status(cells: Sequence[Cell], spoke: int) -> str:
    if spoke:
        return SAID
    statuses = {cell.status for cell in cells}
    if not cells or statuses == {NOT_CODED}:
        return NOT_CODED
    return NOT_ASKED if statuses == {NOT_ASKED} else NOTHING
