"""A document put together: the sections of a form, claims as sentences with their sources as footnotes, displays numbered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from babyhubs.evidence.bid.counting import Count, count
from babyhubs.evidence.bid.form import DRAFT, Form, Section
from babyhubs.evidence.bid.text import Bullets, Cited, Display, Heading, Paragraph, Reference, Words, parsed

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # XML, and so Word, cannot hold them
UNKNOWN = "[no such claim: {}]"
FIGURES = ("figure", "gantt", "flow", "logic")  # drawn; the other displays are tables
NUMBERED = {"table": "Table", "budget": "Table"} | dict.fromkeys(FIGURES, "Figure")


@dataclass(frozen=True)
class Support:
    """A claim as a document needs it. sources: a line for each, for a person. wrong: why it does not hold. amber: what changed."""

    name: str
    sentence: str
    strength: str
    limits: str
    sources: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    amber: str = ""

    @property
    def note(self) -> str:
        """Its footnote."""
        strength = f" Strength: {self.strength}." if self.strength else ""
        limits = f" Limits: {self.limits}" if self.limits else ""
        return f"{'; '.join(self.sources)}.{strength}{limits}".strip()


@dataclass(frozen=True)
class Run:
    """Some words; note: the number of the footnote that follows them, 0 for none. claim: whose sentence it is."""

    text: str
    note: int = 0
    claim: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Without notes."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Title:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Placed:
    """A display with its number: "Figure 2"; empty for the list of references."""

    label: str
    display: Display


Piece = Title | Line | Items | Placed


@dataclass(frozen=True)
class Note:
    """A footnote."""

    number: int
    text: str
    claim: str = ""


@dataclass(frozen=True)
class Part:
    """A section of the document. pasted: the text as it goes into the box of the form."""

    section: Section
    pieces: tuple[Piece, ...]
    pasted: str
    count: Count


@dataclass(frozen=True)
class Composed:
    """The whole. mark: what must stand on every page, as that all is simulated."""

    form: Form
    title: str
    mark: str
    date: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]

    @property
    def under_title(self) -> str:
        """Which form, of when the text is, and, where somebody else made the form, which version of it."""
        version = f" {self.form.vintage}." if self.form.kind in ("application", "assessment") else ""
        return f"{self.form.title}. {self.date}.{version}"


@dataclass
class _Notes:
    references: Mapping[str, str]
    found: list[Note] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, text: str, claim: str = "") -> int:
        """A note; the second one of the same source points to the first."""
        number = len(self.found) + 1
        if key in self.first:
            text = f"As note {self.first[key]}."
        self.first.setdefault(key, number)
        self.found.append(Note(number, printable(text), claim))
        return number


def compose(
    form: Form,
    texts: Mapping[str, str],
    supports: Mapping[str, Support],
    *,
    title: str,
    mark: str,
    date: str,
) -> Composed:
    """texts: by section. An empty section stays out of the document unless the form asks for it."""
    notes = _Notes(references(texts))
    numbers: dict[str, int] = {}
    parts = []
    for section in form.section:
        text = texts.get(section.key, "")
        if not text.strip() and section.optional:
            continue
        pieces = tuple(_piece(block, supports, notes, numbers) for block in parsed(printable(text)))
        pasted = "\n".join(_pasted(pieces))
        parts.append(Part(section, pieces, pasted, count(pasted, section)))
    mark = " ".join(filter(None, (mark, DRAFT if form.draft else "")))
    return Composed(form, printable(title), mark, date, tuple(parts), tuple(notes.found))


def printable(text: str) -> str:
    """A text without what no document can hold."""
    return UNPRINTABLE.sub("", text)


def references(texts: Mapping[str, str]) -> dict[str, str]:
    """Published works by key, from every list of references: lines of "key | how it is cited"."""
    displays = (block for text in texts.values() for block in parsed(text) if isinstance(block, Display))
    rows = (row for one in displays if one.kind == "references" for row in one.rows if len(row) > 1)
    return {row[0]: " | ".join(row[1:]) for row in rows}


def _piece(
    block: Heading | Paragraph | Bullets | Display,
    supports: Mapping[str, Support],
    notes: _Notes,
    numbers: dict[str, int],
) -> Piece:
    if isinstance(block, Heading):
        return Title(block.text)
    if isinstance(block, Paragraph):
        return _line(block, supports, notes)
    if isinstance(block, Bullets):
        return Items(tuple(_line(one, supports, notes) for one in block.items))
    word = NUMBERED.get(block.kind, "")
    if not word:
        return Placed("", block)
    numbers[word] = numbers.get(word, 0) + 1
    return Placed(f"{word} {numbers[word]}", block)


def _line(one: Paragraph, supports: Mapping[str, Support], notes: _Notes) -> Line:
    runs: list[Run] = []
    for part in one.parts:
        if isinstance(part, Words):
            runs.append(Run(part.text))
        elif isinstance(part, Cited):
            support = supports.get(part.claim)
            text = printable(support.sentence) if support else UNKNOWN.format(part.claim)
            noted = notes.add(f"claim {part.claim}", support.note, part.claim) if support and support.sources else 0
            runs.append(Run(text, noted, part.claim))
        elif isinstance(part, Reference):
            work = notes.references.get(part.key)
            number = notes.add(f"work {part.key}", work) if work else 0
            if number and runs:  # the mark follows the words that it belongs to, and no space
                last = runs.pop()
                if last.note:
                    runs += [last, Run("", number)]
                else:
                    runs.append(Run(last.text.rstrip(), number))
    return Line(tuple(runs))


def _pasted(pieces: Sequence[Piece]) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Title | Line):
            lines.append(piece.text)
        elif isinstance(piece, Items):
            lines += [line.text for line in piece.lines]
        elif piece.display.kind not in (*FIGURES, "references"):
            lines += [" ".join(row) for row in piece.display.rows]
    return lines
