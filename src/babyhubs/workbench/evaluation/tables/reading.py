"""Tables of the data folder as the statistics read them. What is wrong with one is told under the name that its sender knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs.errors import BabyhubsError
from babyhubs.reports.evaluation import cells_file
from babyhubs.workbench.evaluation import places
from babyhubs.workbench.evaluation.tables.forms import STREETS


def is_streets(table: Any) -> bool:
    """Whether it is an extract of streets and no table."""
    return str(table.name).lower().endswith(STREETS)


@contextmanager
def named(table: Any) -> Iterator[Path]:
    """The path of a table."""
    path = places.of_table(table)
    try:
        yield path
    except BabyhubsError as error:
        error.what, error.where, error.remedy = (
            text.replace(str(path), table.name).replace(path.name, table.name)
            for text in (error.what, error.where, error.remedy)
        )
        raise


def frame(table: Any) -> pl.DataFrame:
    """Its rows as text."""
    with named(table) as path:
        return cells_file.read(path)
