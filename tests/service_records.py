"""Clean records straight from a simulated service, for tests of the audit that need no files.

The real way goes through intake; tests/integration checks that both give the same.
"""

import ibis
import polars as pl

from babyhubs.intake.records import CHILDREN, CONTACTS, GROUP_SESSIONS, HEAD_COUNTS, HUBS, Records
from babyhubs.reference import codes, postcodes
from babyhubs.simulation.service import Service

REVIEWS = ("08", "09", "10", "11")


def records(service: Service) -> Records:
    """The service's frames as clean records on a DuckDB connection of their own."""
    connection = ibis.duckdb.connect()
    area = postcodes.lookup().select(key="postcode", area="area_2021")
    children = (
        service.children.with_columns(key=pl.col("postcode").str.replace_all(" ", ""))
        .join(area, on="key", how="left")
        .select(
            child="child_id",
            family="mother_id",
            date_of_birth="date_of_birth",
            caseload_start="caseload_start",
            caseload_end="caseload_end",
            area="area",
            area_vintage=pl.lit(2021),
            place=pl.when(pl.col("key").str.starts_with("ZZ99"))
            .then(pl.lit("no_fixed_address"))
            .otherwise(pl.lit("area")),
            ethnic_category=pl.when(pl.col("ethnic_category") == "99")
            .then(pl.lit("99"))
            .otherwise(pl.col("ethnic_category").str.slice(0, 1)),
            ethnic_detail=pl.when(pl.col("ethnic_category") != "99").then(
                pl.col("ethnic_category").str.slice(1, 1).replace("", None)
            ),
            language="language",
            mother_age="mother_age",
            first_child="first_child",
            lone_parent="lone_parent",
            team="team",
        )
    )
    hub_of = service.hubs.select(venue="name", hub="hub_id")
    attendance = codes.canonical("attendance_new")
    medium = codes.canonical("consultation_mechanism")
    activity = codes.canonical("activity_type")
    contacts = service.contacts.join(hub_of, on="venue", how="left").select(
        contact="contact_id",
        child="child_id",
        date="date",
        hub="hub",
        setting=pl.when(
            pl.col("hub").is_not_null() & (pl.col("medium") == "01") & ~pl.col("activity_type").is_in(REVIEWS)
        )
        .then(pl.lit("hub"))
        .when(pl.col("location_type") == "A01")
        .then(pl.lit("home"))
        .otherwise(pl.lit("other")),
        attendance=pl.col("attendance").replace_strict(attendance),
        medium=pl.col("medium").replace_strict(medium),
        activity=pl.col("activity_type").replace_strict(activity),
        duration_minutes="duration_minutes",
    )
    hubs = service.hubs.select(
        "hub_id", "name", "latitude", "longitude", "weekdays", "opened", "closed", "model", "model_changed"
    )
    hubs = hubs.rename({"hub_id": "hub"})
    heads = service.head_counts.rename({"hub_id": "hub"})
    groups = service.group_sessions.rename({"hub_id": "hub"})

    def made(name: str, frame: pl.DataFrame, schema: ibis.Schema) -> ibis.Table:
        arrow = frame.select(list(schema.names)).to_arrow().cast(schema.to_pyarrow())
        return connection.create_table(name, arrow)

    return Records(
        children=made("children", children, CHILDREN),
        contacts=made("contacts", contacts, CONTACTS),
        hubs=made("hubs", hubs, HUBS),
        head_counts=made("head_counts", heads, HEAD_COUNTS),
        group_sessions=made("group_sessions", groups, GROUP_SESSIONS),
    )
