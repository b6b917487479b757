"""Where the heading of a table stands, and what its columns are called.

The rule. The table is as wide as the columns that hold anything in the first rows. The heading is the first row that fills at
least four fifths of them with words (no dates, hardly a number). Rows above it are a title. Two lines are one heading

* when the lower line alone does not do: a name stands in it twice, or a cell is empty that the line above fills; or
* when neither line alone fills four fifths and both together do.

Then an upper cell counts for the empty cells to its right as well (it was merged), and its words come first, but only where they are needed:
"Patient,,Contact," over "ID,Date,ID,Date" gives "Patient ID", "Patient Date", ...; a name that stands once in the lower line stays as it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.errors import InputError
from babyhubs.intake.limits import COLUMNS, HEADING_CHARACTERS, HEADING_WITHIN
from babyhubs.intake.raw import ROW
from babyhubs.intake.text_rows import Row

FILLED = 0.8  # of the table's width: a title fills one or two cells, a heading nearly all
AT_LEAST = 0.5  # the least that a heading with many unnamed columns fills
NUMBERS = 0.2  # at most this share of a heading's cells may be bare numbers

_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|\d{1,2}[- ][A-Za-z]{3,9}[- ,]+\d{2,4}\b.*")
_NUMBER = re.compile(r"[-+£(]?[\d., ]*\d[%)]?")


@dataclass(frozen=True)
class Heading:
    """row: place of the first line; upper is empty where the heading is one line."""

    row: int
    lower: tuple[str, ...]
    upper: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """1, or 2 where a merged line stands above."""
        return 2 if self.upper else 1


def collapsed(cell: str) -> str:
    """The cell with white space stripped, and collapsed inside."""
    return " ".join(cell.split())


def find(rows: Sequence[Row], where: str) -> Heading:
    """The heading of a table whose first rows these are."""
    lines = [(place, tuple(collapsed(cell) for cell in cells)) for place, cells, problem in rows if not problem]
    width = _width(lines)
    if width < 2:
        raise InputError(
            "No separator was found: every line is one cell.",
            where=where,
            remedy="Export the report as CSV (commas, semicolons, tabs or | between the cells), Excel or Parquet.",
        )
    head = lines[:HEADING_WITHIN]
    found = _choose(head, width)
    if found is None:
        raise _none(head, where)
    above = [cells for place, cells in head if place < found.row]
    if any(_filled(cells) >= max(3, FILLED * width) and _data_like(cells) for cells in above):
        raise _none(head, where)
    return found


def names(heading: Heading, where: str) -> list[str]:
    """A name for every cell of the heading, left to right: "column 7" where it has none."""
    size = max(len(heading.lower), len(heading.upper))
    lower, own = _pad(heading.lower, size), _pad(heading.upper, size)
    upper = _spread(own)
    twice = {name for name, times in Counter(lower).items() if name and times > 1}
    joined = [
        f"{above} {below}".strip() if below in twice else below or beside
        for below, above, beside in zip(lower, upper, own, strict=True)
    ]
    last = max((at for at, name in enumerate(joined, 1) if name), default=0)
    if last > COLUMNS:
        raise InputError(
            f"The table has {last:,} columns. More than {COLUMNS} are hardly the right report.",
            where=f"{where}: row {heading.row:,}",
            remedy="Export only the columns that docs/reference/files.md lists.",
        )
    named = [name or unnamed(number) for number, name in enumerate(joined[:COLUMNS], 1)]
    _refuse_duplicates(named, heading, where)
    return named


def unnamed(number: int) -> str:
    """What a column without a heading is called; the first is number 1."""
    return f"column {number}"


def fits(heading: Heading, rows: Sequence[Row]) -> bool:
    """Whether these cells can be a heading of the rows that follow: what a stored layout is checked with."""
    cells = [*heading.lower, *heading.upper]
    width = _width([(place, tuple(collapsed(cell) for cell in row)) for place, row, _ in rows])
    union = max(_filled(heading.lower), sum(1 for name in _own(heading) if name))
    return _words(tuple(cells)) and union >= max(2, AT_LEAST * width)


def described(cells: Sequence[str]) -> str:
    """What a row looks like, without showing anybody's data."""
    tidy = [collapsed(cell) for cell in cells]
    if not any(tidy):
        return "empty"
    if _data_like(tidy):
        return "a row of data or a title"
    return '"' + ", ".join(cell for cell in tidy if cell)[:80] + '"'


