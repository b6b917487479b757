"""The files that an audit reads, as people are told of them. `intake.fields.FILES` has the same names."""

from dataclasses import dataclass

MIB = 1024 * 1024
LARGEST = 512 * MIB  # one file: above what the largest service's year needs, and what intake reads of a workbook


@dataclass(frozen=True, slots=True)
class Kind:
    """One file of an export."""

    key: str
    label: str
    hint: str
    required: bool = False


KINDS = (
    Kind("children", "Children", "One row for each child on the caseload: identifier, date of birth, home.", True),
    Kind("contacts", "Contacts", "One row for each contact: child, day, venue. Group sessions too, if in it.", True),
    Kind("hubs", "Hubs", "One row for each hub: identifier, name, place, other spellings of its name.", True),
    Kind("head_counts", "Head counts", "Babies counted in the room, by hub and day. It shows how many go unrecorded."),
    Kind("group_sessions", "Group sessions", "Sessions recorded without the people in them, by venue and day."),
)
LABELS = {kind.key: kind.label for kind in KINDS}
