"""The matrix as its pages show it. Figures are exact and of people, never of codings: the pages are inside the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from babyhubs.discussions.codebook import BARRIER, FACILITATOR
from babyhubs.discussions.matrix import EXPLAINED, SAID, SUMMARISED, Cell, Count, Matrix, counts, matrix
from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import UNLINKED, people
from babyhubs.workbench.discussions.matrix.filters import Filter, filtered
from babyhubs.workbench.discussions.seeing import evidence, hidden

BARE = ("Yes", "No")  # answers that say nothing without their question
UNSEEN = "You code this text beside somebody else: their summary is hidden until both of you have finished."


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell. empty: why nothing is in it."""

    column: str
    name: str
    summary: str
    empty: str
    directions: tuple[str, ...]
    passages: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person. spoke: of how many columns something was said."""

    key: str
    label: str
    about: str
    spoke: int
    cells: list[Shown]


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole page. groups: heading and people of each; by_group: for each column its cells."""

    columns: list[tuple[str, str]]
    rows: list[Row]
    filter: Filter
    groups: list[str]
    by_group: list[tuple[str, list[str]]]
    otherwise: list[tuple[str, str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words on which a summary can stand."""

    guid: str
    quote: str
    code: str
    direction: str
    source: str
    source_name: str
    chosen: bool


def whole(request: Any, project: Project, asked: Mapping[str, str]) -> Whole:
    """The matrix of those chosen."""
    chosen = filtered(project, asked)
    table = matrix(project, None, chosen.people, evidence(request, project))
    unseen = hidden(request, project)
    sources = {one.key: set(one.sources) for one in people(project)}
    about = _about(project)
    rows = []
    for key, label in table.rows:
        cells = [
            _shown(request, key, column, name, table.cells[key, column], unseen=bool(sources[key] & unseen))
            for column, name in table.columns
        ]
        rows.append(Row(key, label, about.get(key, ""), sum(bool(one.passages) for one in cells), cells))
    found = counts(project, chosen.by or None, table)
    groups = list(dict.fromkeys(one.group for one in found))
    heads = [f"{group[:1].upper()}{group[1:]} ({_people(found, group)})" for group in groups]
    return Whole(list(table.columns), rows, chosen, heads, _by_group(found, table, groups), _otherwise(request, table))


def one(request: Any, project: Project, person: str, dimension: str) -> dict[str, Any] | None:
    """One cell with its passages."""
    table = matrix(project, [dimension], {person}, evidence(request, project))
    if not table.rows:
        return None
    (_, label), (column, name) = table.rows[0], table.columns[0]
    cell = table.cells[person, column]
    sources = {key.key: set(key.sources) for key in people(project)}[person]
    unseen = bool(sources & hidden(request, project))
    row = project.row(
        "SELECT * FROM cell WHERE participant = ? AND code = ? ORDER BY number DESC LIMIT 1", person, column
    )
    tied = {
        link[0] for link in project.rows("SELECT passage FROM cell_passage WHERE cell = ?", row["number"] if row else 0)
    }
    said = {voice.passage: voice for voice in evidence(request, project)}
    return {
        "label": label,
        "name": name,
        "summary": "" if unseen else cell.summary,
        "unseen": UNSEEN if unseen and cell.summary else "",
        "empty": EXPLAINED[cell.status] if not cell.passages else "",
        "linked": not person.startswith(UNLINKED),
        "who": row["coder"] if row else "",
        "passages": [_passage(project, guid, said, guid in tied) for guid in cell.passages if guid in said],
    }


def _shown(request: Any, person: str, column: str, name: str, cell: Cell, *, unseen: bool) -> Shown:
    empty = cell.status if cell.status not in {SUMMARISED, SAID} else ""
    return Shown(
        column, name, "" if unseen else cell.summary, empty, cell.directions, len(cell.passages),
        reverse("discussion-cell", args=[request.programme.pk, person, column]),
    )  # fmt: skip


def _about(project: Project) -> dict[str, str]:
    """What each says of themselves, in a few words."""
    found: dict[str, list[str]] = {}
    for row in project.rows(
        "SELECT participant, name, value FROM participant_value JOIN variable ON variable.guid = variable "
        "WHERE status = 'given' AND value <> '' ORDER BY participant_value.rowid"
    ):
        value = row["value"]
        said = f"{row['name']}: {value.lower()}" if value in BARE else value
        found.setdefault(row["participant"], []).append(said)
    return {key: ", ".join(dict.fromkeys(values)) for key, values in found.items()}


def _people(found: list[Count], group: str) -> int:
    return next(one.people for one in found if one.group == group)


def _by_group(found: list[Count], table: Matrix, groups: list[str]) -> list[tuple[str, list[str]]]:
    cells = {(one.dimension, one.group): one for one in found}
    return [(name, [_in_words(cells[column, group]) for group in groups]) for column, name in table.columns]


def _in_words(one: Count) -> str:
    if not one.spoke:
        return one.status.capitalize()
    ways = ", ".join(f"{sign} {number}" for sign, number in (("▼", one.barrier), ("▲", one.facilitator)) if number)
    return f"{one.spoke} ({ways})" if ways else str(one.spoke)


def _otherwise(request: Any, table: Matrix) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Negative cases: for each dimension the few who say the opposite of the many."""
    found = []
    labels = dict(table.rows)
    for column, name in table.columns:
        ways = {
            way: [key for key, _ in table.rows if way in table.cells[key, column].directions]
            for way in (BARRIER, FACILITATOR)
        }
        few, many = sorted(ways, key=lambda way: len(ways[way]))
        only = [key for key in ways[few] if key not in ways[many]]
        if only and len(ways[many]) > len(ways[few]):
            told = [(labels[key], reverse("discussion-cell", args=[request.programme.pk, key, column])) for key in only]
            found.append((name, f"{many} for {len(ways[many])}, {few} for {len(ways[few])}", told))
    return found


def _passage(project: Project, guid: str, said: Mapping[str, Any], chosen: bool) -> Passage:
    row = project.row(
        "SELECT passage.*, source.name AS source_name FROM passage JOIN source ON source.guid = source WHERE passage.guid = ?",
        guid,
    )
    code = project.row("SELECT name, direction FROM code WHERE guid = ?", said[guid].code)
    assert row is not None
    assert code is not None
    return Passage(guid, row["quote"], code["name"], code["direction"], row["source"], row["source_name"], chosen)
