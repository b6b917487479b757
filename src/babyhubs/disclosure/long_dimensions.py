"""The dimensions of long tables: which codes there are, and what adds up to what."""

from collections.abc import Sequence

from babyhubs.disclosure.dimension import TOTAL, Dimension
from babyhubs.disclosure.long_table import MEASURE, Columns, LongTable
from babyhubs.errors import InputError


def dimension(name: str, tables: Sequence[LongTable], columns: Columns) -> Dimension:
    """The codes of a column, in the order in which the tables have them."""
    codes: dict[str, None] = {}
    parents: dict[str, str] = {}
    for table in tables:
        if name not in table.by:
            continue
        at = table.by.index(name)
        codes |= dict.fromkeys(key[at] for key in table.keys if key[at] != TOTAL)
        outer = columns.nested.get(name)
        if outer is not None:
            _learn_parents(table, name, outer, columns, parents)
    given = columns.groups.get(name, {})
    parts: dict[str, tuple[str, ...]] = {
        whole: tuple(code for code, parent in parents.items() if parent == whole)
        for whole in dict.fromkeys(parents.values())
    }
    parts |= given
    codes |= dict.fromkeys(part for members in given.values() for part in members)
    smallest = [code for code in codes if code not in parts]
    if not given:
        inside = {part for members in parts.values() for part in members}
        parts[TOTAL] = (*parts, *[code for code in smallest if code not in inside])
    else:  # groups of one's own may overlap, so everybody is the sum of the smallest
        parts[TOTAL] = tuple(smallest)
    return Dimension(name, {TOTAL: parts.pop(TOTAL)} | parts)


def measures(columns: Columns) -> Dimension | None:
    """Several counts of one row stand side by side; a part and its rest add up to the whole."""
    if len(columns.counts) == 1:
        return None
    unknown = [one for pair in columns.within.items() for one in pair if one not in columns.counts]
    if unknown:
        raise InputError(f"{unknown[0]!r} is not a count column.", remedy="Name it with --count too.")
    parts: dict[str, tuple[str, ...]] = {}
    for part, whole in columns.within.items():
        if whole in parts:
            raise InputError(
                f"{whole!r} has two parts.", remedy="Give one part of each count with --within, the largest first."
            )
        parts[whole] = (part, f"{whole} without {part}")
    return Dimension(MEASURE, parts, None, columns.counts)


def _learn_parents(table: LongTable, name: str, outer: str, columns: Columns, parents: dict[str, str]) -> None:
    at = table.by.index(name)
    for number, (row, key) in enumerate(zip(table.frame.iter_rows(named=True), table.keys, strict=True), 2):
        if columns.is_total(row[name]):
            continue
        whole = columns.whole(outer, row[outer])
        if whole != TOTAL and parents.setdefault(key[at], whole) != whole:
            raise InputError(
                f"{key[at]!r} belongs to two of {outer!r}.",
                where=f"{table.name}, row {number}",
                remedy="A group can have one whole in this column. Give others in a groups file.",
            )
