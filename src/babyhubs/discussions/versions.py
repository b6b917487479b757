"""A text is never changed in place: a correction is a new version, into which every passage is carried over or listed as lost."""

from collections.abc import Sequence
from typing import Any

from babyhubs.discussions.anchors import Edit, edited, reanchor, through
from babyhubs.discussions.project import Project, forget_copy
from babyhubs.discussions.store import write_turns
from babyhubs.discussions.texts import context, digest, plain
from babyhubs.errors import InputError


def text_of(project: Project, source: str) -> str:
    """The text as it now is."""
    found = project.row(
        "SELECT text FROM source_version JOIN source ON source.guid = source AND source.version = source_version.version"
        " WHERE source.guid = ?",
        source,
    )
    if found is None:
        raise InputError("There is no such text in the project.", where=source)
    return str(found[0] or "")


def correct(project: Project, source: str, text: str, who: str, at: str) -> list[str]:
    """A corrected text as a new version; gives the passages (GUIDs) that a person must place again."""
    old, new = text_of(project, source), plain(text)
    if old == new:
        return []
    with project.act("text corrected", who, at, source):
        rows = project.rows("SELECT * FROM passage WHERE source = ? AND state IN ('exact', 'source')", source)
        spans = [(row["start"], row["end"]) for row in rows]
        _write(project, source, new, who, at)
        lost = []
        for row, span in zip(rows, reanchor(old, new, spans), strict=True):
            if row["state"] == "source":
                _move(project, row["guid"], new, (0, len(new)))
            elif span is None:
                project.connection.execute("UPDATE passage SET state = 'lost' WHERE guid = ?", (row["guid"],))
                lost.append(row["guid"])
            else:
                _move(project, row["guid"], new, span)
        return lost


def redact(project: Project, source: str, edits: Sequence[Edit], who: str, at: str) -> None:
    """Take words out for good, inside an act: earlier versions lose their text, passages the words that were taken out."""
    old = text_of(project, source)
    new = edited(old, edits)
    rows = project.rows("SELECT * FROM passage WHERE source = ?", source)
    before = _speakers(project, source)
    _write(project, source, new, who, at)
    _rename_speakers(project, source, before, _speakers(project, source))
    for row, span in zip(rows, through(edits, [(row["start"], row["end"]) for row in rows]), strict=True):
        if row["state"] in {"exact", "source"}:
            _move(project, row["guid"], new, span)
        else:  # its quote may hold the name, and where it stands nobody knows
            project.connection.execute(
                "UPDATE passage SET quote = '', before = '', after = '', name = '' WHERE guid = ?", (row["guid"],)
            )
    version = project.value("SELECT version FROM source WHERE guid = ?", source)
    project.connection.execute(
        "UPDATE source_version SET text = NULL WHERE source = ? AND version < ?", (source, version)
    )
    forget_copy(project)  # it holds the words too


def place_again(project: Project, passage: str, start: int, end: int, who: str, at: str) -> None:
    """A person says where a lost passage is."""
    row = project.row("SELECT source FROM passage WHERE guid = ?", passage)
    text = text_of(project, row["source"]) if row else ""
    if row is None or not 0 <= start < end <= len(text):
        raise InputError("The place is not in the text.", where=f"{start} to {end}")
    with project.act("passage placed again", who, at, passage):
        _move(project, passage, text, (start, end))
        project.connection.execute("UPDATE passage SET state = 'exact' WHERE guid = ?", (passage,))


def lost_passages(project: Project) -> list[dict[str, Any]]:
    """Passages that a person must place again, with the words that they had."""
    return [
        dict(row)
        for row in project.rows(
            'SELECT passage.guid, source.name AS source, quote, before, after, start, "end" FROM passage'
            " JOIN source ON source.guid = source WHERE state = 'lost' ORDER BY source.number, start"
        )
    ]


def _write(project: Project, source: str, text: str, who: str, at: str) -> None:
    version = project.value("UPDATE source SET version = version + 1 WHERE guid = ? RETURNING version", source)
    project.connection.execute(
        "INSERT INTO source_version VALUES (?, ?, ?, ?, ?, ?)", (source, version, text, digest(text), at, who)
    )
    write_turns(project, source, text)


def _move(project: Project, passage: str, text: str, span: tuple[int, int]) -> None:
    before, after = context(text, *span)
    project.connection.execute(
        'UPDATE passage SET start = ?, "end" = ?, quote = ?, before = ?, after = ?, version ='
        " (SELECT version FROM source WHERE source.guid = passage.source),"
        " name = CASE WHEN name = '' OR instr(?, name) = 1 THEN name ELSE '' END WHERE guid = ?",
        (*span, text[slice(*span)], before, after, text[slice(*span)], passage),
    )


def _speakers(project: Project, source: str) -> list[tuple[str, int]]:
    return [
        (row["speaker"], row["asks"])
        for row in project.rows("SELECT speaker, asks FROM turn WHERE source = ? ORDER BY number", source)
    ]


def _rename_speakers(
    project: Project, source: str, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> None:
    """Labels of speakers that were names are other words now; who they are and who asks stays as it was."""
    if len(before) != len(after):
        return
    for (old, asks), (new, _) in dict.fromkeys(zip(before, after, strict=True)):
        if old != new:
            project.connection.execute(
                "UPDATE participant_source SET speaker = ? WHERE source = ? AND speaker = ?", (new, source, old)
            )
            project.connection.execute("UPDATE turn SET asks = ? WHERE source = ? AND speaker = ?", (asks, source, new))
