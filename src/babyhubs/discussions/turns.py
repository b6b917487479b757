"""Who speaks where in a transcript: `Speaker: text` at the start of a line, until the next speaker.

A label is taken for a speaker when it comes twice, or when it is one of the words that people use for those who ask or
answer. The interviewer's turns are marked: what he or she says is never evidence.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# a name, or what stands in its place: [Person 1]
_LABEL = re.compile(
    r"^[ \t>*_\-]{0,4}\**(\[[^\]\n]{1,40}\]|[^\W_](?:[^:\n\t]{0,38}[^\s:\n\t*])?)\**[ \t]*:\**(?=\s|$)[ \t]*",
    re.MULTILINE,
)
LONGEST_LABEL = 5  # words


@dataclass(frozen=True)
class Turn:
    """start: of the label. said: where the words begin. end: half open. Code points."""

    start: int
    said: int
    end: int
    speaker: str
    asks: bool


@cache
def _words() -> dict[str, frozenset[str]]:
    entries = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))
    return {
        name: frozenset(entry.casefold() for entry in entries[name]) for name in ("asks", "answers", "not_speakers")
    }


def asks(label: str) -> bool:
    """Whether a label is that of somebody who asks (Interviewer, Researcher 1, HV ...)."""
    return _stem(label) in _words()["asks"]


def turns_of(text: str) -> list[Turn]:
    """The turns of a text in order; a text without speakers is one turn of nobody."""
    found = [one for one in _LABEL.finditer(text) if len(one[1].split()) <= LONGEST_LABEL]
    times = Counter(one[1] for one in found)
    words = _words()
    marks = [
        one
        for one in found
        if _stem(one[1]) not in words["not_speakers"]
        and not one[1][0].isdigit()
        and (times[one[1]] > 1 or _stem(one[1]) in words["asks"] | words["answers"])
    ]
    if not marks:
        return [Turn(0, 0, len(text), "", False)] if text.strip() else []
    ends = [*(one.start() for one in marks[1:]), len(text)]
    first = (
        [Turn(0, 0, marks[0].start(), "", True)] if text[: marks[0].start()].strip() else []
    )  # a heading, not said by anybody
    return first + [
        Turn(one.start(), one.end(), end, one[1], asks(one[1])) for one, end in zip(marks, ends, strict=True)
    ]


def _stem(label: str) -> str:
    """The label without its number: Researcher 1 is Researcher."""
    return re.sub(r"[\s#]*\d+$", "", label).casefold()
