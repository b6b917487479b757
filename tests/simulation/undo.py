"""The documented cleaning rules in plain Polars, a few lines each: what a recoverable fault must survive.

Nothing of intake is used. The words are those of the dialect's own table, as if somebody had made a complete mapping.
"""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineWorkbook

from babyhubs.simulation.dialects.export import words
from babyhubs.simulation.faults.wording import hub_spellings

REVIEWS = ["08", "09", "10", "11"]
NO_HUB = pl.lit(None, dtype=pl.String)


def read(folder: Path, file: str) -> pl.DataFrame:
    """A file of a dialect as text under the names of the own format, without its title rows, totals and feet."""
    headings = words(folder.name)["headings"]
    if folder.name == "csds":
        text = (folder / f"{file}.csv").read_text("utf-8-sig")
        return _renamed(pl.read_csv(io.StringIO(text), infer_schema=False), headings[file])
    if folder.name == "rio":
        encoding, separator = ("utf-8", "|") if file == "children" else ("utf-16", "\t")
        text = (folder / f"{file}.txt").read_text(encoding)
        lossy = headings["children_lossy"] if file == "children" else {}
        return _renamed(pl.read_csv(io.StringIO(text), separator=separator, infer_schema=False), headings[file], lossy)
    return _systmone_children(folder, headings) if file == "children" else _systmone_contacts(folder, headings)


def children(folder: Path) -> pl.DataFrame:
    """One row a child: rows agree, the mode of dates of birth, the earliest ethnic category and home."""
    raw = read(folder, "children").drop_nulls("child_id").unique(maintain_order=True)
    kinds = words(folder.name).get("children", {})
    raw = raw.with_columns(_coded(name, kinds[name]) for name in kinds if name in raw.columns)
    days = [name for name in ("date_of_birth", "caseload_start", "caseload_end", "submitted") if name in raw.columns]
    return one_row_a_child(
        raw.with_columns(
            pl.col("ethnic_category").str.strip_chars_end("*"),
            pl.col("nhs_number").str.replace_all(" ", ""),
            pl.col("postcode").str.to_uppercase().str.replace_all(r"\s", ""),
            pl.col("mother_age").cast(pl.Float64).cast(pl.Int16),
            *(_day(name) for name in days),
        )
    )


def one_row_a_child(rows: pl.DataFrame) -> pl.DataFrame:
    """The rules for conflicting demographics."""
    rest = [name for name in rows.columns if name not in {"child_id", "date_of_birth", "submitted"}]
    return (
        rows.sort("submitted", maintain_order=True)
        .group_by("child_id")
        .agg(
            pl.col("date_of_birth").mode(maintain_order=True).first(),
            *(pl.col(name).drop_nulls().first() for name in rest),
        )
        .sort("child_id")
    )


def contacts(folder: Path, hubs: pl.DataFrame) -> pl.DataFrame:
    """The contacts of children with the hub of their venue, by the rules for contacts."""
    raw = read(folder, "contacts").drop_nulls("child_id").unique(maintain_order=True)
    kinds = words(folder.name).get("contacts", {})
    raw = raw.with_columns(_coded(name, kinds[name]) for name in kinds)
    told = {entry["value"]: entry["means"] for entry in words(folder.name)["to_be_told"]}
    if folder.name == "systmone":
        day, clock = pl.col("date").str.slice(0, 10), pl.col("date").str.slice(11)
        raw = raw.with_columns(time=clock, date=day)
    elif folder.name == "rio":
        number = pl.col("activity_type").str.extract("^([0-9]+)")
        raw = raw.with_columns(activity_type=number, age=NO_HUB)
    coded = raw.with_columns(
        _day("date"),
        _day("submitted"),
        pl.col("attendance").replace({"5N": "5"}).str.replace(r"^0([0-9])$", "$1"),
        pl.col("medium").str.zfill(2),
        pl.col("activity_type").replace({"UPP": "12"}).str.zfill(2),
        pl.col("duration_minutes").cast(pl.Int32),
        hub=_hub(raw["venue"], hubs, told),
    )
    return one_row_a_contact(coded)


def one_row_a_contact(coded: pl.DataFrame) -> pl.DataFrame:
    """Key of referral and contact, latest submission, nothing of the future, one hub visit for a child and day."""
    latest = (
        coded.sort("submitted", maintain_order=True)
        .unique(["referral_id", "contact_id"], keep="last", maintain_order=True)
        .filter(pl.col("attendance").ne_missing("0"))
        .sort("child_id", "date", "time", "contact_id")
    )
    visit = pl.col("hub").is_not_null() & (pl.col("medium") == "01") & ~pl.col("activity_type").is_in(REVIEWS)
    first = pl.struct("child_id", "date").is_first_distinct()
    visits = latest.filter(visit).filter(first)
    names = ("child_id", "referral_id", "date", "hub", "activity_type", "medium", "location_type", "attendance")
    return (
        pl.concat([visits, latest.filter(~visit.fill_null(False))])
        .select(*names, "duration_minutes")
        .sort("child_id", "date")
    )


def _renamed(frame: pl.DataFrame, *headings: Mapping[str, str]) -> pl.DataFrame:
    back = {heading: name for group in headings for name, heading in group.items()}
    return frame.rename({heading: back[heading] for heading in frame.columns})


def _systmone_children(folder: Path, headings: Mapping[str, Any]) -> pl.DataFrame:
    names = [name for group in headings["children"].values() for name in group]
    rows: list[list[object]] = CalamineWorkbook.from_path(folder / "children.xlsx").get_sheet_by_index(0).to_python()
    data = [[str(cell) if cell != "" else None for cell in row] for row in rows[5:-1]]
    return pl.DataFrame(data, schema=dict.fromkeys(names, pl.String), orient="row")


def _systmone_contacts(folder: Path, headings: Mapping[str, Any]) -> pl.DataFrame:
    lines = (folder / "contacts.csv").read_text("cp1252").splitlines()
    heading = lines[4]
    data = [line for line in lines[5:] if line != heading and not re.match("Page [0-9]|Total contacts", line)]
    rows = [[cell or None for cell in row] for row in csv.reader(data)]
    return pl.DataFrame(rows, schema=dict.fromkeys(headings["contacts"], pl.String), orient="row")


def _coded(name: str, ways: Mapping[str, list[str]]) -> pl.Expr:
    meaning = {way: code for code, written in ways.items() for way in written}
    return pl.col(name).replace_strict(meaning, return_dtype=pl.String)


def _day(name: str) -> pl.Expr:
    text = pl.col(name).str.replace(r"[ T]00:00:00$", "").str.to_titlecase()
    formats = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y")
    return pl.coalesce(text.str.to_date(one, strict=False) for one in formats).alias(name)


def _hub(venues: pl.Series, hubs: pl.DataFrame, told: Mapping[str, str]) -> pl.Series:
    ways: dict[str, str] = {}
    for name, hub, site, listed in hubs.select("name", "hub_id", "site_code", "spellings").iter_rows():
        for way in (site, *hub_spellings(name, listed)):
            assert ways.setdefault(_plain(way), hub) == hub, way
    ways |= {_plain(way): hub for way, hub in told.items()}
    return pl.Series([ways.get(_plain(venue)) for venue in venues], dtype=pl.String)


def _plain(venue: str) -> str:
    return " ".join(venue.casefold().split())
