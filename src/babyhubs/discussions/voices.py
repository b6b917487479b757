"""Who said what: each coding belongs to the participant in whose turn its words stand. An interviewer's words are nobody's evidence.

A text to which nobody is linked counts as one person, because somebody said it; a participant who took back their consent is left out.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from babyhubs.discussions.consents import USE, consents
from babyhubs.discussions.project import Project

UNLINKED = "text:"  # before the GUID of a text that nobody is linked to


@dataclass(frozen=True)
class Voice:
    """One coding as evidence. person: GUID of the participant, or UNLINKED and the text's."""

    coding: str
    passage: str
    code: str
    coder: str
    source: str
    person: str


@dataclass(frozen=True)
class Person:
    """Somebody whose words are counted. sources: texts in which they speak."""

    key: str
    label: str
    role: str
    sources: tuple[str, ...]


class Speakers:
    """For every place of every text, who speaks there."""

    def __init__(self, project: Project) -> None:
        self._linked: dict[str, dict[str, str]] = defaultdict(dict)
        for row in project.rows("SELECT participant, source, speaker FROM participant_source ORDER BY rowid"):
            self._linked[row["source"]][row["participant"]] = row["speaker"]
        self._turns: dict[str, list[tuple[int, int, str, bool]]] = defaultdict(list)
        for row in project.rows("SELECT * FROM turn ORDER BY source, number"):
            self._turns[row["source"]].append((row["start"], row["end"], row["speaker"], bool(row["asks"])))
        self.used = consents(project, USE)

    def person(self, source: str, start: int, end: int) -> str:
        """The GUID of who speaks there (most of it), "" for an interviewer or somebody who is not known."""
        turns = self._turns[source]
        linked = self._linked[source]
        first = max(0, bisect_right([turn[0] for turn in turns], start) - 1)
        shares: dict[tuple[str, bool], int] = defaultdict(int)
        for begin, stop, speaker, asks in turns[first:]:
            if begin >= end:
                break
            shares[speaker, asks] += max(0, min(end, stop) - max(start, begin))
        speaker, asks = max(shares, key=lambda one: shares[one], default=("", False))
        if asks and shares:
            return ""
        if not linked:
            return UNLINKED + source
        by_label = [guid for guid, label in linked.items() if label and label == speaker]
        if by_label:
            return by_label[0]
        without = [guid for guid, label in linked.items() if not label]
        return without[0] if len(without) == 1 and len(linked) == 1 else ""


def voices(project: Project, coders: set[str] | None = None) -> list[Voice]:
    """All codings that count as evidence, in order. coders: only theirs."""
    speakers = Speakers(project)
    found = []
    for row in project.rows(
        """SELECT coding.guid AS coding, passage.guid AS passage, code, coding.coder, source, start, "end" FROM coding
        JOIN passage ON passage.guid = coding.passage WHERE withdrawn_by IS NULL AND state IN ('exact', 'source')
        ORDER BY coding.number"""
    ):
        if coders is not None and row["coder"] not in coders:
            continue
        person = speakers.person(row["source"], row["start"], row["end"])
        if person and speakers.used.get(person) is not False:
            found.append(Voice(row["coding"], row["passage"], row["code"], row["coder"], row["source"], person))
    return found


def people(project: Project) -> list[Person]:
    """Everybody who may be counted: participants who have not withdrawn, and texts that nobody is linked to."""
    used = consents(project, USE)
    sources: dict[str, list[str]] = defaultdict(list)
    linked = set()
    for row in project.rows("SELECT participant, source FROM participant_source ORDER BY rowid"):
        sources[row["participant"]].append(row["source"])
        linked.add(row["source"])
    found = [
        Person(row["guid"], row["label"], row["role"], tuple(sources[row["guid"]]))
        for row in project.rows("SELECT * FROM participant ORDER BY rowid")
        if used.get(row["guid"]) is not False
    ]
    return found + [
        Person(UNLINKED + row["guid"], row["name"], "", (row["guid"],))
        for row in project.rows("SELECT guid, name FROM source ORDER BY number")
        if row["guid"] not in linked
    ]
