"""Recoverable faults of the contacts file: the same contact twice, ids used again, bookings that are no contacts.

Undone by the rules: key = referral and contact; latest submission; one hub visit for a child and day; future
appointments ignored; a row without a child set aside.
"""

import numpy as np
import polars as pl

from babyhubs.simulation.faults.tables import Effect, Tables, count_by, some

REVIEWS = ("08", "09", "10", "11")
SEEN = ("5", "6")


def reused_contact_ids(tables: Tables, rng: np.random.Generator, *, share: float = 0.014) -> tuple[Tables, Effect]:
    """A contact's identifier stands on a contact of another referral as well.

    Recoverable: the key of a contact is its referral and its identifier together. The share is that of one integrated
    care board's feed (830,644 of about 61.5 million rows).
    """
    contacts = tables.contacts
    shuffled = rng.permutation(np.flatnonzero(contacts["child_id"].is_not_null().to_numpy()))
    number = int(len(shuffled) * share)
    takes, gives = shuffled[:number], shuffled[number : 2 * number]
    referral, ids = contacts["referral_id"].to_numpy(), contacts["contact_id"].to_numpy().copy()
    other = referral[takes] != referral[gives]
    ids[takes[other]] = ids[gives[other]]
    reused = contacts.with_columns(pl.Series("contact_id", ids, dtype=pl.String))
    return tables.with_frame("contacts", reused), Effect("contacts", int(other.sum()))


def entered_twice(tables: Tables, rng: np.random.Generator, *, share: float = 0.01) -> tuple[Tables, Effect]:
    """A hub visit is entered by two people, a few minutes apart, under two identifiers.

    Recoverable: a child has one hub visit a day.
    """
    contacts = tables.contacts
    visit = contacts.select(hub_visit(tables.hubs) & pl.col("attendance").is_in(SEEN)).to_series()
    again = contacts.filter(pl.Series(some(rng, visit, share)))
    later = pl.col("time").str.to_time("%H:%M").cast(pl.Duration) + pl.duration(minutes=4)
    minutes = later.dt.total_minutes()
    clock = pl.format(
        "{}:{}", (minutes // 60).cast(pl.String).str.zfill(2), (minutes % 60).cast(pl.String).str.zfill(2)
    )
    again = again.with_columns(contact_id=new_ids(contacts, again.height), time=clock)
    return tables.with_frame("contacts", pl.concat([contacts, again])), Effect(
        "contacts", again.height, count_by(again["venue"])
    )


def resubmissions(tables: Tables, rng: np.random.Generator, *, share: float = 0.015) -> tuple[Tables, Effect]:
    """A contact was first submitted without an outcome, with a wrong day or with a wrong activity, then corrected.

    Recoverable: of the submissions of one contact the latest is right, and that one has everything.
    """
    contacts = tables.contacts
    last = contacts["submitted"].max()
    picked = pl.Series(some(rng, (contacts["submitted"] < last) & contacts["child_id"].is_not_null(), share))
    corrected = pl.col("submitted").dt.offset_by("1d").dt.month_end()
    mistake = pl.Series("mistake", rng.integers(0, 3, contacts.height))
    first = contacts.with_columns(mistake).filter(picked)
    no_outcome, wrong_day = pl.col("mistake") == 0, pl.col("mistake") == 1
    first = first.with_columns(
        attendance=pl.when(~no_outcome).then("attendance"),
        duration_minutes=pl.when(~no_outcome).then("duration_minutes"),
        date=pl.when(wrong_day).then(pl.col("date") - pl.duration(days=2)).otherwise("date"),
        activity_type=pl.when(no_outcome | wrong_day).then("activity_type").otherwise(pl.lit("01")),
    ).drop("mistake")
    after = contacts.with_columns(pl.when(picked).then(corrected).otherwise("submitted").alias("submitted"))
    return tables.with_frame("contacts", pl.concat([after, first])), Effect("contacts", first.height)


def future_bookings(tables: Tables, rng: np.random.Generator, *, share: float = 0.008) -> tuple[Tables, Effect]:
    """Appointments booked for the weeks after the extract, with the code of a future appointment.

    Recoverable: an appointment in the future is no contact and is ignored.
    """
    contacts = tables.contacts
    staying = tables.contacts.join(
        tables.children.filter(pl.col("caseload_end").is_null()), on="child_id", how="semi", maintain_order="left"
    ).filter(pl.col("location_type") == "A01", pl.col("submitted") == contacts["submitted"].max())
    number = min(int(contacts.height * share), staying.height)
    chosen = staying[np.sort(rng.permutation(staying.height)[:number])]
    days = pl.Series("days", rng.integers(1, 60, number))
    booked = (
        chosen.with_columns(days)
        .with_columns(
            contact_id=new_ids(contacts, number),
            date=pl.lit(tables.end) + pl.duration(days="days"),
            attendance=pl.lit("0"),
            activity_type=pl.lit("12"),
            duration_minutes=pl.lit(None, dtype=pl.Int32),
        )
        .drop("days")
    )
    return tables.with_frame("contacts", pl.concat([contacts, booked])), Effect("contacts", number)


def training_contacts(tables: Tables, rng: np.random.Generator, *, number: int = 12) -> tuple[Tables, Effect]:
    """Contacts of patients made for training, without an identifier of a child or a referral.

    Recoverable: a row without a child (and without a number of participants) is nobody and is set aside.
    """
    contacts = tables.contacts
    people = contacts.drop_nulls("child_id")
    chosen = people[np.sort(rng.permutation(people.height)[:number])]
    nobody = chosen.with_columns(
        contact_id=new_ids(contacts, chosen.height),
        child_id=pl.lit(None, dtype=pl.String),
        referral_id=pl.lit(None, dtype=pl.String),
    )
    return tables.with_frame("contacts", pl.concat([contacts, nobody])), Effect("contacts", nobody.height)


def in_order_of_entry(tables: Tables) -> Tables:
    """Contacts as an extract lists them: by reporting period, then by day, time and identifier."""
    order = ("submitted", "date", "time", "referral_id", "contact_id", "activity_type", "attendance")
    return tables.with_frame("contacts", tables.contacts.sort(*order, maintain_order=True))


def hub_visit(hubs: pl.DataFrame) -> pl.Expr:
    """A contact at a hub of the venue table, face to face, that is not a mandated review."""
    at_hub = pl.col("venue").is_in(hubs["name"].implode())
    return at_hub & (pl.col("medium") == "01") & ~pl.col("activity_type").is_in(REVIEWS)


def new_ids(contacts: pl.DataFrame, number: int) -> pl.Series:
    """Identifiers after the highest there is."""
    highest = contacts["contact_id"].cast(pl.Int64).max()
    first = highest + 1 if isinstance(highest, int) else 1
    return pl.Series("contact_id", [str(first + step) for step in range(number)], dtype=pl.String)
