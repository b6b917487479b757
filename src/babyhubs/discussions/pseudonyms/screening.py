"""A text is screened: what surely points to a person is replaced, what may do so is put into a queue for a person to decide.

Sure: names that are known from the consent sheet, and shapes such as postcodes and telephone numbers (patterns.toml). Doubtful: a word
spelt like a known name, a known name that is also an ordinary word, a capitalised word that nothing explains.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.sealing import LONGEST_NAME, WORD, Names, folded

LIKE = 84  # rapidfuzz ratio from which a word is taken for a misspelt name: Fatema for Fatima is 83.3 of 6 letters, Khadeja 85.7
SHORTEST_LIKE = 5  # letters below which one letter makes another name


Span = tuple[int, int, str, str, str]


@dataclass(frozen=True)
class Pattern:
    """One shape; see patterns.toml."""

    kind: str
    replacement: str
    sure: bool
    shape: re.Pattern[str]
    check: str


@dataclass(frozen=True)
class Replaced:
    """So many places of one kind became `replacement`."""

    kind: str
    replacement: str
    found_by: str
    times: int


@dataclass(frozen=True)
class Doubt:
    """A word for a person to decide: its first place in the text as it now is, and how often it comes."""

    word: str
    kind: str
    why: str
    start: int
    end: int
    times: int


@dataclass(frozen=True)
class Screened:
    """text: with all sure replacements made."""

    text: str
    replaced: tuple[Replaced, ...]
    doubts: tuple[Doubt, ...]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every shape, in the order in which they are tried."""
    return tuple(
        Pattern(
            one["kind"], one["replacement"], one["sure"], re.compile(one["regex"], re.IGNORECASE), one.get("check", "")
        )
        for one in _file()["pattern"]
    )


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))
    return found


@cache
def _explained() -> frozenset[str]:
    return frozenset(_file()["words"]["known"])


@cache
def _words_too() -> frozenset[str]:
    return frozenset(_file()["names"]["words_too"])


def screen(text: str, names: Names | None) -> Screened:
    """Screen a text. Without names (no key, no consent sheet) shapes are replaced and every doubtful word is queued."""
    known = names.known() if names else {}
    chosen = spans(text, names)
    counts: Counter[tuple[str, str, str]] = Counter()
    pieces, at = [], 0
    for start, end, kind, replacement, found_by in chosen:
        pieces += [text[at:start], replacement]
        at = end
        counts[kind, replacement, found_by] += 1
    clean = "".join([*pieces, text[at:]])
    replaced = tuple(Replaced(*key, times) for key, times in counts.items())
    return Screened(clean, replaced, tuple(_doubts(clean, known)))


def without_names(text: str, names: Names) -> str:
    """The text with known names replaced and nothing else: for titles, memos and the log."""
    pieces, at = [], 0
    for start, end, _, replacement, _ in _apart(list(_named(text, names.known()))):
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])


def identifiers(text: str, names: Names | None) -> list[tuple[str, str]]:
    """What in a text surely points to a person: kind and words. Used on everything that is about to leave."""
    return [(kind, text[start:end]) for start, end, kind, _, _ in spans(text, names)]


def spans(text: str, names: Names | None) -> list[Span]:
    """Every place that surely points to a person, in order: start, end, kind, replacement, found by what."""
    return _apart([*_shapes(text), *_named(text, names.known() if names else {})])


def _shapes(text: str) -> Iterator[Span]:
    for pattern in patterns():
        if pattern.sure:
            for one in pattern.shape.finditer(text):
                if not pattern.check or _right_check_digit(one[0]):
                    yield one.start(), one.end(), pattern.kind, pattern.replacement, "pattern"


