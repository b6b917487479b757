"""Parquet: typed columns become text, written as the same value would stand in a good CSV."""

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from babyhubs.errors import InputError
from babyhubs.intake.gather import Gathered, cleaned, finish
from babyhubs.intake.heading import Heading, collapsed, names
from babyhubs.intake.limits import CELL_CHARACTERS, MIB, PARQUET_GROUP_BYTES, PARQUET_TEXT_BYTES
from babyhubs.intake.raw import Layout

BATCH = 8192  # rows turned into text at a time
_DAMAGED = "Write it again from the program that made it."


def find(path: Path) -> Layout:
    """There is one layout only; the file is opened to see that it can be."""
    _opened(path)
    return Layout("parquet")


def gather(path: Path) -> Gathered:
    """The table as text. Rows are counted from 1; a Parquet file has no heading row."""
    where = str(path)
    file, named = _opened(path)
    frames: list[pl.DataFrame] = []
    row, size = 0, 0
    try:
        for batch in file.iter_batches(batch_size=BATCH):
            size += sum(_characters(column, name, where) for column, name in zip(batch.columns, named, strict=True))
            if size > PARQUET_TEXT_BYTES:
                raise InputError("The file holds more text than a report can.", where=where, remedy=_DAMAGED)
            frame = pl.DataFrame(
                [_text(column, name, where) for column, name in zip(batch.columns, named, strict=True)]
            )
            frames.append(cleaned(frame, list(range(row + 1, row + frame.height + 1)), where))
            row += frame.height
    except (pa.ArrowException, OSError, pl.exceptions.PolarsError) as error:
        raise InputError(
            "The Parquet file is damaged.", where=f"{where}: after row {row:,}", remedy=_DAMAGED
        ) from error
    empty = pl.DataFrame(schema={name: pl.String() for name in named})
    whole = pl.concat(frames) if frames else cleaned(empty, [], where)
    return finish(whole, [], Heading(1, tuple(named)), [], [], where)


def _opened(path: Path) -> tuple[pq.ParquetFile, list[str]]:
    where = str(path)
    try:
        schema = pq.read_schema(path)
        text = [field.name for field in schema if _is_text(field.type)]
        file = pq.ParquetFile(path, read_dictionary=text)  # so that a text repeated a million times is held once
        groups = [file.metadata.row_group(at).total_byte_size for at in range(file.metadata.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise InputError("The Parquet file is damaged or cut off.", where=where, remedy=_DAMAGED) from error
    nested = [f'"{field.name}"' for field in schema if pa.types.is_nested(field.type)]
    if nested:
        raise InputError(
            "The Parquet file has columns that hold lists or records, not single values.",
            where=f"{where}: {', '.join(nested[:5])}",
            remedy="Write each of them as columns of their own, or leave them out.",
        )
    if groups and max(groups) > PARQUET_GROUP_BYTES:
        raise InputError(
            f"A row group of the Parquet file is larger than {PARQUET_GROUP_BYTES // MIB:,} MB.",
            where=where,
            remedy="Write it with smaller row groups (100,000 rows is usual).",
        )
    return file, names(Heading(1, tuple(collapsed(name) for name in schema.names)), where)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _characters(column: pa.Array, name: str, where: str) -> int:
    """The bytes of text that a column of a batch would take, known before it is written out."""
    if not pa.types.is_dictionary(column.type) or not _is_text(column.type.value_type) or not len(column.dictionary):
        return 0
    lengths = pc.binary_length(column.dictionary)
    if (pc.max(lengths).as_py() or 0) > CELL_CHARACTERS:
        raise InputError(
            f"A cell is longer than {CELL_CHARACTERS:,} characters.",
            where=f'{where}: column "{name}"',
            remedy="Leave this column out: it holds documents, not facts.",
        )
    return int(pc.sum(pc.take(lengths, column.indices)).as_py() or 0)


def _text(column: pa.Array, name: str, where: str) -> pl.Series:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        try:
            column = column.cast(pa.string())
        except pa.ArrowInvalid as error:
            raise InputError(
                "A column holds bytes that are not text.",
                where=f'{where}: column "{name}"',
                remedy="Leave this column out, or write it as text.",
            ) from error
    found = pl.from_arrow(column)
    assert isinstance(found, pl.Series)
    return _written(found).alias(name)


def _written(values: pl.Series) -> pl.Series:
    kind = values.dtype
    if kind.is_float():
        exact = values.cast(pl.Float64).fill_nan(None)
        whole = (exact == exact.round()) & (exact.abs() < 1e15)
        short = exact.cast(pl.Int64, strict=False).cast(pl.String)
        return pl.select(pl.when(whole).then(short).otherwise(exact.cast(pl.String))).to_series()
    if kind.is_decimal():
        return values.cast(pl.String).str.replace(r"\.0+$", "")
    if isinstance(kind, pl.Datetime):
        return values.dt.strftime("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
    return values.cast(pl.String)
