"""Lossy faults: what they take away no rule brings back. Each says by hub or team how many rows it touched."""

import numpy as np
import polars as pl

from babyhubs.reference import postcodes
from babyhubs.simulation.faults.contacts import hub_visit, new_ids
from babyhubs.simulation.faults.tables import Effect, Tables, count_by, some

SEEN = ("5", "6")


def attendance_not_recorded(
    tables: Tables, rng: np.random.Generator, *, share: float = 0.5, also_no_minutes: float = 0.4
) -> tuple[Tables, Effect]:
    """Some teams never record whether a family attended, and often no minutes: half of all contacts are without it.

    Lossy: a visit and a missed appointment look the same. Minutes, where they are, say something.
    """
    of_child = tables.children.select("child_id", "team").unique()
    team = tables.contacts.select("child_id").join(of_child, on="child_id", how="left", maintain_order="left")["team"]
    names = team.unique().sort()
    shuffled = names.gather(rng.permutation(len(names)))
    counts = dict(team.value_counts().iter_rows())
    silent: list[str] = []
    for name in shuffled:
        if sum(counts[one] for one in silent) < share * tables.contacts.height:
            silent.append(name)
    picked = team.is_in(silent)
    no_minutes = pl.Series(some(rng, picked, also_no_minutes))
    after = tables.contacts.with_columns(
        attendance=pl.when(~picked).then("attendance"),
        duration_minutes=pl.when(~no_minutes).then("duration_minutes"),
    )
    return tables.with_frame("contacts", after), Effect("contacts", int(picked.sum()), count_by(team.filter(picked)))


def value_missing_by_team(
    tables: Tables, rng: np.random.Generator, *, column: str, teams: int, there: float, elsewhere: float = 0.0
) -> tuple[Tables, Effect]:
    """A characteristic is left blank by some teams for most of their children, and by the others now and then.

    Lossy: whoever is missing is not missing at random, because teams work in different places.
    """
    children = tables.children
    names = children["team"].unique().sort()
    careless = names.gather(np.sort(rng.permutation(len(names))[:teams]))
    worse = children["team"].is_in(careless.implode()).to_numpy()
    gone = pl.Series(rng.random(children.height) < np.where(worse, there, elsewhere)) & children[column].is_not_null()
    after = children.with_columns(pl.when(~gone).then(column).alias(column))
    return tables.with_frame("children", after), Effect(
        "children", int(gone.sum()), count_by(children["team"].filter(gone))
    )


def column_left_out(tables: Tables, rng: np.random.Generator, *, column: str) -> tuple[Tables, Effect]:
    """The report has no column for a characteristic that the record holds.

    Lossy: nothing can be said about its groups.
    """
    del rng
    there = tables.children[column].count()
    none = pl.lit(None, dtype=tables.children.schema[column]).alias(column)
    return tables.with_frame("children", tables.children.with_columns(none)), Effect("children", there, {column: there})


def area_for_postcode(tables: Tables, rng: np.random.Generator) -> tuple[Tables, Effect]:
    """The home is given as the small area of the 2011 census and not as a postcode.

    Lossy: areas were split and joined in 2021, and a family of no fixed abode has no area and looks like any unknown.
    """
    del rng
    small = postcodes.lookup().select("postcode", "area_2011")
    children = tables.children.with_columns(postcode=postcodes.normalised(pl.col("postcode")))
    placed = children.join(small, on="postcode", how="left", maintain_order="left")
    after = placed.with_columns(postcode=pl.col("area_2011")).select(tables.children.columns)
    return tables.with_frame("children", after), Effect("children", after["postcode"].count())


def hidden_in_group_sessions(tables: Tables, rng: np.random.Generator, *, hubs: int = 4) -> tuple[Tables, Effect]:
    """Some hubs record each session as a group, with a number of participants and without their names.

    Lossy: nobody can say who came.
    """
    contacts = tables.contacts
    names = _some_hubs(tables, rng, hubs)
    hidden = contacts.select(hub_visit(tables.hubs) & pl.col("venue").is_in(names.implode())).to_series()
    sessions = (
        contacts.filter(hidden, pl.col("attendance").is_in(SEEN))
        .group_by("venue", "date")
        .agg(participants=pl.len())
        .join(tables.hubs.select("hub_id", venue="name"), on="venue")
        .select("hub_id", "date", pl.col("participants").cast(pl.Int32))
        .sort("date", "hub_id")
    )
    after = tables.with_frame("contacts", contacts.filter(~hidden)).with_frame("group_sessions", sessions)
    return after, Effect("contacts", int(hidden.sum()), count_by(contacts["venue"].filter(hidden)))


def groups_among_contacts(tables: Tables, rng: np.random.Generator) -> tuple[Tables, Effect]:
    """Group sessions stand among the contacts, as rows without a child and with a number of participants.

    Lossy only in what was lost before: the sessions are all there.
    """
    del rng
    contacts, sessions = tables.contacts, tables.group_sessions
    opens = tables.hubs.select("hub_id", venue="name", time="opens")
    rows = sessions.join(opens, on="hub_id", maintain_order="left").with_columns(
        new_ids(contacts, sessions.height),
        submitted=pl.col("date").dt.month_end(),
        medium=pl.lit("01"),
        attendance=pl.lit("5"),
    )
    listed = pl.concat([contacts, rows.drop("hub_id")], how="diagonal").select(contacts.columns)
    return tables.with_frame("contacts", listed), Effect("contacts", rows.height, count_by(rows["venue"]))


def weigh_only_not_entered(
    tables: Tables, rng: np.random.Generator, *, hubs: int = 3, lost: float = 0.55
) -> tuple[Tables, Effect]:
    """At some hubs a visit just to weigh the baby is not entered, though somebody counted it in the room.

    Lossy: the head-count tells how many are missing, and not who.
    """
    contacts = tables.contacts
    names = _some_hubs(tables, rng, hubs)
    visit = hub_visit(tables.hubs) & pl.col("venue").is_in(names.implode()) & pl.col("attendance").is_in(SEEN)
    gone = pl.Series(some(rng, contacts.select(visit).to_series(), lost))
    return tables.with_frame("contacts", contacts.filter(~gone)), Effect(
        "contacts", int(gone.sum()), count_by(contacts["venue"].filter(gone))
    )


def _some_hubs(tables: Tables, rng: np.random.Generator, number: int) -> pl.Series:
    """Hubs with visits that still name a child."""
    names = tables.contacts.filter(hub_visit(tables.hubs))["venue"].unique().sort()
    return names.gather(np.sort(rng.permutation(len(names))[:number]))
