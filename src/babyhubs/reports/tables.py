"""A table as the page shows it: text cells under declared headings, the first cell of a row its heading."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """name: unique on the page. columns: heading and whether its cells are numbers (set to the right).

    groups: the group that each row is about, where rows are about groups.
    """

    name: str
    caption: str
    columns: tuple[tuple[str, bool], ...]
    rows: Sequence[tuple[str, ...]]
    notes: tuple[str, ...] = field(default=())
    groups: tuple[str, ...] = field(default=())


def text(heading: str) -> tuple[str, bool]:
    """A column of words."""
    return heading, False


def number(heading: str) -> tuple[str, bool]:
    """A column of figures."""
    return heading, True
