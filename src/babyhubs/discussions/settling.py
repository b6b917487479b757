"""Two people look together at where they coded differently, and decide place by place: keep one's code, both, or neither.

What is taken out is withdrawn, and the decision stands in the log. Agreement is not touched by it: that is worked out from what each
had coded before they looked (`finished`).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.discussions.finished import SETTLED, states
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import Project
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError

Span = tuple[int, int]


@dataclass(frozen=True)
class Side:
    """One coding that the other coder does not have. code: its place in the codebook, in words."""

    coding: str
    coder: str
    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """Words on which two coders differ, with what either of them put there alone."""

    source: str
    start: int
    end: int
    quote: str
    sides: tuple[Side, ...]


def places(project: Project, pair: tuple[str, str]) -> list[Place]:
    """Every place that is not settled yet, in texts that both have finished."""
    compared = [source for source, one in states(project).items() if one.compared and set(pair) <= set(one.finished)]
    order = {row["guid"]: row["number"] for row in project.rows("SELECT guid, number FROM source")}
    paths, settled = code_paths(project), _settled(project)
    found = []
    for source in sorted(compared, key=lambda guid: order[guid]):
        text = text_of(project, source)
        alone = [side for side in _alone(project, source, pair, paths) if side.coding not in settled]
        for group in _touching(alone):
            start, end = min(one.start for one in group), max(one.end for one in group)
            found.append(Place(source, start, end, text[start:end], tuple(group)))
    return found


def settle(project: Project, codings: Sequence[str], keep: Sequence[str], who: str, at: str) -> int:
    """Of the codings of one place these are kept, and the others withdrawn; gives how many were."""
    if not codings or set(keep) - set(codings):
        raise InputError("What is kept must be one of the codes of this place.", remedy="Open the page again.")
    marks = ", ".join("?" * len(codings))
    rows = project.rows(
        f"SELECT coding.guid, source FROM coding JOIN passage ON passage.guid = passage WHERE coding.guid IN ({marks})"  # noqa: S608
        " AND withdrawn_by IS NULL",
        *codings,
    )
    if {row["guid"] for row in rows} != set(codings):
        raise InputError("These codes have changed since.", remedy="Open the page again.")
    if not all(states(project)[source].compared for source in {row["source"] for row in rows}):
        raise InputError("Differences are settled once both have finished the text.")
    out = sorted(set(codings) - set(keep))
    with project.act(SETTLED, who, at, rows[0]["source"], " ".join(sorted(keep))) as act:
        project.connection.executemany(
            "UPDATE coding SET withdrawn_by = ? WHERE guid = ?", [(act, coding) for coding in out]
        )
    return len(out)


def settled_places(project: Project) -> int:
    """How many places were settled."""
    return int(project.value("SELECT count(*) FROM act WHERE kind = ?", SETTLED))


def _settled(project: Project) -> set[str]:
    kept = project.rows("SELECT detail FROM act WHERE kind = ?", SETTLED)
    return {coding for row in kept for coding in row["detail"].split()}


def _alone(project: Project, source: str, pair: tuple[str, str], paths: dict[str, str]) -> list[Side]:
    """Codings of each that no passage of the other with the same code touches."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    rows = project.rows(
        """SELECT coding.guid, code, coding.coder, start, "end" FROM coding JOIN passage ON passage.guid = passage
        WHERE source = ? AND withdrawn_by IS NULL AND state = 'exact' AND coding.coder IN (?, ?) ORDER BY start, coding.number""",
        source,
        *pair,
    )
    for row in rows:
        spans[row["code"], row["coder"]].append((row["start"], row["end"]))
    other = dict(zip(pair, pair[::-1], strict=True))
    return [
        Side(row["guid"], row["coder"], paths[row["code"]], row["start"], row["end"])
        for row in rows
        if not any(
            begin < row["end"] and row["start"] < stop for begin, stop in spans[row["code"], other[row["coder"]]]
        )
    ]


def _touching(sides: Sequence[Side]) -> list[list[Side]]:
    """Codings whose words overlap belong to one place."""
    groups: list[list[Side]] = []
    reach = -1
    for one in sorted(sides, key=lambda side: (side.start, side.end)):
        if groups and one.start < reach:
            groups[-1].append(one)
        else:
            groups.append([one])
        reach = max(reach if len(groups[-1]) > 1 else -1, one.end)
    return groups
