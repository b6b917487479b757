"""The table of cells from a file: as any table, or as CSV packed with gzip, whose size is watched while it is unpacked."""

import gzip
import hashlib
import io
import zlib
from pathlib import Path

import polars as pl

from babyhubs.errors import InputError
from babyhubs.reports.measures import table_files

_MOST_BYTES = 500_000_000


def read(path: Path) -> pl.DataFrame:
    """Text columns, heading in the first row."""
    if not path.name.lower().endswith(".csv.gz"):
        return table_files.read(path)
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.")
    try:
        with gzip.open(path) as packed:
            content = packed.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise InputError("The file unpacks to more than 500 MB.", where=str(path), remedy="Add it up first.")
        frame = pl.read_csv(io.BytesIO(content), infer_schema=False)
    except (OSError, EOFError, zlib.error, pl.exceptions.PolarsError) as error:
        raise InputError(
            "The file cannot be read as a packed table.",
            where=str(path),
            remedy="Save it as CSV in UTF-8, heading in the first row.",
        ) from error
    if not frame.height:
        raise InputError("The table has no rows.", where=str(path), remedy="Check that it is the right file.")
    return frame


def file_digest(path: Path) -> str:
    """SHA-256 of the file as it was brought."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
