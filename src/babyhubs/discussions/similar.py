"""Passages like this one, by their words: offered as "have you seen these?", never coded by themselves. Nothing leaves the machine."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from babyhubs.discussions.project import Project
from babyhubs.discussions.sentences import sentences
from babyhubs.discussions.versions import text_of
from babyhubs.errors import InputError

FEWEST_WORDS = 3  # words that carry meaning, below which a sentence is like any other
WIDER = 20  # times as many are compared closely as are shown
LEAST = 45  # below this score two sentences share hardly more than small words
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "did",
        "do",
        "for",
        "from",
        "get",
        "go",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "so",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "too",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


@dataclass(frozen=True)
class Similar:
    """A sentence of somebody who answers, and how like it is (0 to 100)."""

    source: str
    source_name: str
    start: int
    end: int
    quote: str
    score: float


def similar(project: Project, passage: str, most: int = 10, code: str | None = None) -> list[Similar]:
    """The sentences most like a passage, outside it; with a code, only those that do not have it yet."""
    row = project.row("SELECT * FROM passage WHERE guid = ?", passage)
    if row is None or not row["quote"].strip():
        raise InputError("This passage has no words to compare.", where=passage)
    taken = project.rows(
        'SELECT source, start, "end" FROM passage LEFT JOIN coding ON coding.passage = passage.guid AND withdrawn_by IS NULL'
        " WHERE passage.guid = ? OR code = ?", passage, code,
    )  # fmt: skip
    found: list[tuple[str, int, int, str]] = []
    text, holder = "", ""
    for turn in project.rows('SELECT source, said, "end" FROM turn WHERE asks = 0 ORDER BY source, number'):
        if turn["source"] != holder:
            text, holder = text_of(project, turn["source"]), turn["source"]
        for start, end in sentences(text, turn["said"], turn["end"]):
            if not any(
                mark["source"] == turn["source"] and mark["start"] < end and start < mark["end"] for mark in taken
            ):
                found.append((turn["source"], start, end, text[start:end]))
    scored = ranked(row["quote"], [one[3] for one in found], most)
    names = {one["guid"]: one["name"] for one in project.rows("SELECT guid, name FROM source")}
    return [
        Similar(
            found[index][0], names[found[index][0]], found[index][1], found[index][2], found[index][3], round(score, 1)
        )
        for score, index in scored
    ]


def ranked(words: str, sentences: Sequence[str], most: int) -> list[tuple[float, int]]:
    """Score and place of the sentences most like these words, best first."""
    wanted = content_words(words)
    candidates = {place: content_words(one) for place, one in enumerate(sentences)}
    rough = process.extract(
        wanted,
        {place: one for place, one in candidates.items() if len(one.split()) >= FEWEST_WORDS},
        scorer=fuzz.token_set_ratio,
        limit=most * WIDER,
        score_cutoff=LEAST,
    )
    # sharing words is not enough: a short sentence inside a long one shares all of its own
    scored = [((score + fuzz.token_sort_ratio(wanted, one)) / 2, place) for one, score, place in rough]
    return sorted(scored, key=lambda one: (-one[0], one[1]))[:most]


def content_words(text: str) -> str:
    """The words that carry meaning, in one spelling."""
    return " ".join(word for word in utils.default_process(text).split() if word not in _SMALL)
