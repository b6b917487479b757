"""Activity lists as RiO gives them out: bars and tabs between the columns, 01-Sep-2025, outcomed and un-outcomed rows."""

from functools import partial
from typing import Any

import polars as pl

from babyhubs.simulation.dialects.export import Dialect, Files, delimited, headed, records_faults, words
from babyhubs.simulation.faults import children, losses, wording
from babyhubs.simulation.faults.tables import Tables

NAME = "rio"
LEFT_OUT = "language"


def dialect() -> Dialect:
    """Codes with their labels, padded numbers, names of teams and locations."""
    told: dict[str, Any] = words(NAME)
    return Dialect(
        name=NAME,
        losses=(
            losses.hidden_in_group_sessions,
            losses.weigh_only_not_entered,
            losses.attendance_not_recorded,
            partial(losses.column_left_out, column=LEFT_OUT),
            losses.area_for_postcode,
            losses.groups_among_contacts,
        ),
        records=records_faults(children.repeated_extracts, told["local_words"]),
        text=_text,
        writing=(
            partial(wording.venue_spellings, others=told["venues"]),
            partial(wording.put_into_words, file="children", words=told["children"]),
            partial(wording.put_into_words, file="contacts", words=told["contacts"]),
            wording.postcode_typed,
            partial(wording.padding_added, file="contacts", columns=("attendance", "duration_minutes")),
            partial(wording.padding_lost, file="contacts", columns=("medium",)),
            partial(wording.month_in_capitals, file="contacts", column="date"),
            partial(wording.exact_duplicates, file="children"),
            partial(wording.exact_duplicates, file="contacts"),
        ),
        files=_files,
    )


def _text(tables: Tables) -> Tables:
    people = tables.children.select("child_id", "team", "date_of_birth", "submitted").drop_nulls("child_id")
    latest = people.sort("submitted").unique("child_id", keep="first", maintain_order=True).drop("submitted")
    days = (pl.col("date") - pl.col("date_of_birth")).dt.total_days()
    seen = tables.contacts.join(latest, on="child_id", how="left", maintain_order="left").with_columns(
        age=pl.when(days < 56)
        .then(pl.format("{} days", days))
        .otherwise(pl.format("{}y {}m", days // 365, days % 365 * 12 // 365)),
        outcomed=pl.when(pl.col("attendance").is_null() | (pl.col("attendance") == "0"))
        .then(pl.lit("Un-outcomed"))
        .otherwise(pl.lit("Outcomed")),
    )
    text = tables.with_frame("children", wording.as_text(tables.children, {}, "%d-%b-%Y"))
    return text.with_frame("contacts", wording.as_text(seen, {}, "%d-%b-%Y"))


def _files(tables: Tables, lossy: bool) -> Files:
    headings = words(NAME)["headings"]
    of_children = {**headings["children"], **headings["children_lossy"]} if lossy else headings["children"]
    people = headed(tables.children, of_children, left_out=(LEFT_OUT,) if lossy else ())
    seen = headed(tables.contacts, headings["contacts"])
    layout = (
        ("bars", "A bar stands between the columns.", "children", 0),
        ("tabs_in_utf_16", "Tabs stand between the columns, and every letter takes two bytes.", "contacts", 0),
    )
    return Files(
        {
            "children.txt": delimited(people, "|").encode(),
            "contacts.txt": b"\xff\xfe" + delimited(seen, "\t").encode("utf-16-le"),
        },
        layout,
    )
