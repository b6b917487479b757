"""A family of linked tables: all that is published together about the same people.

Tables are protected as a family because they share cells and totals: what one hides another may give away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from babyhubs.disclosure.dimension import Dimension
from babyhubs.errors import InputError

Cell = tuple[tuple[str, str], ...]
"""What a count counts: (dimension, code) pairs in the order of the dimensions' names. A dimension at its total is left out,
so that the same people are the same cell in every table."""


@dataclass(frozen=True)
class CountTable:
    """Exact counts of people. counts: by codes, in the order of `by`; a dimension that is not in `by` is at its total.

    published: False for a table that is not in this release but ties its cells (an earlier release had it); a count may
    then be None, not known any more.
    """

    name: str
    by: tuple[str, ...]
    counts: Mapping[tuple[str, ...], int | None]
    published: bool = True


@dataclass(frozen=True)
class Statement:
    """What one figure says: low <= sum of coefficient x cell <= high.

    goes_with: cells of this release; when one of them is hidden the figure is not printed either. Empty for what is
    known anyhow: an earlier release, a rate on somebody else's page.
    """

    terms: tuple[tuple[Cell, float], ...]
    low: float
    high: float
    source: str
    goes_with: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Family:
    """tables: what is to be published. known: what else a reader has, or gets with them.

    ranges: cells that are sensitive whatever their size (a dominated sum), with the range that must stay possible.
    """

    dimensions: tuple[Dimension, ...]
    tables: tuple[CountTable, ...]
    known: tuple[Statement, ...] = ()
    ranges: Mapping[Cell, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [dimension.name for dimension in self.dimensions]
        if len(set(names)) != len(names):
            raise InputError("Two dimensions have the same name.", where=", ".join(names))
        for table in self.tables:
            for name in table.by:
                if name not in names:
                    raise InputError(f"There is no dimension {name!r}.", where=f"table {table.name}")

    def dimension(self, name: str) -> Dimension:
        """The dimension of this name."""
        return next(one for one in self.dimensions if one.name == name)

    def cell(self, **codes: str) -> Cell:
        """The cell of these codes: `family.cell(hub="Easton", month="2026-01")`."""
        return cell([self.dimension(name) for name in codes], list(codes.values()))


def cell(dimensions: Sequence[Dimension], codes: Sequence[str]) -> Cell:
    """The cell at these codes of these dimensions."""
    return tuple(sorted((one.name, code) for one, code in zip(dimensions, codes, strict=True) if code != one.total))


def title(of: Cell) -> str:
    """A cell in words."""
    return ", ".join(f"{name} {code}" for name, code in of) or "everybody"
