"""One dialect of a service: faults in their order, then the bytes of its files and the account of what was done."""

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

import polars as pl

from babyhubs.simulation.faults import children, contacts, wording
from babyhubs.simulation.faults.contacts import in_order_of_entry
from babyhubs.simulation.faults.tables import LOSSY, RECOVERABLE, Effect, Fault, Tables, apply, entry, tables_of
from babyhubs.simulation.service import Service


@dataclass(frozen=True)
class Files:
    """The bytes of a dialect's files and the faults of their layout: what it is, file, rows that are no data."""

    content: dict[str, bytes]
    layout: tuple[tuple[str, str, str, int], ...] = ()  # fault, what, file, rows


@dataclass(frozen=True)
class Dialect:
    """losses and records work on typed frames, writing on text; `text` makes one of the other.

    files: the bytes; its second argument says whether the losses were put in.
    """

    name: str
    losses: Sequence[Fault]
    records: Sequence[Fault]
    text: Callable[[Tables], Tables]
    writing: Sequence[Fault]
    files: Callable[[Tables, bool], Files]


def records_faults(extracts: Fault, local_words: Sequence[dict[str, Any]]) -> tuple[Fault, ...]:
    """What goes wrong with the records in every record system. extracts: how the children's rows repeat themselves."""
    return (
        extracts,
        children.odd_date_of_birth,
        children.blank_in_one_row,
        children.ethnic_category_changed,
        children.moved_in_last_row,
        children.training_patients,
        contacts.reused_contact_ids,
        contacts.entered_twice,
        contacts.resubmissions,
        contacts.future_bookings,
        contacts.training_contacts,
        *(partial(wording.local_word, **word) for word in local_words),
    )


def export(dialect: Dialect, service: Service, *, lossy: bool, seed: int) -> dict[str, bytes]:
    """File name -> bytes; with them `faults.json`."""
    tables = tables_of(service)
    entries: list[dict[str, Any]] = []
    if lossy:
        tables, entries = apply(tables, dialect.losses, kind=LOSSY, seed=seed, dialect=dialect.name)
    tables, of_records = apply(tables, dialect.records, kind=RECOVERABLE, seed=seed, dialect=dialect.name)
    tables = dialect.text(in_order_of_entry(tables))
    tables, of_writing = apply(tables, dialect.writing, kind=RECOVERABLE, seed=seed, dialect=dialect.name)
    made = dialect.files(tables, lossy)
    of_layout = [entry(name, RECOVERABLE, what, Effect(file, rows)) for name, what, file, rows in made.layout]
    account: dict[str, Any] = {
        "dialect": dialect.name,
        "to_be_told": words(dialect.name)["to_be_told"],
        "faults": entries + of_records + of_writing + of_layout,
    }
    told = json.dumps(account, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    return made.content | {"faults.json": told.encode()}


@cache
def words(dialect: str) -> dict[str, Any]:
    """Headings, labels and spellings of a dialect."""
    return tomllib.loads((files("babyhubs.simulation.dialects") / f"{dialect}.toml").read_text("utf-8"))


def headed(frame: pl.DataFrame, headings: dict[str, str], *, left_out: Sequence[str] = ()) -> pl.DataFrame:
    """The columns of a file under its headings, in the order of the headings."""
    return frame.select(pl.col(name).alias(heading) for name, heading in headings.items() if name not in left_out)


def delimited(frame: pl.DataFrame, separator: str = ",", *, heading: bool = True) -> str:
    """Text of a file as Windows programs write it: lines end with carriage return and line feed."""
    return frame.write_csv(separator=separator, line_terminator="\r\n", include_header=heading)
