"""The clean records: what every export becomes, whatever it looked like at the door.

Five small tables. They hold no name, no NHS number and no postcode: people are keyed pseudonyms, homes are
small areas. Dates are days; clock times in a record are when somebody typed, so they are not carried.
A column that the export did not have is all null: absent is something that the audit reports, not an error.
"""

from dataclasses import dataclass

import ibis

# One row a child. `place` says what is known of the home: "area" (a small area was found), "no_fixed_address"
# (a ZZ99 pseudo-postcode: the families that matter most here, never dropped) or "unknown".
# `area_vintage` is the census year of the area code (2011 or 2021; 0 for an areas file of one's own).
CHILDREN = ibis.schema(
    {
        "child": "!string",
        "family": "string",
        "date_of_birth": "!date",
        "caseload_start": "!date",
        "caseload_end": "date",
        "area": "string",
        "area_vintage": "int16",
        "place": "!string",
        "ethnic_category": "string",  # NHS 2001 category: A to S, Z not stated, 99 not known
        "ethnic_detail": "string",  # the local second character, the only place where Somali or Roma may show
        "language": "string",  # ISO 639-1, lower case
        "mother_age": "int16",  # completed years at the birth
        "first_child": "boolean",
        "lone_parent": "boolean",
        "team": "string",
    }
)

# One row a contact that took place or was meant to.
# setting:    hub | home | other | unknown            (hub: a drop-in attendance at a venue of the venue table)
# attendance: attended | not_attended | turned_away | cancelled_by_provider | unknown
# medium:     face_to_face | telephone | video | other | unknown
# activity:   antenatal | new_birth | six_to_eight_week | one_year | two_year | other | unknown
CONTACTS = ibis.schema(
    {
        "contact": "!string",
        "child": "!string",
        "date": "!date",
        "hub": "string",
        "setting": "!string",
        "attendance": "!string",
        "medium": "!string",
        "activity": "!string",
        "duration_minutes": "int32",
    }
)

# One row a hub: the venue table that a service keeps itself.
# weekdays: sorted English three-letter names joined by a space ("Tue Thu"). model: traditional | transitional | social | null.
HUBS = ibis.schema(
    {
        "hub": "!string",
        "name": "!string",
        "latitude": "float64",
        "longitude": "float64",
        "weekdays": "string",
        "opened": "date",
        "closed": "date",
        "model": "string",
        "model_changed": "date",
    }
)

# How many children somebody counted in the room (a tick-list, a door count): what capture rates rest on.
HEAD_COUNTS = ibis.schema({"hub": "!string", "date": "!date", "head_count": "!int32"})

# Sessions recorded as a group, with a number of participants and no person: they cannot be audited, only counted.
GROUP_SESSIONS = ibis.schema({"hub": "string", "date": "!date", "participants": "!int32"})


@dataclass(frozen=True)
class Records:
    """The clean tables of one service, as Ibis tables of one connection (DuckDB unless another engine is asked for)."""

    children: ibis.Table
    contacts: ibis.Table
    hubs: ibis.Table
    head_counts: ibis.Table
    group_sessions: ibis.Table
