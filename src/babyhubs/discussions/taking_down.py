"""A discussion is taken down: its text goes into the project, names on the consent sheet replaced before anything is stored."""

from dataclasses import dataclass
from datetime import date

from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.screening import screen, write_doubts
from babyhubs.discussions.pseudonyms.sealing import Names
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.store import write_turns
from babyhubs.discussions.texts import digest, plain
from babyhubs.errors import InputError


@dataclass(frozen=True)
class Discussion:
    """What is known of a discussion besides its words. kind: transcript, notes, translation or comment."""

    name: str
    kind: str = "transcript"
    language: str = ""
    day: str = ""
    place: str = ""
    interpreter: bool = False
    description: str = ""
    translation_of: str = ""
    safeguarding: str = ""  # yes, no or nothing; what it was about is never kept here
    participants: tuple[str, ...] = ()  # GUIDs


def add_text(
    project: Project, text: str, about: Discussion, who: str, at: str, receipt: Receipt, key: bytes | None = None,
    names: Names | None = None,
) -> str:  # fmt: skip
    """Add a text inside an act; gives its GUID. The same text under the same name is not added twice.

    names: the opened list of names, where many texts are added at once.
    """
    if about.day:
        _require_day(about.day)
    known = names or (Names(project, key) if key else None)
    screened = screen(plain(text), known)
    name = screen(about.name, known).text
    guid = project.identifier("source", name, digest(screened.text))
    if project.row("SELECT 1 FROM source WHERE guid = ?", guid):
        receipt.lose("text", name, "the project has it already, and keeps what it has")
        return guid
    project.connection.execute(
        "INSERT INTO source (guid, number, name, description, kind, language, day, place, interpreter, translation_of, coder,"
        " at, version, review, file_sha256, safeguarding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
        (
            guid, project.number(), name, about.description, about.kind, about.language, about.day, about.place,
            int(about.interpreter), about.translation_of, "", at, "waiting", receipt.sha256, about.safeguarding,
        ),
    )  # fmt: skip
    project.connection.execute(
        "INSERT INTO source_version VALUES (?, 1, ?, ?, ?, ?)", (guid, screened.text, digest(screened.text), at, who)
    )
    write_turns(project, guid, screened.text)
    write_doubts(project, guid, screened)
    for participant in about.participants:
        project.connection.execute("INSERT OR IGNORE INTO participant_source VALUES (?, ?, '')", (participant, guid))
    receipt.came["texts"] += 1
    receipt.came["words replaced"] += sum(one.times for one in screened.replaced)
    receipt.came["words to look at"] += len(screened.doubts)
    return guid


def _require_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a day.", remedy="Write it as 2026-11-24.") from error
