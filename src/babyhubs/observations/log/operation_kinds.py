"""The kinds of operations and the roles of actors, as the specification lists them."""

KINDS = (
    "open", "anchor", "pause", "resume", "close", "actor", "arrive", "present", "leave", "hide", "show", "zone", "code",
    "point", "scan", "scan_end", "focal_start", "focal_stop", "note", "context", "optout", "void",
)  # fmt: skip
ROLES = (
    "family", "health_visitor", "nursery_nurse", "student", "gp", "peer_supporter", "volunteer", "interpreter", "observer",
    "other",
)  # fmt: skip
PRACTITIONERS = ("health_visitor", "nursery_nurse", "student", "gp")
NEEDS_ACTOR = (
    "actor",
    "arrive",
    "present",
    "leave",
    "hide",
    "show",
    "zone",
    "code",
    "focal_start",
    "focal_stop",
    "optout",
)
