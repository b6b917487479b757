"""Flat extracts under the column names of the national Community Services Data Set v1.6, as a warehouse gives them out.

Children are CYP001MPI with the referral's dates, contacts CYP201CareContact with the activity's type, group sessions
CYP301GroupSession. Mother's age, first child and lone parent are not national: local columns beside the others.
"""

from functools import partial
from typing import Any

import numpy as np
import polars as pl

from babyhubs.errors import InputError
from babyhubs.simulation.dialects.export import Dialect, Files, delimited, headed, records_faults, words
from babyhubs.simulation.faults import children, losses, wording
from babyhubs.simulation.faults.tables import Effect, Tables
from babyhubs.simulation.nhs_number import fictional_numbers
from babyhubs.simulation.randomness import stream

NAME = "csds"
PROVIDER = "SIM"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def dialect() -> Dialect:
    """The national column names, month by month."""
    told: dict[str, Any] = words(NAME)
    return Dialect(
        name=NAME,
        losses=(
            losses.hidden_in_group_sessions,
            losses.weigh_only_not_entered,
            partial(losses.value_missing_by_team, column="ethnic_category", teams=2, there=0.6, elsewhere=0.04),
            partial(losses.value_missing_by_team, column="mother_age", teams=4, there=0.7, elsewhere=0.1),
        ),
        records=records_faults(children.monthly_submissions, told["local_words"]),
        text=_text,
        writing=(
            site_codes,
            partial(wording.put_into_words, file="children", words=told["children"]),
            wording.starred_ethnic_category,
            wording.postcode_typed,
            partial(wording.padding_added, file="contacts", columns=("attendance",)),
            partial(wording.padding_lost, file="contacts", columns=("medium", "activity_type")),
            partial(
                wording.clock_on_a_date,
                file="children",
                columns={"caseload_start": 1.0, "caseload_end": 1.0, "date_of_birth": 0.4},
                clock=" 00:00:00",
            ),
            partial(wording.clock_on_a_date, file="contacts", columns={"date": 0.3}, clock="T00:00:00"),
            partial(wording.exact_duplicates, file="children"),
            partial(wording.exact_duplicates, file="contacts"),
        ),
        files=_files,
    )


def site_codes(tables: Tables, rng: np.random.Generator) -> tuple[Tables, Effect]:
    """A venue is a site code, in small letters now and then; home and telephone have the national code for no site.

    Recoverable: the venue table has the codes of the hubs.
    """
    hubs = {name: [code, code.lower()] for name, code in tables.hubs.select("name", "site_code").iter_rows()}
    places = words(NAME)["venues"]
    clinics = tables.contacts["venue"].drop_nulls().unique().sort().to_list()
    elsewhere = [name for name in clinics if name not in hubs and name not in places]
    numbered = {name: [f"{PROVIDER}{70 + place}"] for place, name in enumerate(elsewhere)}
    return wording.put_into_words(tables, rng, file="contacts", words={"venue": hubs | places | numbered}, usual=0.95)


def _text(tables: Tables) -> Tables:
    mothers = tables.children["mother_id"].unique().sort()
    numbers = _mothers_numbers(tables, len(mothers))
    known = pl.DataFrame({"mother_id": mothers, "nhs_number_mother": numbers})
    plain = tables.children.join(known, on="mother_id", how="left", maintain_order="left").with_columns(
        period_start=pl.col("submitted").dt.month_start(),
        nhs_number_status=pl.when(pl.col("nhs_number").is_null()).then(pl.lit("08")).otherwise(pl.lit("01")),
        provider=pl.lit(PROVIDER),
        referral_id=pl.format("R{}", pl.col("child_id").str.slice(1)),
        date_of_death=pl.lit(None, dtype=pl.Date),
    )
    seen = tables.contacts.with_columns(
        period_start=pl.col("submitted").dt.month_start(),
        provider=pl.lit(PROVIDER),
        time=pl.col("time") + ":00",
        group_therapy=pl.lit("N"),
    )
    sessions = tables.group_sessions.with_row_index("row").with_columns(
        session_id=pl.format("G{}", (pl.col("row") + 10_001).cast(pl.String)),
        submitted=pl.col("date").dt.month_end(),
        session_type=pl.lit("02"),
        location_type=pl.lit("K01"),
        duration_minutes=pl.lit(120),
    )
    sites = tables.hubs.select("hub_id", venue="site_code")
    sessions = sessions.join(sites, on="hub_id", how="left", maintain_order="left")
    text = tables.with_frame("children", wording.as_text(plain, {}, "%Y-%m-%d"))
    text = text.with_frame("contacts", wording.as_text(seen, {}, "%Y-%m-%d"))
    return text.with_frame("group_sessions", wording.as_text(sessions, {}, "%Y-%m-%d"))


def _mothers_numbers(tables: Tables, number: int) -> list[str]:
    """Test numbers that no child of the service has."""
    taken = set(tables.children["nhs_number"].drop_nulls())
    free = [one for one in fictional_numbers(stream(0, "mothers"), number + len(taken)) if one not in taken][:number]
    if len(free) < number:
        raise InputError(
            "There are not enough test NHS numbers for the mothers of so many children.",
            where=f"{len(taken):,} children",
            remedy="Write a smaller service, or write it without faults.",
        )
    return free


def _files(tables: Tables, lossy: bool) -> Files:
    headings = words(NAME)["headings"]
    made = {
        "children.csv": delimited(headed(tables.children, headings["children"])).encode(),
        "contacts.csv": BYTE_ORDER_MARK + delimited(headed(tables.contacts, headings["contacts"])).encode(),
    }
    if lossy:
        made["group_sessions.csv"] = delimited(headed(tables.group_sessions, headings["group_sessions"])).encode()
    mark = ("byte_order_mark", "The file begins with a byte order mark.", "contacts", 0)
    return Files(made, (mark,))
