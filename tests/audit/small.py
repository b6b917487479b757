"""Small services written by hand: a few children and contacts in, one audit out."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import ibis
import polars as pl

from babyhubs.audit import rule
from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import Window
from babyhubs.evidence.finding import digest
from babyhubs.intake.records import CHILDREN, CONTACTS, GROUP_SESSIONS, HEAD_COUNTS, HUBS, Records
from babyhubs.reference import areas

WINDOW = Window(date(2025, 9, 1), date(2026, 9, 1))
# The shipped rule, but for the refusal of services as small as these.
RULE = rule.read().model_copy(update={"fewest_first_visits": 0})
Row = dict[str, Any]

# Five areas on one meridian, one in each national fifth, about a kilometre and a bit apart. The hub lies in the first.
AREAS = pl.DataFrame(
    [
        {
            "area": f"A{fifth}",
            "area_vintage": 2021,
            "authority": "E01",
            "authority_name": "Northtown",
            "latitude": 51.0 + 0.012 * (fifth - 1),
            "longitude": -2.5,
            "deprivation_rank": 1000 * fifth,
            "deprivation_decile": 2 * fifth,
            "deprivation_quintile": fifth,
            "ward": f"W{fifth}",
            "ward_name": f"Ward {fifth}",
        }
        for fifth in range(1, 6)
    ]
)
AREAS = AREAS.with_columns(
    pl.lit(None, kind).alias(name) for name, kind in areas.SCHEMA.items() if name not in AREAS.columns
).select(pl.col(name).cast(kind) for name, kind in areas.SCHEMA.items())

HUB = {"hub": "H1", "name": "Northtown hub", "latitude": 51.0, "longitude": -2.5, "weekdays": "Mon"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def child(name: str, born: str, **more: Any) -> Row:
    """A child on the caseload from birth, in the most deprived fifth, unless said otherwise."""
    row: Row = {
        "child": name,
        "family": f"M-{name}",
        "date_of_birth": day(born),
        "caseload_start": day(born),
        "area": "A1",
        "area_vintage": 2021,
        "place": "area",
        "ethnic_category": "A",
        "language": "en",
        "mother_age": 31,
        "first_child": True,
        "lone_parent": False,
    }
    return row | {
        key: day(value) if isinstance(value, str) and key.startswith("caseload") else value
        for key, value in more.items()
    }


def visit(who: Row, age: int, **more: Any) -> Row:
    """An attended hub visit on a day of age."""
    return {
        "contact": f"{who['child']}-{age}-{len(more)}",
        "child": who["child"],
        "date": who["date_of_birth"] + timedelta(days=age),
        "hub": "H1",
        "setting": "hub",
        "attendance": "attended",
        "medium": "face_to_face",
        "activity": "other",
    } | more


def home(who: Row, age: int) -> Row:
    """A face-to-face contact at home."""
    return visit(who, age, hub=None, setting="home")


def records(
    children: Iterable[Row],
    contacts: Iterable[Row] = (),
    hubs: Iterable[Row] = (HUB,),
    head_counts: Iterable[Row] = (),
    group_sessions: Iterable[Row] = (),
    threads: int = 1,
) -> Records:
    """Clean records on a DuckDB connection of their own."""
    connection = ibis.duckdb.connect()
    connection.raw_sql(f"SET threads = {threads}")

    def made(name: str, rows: Iterable[Row], schema: ibis.Schema) -> ibis.Table:
        filled = [{column: row.get(column) for column in schema.names} for row in rows]
        arrow = pl.DataFrame(filled, schema=list(schema.names), infer_schema_length=None).to_arrow()
        return connection.create_table(name, arrow.cast(schema.to_pyarrow()), schema=schema)

    return Records(
        children=made("children", children, CHILDREN),
        contacts=made("contacts", contacts, CONTACTS),
        hubs=made("hubs", hubs, HUBS),
        head_counts=made("head_counts", head_counts, HEAD_COUNTS),
        group_sessions=made("group_sessions", group_sessions, GROUP_SESSIONS),
    )


def audit(tables: Records, the_rule: Rule = RULE, window: Window = WINDOW) -> AuditResult:
    """The audit with digests that no key protects."""
    return run(tables, AREAS, Request(the_rule, window, "2001", commit=digest))


def one(result: AuditResult, attribute: str, group: str, measure: str = "reach", view: str = "hub") -> Row:
    """One row of the measures."""
    wanted = {"view": view, "measure": measure, "attribute": attribute, "group": group}
    return result.measures.filter(pl.col(name) == value for name, value in wanted.items()).row(0, named=True)
