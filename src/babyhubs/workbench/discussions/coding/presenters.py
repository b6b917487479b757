"""The list of texts to code, and what stands beside a text."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from babyhubs.discussions.finished import State, states
from babyhubs.discussions.project import Project
from babyhubs.workbench.discussions.languages import LANGUAGES
from babyhubs.workbench.discussions.seeing import coder_of
from babyhubs.workbench.web.templates import day as date_in_words

_LANGUAGES = {key: name for key, name in LANGUAGES if key}


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in the list. mine: how many codes this person put in it. how: where the coding of it stands, for this person."""

    guid: str
    name: str
    about: str
    ready: bool
    mine: int
    how: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one text for one person. others: that somebody else coded it and this person does not see it."""

    finished: bool
    compared: bool
    hidden: bool
    several: bool


def texts(request: Any, project: Project) -> list[TextRow]:
    """Every text in the order in which they came."""
    me, known = coder_of(request), states(project)
    mine = {
        row[0]: row[1]
        for row in project.rows(
            "SELECT source, count(*) FROM coding JOIN passage ON passage.guid = passage"
            " WHERE withdrawn_by IS NULL AND coding.coder = ? GROUP BY source",
            me,
        )
    }
    return [
        TextRow(
            row["guid"], row["name"], about(row), row["review"] == "passed", mine.get(row["guid"], 0),
            _how(known.get(row["guid"], State()), me),
        )
        for row in project.rows("SELECT * FROM source ORDER BY number")
    ]  # fmt: skip


def about(row: Any) -> str:
    """Kind, language and day of a text in words."""
    day = date_in_words(date.fromisoformat(row["day"])) if row["day"] else ""
    return ", ".join(part for part in (row["kind"].capitalize(), _LANGUAGES.get(row["language"], ""), day) if part)


def standing(state: State, me: str, *, sees: bool) -> Standing:
    """What the buttons below a text offer."""
    return Standing(me in state.finished, state.compared, not sees, len(state.coded) > 1)


def neighbours(project: Project, guid: str) -> tuple[str, str]:
    """The texts before and after this one."""
    order = [row[0] for row in project.rows("SELECT guid FROM source WHERE review = 'passed' ORDER BY number")]
    if guid not in order:
        return "", ""
    at = order.index(guid)
    return (order[at - 1] if at else ""), (order[at + 1] if at + 1 < len(order) else "")


def memos(request: Any, project: Project, kind: str, target: str) -> list[dict[str, str]]:
    """Memos on a text, a code or the project, with who wrote them."""
    return [
        {"text": row["text"], "who": row["name"] or "", "at": row["at"]}
        for row in project.rows(
            "SELECT memo.text, coder.name, memo.at FROM memo JOIN memo_on ON memo_on.memo = memo.guid"
            " LEFT JOIN coder ON coder.guid = memo.coder"
            " WHERE kind = ? AND target = ? AND withdrawn_by IS NULL ORDER BY memo.number",
            kind, target,
        )
    ]  # fmt: skip


def _how(state: State, me: str) -> str:
    if state.compared:
        return "Coded by two, to compare"
    if me in state.finished:
        return "You have finished"
    if me in state.coded:
        return "You are coding it"
    return "Coded by somebody else" if state.coded else ""
