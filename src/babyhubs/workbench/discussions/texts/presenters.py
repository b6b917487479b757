"""Texts and participants as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.discussions.consents import PURPOSES, consents
from babyhubs.discussions.known_groups import ASKED_AS
from babyhubs.discussions.project import Project
from babyhubs.discussions.receipt import Receipt
from babyhubs.workbench.discussions.about import USE
from babyhubs.workbench.discussions.texts.forms import AGREED

KINDS = {"transcript": "Transcript", "notes": "Notes", "translation": "Translation", "comment": "By the parent"}
STATES = {"passed": ("Passed", "green"), "waiting": ("Names to look at", "yellow")}
FROM_FRAME = {USE, ASKED_AS}
ONE_PERSON = "said by one person alone"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the list."""

    guid: str
    name: str
    kind: str
    language: str
    day: str
    people: str
    waiting: int
    passed: bool
    safeguarding: str

    @property
    def state(self) -> tuple[str, str]:
        """In words, with a colour."""
        return STATES["passed" if self.passed else "waiting"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file, for the person who sent it. file: its name on their computer, told once and kept nowhere."""

    file: str
    lines: tuple[str, ...]
    refused: bool = False


def texts(project: Project) -> list[Text]:
    """All texts; those that wait first."""
    people: dict[str, list[str]] = {}
    for row in project.rows(
        "SELECT source, label FROM participant_source JOIN participant ON guid = participant ORDER BY participant_source.rowid"
    ):
        people.setdefault(row["source"], []).append(row["label"])
    waiting = dict(
        tuple(row) for row in project.rows("SELECT source, count(*) FROM doubt WHERE decision = '' GROUP BY source")
    )
    found = [
        Text(
            row["guid"], row["name"], KINDS.get(row["kind"], row["kind"]), row["language"], row["day"],
            ", ".join(people.get(row["guid"], [])), waiting.get(row["guid"], 0), row["review"] == "passed", row["safeguarding"],
        )
        for row in project.rows("SELECT * FROM source ORDER BY number")
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.passed)


def taken(file: str, receipt: Receipt) -> Taken:
    """A receipt in words; its own file name is not the sender's."""
    lines = receipt.lines()
    return Taken(file, (lines[0].removeprefix(f"{receipt.file}: ").capitalize(), *lines[1:]))


def participants(project: Project) -> list[dict[str, Any]]:
    """Who took part, and what they agreed to."""
    given = {purpose: consents(project, purpose) for purpose in PURPOSES}
    said = {True: "yes", False: "no", None: "not asked"}
    found = []
    for row in project.rows("SELECT * FROM participant ORDER BY rowid"):
        agreed = {purpose: said[given[purpose][row["guid"]]] for purpose in PURPOSES}
        found.append({"guid": row["guid"], "label": row["label"], "role": row["role"], "agreed": agreed})
    return found


def participant(project: Project, guid: str) -> dict[str, Any] | None:
    """One of them, with what they say about themselves and the texts in which they speak."""
    one = next((row for row in participants(project) if row["guid"] == guid), None)
    if one is None:
        return None
    about = project.rows(
        "SELECT name, value, status FROM participant_value JOIN variable ON guid = variable WHERE participant = ?"
        " ORDER BY variable.rowid",
        guid,
    )
    said = project.rows(
        "SELECT name, speaker FROM participant_source JOIN source ON guid = source WHERE participant = ? ORDER BY number",
        guid,
    )
    return {
        **one,
        "agreed": [(AGREED[purpose], answer) for purpose, answer in one["agreed"].items()],
        "about": [pair for row in about if (pair := _told(row))[0] not in FROM_FRAME],
        "asked": [pair for row in about if (pair := _told(row))[0] in FROM_FRAME],
        "texts": [(row["name"], row["speaker"] or ONE_PERSON) for row in said],
        "withdrawn": one["agreed"]["use"] == "no",
    }


def _told(row: Any) -> tuple[str, str]:
    return row["name"], row["value"] if row["status"] == "given" else row["status"]


def speakers(project: Project) -> list[tuple[str, str]]:
    """Labels that answer in a text and that nobody is named for yet: "text label", words."""
    rows = project.rows(
        "SELECT DISTINCT source.guid, source.name, turn.speaker, source.number FROM turn JOIN source ON source.guid = source"
        " WHERE NOT asks AND NOT EXISTS (SELECT 1 FROM participant_source AS p WHERE p.source = source.guid"
        " AND p.speaker IN (turn.speaker, '')) ORDER BY source.number, turn.speaker"
    )
    return [(f"{row['guid']} {row['speaker']}", f"{row['name']}: {row['speaker'] or ONE_PERSON}") for row in rows]


def refused(file: str, what: Sequence[str]) -> Taken:
    """A file that was not taken in, and why."""
    return Taken(file, tuple(part for part in what if part), refused=True)
