"""Coding a text: who says which code belongs to which words. Nothing is deleted; what is withdrawn stays in the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.discussions.project import Project
from babyhubs.discussions.texts import context
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError, Refused

_UNDO = {"passage coded", "coding withdrawn", "memo written"}


@dataclass(frozen=True)
class Coded:
    """GUIDs of the passage and its new codings."""

    passage: str
    codings: tuple[str, ...]
    quote: str


def coder(project: Project, name: str, at: str, guid: str = "") -> str:
    """The GUID of a coder, who is added if new. guid: by which somebody is known elsewhere, as two people may have one name."""
    found = _known_coder(project, guid or name)
    if found:
        return found
    with project.act("coder added", name, at):
        return coder_inside(project, name, guid)


def coder_inside(project: Project, name: str, guid: str = "") -> str:
    """The same inside an act that is open. A GUID is taken as it is."""
    found = _known_coder(project, guid or name)
    if found:
        return found
    guid = guid or project.identifier("coder", name)
    project.connection.execute("INSERT INTO coder VALUES (?, ?, '')", (guid, name))
    return guid


def _known_coder(project: Project, name: str) -> str:
    return str(
        project.value("SELECT guid FROM coder WHERE guid = ?1 OR name = ?1 ORDER BY guid <> ?1, rowid", name) or ""
    )


def code_passage(
    project: Project, source: str, start: int, end: int, codes: Sequence[str], coder: str, at: str, memo: str = ""
) -> Coded:
    """Put codes on the characters start to end (code points, half open) of a text that a person has passed."""
    with project.act("passage coded", coder, at) as act:
        return code_inside(project, source, start, end, codes, coder, at, act, memo)


def code_inside(
    project: Project,
    source: str,
    start: int,
    end: int,
    codes: Sequence[str],
    coder: str,
    at: str,
    act: int,
    memo: str = "",
) -> Coded:
    """The same inside an act that is open, for many passages at once."""
    about = project.row("SELECT review, version, name FROM source WHERE guid = ?", source)
    if about is None:
        raise InputError("There is no such text in the project.", where=source)
    if about["review"] == "waiting":
        raise Refused(
            "Nothing is coded before a person has looked through the doubtful words of this text.",
            where=about["name"],
            remedy="Go through the words to look at, and pass the text.",
        )
    coder = coder_inside(project, coder)
    text = text_of(project, source)
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise InputError("A passage needs words of the text.", where=f"{about['name']}, {start} to {end}")
    if not codes and not memo:
        raise InputError("A passage needs a code or a memo.", where=f"{about['name']}, {start} to {end}")
    passage = project.value(
        'SELECT guid FROM passage WHERE source = ? AND start = ? AND "end" = ? AND coder = ? AND state = ?',
        source, start, end, coder, "exact",
    )  # fmt: skip
    if passage is None:
        number = project.number()
        passage = project.identifier("passage", number)
        before, after = context(text, start, end)
        project.connection.execute(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'exact', '', '', ?, ?, '', '')",
            (passage, number, source, about["version"], start, end, text[start:end], before, after, coder, at),
        )
    made = []
    for code in dict.fromkeys(codes):
        _require_codable(project, code)
        there = project.value(
            "SELECT guid FROM coding WHERE passage = ? AND code = ? AND coder = ? AND withdrawn_by IS NULL",
            passage,
            code,
            coder,
        )
        if there:
            continue
        number = project.number()
        guid = project.identifier("coding", number)
        project.connection.execute(
            "INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, NULL)", (guid, number, passage, code, coder, at)
        )
        made.append(guid)
    if memo:
        _memo(project, "passage", passage, memo, coder, at)
    project.connection.execute(
        "UPDATE act SET target = ?, detail = ? WHERE number = ? AND kind = 'passage coded'",
        (passage, " ".join(made), act),
    )
    return Coded(passage, tuple(made), text[start:end])


def withdraw(project: Project, coding: str, who: str, at: str) -> None:
    """Take a coding back; it stays in the log."""
    with project.act("coding withdrawn", who, at, coding) as act:
        changed = project.connection.execute(
            "UPDATE coding SET withdrawn_by = ? WHERE guid = ? AND withdrawn_by IS NULL", (act, coding)
        ).rowcount
        if not changed:
            raise InputError("This coding is not there, or was withdrawn already.", where=coding)


def write_memo(project: Project, kind: str, target: str, text: str, who: str, at: str) -> str:
    """A memo on a passage, coding, code, source or the project; gives its GUID."""
    if kind not in {"passage", "coding", "code", "source", "project"}:
        raise InputError(f"A memo cannot be on a {kind!r}.")
    if not text.strip():
        raise InputError("A memo needs words.")
    with project.act("memo written", who, at) as act:
        guid = _memo(project, kind, target, text, who, at)
        project.connection.execute("UPDATE act SET target = ? WHERE number = ?", (guid, act))
        return guid


def undo(project: Project, who: str, at: str) -> str:
    """Undo one's own last act that can be undone (coding, withdrawing, memo); says what it was, or nothing where there is none."""
    marks = ", ".join("?" * len(_UNDO))
    known = _known_coder(project, who)
    name = str(project.value("SELECT name FROM coder WHERE guid = ?", known) or who)
    row = project.row(
        f"SELECT * FROM act WHERE who IN (?, ?, ?) AND undone_by IS NULL AND kind IN ({marks}) ORDER BY number DESC",  # noqa: S608
        who, known, name, *sorted(_UNDO),
    )  # fmt: skip
    if row is None:
        return ""
    with project.act("undone", who, at, row["target"], row["kind"]) as act:
        run = project.connection.execute
        if row["kind"] == "passage coded":
            for guid in row["detail"].split():
                run("UPDATE coding SET withdrawn_by = ? WHERE guid = ? AND withdrawn_by IS NULL", (act, guid))
        elif row["kind"] == "coding withdrawn":
            run("UPDATE coding SET withdrawn_by = NULL WHERE guid = ?", (row["target"],))
        else:
            run("UPDATE memo SET withdrawn_by = ? WHERE guid = ?", (act, row["target"]))
        run("UPDATE act SET undone_by = ? WHERE number = ?", (act, row["number"]))
    return str(row["kind"])


def _memo(project: Project, kind: str, target: str, text: str, who: str, at: str) -> str:
    number = project.number()
    guid = project.identifier("memo", number)
    who = coder_inside(project, who)
    project.connection.execute("INSERT INTO memo VALUES (?, ?, '', ?, '', ?, ?, NULL)", (guid, number, text, who, at))
    project.connection.execute("INSERT INTO memo_on VALUES (?, ?, ?, 0)", (guid, kind, target))
    return guid


def _require_codable(project: Project, code: str) -> None:
    row = project.row("SELECT name, codable FROM code WHERE guid = ?", code)
    if row is None:
        raise InputError("There is no such code in the codebook.", where=code)
    if not row["codable"]:
        raise InputError(
            "This code is a heading.",
            where=row["name"],
            remedy="Choose one of the codes below it: a barrier or a facilitator.",
        )
