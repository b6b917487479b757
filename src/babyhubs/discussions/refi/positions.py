"""What another program's positions count: found from the text itself, because programs differ and none of them says.

The standard counts Unicode code points. NVivo for Windows counts UTF-16 units and a Windows line end as two, but not the byte
order mark; QualCoder writes a mark and does not count it. Each reading that makes a difference for a text is tried and
judged by how many passages repeat their own name, and how many begin and end at the edge of a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.discussions.texts import Canonical, Indices, canonical

NAME_AT_LEAST = 3  # characters of a name before it says anything about the text
POOR = 0.6  # fewer passages at word edges than this: a person should look

Span = tuple[int, int, str]  # start, end, the selection's own name


@dataclass(frozen=True)
class Reading:
    """unit: what one step is. mark: whether the mark at the start is counted. line_end: what CR LF counts as. last: whether
    the end position is the last character itself and not the one after it."""

    unit: str = "code point"
    mark: bool = False
    line_end: int = 2
    last: bool = False

    def words(self) -> str:
        """In a sentence."""
        return (
            f"positions count {'UTF-16 units' if self.unit == 'UTF-16' else 'code points'}, a Windows line end as {self.line_end}, "
            f"the mark at the start {'too' if self.mark else 'not'}{', up to and with the last character' if self.last else ''}"
        )


@dataclass(frozen=True)
class Placed:
    """The text, each span in it (None where it lies outside), the reading, and how well it fits."""

    text: str
    spans: tuple[tuple[int, int] | None, ...]
    reading: Reading
    named: int  # passages that repeat their own name
    at_edges: int
    next_best: int  # passages at edges under the best other reading that places any passage elsewhere


def place(raw: str, spans: Sequence[Span]) -> Placed:
    """Every span of a raw text under the reading that fits best; the standard's own wins a tie."""
    known = canonical(raw)
    tried = []
    for reading in _readings(raw):
        placed = _under(reading, raw, known, spans)
        named = sum(_repeats(known.text, span, name) for span, (_, _, name) in zip(placed, spans, strict=True))
        edges = sum(span is not None and _at_edges(known.text, *span) for span in placed)
        tried.append((reading, placed, named, edges))
    best = max(tried, key=lambda one: (one[2], one[3]))
    others = [edges for _, placed, _, edges in tried if placed != best[1]]
    return Placed(known.text, best[1], best[0], best[2], best[3], max(others, default=0))


def _readings(raw: str) -> list[Reading]:
    """Only those that can differ for this text, the standard's first."""
    units = ["code point", "UTF-16"] if any(letter > "\uffff" for letter in raw) else ["code point"]
    marks = [False, True] if raw.startswith("\ufeff") else [False]
    ends = [2, 1] if "\r\n" in raw else [2]
    return [
        Reading(unit, mark, end, last) for last in (False, True) for unit in units for end in ends for mark in marks
    ]


def _under(reading: Reading, raw: str, known: Canonical, spans: Sequence[Span]) -> tuple[tuple[int, int] | None, ...]:
    counted = _counted(reading, raw)
    found: list[tuple[int, int] | None] = []
    for start, end, _ in spans:
        first, last = _raw(counted, start), _raw(counted, end + reading.last)
        if first is None or last is None or not 0 <= start <= end:
            found.append(None)
            continue
        found.append((int(known.starts[first]), int(known.ends[last])))
    return tuple(found)


def _counted(reading: Reading, raw: str) -> Indices:
    """For each boundary between code points of the raw text, its position as this reading counts."""
    points = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    width = np.ones(points.size, dtype=np.int64)
    if reading.unit == "UTF-16":
        width[points > 0xFFFF] = 2
    if points.size and points[0] == 0xFEFF and not reading.mark:
        width[0] = 0
    if reading.line_end == 1:
        width[:-1][(points[:-1] == 0x0D) & (points[1:] == 0x0A)] = 0
    return np.concatenate(([0], np.cumsum(width)))


def _raw(counted: Indices, position: int) -> int | None:
    """The last boundary at this position (after what counts nothing), or None where there is none."""
    at = int(np.searchsorted(counted, position, side="right")) - 1
    return at if at >= 0 and int(counted[at]) == position else None


def _at_edges(text: str, start: int, end: int) -> bool:
    """A passage that begins and ends where words do."""
    if start >= end:
        return False
    first = not text[start].isspace() and (start == 0 or not (text[start - 1].isalnum() and text[start].isalnum()))
    last = not text[end - 1].isspace() and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))
    return first and last


def _repeats(text: str, span: tuple[int, int] | None, name: str) -> bool:
    if span is None:
        return False
    told = " ".join(name.split()).rstrip(".…")
    return len(told) >= NAME_AT_LEAST and " ".join(text[slice(*span)].split()).startswith(told)
