"""A text as the coding page shows it: turns, numbered sentences, and where passages begin and end in them.

Each piece of text knows the code point at which it begins, so that words chosen on a screen become a place in the text,
whatever the browser counts in.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from babyhubs.discussions.codebook import directions
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import Project
from babyhubs.discussions.sentences import sentences
from babyhubs.discussions.versions import text_of


@dataclass(frozen=True, slots=True)
class Put:
    """A code on a passage. guid: of the code. mine: this person put it there, and may take it back."""

    coding: str
    guid: str
    code: str
    direction: str
    coder: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage. number: by which it is marked in the text."""

    number: int
    passage: str
    start: int
    end: int
    quote: str
    puts: tuple[Put, ...]
    memos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two boundaries. depth: how many passages cover them. opens, closes: passages that begin before, end after."""

    at: int
    words: str
    depth: int
    opens: tuple[int, ...]
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Pieces of one sentence; number 0: the space between two."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in one go."""

    number: int
    speaker: str
    person: str
    asks: bool
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole text. places: of each sentence, by its number from 1."""

    guid: str
    name: str
    version: int
    turns: tuple[Turn, ...]
    places: tuple[tuple[int, int], ...]
    passages: int


@dataclass(slots=True)
class _Marks:
    """The passages that are shown, and for each place how many cover it."""

    shown: list[Mark]
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)
    opens: dict[int, list[int]] = field(init=False)
    closes: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = sorted(one.start for one in self.shown)
        self.ends = sorted(one.end for one in self.shown)
        self.opens, self.closes = defaultdict(list), defaultdict(list)
        for one in self.shown:
            self.opens[one.start].append(one.number)
        for one in sorted(self.shown, key=lambda mark: -mark.start):  # who begins last closes first, like brackets
            self.closes[one.end].append(one.number)

    def depth(self, at: int) -> int:
        return bisect_right(self.starts, at) - bisect_right(self.ends, at)


def reading(project: Project, source: Any, coder: str, *, others: bool) -> Reading:
    """source: its row. coder: whose page it is. others: whether codings of others are shown."""
    guid, text = source["guid"], text_of(project, source["guid"])
    marks = _Marks(_marks(project, guid, coder, others=others))
    labels = {
        row["speaker"]: row["label"]
        for row in project.rows(
            "SELECT speaker, label FROM participant_source JOIN participant ON participant.guid = participant WHERE source = ?",
            guid,
        )
    }
    turns: list[Turn] = []
    places: list[tuple[int, int]] = []
    at = 0
    starts = [one.start for one in marks.shown]
    for number, row in enumerate(project.rows("SELECT * FROM turn WHERE source = ? ORDER BY number", guid), 1):
        found = sentences(text, row["said"], row["end"])
        if not found:
            continue
        shown = _sentences(text, found, marks, len(places))
        places += found
        upto = bisect_right(starts, row["end"] - 1)
        mine, at = tuple(marks.shown[at:upto]), upto
        label = labels.get(row["speaker"], labels.get("", "") if len(labels) == 1 and not row["asks"] else "")
        turns.append(Turn(number, row["speaker"], label, bool(row["asks"]), shown, mine))
    return Reading(guid, source["name"], source["version"], tuple(turns), tuple(places), len(marks.shown))


def _sentences(text: str, found: Sequence[tuple[int, int]], marks: _Marks, before: int) -> tuple[Sentence, ...]:
    shown: list[Sentence] = []
    for number, (start, end) in enumerate(found, before + 1):
        if shown:
            last = found[number - before - 2][1]
            shown.append(Sentence(0, _pieces(text, last, start, marks)))
        shown.append(Sentence(number, _pieces(text, start, end, marks)))
    return tuple(shown)


def _pieces(text: str, start: int, end: int, marks: _Marks) -> tuple[Piece, ...]:
    inner = marks.starts[bisect_right(marks.starts, start) : bisect_right(marks.starts, end - 1)]
    inner += marks.ends[bisect_right(marks.ends, start) : bisect_right(marks.ends, end - 1)]
    bounds = sorted({start, end, *inner})
    return tuple(
        Piece(at, text[at:to], marks.depth(at), tuple(marks.opens.get(at, ())), tuple(marks.closes.get(to, ())))
        for at, to in pairwise(bounds)
    )


def _marks(project: Project, source: str, coder: str, *, others: bool) -> list[Mark]:
    paths, ways = code_paths(project), directions(project)
    puts: dict[str, list[Put]] = defaultdict(list)
    for row in project.rows(
        "SELECT coding.*, coder.name AS coder_name FROM coding JOIN passage ON passage.guid = passage"
        " LEFT JOIN coder ON coder.guid = coding.coder"
        " WHERE source = ? AND withdrawn_by IS NULL AND state = 'exact' ORDER BY coding.number",
        source,
    ):
        mine = row["coder"] == coder
        if mine or others:
            name = "" if mine else row["coder_name"] or row["coder"]
            puts[row["passage"]].append(
                Put(row["guid"], row["code"], paths[row["code"]], ways[row["code"]], name, mine)
            )
    memos: dict[str, list[str]] = defaultdict(list)
    for row in project.rows(
        "SELECT passage.guid, memo.text FROM memo JOIN memo_on ON memo_on.memo = memo.guid AND kind = 'passage'"
        " JOIN passage ON passage.guid = target"
        " WHERE source = ? AND withdrawn_by IS NULL AND (memo.coder = ? OR ?) ORDER BY memo.number",
        source, coder, others,
    ):  # fmt: skip
        memos[row["guid"]].append(row["text"])
    rows = [
        row
        for row in project.rows(
            """SELECT * FROM passage WHERE source = ? AND state = 'exact' ORDER BY start, "end" DESC, number""", source
        )
        if puts[row["guid"]] or memos[row["guid"]]
    ]
    return [
        Mark(number, row["guid"], row["start"], row["end"], row["quote"], tuple(puts[row["guid"]]), tuple(memos[row["guid"]]))
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
