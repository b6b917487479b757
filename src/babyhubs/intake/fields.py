"""The fields that an export may hold, file by file: the one list that mapping, cleaning and documentation share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """kind: identifier | date | code | text | number | postcode. codes: the words that a code field may become.

    required: the audit cannot do without it. one_of: of the fields that name the same set, at least one is needed.
    """

    name: str
    kind: str
    label: str
    required: bool = False
    one_of: str = ""
    code_list: str = ""  # the national list whose codes are recognised (reference.codes)


CHILDREN = (
    Field("child", "identifier", "Child's identifier, the same as in the contacts file", required=True),
    Field("nhs_number", "identifier", "NHS number: checked at the door, then dropped"),
    Field("family", "identifier", "Mother's identifier or NHS number: which children are one family"),
    Field("date_of_birth", "date", "Date of birth", required=True),
    Field("caseload_start", "date", "First day on the health visiting caseload"),
    Field("caseload_end", "date", "First day no longer on the caseload"),
    Field("date_of_death", "date", "Date of death: ends the time on the caseload"),
    Field("postcode", "postcode", "Postcode: becomes a small area, then dropped", one_of="home"),
    Field("area", "text", "Small area code (LSOA 2011 or 2021, or your own areas file)", one_of="home"),
    Field("ethnic_category", "code", "Ethnic category (NHS 2001 list)", code_list="ethnic_category"),
    Field("language", "code", "Main language", code_list="language"),
    Field("mother_age", "number", "Mother's age at the birth, in years"),
    Field("mother_date_of_birth", "date", "Mother's date of birth: becomes her age at the birth, then dropped"),
    Field("first_child", "code", "First child of the mother", code_list="yes_no"),
    Field("lone_parent", "code", "Lone parent", code_list="yes_no"),
    Field("team", "text", "Health visiting team"),
    Field("submitted", "date", "End of the reporting period, or day of the extract, that the row belongs to"),
)

CONTACTS = (
    Field("contact", "identifier", "Contact's identifier (may repeat across referrals)"),
    Field("referral", "identifier", "Referral or service request that the contact belongs to"),
    Field("child", "identifier", "Child's identifier, the same as in the children file", required=True),
    Field("date", "date", "Day of the contact", required=True),
    Field("venue", "text", "Where it took place: venue, clinic or location name, or site code", required=True),
    Field("location_type", "code", "Activity location type", code_list="activity_location_type"),
    Field("medium", "code", "How it took place: face to face, telephone, video"),
    Field("attendance", "code", "Whether the family attended"),
    Field("activity", "code", "Activity type: review or other contact", code_list="activity_type"),
    Field("duration_minutes", "number", "Minutes"),
    Field("participants", "number", "Number of people in a group session (no child named)"),
    Field("submitted", "date", "End of the reporting period, or day of the extract, that the row belongs to"),
)

HUBS = (
    Field("hub", "identifier", "Hub's identifier", required=True),
    Field("name", "text", "Hub's name", required=True),
    Field("latitude", "number", "Latitude"),
    Field("longitude", "number", "Longitude"),
    Field("postcode", "postcode", "Postcode: gives the place where latitude and longitude are not there"),
    Field("weekdays", "text", "Days of the week, such as Tue Thu"),
    Field("opened", "date", "First day with a session"),
    Field("closed", "date", "First day without one"),
    Field("model", "text", "traditional, transitional or social"),
    Field("model_changed", "date", "Day on which the model changed"),
    Field("site_code", "identifier", "Organisation site code in use for the venue"),
    Field("spellings", "text", "Other spellings, separated by |"),
)

HEAD_COUNTS = (
    Field("hub", "identifier", "Hub's identifier, or its name", required=True),
    Field("date", "date", "Day of the session", required=True),
    Field("head_count", "number", "Babies in the room", required=True),
)

GROUP_SESSIONS = (
    Field("venue", "text", "Where the group met: venue name, hub or site code", required=True),
    Field("date", "date", "Day of the session", required=True),
    Field("participants", "number", "Number of people", required=True),
)

FILES = {
    "children": CHILDREN,
    "contacts": CONTACTS,
    "hubs": HUBS,
    "head_counts": HEAD_COUNTS,
    "group_sessions": GROUP_SESSIONS,
}

# The words of the code fields in the clean records; "" says: not recorded. Ethnic categories are national codes with
# the local second character where there is one ("P", "PA"); languages are ISO 639-1.
WORDS = {
    "medium": ("face_to_face", "telephone", "video", "other", "unknown"),
    "attendance": (
        "attended",
        "not_attended",
        "turned_away",
        "cancelled_by_provider",
        "cancelled_by_family",
        "future",
        "unknown",
    ),
    "activity": ("antenatal", "new_birth", "six_to_eight_week", "one_year", "two_year", "other", "unknown"),
    "location_type": ("home", "other", "unknown"),
    "first_child": ("yes", "no"),
    "lone_parent": ("yes", "no"),
}
