"""Raw tables by hand: what reading gives, without a file."""

from pathlib import Path

import polars as pl

from babyhubs.intake.raw import NOT_DATA_SCHEMA, ROW, Layout, RawTable

LAYOUT = Layout(kind="text", encoding="utf-8", delimiter=",")


def raw(name: str, columns: dict[str, list[str | None]]) -> RawTable:
    """A raw table with these columns of text."""
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    frame = frame.select(pl.int_range(2, frame.height + 2).alias(ROW), pl.all())
    return RawTable(Path(name), LAYOUT, frame, pl.DataFrame(schema=NOT_DATA_SCHEMA), (), "")


def from_csv(path: Path) -> RawTable:
    """A plain CSV file as reading gives it."""
    frame = pl.read_csv(path, infer_schema=False)
    frame = frame.with_columns(pl.all().str.strip_chars().replace("", None))
    return raw(path.name, {name: frame[name].to_list() for name in frame.columns})


HUBS = raw(
    "hubs.csv",
    {
        "hub_id": ["H1", "H2", "H3"],
        "name": ["Southmead Children's Centre", "St Paul's Nursery School & Children's Centre", "Upper Horfield CC"],
        "site_code": ["RXX01", "RXX02", None],
        "spellings": ["Southmead baby hub|SOUTHMEAD CLINIC", None, None],
    },
)
