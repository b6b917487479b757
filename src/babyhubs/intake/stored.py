"""Clean records kept as Parquet: to be audited again without cleaning, and when they are more than memory holds.

The folder holds pseudonyms and small areas, and belongs where the records themselves are kept.
"""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import ibis

from babyhubs.errors import InputError
from babyhubs.intake.records import CHILDREN, CONTACTS, GROUP_SESSIONS, HEAD_COUNTS, HUBS, Records

SCHEMAS = {
    "children": CHILDREN,
    "contacts": CONTACTS,
    "hubs": HUBS,
    "head_counts": HEAD_COUNTS,
    "group_sessions": GROUP_SESSIONS,
}
MEMORY = "1GiB"  # what DuckDB may hold by default; the rest goes to a folder beside the records


def write(records: Records, folder: Path) -> None:
    """One Parquet file a table, in the order in which the records stand."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in fields(records):
        getattr(records, one.name).to_parquet(folder / f"{one.name}.parquet")


def read(folder: Path, memory: str = MEMORY, threads: int = 2) -> Records:
    """The records of a folder, read as they are needed by a DuckDB that holds no more than `memory` ("1GiB").

    What does not fit goes to `folder/spill`, which is empty again afterwards.
    """
    if not re.fullmatch(r"[1-9][0-9]*(MiB|GiB)", memory):
        raise InputError(f"{memory!r} is no amount of memory.", remedy='Write it as "512MiB" or "4GiB".')
    connection: Any = ibis.duckdb.connect(threads=threads, memory_limit=memory, temp_directory=str(folder / "spill"))
    connection.raw_sql("SET TimeZone = 'UTC'")
    connection.raw_sql("SET preserve_insertion_order = false")
    return Records(**{name: _table(connection, folder / f"{name}.parquet", schema) for name, schema in SCHEMAS.items()})


def _table(connection: Any, path: Path, schema: ibis.Schema) -> ibis.Table:
    if not path.is_file():
        raise InputError(
            "A table of the clean records is not there.", where=str(path), remedy="Write the records again."
        )
    table = connection.read_parquet(str(path), table_name=path.stem)
    missing = [name for name in schema.names if name not in table.columns]
    if missing:
        raise InputError(
            f"The clean records lack {', '.join(missing)}.", where=str(path), remedy="Write the records again."
        )
    return table