def _right_check_digit(written: str) -> bool:
    """NHS number, modulus 11 (NHS Data Model and Dictionary)."""
    digits = [int(letter) for letter in written if letter.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    return (11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11) % 11 == digits[9]


def _named(text: str, known: dict[str, tuple[str, str]]) -> Iterator[Span]:
    """Known names, longest first. A part that is also an ordinary word here is replaced only where it has a capital."""
    if not known:
        return
    words = list(WORD.finditer(text))
    plain = [folded(one[0]) for one in words]
    longest = min(LONGEST_NAME, max(len(name.split()) for name in known))
    at = 0
    while at < len(words):
        step = 1
        for size in range(min(longest, len(words) - at), 0, -1):
            name = " ".join(plain[at : at + size])
            if name not in known or (size > 1 and not _side_by_side(text, words[at : at + size])):
                continue
            if size == 1 and words[at][0][0].islower() and len(name) < 4:
                continue  # "an" and "li" are names, and words
            if size == 1 and name in _words_too() and (words[at][0].islower() or _begins(text, words[at].start())):
                continue  # "will" is a word; "Will" at the beginning is for a person to decide
            kind, replacement = known[name]
            end = words[at + size - 1].end()
            tail = re.search(r"['’]s?$", words[at + size - 1][0], re.IGNORECASE)
            yield words[at].start(), end - (len(tail[0]) if tail else 0), kind, replacement, "consent sheet"
            step = size
            break
        at += step


def _side_by_side(text: str, words: list[re.Match[str]]) -> bool:
    return all(text[one.end() : following.start()].strip(" .,\n") == "" for one, following in pairwise(words))


def _apart(spans: list[Span]) -> list[Span]:
    """Spans that do not overlap: the earlier first, of two at one place the longer."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    return chosen


def _doubts(text: str, known: dict[str, tuple[str, str]]) -> Iterator[Doubt]:
    brackets = [(one.start(), one.end()) for one in re.finditer(r"\[[^\]\n]{1,60}\]", text)]
    starts = [start for start, _ in brackets]

    def inside(place: int) -> bool:
        index = bisect_right(starts, place) - 1
        return index >= 0 and place < brackets[index][1]

    for pattern in patterns():
        if not pattern.sure:
            for one in pattern.shape.finditer(text):
                if not inside(one.start()):
                    yield Doubt(one[0], pattern.kind, "its shape", one.start(), one.end(), 1)
    words = list(WORD.finditer(text))
    lower = {one[0].casefold() for one in words if one[0][0].islower()}
    names = [name for name in known if " " not in name and len(name) >= SHORTEST_LIKE]
    first: dict[str, tuple[int, int, str, str]] = {}
    times: Counter[str] = Counter()
    for one in words:
        word = one[0]
        if inside(one.start()):
            continue
        times[word] += 1
        if word in first:
            continue
        plain = folded(word)
        capital = word[0].isupper()
        base = re.sub(r"['’].*$", "", word)
        if capital and plain in known and plain in _words_too():
            first[word] = (one.start(), one.end(), "person", "it is a name on the consent sheet, and a word too")
            continue
        close = (
            process.extractOne(plain, names, scorer=fuzz.ratio, score_cutoff=LIKE)
            if names and len(plain) >= SHORTEST_LIKE and plain not in lower
            else None
        )
        if close:
            first[word] = (one.start(), one.end(), "person", "it is spelt almost like a name on the consent sheet")
        elif (
            capital
            and len(base) > 1
            and base not in _explained()
            and base.casefold() not in lower
            and not _begins(text, one.start())
        ):
            first[word] = (one.start(), one.end(), "name", "it has a capital that nothing explains")
    for word, (start, end, kind, why) in first.items():
        yield Doubt(word, kind, why, start, end, times[word])


def _begins(text: str, place: int) -> bool:
    """Whether a word begins a sentence or a line, where every word has a capital."""
    before = text[max(0, place - 3) : place].rstrip(" \t\"'“‘(")
    return place == 0 or not before or before[-1] in ".!?…:\n•-–—"


def write_doubts(project: Project, source: str, screened: Screened) -> None:
    """Store inside an act what was replaced (never the words) and what waits for a person."""
    project.connection.execute("DELETE FROM doubt WHERE source = ? AND decision = ''", (source,))
    decided = {row["word"] for row in project.rows("SELECT word FROM kept_word")}
    project.connection.executemany(
        "INSERT INTO redaction (source, kind, replacement, found_by, times) VALUES (?, ?, ?, ?, ?)",
        [(source, one.kind, one.replacement, one.found_by, one.times) for one in screened.replaced],
    )
    project.connection.executemany(
        'INSERT INTO doubt (source, word, kind, why, start, "end", times) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (source, one.word, one.kind, one.why, one.start, one.end, one.times)
            for one in screened.doubts
            if one.word not in decided
        ],
    )
