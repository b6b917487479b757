"""What kind of contact a row is: a drop-in visit at a hub, one at home, or something else."""

from typing import Any

import ibis
import ibis.expr.types as ir

from babyhubs.intake.options import Options

REVIEWS = ("antenatal", "new_birth", "six_to_eight_week", "one_year", "two_year")
DISTANT = ("telephone", "video")


def setting(rows: ir.Table, options: Options) -> Any:
    """hub | home | other | unknown.

    hub: at a venue of the venue table, face to face, and no review by appointment. A call booked under a hub's name
    is none. unknown: it may be a hub visit, but nobody has said what the venue or the medium is.
    """
    at_home = (rows.location_type == "home") | rows.venue_home
    in_person = rows.medium == "face_to_face"
    drop_in = ~rows.activity.isin(REVIEWS) if "reviews_are_not_hub_visits" in options.on else ibis.literal(True)
    undecided = rows.bad_venue | ~rows.known_venue | (rows.hub.notnull() & drop_in & (rows.medium == "unknown"))
    return ibis.cases(
        (rows.hub.notnull() & in_person & drop_in & (rows.location_type != "home"), "hub"),
        (at_home, "home"),
        (rows.medium.isin(DISTANT) | ~undecided, "other"),
        else_="unknown",
    )


def medium(rows: ir.Table, options: Options) -> Any:
    """The medium; where none is recorded, a contact at a hub or at home is face to face (a rule).

    A medium that is recorded, but has no meaning in the mapping yet, stays unknown: it may be a telephone.
    """
    if "place_says_face_to_face" not in options.on:
        return rows.medium
    somewhere = rows.hub.notnull() | rows.venue_home | (rows.location_type == "home")
    return ibis.ifelse(somewhere & (rows.medium == "unknown") & ~rows.bad_medium, "face_to_face", rows.medium)
