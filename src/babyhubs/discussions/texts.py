"""The one form in which text is kept: Unicode NFC, line feeds only, no byte order mark; positions count code points.

A text that comes with positions (a coded project) is brought into this form together with them: `Canonical.at` says where
a position in the raw text lies afterwards.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MARK = "\ufeff"
CONTEXT = 32  # characters kept on either side of a passage

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Canonical:
    """text: as it is kept. starts, ends: for each raw code point boundary, where it lies as the start or end of a span."""

    text: str
    starts: Indices
    ends: Indices


def canonical(raw: str) -> Canonical:
    """A raw text (as decoded, mark and line ends included) in the form that is kept."""
    points = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kept = np.ones(points.size, dtype=np.int64)
    if points.size and points[0] == 0xFEFF:
        kept[0] = 0
    returns = points == 0x0D
    kept[:-1][returns[:-1] & (points[1:] == 0x0A)] = 0  # of CR LF the line feed stays
    places = np.concatenate(([0], np.cumsum(kept)))
    text = raw.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n")
    if unicodedata.is_normalized("NFC", text):
        return Canonical(text, places, places)
    composed, starts, ends = _composed(text)
    return Canonical(composed, starts[places], ends[places])


def plain(raw: str) -> str:
    """A text without positions in the form that is kept."""
    return unicodedata.normalize("NFC", raw.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n"))


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a span, by which it is found again."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _composed(text: str) -> tuple[str, Indices, Indices]:
    """NFC, run by run: a boundary inside a run that composes goes to the run's start, or to its end."""
    parts: list[str] = []
    starts, ends = np.zeros(len(text) + 1, dtype=np.int64), np.zeros(len(text) + 1, dtype=np.int64)
    made = begin = 0
    while begin < len(text):
        end = begin + 1
        while end < len(text) and _joins(text[begin:end], text[end]):
            end += 1
        part = unicodedata.normalize("NFC", text[begin:end])
        starts[begin + 1 : end], ends[begin + 1 : end] = made, made + len(part)
        starts[begin] = ends[begin] = made
        parts.append(part)
        made += len(part)
        begin = end
    starts[len(text)] = ends[len(text)] = made
    return "".join(parts), starts, ends


def _joins(run: str, following: str) -> bool:
    if unicodedata.combining(following):
        return True
    normal = unicodedata.normalize
    return normal("NFC", run + following) != normal("NFC", run) + normal("NFC", following)
