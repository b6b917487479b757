"""Where the sentences of a text begin and end, in the scripts that families write: Latin, Arabic, Urdu and their neighbours.

A place is a code point, as everywhere. A full stop inside a number or a web address ends nothing; a line ends a sentence.
"""

import re
import unicodedata

ENDS = ".!?…؟۔।"  # the last three: Arabic question mark, Urdu full stop, danda
_SENTENCE = re.compile(rf"\S.*?(?:[{ENDS}]+[\"'”’»)\]]*(?=\s|\Z)|(?=\n)|\Z)")

Span = tuple[int, int]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Each sentence between two places, without the space around it."""
    found = []
    for one in _SENTENCE.finditer(text, start, len(text) if end is None else end):
        words = one[0].rstrip()
        found.append((one.start(), one.start() + len(words)))
    return found


def whole_words(text: str, start: int, end: int) -> Span:
    """A stretch without the space around it, widened so that no word is cut: a hand on a screen is not exact."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and _letter(text[start]) and _letter(text[start - 1]):
        start -= 1
    while start < end < len(text) and _letter(text[end - 1]) and _letter(text[end]):
        end += 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":  # a sign that belongs to the letter before it
        end += 1
    return start, end


def _letter(one: str) -> bool:
    return one.isalnum() or unicodedata.category(one)[0] == "M"
