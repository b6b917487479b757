"""The same mapping next month: what the new files have that it does not know, and whether it may be used at all."""

from collections.abc import Mapping as Tables

from babyhubs.errors import InputError
from babyhubs.intake import dates
from babyhubs.intake.fields import FILES
from babyhubs.intake.mapping import UNDECIDED, Mapping
from babyhubs.intake.proposal import Proposal, propose
from babyhubs.intake.question import Key
from babyhubs.intake.raw import RawTable


def answers_of(mapping: Mapping) -> dict[Key, str]:
    """Everything that a mapping decides, entry by entry."""
    answers: dict[Key, str] = {}
    for name, file in mapping.files.items():
        answers |= {(name, "columns", field, ""): heading for field, heading in file.columns.items()}
        answers |= {(name, "dates", field, ""): day_format for field, day_format in file.dates.items()}
        for field, words in file.codes.items():
            answers |= {(name, "codes", field, value): word for value, word in words.items()}
    answers |= {("", "venues", "", venue): hub for venue, hub in mapping.venues.items()}
    if mapping.area_vintage is not None:
        answers["children", "area_vintage", "", ""] = str(mapping.area_vintage)
    return {key: entry for key, entry in answers.items() if entry != UNDECIDED}


def extend(mapping: Mapping, tables: Tables[str, RawTable]) -> Proposal:
    """The mapping with what is new in this month's files proposed or asked; what it decides already stays."""
    check_headings(mapping, tables)
    only = {name: set(file.columns) for name, file in mapping.files.items()}
    return propose(tables, answers_of(mapping), only)


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


def require_decided(mapping: Mapping, tables: Tables[str, RawTable] | None = None) -> None:
    """Refuse a mapping that lacks what the audit cannot do without, or holds "?" for a column or a day format.

    Codes and venues that are "?" may stay: they count as unknown.
    """
    for name, file in mapping.files.items():
        there = f" Its headings are: {', '.join(tables[name].columns)}." if tables and name in tables else ""
        for field in FILES[name]:
            if field.required and file.columns.get(field.name, UNDECIDED) == UNDECIDED:
                raise InputError(
                    f"No column of the {name.replace('_', ' ')} file is known to be: {field.label}.",
                    where=f"files.{name}.columns.{field.name}.{there}",
                    remedy=f'Write the heading in the mapping file, as {field.name} = "heading".',
                )
        homes = [field.name for field in FILES[name] if field.one_of]
        if homes and not any(file.columns.get(field, UNDECIDED) != UNDECIDED for field in homes):
            raise InputError(
                f"No column of the {name} file says where the families live.",
                where=f"files.{name}.columns: {' or '.join(homes)}.{there}",
                remedy="Write the heading of the postcode or of the small area code in the mapping file.",
            )
        _require_entries(name, file.columns, file.dates)
    if "children" in mapping.files and "area" in mapping.files["children"].columns and mapping.area_vintage is None:
        raise InputError(
            "The mapping does not say of which census the small areas are.",
            where="area_vintage",
            remedy="Write 2011 or 2021, or 0 for an areas file of your own.",
        )


def _require_entries(name: str, columns: dict[str, str], days: dict[str, str]) -> None:
    for part, entries in (("columns", columns), ("dates", days)):
        for field, entry in entries.items():
            if entry == UNDECIDED:
                raise InputError(
                    f"The mapping is not decided about {field.replace('_', ' ')}.",
                    where=f"files.{name}.{part}.{field}",
                    remedy="Write what it is in the mapping file; the comment above the line says what is possible.",
                )
