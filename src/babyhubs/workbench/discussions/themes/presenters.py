"""Themes with their quotes, and for each quote whether it may be printed, or why not."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from babyhubs.discussions.codebook import BARRIER, FACILITATOR, dimensions, directions
from babyhubs.discussions.gate import Gate
from babyhubs.discussions.project import Project
from babyhubs.discussions.themes import Quote, Theme, themes
from babyhubs.discussions.voices import people
from babyhubs.workbench.discussions.coding.choices import choices
from babyhubs.workbench.discussions.project import key
from babyhubs.workbench.discussions.seeing import evidence
from babyhubs.workbench.web.pages import Slice, sliced

CANDIDATES = 20  # on one page
_OTHER = {BARRIER: FACILITATOR, FACILITATOR: BARRIER}


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a theme. faults: why they may not be printed. otherwise: they say the opposite of the theme."""

    passage: str
    words: str
    whole: str
    who: str
    source: str
    source_name: str
    faults: tuple[str, ...]
    against: bool
    otherwise: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A theme. people: who spoke of it, exact."""

    guid: str
    name: str
    statement: str
    codes: list[str]
    direction: str
    people: int
    quotes: list[Said]

    @property
    def printable(self) -> int:
        """Quotes against which nothing stands."""
        return sum(not one.faults for one in self.quotes)


def listed(request: Any, project: Project) -> list[Shown]:
    """All themes in the order in which they were written."""
    gate, about = Gate(project, key(request.programme.pk)), _About(request, project)
    return [_shown(about, gate, one) for one in themes(project)]


def one(request: Any, project: Project, guid: str, page: str) -> tuple[Shown, Theme, Slice] | None:
    """A theme, and the passages from which quotes can be chosen: those that say otherwise are marked."""
    found = next((theme for theme in themes(project) if theme.guid == guid), None)
    if found is None:
        return None
    gate, about = Gate(project, key(request.programme.pk)), _About(request, project)
    taken = {quote.passage for quote in found.quotes}
    part = sliced([passage for passage in about.passages(found) if passage not in taken], page, CANDIDATES)
    rows = [
        about.said(gate, Quote(passage, about.words[passage]["quote"], False, about.person[passage], ""), found)
        for passage in part.rows
    ]
    return _shown(about, gate, found), found, Slice(rows, part.number, part.last, part.first, part.total)


def codes(project: Project) -> list[tuple[str, str]]:
    """The codes to choose from, with their heading."""
    return [
        (one.guid, one.name if not heading or one.name.startswith(f"{heading}:") else f"{heading}: {one.name}")
        for heading, found in choices(project)
        for one in found
    ]


class _About:
    """What is known of the passages, read once."""

    def __init__(self, request: Any, project: Project) -> None:
        self.voices = evidence(request, project)
        self.person = {one.passage: one.person for one in self.voices}
        self.ways, self.place = directions(project), dimensions(project)
        self.codes: dict[str, set[str]] = defaultdict(set)
        for voice in self.voices:
            self.codes[voice.passage].add(voice.code)
        self.names = {row["guid"]: row["name"] for row in project.rows("SELECT guid, name FROM code")}
        self.labels = {one.key: one.label for one in people(project)}
        self.words = {
            row["guid"]: row
            for row in project.rows(
                "SELECT passage.guid, quote, source, source.name FROM passage JOIN source ON source.guid = source"
            )
        }

    def direction(self, theme: Theme) -> str:
        found = sorted({self.ways[code] for code in theme.codes if self.ways[code]})
        return found[0] if len(found) == 1 else ""

    def passages(self, theme: Theme) -> list[str]:
        """Passages of its codes, and those that say the opposite about the same subject."""
        subjects = {self.place[code] for code in theme.codes}
        opposite = _OTHER.get(self.direction(theme), "")
        own = [one.passage for one in self.voices if one.code in theme.codes]
        other = [
            one.passage
            for one in self.voices
            if opposite and self.place[one.code] in subjects and self.ways[one.code] == opposite
        ]
        return list(dict.fromkeys([*own, *other]))

    def said(self, gate: Gate, quote: Quote, theme: Theme) -> Said:
        row = self.words[quote.passage]
        faults = tuple(fault.what for fault in gate.quote(quote, ""))
        return Said(
            quote.passage, quote.wording, row["quote"], self.labels.get(quote.person, ""), row["source"], row["name"],
            faults, quote.against, not self.codes[quote.passage] & set(theme.codes),
        )  # fmt: skip


def _shown(about: _About, gate: Gate, theme: Theme) -> Shown:
    spoke = {one.person for one in about.voices if one.code in theme.codes}
    return Shown(
        theme.guid, theme.name, theme.statement, [about.names[code] for code in theme.codes], about.direction(theme),
        len(spoke), [about.said(gate, quote, theme) for quote in theme.quotes],
    )  # fmt: skip
