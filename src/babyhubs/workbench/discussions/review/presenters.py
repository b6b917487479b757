"""A text with its doubtful words marked, and the words one by one."""

from dataclasses import dataclass
from typing import Any

from babyhubs.discussions import review
from babyhubs.discussions.project import Project
from babyhubs.discussions.versions import text_of

RIGHT_TO_LEFT = {"ar", "ur", "fa", "ps", "ku", "he"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text. doubt: whether it waits to be decided."""

    words: str
    doubt: bool


def shown(project: Project, source: str) -> dict[str, Any] | None:
    """Everything about a text that its reviewer needs."""
    row = project.row("SELECT * FROM source WHERE guid = ?", source)
    if row is None:
        return None
    text, queue = text_of(project, source), review.queue(project, source)
    gone = project.rows(
        "SELECT kind, replacement, sum(times) AS times FROM redaction WHERE source = ? GROUP BY kind, replacement"
        " ORDER BY min(number)",
        source,
    )
    return {
        "guid": source,
        "name": row["name"],
        "language": row["language"] or "en",
        "direction": "rtl" if row["language"] in RIGHT_TO_LEFT else "ltr",
        "passed": row["review"] == "passed",
        "passed_by": row["reviewed_by"],
        "pieces": pieces(text, [(one["start"], one["end"]) for one in queue]),
        "queue": queue,
        "gone": [dict(one) for one in gone],
    }


def pieces(text: str, places: list[tuple[int, int]]) -> list[Piece]:
    """The text cut at the places; those that overlap an earlier one are left unmarked."""
    found, at = [], 0
    for start, end in sorted(places):
        if start < at:
            continue
        found += [Piece(text[at:start], doubt=False), Piece(text[start:end], doubt=True)]
        at = end
    return [one for one in [*found, Piece(text[at:], doubt=False)] if one.words]
