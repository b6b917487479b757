"""How a file from outside is laid out: found by looking into it, never by its name."""

from pathlib import Path

from babyhubs.intake import file_bytes, parquet_files, spreadsheets, text_files
from babyhubs.intake.raw import Layout


def sniff(path: Path, sheet: str = "") -> Layout:
    """The file's layout. sheet: the one to read, where a workbook holds several tables."""
    kind = file_bytes.kind(path)
    if kind == "xlsx":
        return spreadsheets.Workbook(path).find(sheet)[0]
    if kind == "parquet":
        return parquet_files.find(path)
    return text_files.find(path)[0]
