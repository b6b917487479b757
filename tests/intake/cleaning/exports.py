"""Small exports by hand, and a simulated service as raw tables, with the mapping that fits them."""

from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs.intake import flow, rules
from babyhubs.intake.clean import clean
from babyhubs.intake.load import Intake, load
from babyhubs.intake.mapping import FileMapping, Mapping
from babyhubs.intake.options import Options
from babyhubs.intake.raw import NOT_DATA_SCHEMA, ROW, Layout, RawTable
from babyhubs.reference import areas, codes
from babyhubs.simulation.columns import COLUMNS
from babyhubs.simulation.service import Service

KEY = bytes(range(32))
AS_OF = date(2026, 1, 31)
LAYOUT = Layout(kind="text", encoding="utf-8", delimiter=",")
DAY = "%Y-%m-%d"

WORDS = {
    "location_type": {"home": "home", "centre": "other"},
    "medium": {"face": "face_to_face", "phone": "telephone", "video": "video", "n/k": "unknown"},
    "attendance": {
        "came": "attended", "late": "turned_away", "dna": "not_attended", "us": "cancelled_by_provider",
        "them": "cancelled_by_family", "booked": "future", "n/k": "unknown",
    },
    "activity": {"drop-in": "other", "one year": "one_year", "new birth": "new_birth", "antenatal": "antenatal"},
    "first_child": {"y": "yes", "n": "no"},
    "lone_parent": {"y": "yes", "n": "no", "ask": "?"},
    "ethnic_category": {"A": "A", "P": "P", "PA": "PA", "Z": "Z", "99": "99", "huh": "?"},
    "language": {"English": "en", "Somali": "so"},
}  # fmt: skip
VENUES = {"Hart": "H1", "Hart CC": "H1", "Knowle": "H2", "Office": "", "Nowhere": "?", "Home": ""}
HUBS = [
    {"hub": "H1", "name": "Hartcliffe", "latitude": "51.41", "longitude": "-2.60", "weekdays": "Tue"},
    {"hub": "H2", "name": "Knowle West", "latitude": "51.42", "longitude": "-2.59", "weekdays": "Thu"},
]
DAYS = {
    "children": (
        "date_of_birth", "caseload_start", "caseload_end", "date_of_death", "mother_date_of_birth", "submitted",
    ),
    "contacts": ("date", "submitted"),
    "hubs": ("opened", "closed", "model_changed"),
    "head_counts": ("date",),
    "group_sessions": ("date",),
}  # fmt: skip


def raw(rows: list[dict[str, str | None]], name: str, columns: Iterable[str] = ()) -> RawTable:
    """A raw table whose headings are the fields' own names; the first row of data stands in line 2."""
    headings = list(dict.fromkeys([*columns, *(key for row in rows for key in row)]))
    frame = pl.DataFrame(
        {heading: [row.get(heading) for row in rows] for heading in headings},
        schema=dict.fromkeys(headings, pl.String),
    )
    numbered = frame.with_row_index(ROW, offset=2).cast({ROW: pl.Int64})
    return RawTable(Path(f"{name}.csv"), LAYOUT, numbered, pl.DataFrame(schema=NOT_DATA_SCHEMA), (), "")


def mapping(
    tables: MappingType[str, RawTable], venues: MappingType[str, str] | None = None, vintage: int | None = None
) -> Mapping:
    """The mapping of `raw` tables."""
    files = {}
    for file, table in tables.items():
        columns = {heading: heading for heading in table.columns}
        files[file] = FileMapping(
            layout=LAYOUT,
            columns=columns,
            dates={field: DAY for field in DAYS[file] if field in columns},
            codes={field: words for field, words in WORDS.items() if field in columns},
        )
    return Mapping(files=files, venues=dict(VENUES if venues is None else venues), area_vintage=vintage)


def options(**changes: Any) -> Options:
    """Options for tests."""
    given = {"key": KEY, "as_of": AS_OF, "index_vintage": 2025, "areas": areas.england(2025)} | changes
    return Options(**given)


def cleaned(
    children: list[dict[str, str | None]],
    contacts: list[dict[str, str | None]],
    *,
    head_counts: list[dict[str, str | None]] | None = None,
    group_sessions: list[dict[str, str | None]] | None = None,
    hubs: list[dict[str, str]] | None = None,
    vintage: int | None = None,
    quality: bool = False,
    **changes: Any,
) -> Intake:
    """Load a small export; its quality figures are left out where a test does not ask for them, to save time."""
    tables = {
        "children": raw(children, "children", ("child", "date_of_birth")),
        "contacts": raw(contacts, "contacts", ("child", "date", "venue")),
        "hubs": raw([dict(row) for row in (hubs or HUBS)], "hubs"),
    }
    if head_counts is not None:
        tables["head_counts"] = raw(head_counts, "head_counts", ("hub", "date", "head_count"))
    if group_sessions is not None:
        tables["group_sessions"] = raw(group_sessions, "group_sessions", ("venue", "date", "participants"))
    given, chosen = mapping(tables, vintage=vintage), options(**changes)
    if quality:
        return load(tables, given, chosen)
    found = clean(tables, given, chosen)
    rejected = flow.rejected(tables, list(found.outcomes))
    balance = flow.flow(tables, list(found.outcomes), rejected)
    return Intake(found.records, balance, pl.DataFrame(), rejected, rules.counted(chosen.on, found.changed))


def simulated(service: Service) -> tuple[dict[str, RawTable], Mapping]:
    """A simulated service as the reader would hand it over, and the mapping of its own format."""
    renamed = {
        "children": {"child_id": "child", "mother_id": "family"},
        "contacts": {
            "contact_id": "contact", "referral_id": "referral", "child_id": "child", "activity_type": "activity",
        },
        "hubs": {"hub_id": "hub"},
        "head_counts": {"hub_id": "hub"},
    }  # fmt: skip
    tables, files = {}, {}
    codes_of = {
        "children": {
            "ethnic_category": {code: code for code in service.children["ethnic_category"].drop_nulls().unique()},
            "language": {code: code for code in service.children["language"].drop_nulls().unique()},
            "first_child": {"yes": "yes", "no": "no"},
            "lone_parent": {"yes": "yes", "no": "no"},
        },
        "contacts": {
            "activity": codes.canonical("activity_type"),
            "medium": codes.canonical("consultation_mechanism"),
            "attendance": codes.canonical("attendance_new"),
            "location_type": {
                code: "home" if word == "home" else "other"
                for code, word in codes.canonical("activity_location_type").items()
            },
        },
    }
    for file, names in renamed.items():
        frame: pl.DataFrame = getattr(service, file)
        words = pl.selectors.boolean().replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
        text = frame.with_columns(words).with_columns(pl.all().cast(pl.String))
        numbered = text.with_row_index(ROW, offset=2).cast({ROW: pl.Int64})
        tables[file] = RawTable(Path(f"{file}.csv"), LAYOUT, numbered, pl.DataFrame(schema=NOT_DATA_SCHEMA), (), "")
        unread = {"time", "opens", "closes"}
        columns = {names.get(name, name): name for name in COLUMNS[file] if name not in unread}
        files[file] = FileMapping(
            layout=LAYOUT,
            columns=columns,
            dates={field: DAY for field in DAYS[file] if field in columns},
            codes=codes_of.get(file, {}),
        )
    hub_of = dict(service.hubs.select("name", "hub_id").iter_rows())
    venues = {venue: hub_of.get(venue, "") for venue in service.contacts["venue"].drop_nulls().unique()}
    return tables, Mapping(files=files, venues=venues)