def _own(heading: Heading) -> list[str]:
    size = max(len(heading.lower), len(heading.upper))
    return [below or above for below, above in zip(_pad(heading.lower, size), _pad(heading.upper, size), strict=True)]


def _pad(cells: Sequence[str], size: int) -> list[str]:
    return [*cells, *[""] * (size - len(cells))]


def _choose(head: Sequence[tuple[int, tuple[str, ...]]], width: int) -> Heading | None:
    enough = FILLED * width
    single = next((at for at, (_, cells) in enumerate(head) if _words(cells) and _filled(cells) >= enough), None)
    pair = next((at for at in range(len(head) - 1) if _pair(head, at, enough)), None)
    if pair is not None and (single is None or pair + 1 < single):
        return Heading(head[pair][0], head[pair + 1][1], head[pair][1])
    if single is None:
        single = _fullest(head, width)
        if single is None:
            return None
    place, lower = head[single]
    if single and head[single - 1][0] == place - 1:
        upper = head[single - 1][1]
        if _words(upper) and _needs(lower, upper):
            return Heading(place - 1, lower, upper)
    if _twice(lower) and single + 1 < len(head):
        below = head[single + 1][1]
        if _words(below) and _filled(below) >= enough and not _twice(below) and _data_follows(head[single + 2 :]):
            return Heading(place, below, lower)
    return Heading(place, lower)


def _pair(head: Sequence[tuple[int, tuple[str, ...]]], at: int, enough: float) -> bool:
    (place, upper), (next_place, lower) = head[at], head[at + 1]
    if next_place != place + 1 or not (_words(upper) and _words(lower)):
        return False
    return sum(1 for name in _own(Heading(place, lower, upper)) if name) >= enough


def _needs(lower: Sequence[str], upper: Sequence[str]) -> bool:
    fills = any(above and not below for below, above in zip(lower, upper, strict=False)) or len(upper) > len(lower)
    return bool(_twice(lower)) or fills


def _fullest(head: Sequence[tuple[int, tuple[str, ...]]], width: int) -> int | None:
    fitting = [at for at, (_, cells) in enumerate(head) if _words(cells) and _filled(cells) >= AT_LEAST * width]
    return max(fitting, key=lambda at: (_filled(head[at][1]), -at), default=None)


def _width(lines: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    sizes = Counter(len(cells) for _, cells in lines if any(cells))
    if not sizes:
        return 0
    usual = max(sizes, key=lambda size: (sizes[size] if size > 1 else 0, size))
    return len({at for _, cells in lines if len(cells) == usual for at, cell in enumerate(cells) if cell})


def _words(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return (
        len(filled) >= 2
        and not any(_DATE.fullmatch(cell) or len(cell) > HEADING_CHARACTERS for cell in filled)
        and sum(1 for cell in filled if _NUMBER.fullmatch(cell)) <= NUMBERS * len(filled)
    )


def _data_like(cells: Sequence[str]) -> bool:
    return any(_DATE.fullmatch(cell) or _NUMBER.fullmatch(cell) for cell in cells if cell)


def _data_follows(rest: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    return bool(rest) and _data_like(rest[0][1])


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell)


def _twice(cells: Sequence[str]) -> list[str]:
    return sorted(name for name, times in Counter(cells).items() if name and times > 1)


def _spread(cells: Sequence[str]) -> list[str]:
    spread: list[str] = []
    for cell in cells:
        spread.append(cell or (spread[-1] if spread else ""))
    return spread


def _refuse_duplicates(named: Sequence[str], heading: Heading, where: str) -> None:
    twice = _twice([*named, ROW])
    if twice:
        listed = "; ".join(
            f'"{name}" (columns {", ".join(str(at) for at, other in enumerate(named, 1) if other == name)})'
            for name in twice
        )
        raise InputError(
            "Two columns have the same heading." if ROW not in twice else f"A column may not be called {ROW}.",
            where=f"{where}: row {heading.row:,}: {listed}",
            remedy="Give each column a heading of its own, in the report or in the file.",
        )


def _none(head: Sequence[tuple[int, tuple[str, ...]]], where: str) -> InputError:
    last = head[-1][0] if head else 0
    return InputError(
        f"No heading was found in the first {len(head)} rows: no row names the columns.",
        where=f"{where}: rows 1 to {last:,}",
        remedy="Export the report with its heading, or write one line with the columns' names above the first row.",
    )
