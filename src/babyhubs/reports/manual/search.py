"""Finding a page by words: those that hold every word, a word in the title before one in a heading before one in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babyhubs.reports.manual.shelf import Document, documents, plain

TITLE, HEADING, TEXT = 20, 5, 1  # what a word counts for where it stands
AROUND = 90  # characters shown before and after the first word found
MOST = 30  # pages


@dataclass(frozen=True)
class Found:
    """A page that was found, with the words around the first hit."""

    document: Document
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class _Indexed:
    document: Document
    title: str
    headings: str
    text: str


def search(words: str) -> list[Found]:
    """The pages for what somebody typed, the best first."""
    wanted = re.findall(r"\w+", words.lower())
    if not wanted:
        return []
    scored = [(score, one) for one in _index() if (score := _score(one, wanted))]
    scored.sort(key=lambda pair: -pair[0])  # stable: equal ones stay in the order of the shelf
    return [_shown(one, wanted) for _, one in scored[:MOST]]


@cache
def _index() -> tuple[_Indexed, ...]:
    return tuple(
        _Indexed(one, one.title.lower(), " ".join(_headings(one)).lower(), plain(one.text))
        for one in documents().values()
    )


def _headings(document: Document) -> Iterable[str]:
    return re.findall(r"^#{2,6} (.+)$", document.text, re.M)


def _score(one: _Indexed, wanted: list[str]) -> int:
    """0 where a word is missing. A text counts a word at most ten times, so that the longest page is not always first."""
    text, score = one.text.lower(), 0
    for word in wanted:
        here = TITLE * (word in one.title) + HEADING * (word in one.headings) + TEXT * min(text.count(word), 10)
        if not here:
            return 0
        score += here
    return score


def _shown(one: _Indexed, wanted: list[str]) -> Found:
    text, lower = one.text, one.text.lower()
    at = max(lower.find(wanted[0]), 0)
    end = at + len(wanted[0])
    return Found(one.document, text[max(at - AROUND, 0) : at], text[at:end], text[end : end + AROUND])
