"""What a fault takes and gives: the tables of an export on their way out, and how many rows it touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import polars as pl

from babyhubs.simulation.randomness import Bools, stream
from babyhubs.simulation.service import Service

RECOVERABLE, LOSSY = "recoverable", "lossy"


@dataclass(frozen=True)
class Tables:
    """The frames of a service with a column `submitted` (reporting period's end) in children and contacts.

    Typed at first; text once a dialect has put its words in. Column names stay those of the own format until the last.
    Contacts have a column `participants` as well: null but for group sessions that a dialect lists among them.
    """

    children: pl.DataFrame
    contacts: pl.DataFrame
    group_sessions: pl.DataFrame
    head_counts: pl.DataFrame
    hubs: pl.DataFrame
    start: date
    end: date  # the first day after the window

    def with_frame(self, file: str, frame: pl.DataFrame) -> "Tables":
        """The same tables with another frame in the place of `file`."""
        changed: dict[str, Any] = {file: frame}
        return replace(self, **changed)

    def frame(self, file: str) -> pl.DataFrame:
        """The frame of one file."""
        found: pl.DataFrame = getattr(self, file)
        return found


@dataclass(frozen=True)
class Effect:
    """rows: rows of the file that the fault changed, added or took away. by: hub, team or value -> rows."""

    file: str
    rows: int
    by: dict[str, int] = field(default_factory=dict)


Fault = Callable[[Tables, np.random.Generator], tuple[Tables, Effect]]


def tables_of(service: Service) -> Tables:
    """The clean frames, each contact submitted for the month in which it fell."""
    settings = service.truth["settings"]
    return Tables(
        children=service.children.with_columns(submitted=pl.lit(None, dtype=pl.Date)),
        contacts=service.contacts.with_columns(
            submitted=pl.col("date").dt.month_end(), participants=pl.lit(None, dtype=pl.Int32)
        ),
        group_sessions=service.group_sessions,
        head_counts=service.head_counts,
        hubs=service.hubs,
        start=date.fromisoformat(settings["start"]),
        end=date.fromisoformat(settings["end"]),
    )


def apply(
    tables: Tables, faults: Sequence[Fault], *, kind: str, seed: int, dialect: str
) -> tuple[Tables, list[dict[str, Any]]]:
    """The tables after every fault in turn, and an entry of faults.json for each; every fault has its own randomness."""
    entries = []
    for fault in faults:
        named = fault.func if isinstance(fault, partial) else fault
        told = {**fault.keywords} if isinstance(fault, partial) else {}
        name = named.__name__
        tables, effect = fault(
            tables, stream(seed, f"{dialect}: {name} {told.get('file', '')} {told.get('column', '')}")
        )
        about = {"column": told["column"]} if "column" in told else {}
        entries.append(entry(name, kind, named.__doc__ or "", effect) | about)
    return tables, entries


def entry(name: str, kind: str, what: str, effect: Effect) -> dict[str, Any]:
    """One entry of faults.json."""
    first = " ".join(what.strip().split("\n\n", maxsplit=1)[0].split())
    by = {key: effect.by[key] for key in sorted(effect.by)}
    return {"fault": name, "kind": kind, "what": first, "file": effect.file, "rows": effect.rows, "by": by}


def some(rng: np.random.Generator, candidates: pl.Series, share: float) -> Bools:
    """Each candidate with the same chance; one draw a row whether or not it is a candidate."""
    drawn: Bools = (rng.random(len(candidates)) < share) & candidates.fill_null(False).to_numpy()
    return drawn


def count_by(values: pl.Series) -> dict[str, int]:
    """How often each value stands in a column."""
    counted = values.drop_nulls().value_counts(name="rows").sort(values.name)
    return {str(value): int(rows) for value, rows in counted.iter_rows()}
