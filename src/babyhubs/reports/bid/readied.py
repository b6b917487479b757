"""A composed document with its displays drawn: what every kind of file is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babyhubs.evidence.bid.composing import Composed, Items, Line, Part, Piece, Placed, Title
from babyhubs.evidence.record import Record
from babyhubs.reports.bid.shown import Shown, shown

Ready = Title | Line | Items | Shown


@dataclass(frozen=True)
class Readied:
    """parts: each section with its pieces, in order."""

    made: Composed
    parts: tuple[tuple[Part, tuple[Ready, ...]], ...]


def ready(made: Composed, records: Iterable[Record], groups: Mapping[str, str]) -> Readied:
    """records: what the strands hold now. groups: the groups of findings in words, by identity."""
    held = tuple(records)
    parts = tuple((part, tuple(_piece(piece, held, groups) for piece in part.pieces)) for part in made.parts)
    return Readied(made, parts)


def _piece(piece: Piece, records: tuple[Record, ...], groups: Mapping[str, str]) -> Ready:
    return shown(piece, records, groups) if isinstance(piece, Placed) else piece
