"""The columns and types of the own format, frame by frame (`docs/explanation/simulation.md`)."""

import polars as pl

# The exact columns and types of each frame. Days are dates, clock times are text "HH:MM".
COLUMNS: dict[str, dict[str, pl.DataType]] = {
    "children": {
        "child_id": pl.String(),
        "nhs_number": pl.String(),  # ten digits, valid check digit, 999 test range
        "mother_id": pl.String(),  # shared by twins
        "date_of_birth": pl.Date(),
        "postcode": pl.String(),  # "BS10 5PW"; "ZZ99 3VZ" is no fixed abode
        "ethnic_category": pl.String(),  # NHS 2001 category, with a local second character for some ("PA")
        "language": pl.String(),  # ISO 639-1, null when not recorded
        "mother_age": pl.Int16(),  # completed years at the birth
        "first_child": pl.Boolean(),
        "lone_parent": pl.Boolean(),
        "team": pl.String(),
        "caseload_start": pl.Date(),
        "caseload_end": pl.Date(),  # the day the child left: no contact on it or after it; null while on the caseload
    },
    "contacts": {
        "contact_id": pl.String(),
        "referral_id": pl.String(),
        "child_id": pl.String(),
        "date": pl.Date(),
        "time": pl.String(),
        "venue": pl.String(),  # a hub's name, "Home", "Telephone", "Video" or a clinic's name
        "activity_type": pl.String(),  # community care activity type, two digits
        "medium": pl.String(),  # consultation mechanism: 01 face to face, 02 telephone, 11 video
        "location_type": pl.String(),  # activity location type: A01 home, K01 children's centre, B01 health centre ...
        "attendance": pl.String(),  # 5 attended, 6 late but seen, 7 late, not seen, 3 not attended, 4 cancelled by us
        "duration_minutes": pl.Int32(),
    },
    "hubs": {
        "hub_id": pl.String(),
        "name": pl.String(),
        "postcode": pl.String(),
        "latitude": pl.Float64(),
        "longitude": pl.Float64(),
        "weekdays": pl.String(),  # "Tue Thu"
        "opens": pl.String(),
        "closes": pl.String(),
        "opened": pl.Date(),
        "closed": pl.Date(),  # the first day without a session; null while open
        "model": pl.String(),  # the model now: traditional | social
        "model_changed": pl.Date(),
        "site_code": pl.String(),
        "spellings": pl.String(),  # other spellings in use, "A|B"
    },
    "head_counts": {
        "hub_id": pl.String(),
        "date": pl.Date(),
        "head_count": pl.Int32(),
    },
    "group_sessions": {
        "hub_id": pl.String(),
        "date": pl.Date(),
        "participants": pl.Int32(),
    },
}
