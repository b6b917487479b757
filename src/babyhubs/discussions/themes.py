"""Themes: what the analyst concludes, the codes that it gathers, the passages that carry it, and those that speak against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import Speakers
from babyhubs.errors import InputError


@dataclass(frozen=True)
class Quote:
    """A passage as it will be printed. against: a negative case. person: who said it."""

    passage: str
    wording: str
    against: bool
    person: str
    source: str


@dataclass(frozen=True)
class Theme:
    """codes: GUIDs."""

    guid: str
    name: str
    statement: str
    codes: tuple[str, ...]
    quotes: tuple[Quote, ...]


def add_theme(project: Project, name: str, statement: str, codes: Sequence[str], who: str, at: str) -> str:
    """A theme: a name, a sentence that says what was found, and the codes that it rests on. Gives its GUID."""
    _require(project, name, statement, codes)
    with project.act("theme written", who, at, name):
        number = project.number()
        guid = project.identifier("theme", number)
        project.connection.execute(
            "INSERT INTO theme VALUES (?, ?, ?, ?, ?, ?, NULL)", (guid, number, name, statement, who, at)
        )
        _gather(project, guid, codes)
    return guid


def change_theme(
    project: Project, theme: str, name: str, statement: str, codes: Sequence[str], who: str, at: str
) -> None:
    """Another name, sentence or other codes; its quotes stay."""
    _require(project, name, statement, codes)
    if not project.row("SELECT 1 FROM theme WHERE guid = ? AND withdrawn_by IS NULL", theme):
        raise InputError("There is no such theme.", where=theme)
    with project.act("theme changed", who, at, theme):
        project.connection.execute("UPDATE theme SET name = ?, statement = ? WHERE guid = ?", (name, statement, theme))
        project.connection.execute("DELETE FROM theme_code WHERE theme = ?", (theme,))
        _gather(project, theme, codes)


def _require(project: Project, name: str, statement: str, codes: Sequence[str]) -> None:
    if not name.strip() or not statement.strip() or not codes:
        raise InputError("A theme needs a name, a sentence and at least one code.")
    known = {row[0] for row in project.rows("SELECT guid FROM code")}
    if set(codes) - known:
        raise InputError("A code of this theme is not in the codebook.", where=", ".join(sorted(set(codes) - known)))


def _gather(project: Project, theme: str, codes: Sequence[str]) -> None:
    project.connection.executemany(
        "INSERT INTO theme_code VALUES (?, ?)", [(theme, code) for code in dict.fromkeys(codes)]
    )


def choose_quote(
    project: Project, theme: str, passage: str, who: str, at: str, wording: str = "", against: bool = False
) -> None:
    """Choose a passage for a theme. wording: the passage shortened, each cut shown as [...]; without it, the whole passage.

    Whether it may be printed is found when the report is built (gate), so that a later withdrawal counts.
    """
    row = project.row("SELECT quote FROM passage WHERE guid = ?", passage)
    if row is None or not project.row("SELECT 1 FROM theme WHERE guid = ? AND withdrawn_by IS NULL", theme):
        raise InputError("There is no such theme or passage.", where=f"{theme}, {passage}")
    with project.act("quote chosen", who, at, theme, passage):
        position = project.value("SELECT count(*) FROM theme_passage WHERE theme = ?", theme)
        project.connection.execute(
            "INSERT OR REPLACE INTO theme_passage VALUES (?, ?, ?, ?, ?)",
            (theme, passage, int(against), wording or row["quote"], position),
        )


def drop_quote(project: Project, theme: str, passage: str, who: str, at: str) -> None:
    """Take a quote out of a theme."""
    with project.act("quote dropped", who, at, theme, passage):
        project.connection.execute("DELETE FROM theme_passage WHERE theme = ? AND passage = ?", (theme, passage))


def withdraw_theme(project: Project, theme: str, who: str, at: str) -> None:
    """Take a theme out of the report; it stays in the log."""
    with project.act("theme withdrawn", who, at, theme) as act:
        project.connection.execute("UPDATE theme SET withdrawn_by = ? WHERE guid = ?", (act, theme))


def themes(project: Project) -> list[Theme]:
    """All themes in the order in which they were written."""
    speakers = Speakers(project)
    found = []
    for row in project.rows("SELECT * FROM theme WHERE withdrawn_by IS NULL ORDER BY number"):
        codes = tuple(
            one[0] for one in project.rows("SELECT code FROM theme_code WHERE theme = ? ORDER BY rowid", row["guid"])
        )
        quotes = tuple(
            Quote(
                one["passage"], one["wording"], bool(one["against"]),
                speakers.person(one["source"], one["start"], one["end"]), one["source"],
            )
            for one in project.rows(
                'SELECT passage, wording, against, source, start, "end" FROM theme_passage'
                " JOIN passage ON passage.guid = passage WHERE theme = ? ORDER BY against, position", row["guid"],
            )
        )  # fmt: skip
        found.append(Theme(row["guid"], row["name"], row["statement"], codes, quotes))
    return found
