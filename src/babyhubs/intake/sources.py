"""The files that a user points the program at, read once each."""

from collections.abc import Mapping as Named
from dataclasses import dataclass, fields
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.intake.mapping import Mapping
from babyhubs.intake.raw import RawTable
from babyhubs.intake.reading import read
from babyhubs.intake.sniff import sniff


@dataclass(frozen=True)
class Sources:
    """Where the files lie. One export may hold children and contacts together: then both name the same file."""

    children: Path
    contacts: Path
    hubs: Path | None = None
    head_counts: Path | None = None
    group_sessions: Path | None = None

    @property
    def paths(self) -> dict[str, Path]:
        """Name of `intake.fields.FILES` -> path, for the files that were given."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: path for name, path in named.items() if path is not None}


def read_all(
    sources: Sources, mapping: Mapping | None = None, sheets: Named[str, str] | None = None
) -> dict[str, RawTable]:
    """Every file as a raw table, laid out as the mapping says where there is one.

    sheets: file -> the sheet of its workbook, where several sheets hold tables.
    """
    sheets = sheets or {}
    tables: dict[str, RawTable] = {}
    for name, path in sources.paths.items():
        if mapping is None:
            same = next((tables[other] for other in tables if sources.paths[other] == path), None)
            tables[name] = same or read(path, sniff(path, sheets[name]) if name in sheets else None)
            continue
        if name not in mapping.files:
            raise InputError(
                f"The mapping file says nothing about the {name.replace('_', ' ')} file.",
                where=str(path),
                remedy="Run `babyhubs map` again with this file.",
            )
        tables[name] = read(path, mapping.files[name].layout)
    return tables
