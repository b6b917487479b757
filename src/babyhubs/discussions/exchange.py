"""What projects of other programs hold, in one shape: every reader ends here, and the writer begins here.

Positions are code points of `Source.text` (NFC, line feeds only, no mark), half open. GUIDs are lower case without braces.
"""

from dataclasses import dataclass, field

EXACT, NO_TEXT, OUTSIDE, WHOLE = "exact", "no text", "outside", "source"


@dataclass(frozen=True)
class User:
    """Somebody who coded."""

    guid: str
    name: str
    short: str = ""


@dataclass(frozen=True)
class Code:
    """parent: GUID, or nothing at the top. notes: GUIDs."""

    guid: str
    name: str
    parent: str = ""
    codable: bool = True
    colour: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variable:
    """kind: Text, Boolean, Integer, Float, Date or DateTime."""

    guid: str
    name: str
    kind: str = "Text"
    description: str = ""


@dataclass(frozen=True)
class Case:
    """A participant, or whatever the other program's cases are. values: GUID of the variable and value, in order."""

    guid: str
    name: str
    description: str = ""
    values: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coding:
    """One code put on a passage by one coder."""

    guid: str
    code: str
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """A passage. state: exact; no text, outside: its positions mean nothing here; source: the whole source is meant."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    changed_by: str = ""
    changed_at: str = ""
    state: str = EXACT
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A text, or None where it is missing."""

    guid: str
    name: str
    text: str | None
    description: str = ""
    user: str = ""
    at: str = ""
    changed_by: str = ""
    changed_at: str = ""
    selections: tuple[Selection, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Note:
    """A memo."""

    guid: str
    name: str
    text: str
    description: str = ""
    user: str = ""
    at: str = ""


@dataclass(frozen=True)
class CodeSet:
    """members: kind (code, source, note) and GUID, in order."""

    guid: str
    name: str
    description: str = ""
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Link:
    """A relation between two things."""

    guid: str
    name: str = ""
    direction: str = ""
    colour: str = ""
    origin: str = ""
    target: str = ""


@dataclass(frozen=True)
class Exchange:
    """A whole project."""

    name: str = ""
    description: str = ""
    origin: str = ""
    user: str = ""
    at: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    links: tuple[Link, ...] = ()
    project_notes: tuple[str, ...] = field(default=())
