"""Where a passage lies after its text was edited: exactly there, or nowhere until a person says so. Never a wrong quote.

Unchanged lines carry their passages along. A passage that touches changed lines is looked for by its exact words among what those
lines became, and by the 32 characters before and after it where its words come more than once.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True)
class Edit:
    """Characters start to end of the old text become `replacement`."""

    start: int
    end: int
    replacement: str


def reanchor(old: str, new: str, spans: Sequence[Span]) -> list[Span | None]:
    """Each span of `old` in `new`; None where its exact words cannot be found again beyond doubt."""
    blocks = _blocks(old, new)
    starts = [block[0] for block in blocks]
    found: list[Span | None] = []
    for start, end in spans:
        first = bisect_right(starts, start) - 1
        last = max(first, bisect_right(starts, end - 1) - 1) if end > start else first
        inside = blocks[max(first, 0) : last + 1]
        moved: Span | None
        if inside and all(block[4] for block in inside) and _one_run(inside):
            shift = inside[0][2] - inside[0][0]
            moved = (start + shift, end + shift)
        else:
            moved = _searched(old, new, start, end, (inside[0][2], inside[-1][3]) if inside else (0, len(new)))
        found.append(moved if moved and new[slice(*moved)] == old[start:end] and end > start else None)
    return found


def through(edits: Sequence[Edit], spans: Sequence[Span]) -> list[Span]:
    """Each span after edits that are known exactly and do not overlap; an end inside an edit takes the whole replacement in."""
    ordered = sorted(edits, key=lambda edit: edit.start)

    def moved(place: int, *, at_end: bool) -> int:
        shift = 0
        for edit in ordered:
            if edit.end <= place and not (edit.start == edit.end == place and at_end):
                shift += len(edit.replacement) - (edit.end - edit.start)
            elif edit.start < place:
                return edit.start + shift + (len(edit.replacement) if at_end else 0)
            else:
                break
        return place + shift

    return [(moved(start, at_end=False), moved(end, at_end=True)) for start, end in spans]


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that do not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _blocks(old: str, new: str) -> list[tuple[int, int, int, int, bool]]:
    """Runs of lines: old start and end, new start and end, and whether nothing changed."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    places, others = _places(before), _places(after)
    return [
        (places[a], places[b], others[c], others[d], tag == "equal")
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if b > a
    ]


def _places(lines: list[str]) -> list[int]:
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    return places


def _one_run(blocks: Sequence[tuple[int, int, int, int, bool]]) -> bool:
    return all(one[3] == following[2] for one, following in pairwise(blocks))


def _searched(old: str, new: str, start: int, end: int, near: Span) -> Span | None:
    """The only place of these words near by; of several, the only one whose neighbours on both sides stayed as well."""
    words = old[start:end]
    margin = len(words)
    for low, high in ((max(0, near[0] - margin), min(len(new), near[1] + margin)), (0, len(new))):
        places = _occurrences(new, words, low, high)
        both = [place for place in places if _neighbours(old, new, start, end, place) == 2]
        one = [place for place in places if _neighbours(old, new, start, end, place) >= 1]
        if len(both) == 1:
            return both[0], both[0] + len(words)
        if not both and len(one) == 1 and old.count(words) == 1 and new.count(words) == 1:
            return one[0], one[0] + len(words)
    return None


def _occurrences(text: str, words: str, low: int, high: int) -> list[int]:
    found: list[int] = []
    at = text.find(words, low, high)
    while at >= 0 and len(found) < 1_000:
        found.append(at)
        at = text.find(words, at + 1, high)
    return found


_NEIGHBOURS = 8  # characters on one side that must have stayed for the place to count as the same


def _neighbours(old: str, new: str, start: int, end: int, place: int) -> int:
    """On how many sides the neighbouring characters are the same as before."""
    size = end - start
    before = old[max(0, start - _NEIGHBOURS) : start] == new[max(0, place - _NEIGHBOURS) : place]
    after = old[end : end + _NEIGHBOURS] == new[place + size : place + size + _NEIGHBOURS]
    return before + after
