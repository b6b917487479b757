"""The same mapping next month: what the new files have that it does not know."""

from collections.abc import Mapping as Tables

from babyhubs.errors import InputError
from babyhubs.intake import dates, mapping_file
from babyhubs.intake.mapping import UNDECIDED, Mapping
from babyhubs.intake.proposal import Proposal, propose
from babyhubs.intake.question import Key
from babyhubs.intake.raw import RawTable


def extend(mapping: Mapping, tables: Tables[str, RawTable]) -> Proposal:
    """The mapping with what is new in this month's files proposed or asked; what it decides already stays."""
    check_headings(mapping, tables)
    only = {name: set(file.columns) for name, file in mapping.files.items()}
    return propose(tables, mapping_file.answers(mapping), only)


def check_against(mapping: Mapping, tables: Tables[str, RawTable]) -> tuple[Key, ...]:
    """The values that this month's files have and the mapping does not; a heading that is gone is an error.

    Dates that fit no more are reported as the entry of their format.
    """
    check_headings(mapping, tables)
    new: list[Key] = []
    places: set[str] = set()
    for name, file in mapping.files.items():
        if name not in tables:
            continue
        frame = tables[name].frame
        for field, heading in file.columns.items():
            if heading == UNDECIDED:
                continue
            values = frame[heading].drop_nulls().unique().sort()
            if (
                field in file.dates
                and file.dates[field] != UNDECIDED
                and dates.parse(values, file.dates[field]).has_nulls()
            ):
                new.append((name, "dates", field, ""))
            if field in file.codes:
                new += [(name, "codes", field, value) for value in values if value not in file.codes[field]]
            if (name, field) in {("contacts", "venue"), ("group_sessions", "venue"), ("head_counts", "hub")}:
                places |= {value for value in values if value not in mapping.venues}
    return (*new, *(("", "venues", "", value) for value in sorted(places)))


def check_headings(mapping: Mapping, tables: Tables[str, RawTable]) -> None:
    """Every heading of the mapping must still be there."""
    for name, file in mapping.files.items():
        if name not in tables:
            continue
        there = tables[name].columns
        gone = [heading for heading in file.columns.values() if heading not in there and heading != UNDECIDED]
        if gone:
            raise InputError(
                f"The {name.replace('_', ' ')} file no longer has the column {gone[0]!r} that the mapping names.",
                where=f"{tables[name].path}; its headings are: {', '.join(there)}",
                remedy="Check that it is the right file. If the export has changed, make a new mapping with `babyhubs map`.",
            )
