"""A long list, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page. number: which page, from 1. last: how many there are. first: the place of its first row."""

    rows: list[Any]
    number: int
    last: int
    first: int
    total: int


def sliced(rows: Sequence[Any], asked: str, size: int) -> Slice:
    """The page asked for, or the nearest that there is."""
    last = max(1, -(-len(rows) // size))
    number = min(max(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1, 1), last)
    begin = (number - 1) * size
    return Slice(list(rows[begin : begin + size]), number, last, begin + 1, len(rows))
