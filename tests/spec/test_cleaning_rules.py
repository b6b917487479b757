"""The cleaning rules as small tables: rows of an export in, clean rows expected. Each rule on, and off.

The words of the exports here ("came", "face") are given their meaning in `tests.intake.cleaning.exports`.
"""

from datetime import date
from typing import Any

import polars as pl
import pytest

from babyhubs.intake.load import Intake
from babyhubs.intake.rules import rules
from tests.intake.cleaning.exports import cleaned

BABY = {"child": "1", "date_of_birth": "2025-06-01", "caseload_start": "2025-06-01"}
VISIT = {
    "child": "1",
    "date": "2025-08-05",
    "venue": "Hart",
    "medium": "face",
    "attendance": "came",
    "activity": "drop-in",
}
Rows = list[dict[str, str | None]]


def changed(intake: Intake, rule: str) -> int:
    return int(intake.rules.filter(pl.col("rule") == rule)["rows_changed"].item())


def set_aside(intake: Intake, file: str) -> list[tuple[int, str]]:
    return list(intake.rejected.filter(pl.col("file") == file).select("row", "reason").iter_rows())


def child(intake: Intake) -> dict[str, Any]:
    """The one clean child."""
    return dict(intake.records.children.to_polars().row(0, named=True))


def without(rule: str, rows: Rows) -> dict[str, Any]:
    """The one clean child of these rows with a rule switched off."""
    return child(cleaned(rows, [VISIT], rules={rule: False}))


def contacts(rows: Rows, *off: str, children: Rows | None = None) -> list[dict[str, Any]]:
    intake = cleaned(children or [BABY], rows, rules=dict.fromkeys(off, False))
    return list(intake.records.contacts.to_polars().sort("date", "duration_minutes").iter_rows(named=True))


# --- children -------------------------------------------------------------------------------------------------------


def test_the_date_of_birth_given_most_often_counts() -> None:
    rows: Rows = [
        BABY | {"date_of_birth": "2025-06-11", "submitted": "2025-06-30"},
        BABY | {"date_of_birth": "2025-06-01", "submitted": "2025-07-31"},
        BABY | {"date_of_birth": "2025-06-01", "submitted": "2025-08-31"},
        BABY | {"date_of_birth": "2025-06-21", "submitted": "2025-09-30"},
    ]
    on = cleaned(rows, [VISIT])
    assert child(on)["date_of_birth"] == date(2025, 6, 1)
    assert without("modal_date_of_birth", rows)["date_of_birth"] == date(2025, 6, 21)  # the latest row's
    assert changed(on, "modal_date_of_birth") == 1


def test_among_equals_the_date_of_birth_submitted_first_counts() -> None:
    rows: Rows = [
        BABY | {"date_of_birth": "2025-06-11", "submitted": "2025-08-31"},
        BABY | {"date_of_birth": "2025-06-01", "submitted": "2025-07-31"},
    ]
    assert child(cleaned(rows, [VISIT]))["date_of_birth"] == date(2025, 6, 1)


@pytest.mark.parametrize("filler", ["1900-01-01", "2026-05-05"])  # the export is of 31 January 2026
def test_a_date_of_birth_that_no_child_can_have_counts_as_not_recorded(filler: str) -> None:
    rows: Rows = [BABY | {"date_of_birth": filler}, BABY | {"date_of_birth": filler}, BABY]
    on = cleaned(rows, [VISIT])
    assert child(on)["date_of_birth"] == date(2025, 6, 1)
    assert without("implausible_date_of_birth", rows)["date_of_birth"] == date.fromisoformat(filler)
    assert changed(on, "implausible_date_of_birth") == 2


def test_what_the_family_is_is_what_was_recorded_first() -> None:
    rows: Rows = [
        BABY | {"submitted": "2025-07-31", "ethnic_category": "PA", "postcode": "BS10 5AA", "language": "Somali"},
        BABY | {"submitted": "2025-08-31", "ethnic_category": "A", "postcode": "BS10 5AD", "language": "English"},
    ]
    on = cleaned(rows, [VISIT])
    first, last = child(on), without("earliest_demographics", rows)
    assert (first["ethnic_category"], first["ethnic_detail"], first["area"], first["language"]) == (
        "P",
        "A",
        "E01014633",
        "so",
    )
    assert (last["ethnic_category"], last["ethnic_detail"], last["area"], last["language"]) == (
        "A",
        None,
        "E01014636",
        "en",
    )
    assert changed(on, "earliest_demographics") == 1


def test_an_ethnic_category_goes_before_not_stated_and_that_before_not_known() -> None:
    written = {"1": ("99", "Z", "P"), "2": ("99", "Z"), "3": ("99",)}
    rows: Rows = [BABY | {"child": name, "ethnic_category": code} for name, codes in written.items() for code in codes]
    assert sorted(cleaned(rows, [VISIT]).records.children.to_polars()["ethnic_category"]) == ["99", "P", "Z"]


def test_what_one_row_leaves_empty_another_fills() -> None:
    rows: Rows = [
        BABY | {"submitted": "2025-07-31", "lone_parent": None, "mother_age": "31"},
        BABY | {"submitted": "2025-08-31", "lone_parent": "y", "mother_age": None},
    ]
    on = cleaned(rows, [VISIT])
    filled, bare = child(on), without("fill_within_child", rows)
    assert (filled["lone_parent"], filled["mother_age"]) == (True, 31)
    assert (bare["lone_parent"], bare["mother_age"]) == (None, 31)
    assert changed(on, "fill_within_child") == 1


def test_a_child_without_a_first_day_is_on_the_caseload_from_birth() -> None:
    rows: Rows = [
        BABY | {"caseload_start": None},
        {"child": "2", "date_of_birth": "2025-06-01", "caseload_start": "2025-07-01"},
    ]
    on = cleaned(rows, [VISIT])
    assert sorted(on.records.children.to_polars()["caseload_start"]) == [date(2025, 6, 1), date(2025, 7, 1)]
    assert changed(on, "caseload_start_from_birth") == 1
    off = cleaned(rows, [VISIT], rules={"caseload_start_from_birth": False})
    assert set_aside(off, "children") == [(2, "no first day on the caseload")]
    assert set_aside(off, "contacts") == [(2, "the child was set aside in the children file")]


def test_a_caseload_that_starts_before_birth_starts_at_birth() -> None:
    rows: Rows = [BABY | {"caseload_start": "2025-03-01"}]
    assert child(cleaned(rows, [VISIT]))["caseload_start"] == date(2025, 6, 1)
    assert without("caseload_start_not_before_birth", rows)["caseload_start"] == date(2025, 3, 1)


def test_the_latest_row_says_whether_the_child_has_left() -> None:
    rows: Rows = [
        BABY | {"submitted": "2025-08-31", "caseload_end": "2025-08-20"},
        BABY | {"submitted": "2025-09-30", "caseload_end": None},
    ]
    on = cleaned(rows, [VISIT])
    assert child(on)["caseload_end"] is None  # came back
    assert without("latest_caseload_end", rows)["caseload_end"] == date(2025, 8, 20)
    assert changed(on, "latest_caseload_end") == 1


def test_a_death_ends_the_time_on_the_caseload() -> None:
    rows: Rows = [BABY | {"caseload_end": None, "date_of_death": "2025-09-09"}]
    assert child(cleaned(rows, [VISIT]))["caseload_end"] == date(2025, 9, 9)
    assert without("death_ends_caseload", rows)["caseload_end"] is None


def test_a_caseload_that_ends_before_it_starts_is_set_aside() -> None:
    rows: Rows = [
        BABY,
        {"child": "2", "date_of_birth": "2025-06-01", "caseload_start": "2025-07-01", "caseload_end": "2025-06-15"},
    ]
    intake = cleaned(rows, [VISIT])
    assert set_aside(intake, "children") == [(3, "the caseload ends before it starts")]
    assert changed(intake, "caseload_end_before_start") == 1
    assert set_aside(cleaned(rows, [VISIT], rules={"caseload_end_before_start": False}), "children") == []


def test_the_mothers_age_comes_from_her_date_of_birth() -> None:
    rows: Rows = [BABY | {"mother_age": None, "mother_date_of_birth": "2005-06-02"}]
    assert child(cleaned(rows, [VISIT]))["mother_age"] == 19  # twenty on the day after the birth
    assert child(cleaned([BABY | {"mother_date_of_birth": "2005-06-01"}], [VISIT]))["mother_age"] == 20
    assert without("mother_age_from_dates", rows)["mother_age"] is None


def test_an_age_that_no_mother_has_counts_as_not_recorded() -> None:
    rows: Rows = [BABY | {"mother_age": "0"}]
    on = cleaned(rows, [VISIT])
    assert child(on)["mother_age"] is None
    assert without("implausible_mother_age", rows)["mother_age"] == 0
    assert changed(on, "implausible_mother_age") == 1


def test_the_postcode_goes_before_the_area_code() -> None:
    rows: Rows = [BABY | {"postcode": "bs105aa", "area": "E01014636"}]
    on = cleaned(rows, [VISIT])
    assert child(on)["area"] == "E01014633"
    assert without("postcode_before_area", rows)["area"] == "E01014636"
    assert changed(on, "postcode_before_area") == 1


def test_an_area_of_the_other_census_becomes_the_one_that_fits_best() -> None:
    # E01014475 was split for 2021; an area whose code stands in both lists did not change
    rows: Rows = [BABY | {"area": "E01014475"}, {"child": "2", "date_of_birth": "2025-06-01", "area": "E01014633"}]
    intake = cleaned(rows, [VISIT], quality=True)
    areas = intake.records.children.to_polars()["area"]
    assert areas.null_count() == 0
    assert "E01014633" in areas
    assert "E01014475" not in areas
    assert changed(intake, "best_fit_areas") == 1
    share = intake.quality.filter((pl.col("check") == "area_exact") & (pl.col("by") == "all"))
    assert share.select("records", "failing").row(0) == (1, 1)
    off = cleaned(rows, [VISIT], rules={"best_fit_areas": False}).records.children.to_polars()
    assert sorted(off["place"]) == ["area", "unknown"]


def test_families_without_an_address_are_kept() -> None:
    rows: Rows = [
        BABY | {"postcode": "ZZ99 3VZ"},
        {"child": "2", "date_of_birth": "2025-06-01", "postcode": "ZZ99 3WZ"},
        {"child": "3", "date_of_birth": "2025-06-01", "postcode": "AB1 2CD"},
    ]
    found = cleaned(rows, [VISIT]).records.children.to_polars()
    assert sorted(found["place"]) == ["no_fixed_address", "unknown", "unknown"]
    assert found["area"].null_count() == 3


# --- contacts -------------------------------------------------------------------------------------------------------


def test_a_row_without_a_child_but_with_participants_is_a_group_session() -> None:
    rows: Rows = [VISIT, {"date": "2025-08-06", "venue": "Knowle", "participants": "12"}]
    on = cleaned([BABY], rows)
    assert on.records.group_sessions.to_polars().rows() == [("H2", date(2025, 8, 6), 12)]
    assert changed(on, "group_rows") == 1
    off = cleaned([BABY], rows, rules={"group_rows": False})
    assert set_aside(off, "contacts") == [(3, "no child identifier")]


CANNOT_HAVE_HAPPENED = {
    "future_dates": ({"date": "2026-02-01"}, "the date lies after the day of the export"),
    "not_yet_happened": ({"attendance": "booked"}, "attendance says that the contact lies in the future"),
    "before_birth": ({"date": "2025-05-31"}, "the date lies before the child's birth"),
}


def test_what_cannot_have_happened_is_set_aside() -> None:
    rows: Rows = [VISIT | row for row, _ in CANNOT_HAVE_HAPPENED.values()]
    on = cleaned([BABY], rows)
    assert set_aside(on, "contacts") == [
        (line, reason) for line, (_, reason) in enumerate(CANNOT_HAVE_HAPPENED.values(), start=2)
    ]
    assert [changed(on, rule) for rule in CANNOT_HAVE_HAPPENED] == [1, 1, 1]
    assert len(contacts(rows, *CANNOT_HAVE_HAPPENED)) == 3


def test_an_antenatal_contact_is_before_the_birth() -> None:
    assert len(contacts([VISIT | {"date": "2025-04-01", "activity": "antenatal"}])) == 1


def test_a_copy_of_a_group_session_is_counted_once() -> None:
    group: dict[str, str | None] = {"date": "2025-08-06", "venue": "Knowle", "participants": "12"}
    intake = cleaned([BABY], [VISIT, group, group, group | {"participants": "9"}])
    assert sorted(intake.records.group_sessions.to_polars()["participants"]) == [9, 12]
    assert set_aside(intake, "contacts") == [(4, "a copy of another row")]


def test_contacts_of_children_who_are_not_listed_are_set_aside() -> None:
    intake = cleaned([BABY], [VISIT, VISIT | {"child": "77"}])
    assert set_aside(intake, "contacts") == [(3, "child not in the children file")]


def test_copies_are_counted_once() -> None:
    rows: Rows = [VISIT | {"contact": "5", "submitted": day} for day in ("2025-08-31", "2025-09-30")]
    assert len(contacts(rows)) == 1
    assert len(contacts(rows, "exact_duplicates", "latest_submission", "one_hub_visit_a_day")) == 2
    assert set_aside(cleaned([BABY], rows), "contacts") == [(2, "a copy of another row")]


def test_a_later_submission_replaces_an_earlier_one() -> None:
    rows: Rows = [
        VISIT | {"contact": "5", "referral": "R", "submitted": "2025-09-30", "attendance": "came"},
        VISIT | {"contact": "5", "referral": "R", "submitted": "2025-08-31", "attendance": "n/k"},
    ]
    assert [row["attendance"] for row in contacts(rows)] == ["attended"]
    assert set_aside(cleaned([BABY], rows), "contacts") == [(3, "replaced by a later submission of the same contact")]
    assert len(contacts(rows, "latest_submission", "one_hub_visit_a_day")) == 2


def test_a_broken_later_row_does_not_displace_a_sound_earlier_one() -> None:
    rows: Rows = [
        VISIT | {"contact": "5", "submitted": "2025-08-31"},
        VISIT | {"contact": "5", "submitted": "2025-09-30", "date": "2052-08-05"},
    ]
    assert [row["date"] for row in contacts(rows)] == [date(2025, 8, 5)]


def test_contact_identifiers_are_used_again_in_other_referrals() -> None:
    rows: Rows = [
        VISIT | {"contact": "5", "referral": "R", "submitted": "2025-08-31"},
        VISIT | {"contact": "5", "referral": "S", "submitted": "2025-09-30", "date": "2025-09-02"},
    ]
    assert len(contacts(rows)) == 2


def test_one_identifier_on_two_days_of_one_submission_is_two_contacts() -> None:
    rows: Rows = [VISIT | {"contact": "5"}, VISIT | {"contact": "5", "date": "2025-08-12"}]
    assert len(contacts(rows)) == 2


def test_a_child_has_one_hub_visit_a_day() -> None:
    rows: Rows = [
        VISIT | {"contact": "1", "attendance": "dna", "duration_minutes": "90"},
        VISIT | {"contact": "2", "duration_minutes": "10"},
        VISIT | {"contact": "3", "duration_minutes": "20"},
        VISIT | {"contact": "4", "venue": "Knowle"},  # another hub is another visit
    ]
    found = contacts(rows)
    assert sorted((row["hub"], row["duration_minutes"]) for row in found) == [("H1", 20), ("H2", None)]
    assert len(contacts(rows, "one_hub_visit_a_day")) == 4


ATTENDANCE = {
    "came": "attended",
    "late": "turned_away",
    "dna": "not_attended",
    "us": "cancelled_by_provider",
    "them": "not_attended",
    "n/k": "unknown",
    None: "unknown",
    "never seen before": "unknown",
}


def test_attendance() -> None:
    rows: Rows = [
        VISIT | {"date": f"2025-08-0{day}", "attendance": word} for day, word in enumerate(ATTENDANCE, start=1)
    ]
    assert [row["attendance"] for row in contacts(rows)] == list(ATTENDANCE.values())


def test_without_its_rule_a_cancellation_by_the_family_says_nothing() -> None:
    row = VISIT | {"attendance": "them"}
    assert contacts([row], "cancelled_by_family_not_attended")[0]["attendance"] == "unknown"


DURATIONS = {"15": 15, "-5": None, "721": None, "720": 720, "ten": None, "15.0": 15}


def test_a_duration_that_cannot_be_counts_as_not_recorded() -> None:
    rows: Rows = [
        VISIT | {"date": f"2025-08-0{day}", "duration_minutes": text} for day, text in enumerate(DURATIONS, start=1)
    ]
    assert [row["duration_minutes"] for row in contacts(rows)] == list(DURATIONS.values())


def test_without_its_rule_a_long_duration_is_used() -> None:
    row = VISIT | {"duration_minutes": "1440"}
    assert contacts([row], "implausible_duration")[0]["duration_minutes"] == 1440
    assert changed(cleaned([BABY], [row]), "implausible_duration") == 1


WHAT_IS_A_HUB_VISIT: list[tuple[dict[str, str | None], str]] = [
    ({}, "hub"),
    ({"venue": "Hart CC"}, "hub"),  # another spelling
    ({"medium": None}, "hub"),  # where the medium is not recorded, a hub is face to face
    ({"medium": "no meaning in the mapping"}, "unknown"),
    ({"medium": "phone"}, "other"),  # a call booked under the hub's name
    ({"activity": "one year"}, "other"),  # a review in the hub's rooms is an appointment
    ({"location_type": "home"}, "home"),
    ({"venue": "Home"}, "home"),
    ({"venue": "Office"}, "other"),
    ({"venue": "Office", "location_type": "home"}, "home"),
    ({"venue": "Nowhere"}, "unknown"),  # "?" in the mapping: it may be a hub
    ({"venue": "Not in the mapping"}, "unknown"),
    ({"venue": "Not in the mapping", "medium": "video"}, "other"),
    ({"venue": None}, "unknown"),
]


def test_what_is_a_hub_visit() -> None:
    rows: Rows = [
        VISIT | {"date": f"2025-08-{day:02}"} | row for day, (row, _) in enumerate(WHAT_IS_A_HUB_VISIT, start=1)
    ]
    assert [found["setting"] for found in contacts(rows)] == [setting for _, setting in WHAT_IS_A_HUB_VISIT]


def test_without_their_rules_more_or_fewer_contacts_are_hub_visits() -> None:
    review = VISIT | {"activity": "one year"}
    assert contacts([review], "reviews_are_not_hub_visits")[0]["setting"] == "hub"
    bare = VISIT | {"medium": None}
    assert contacts([bare])[0]["medium"] == "face_to_face"
    off = contacts([bare], "place_says_face_to_face")[0]
    assert (off["setting"], off["medium"]) == ("unknown", "unknown")


# --- tables without people ------------------------------------------------------------------------------------------


def test_head_counts_of_one_day_are_added() -> None:
    heads: Rows = [
        {"hub": "H1", "date": "2025-08-05", "head_count": "10"},
        {"hub": "Hartcliffe", "date": "2025-08-05", "head_count": "4"},
        {"hub": "hartcliffe", "date": "2025-08-05", "head_count": "4"},
    ]
    on = cleaned([BABY], [VISIT], head_counts=heads)
    assert on.records.head_counts.to_polars().rows() == [("H1", date(2025, 8, 5), 14)]
    assert set_aside(on, "head_counts") == [
        (3, "added to another count of the same hub and day"),
        (4, "a copy of another row"),
    ]
    off = cleaned([BABY], [VISIT], head_counts=heads, rules={"head_counts_added": False})
    assert off.records.head_counts.to_polars()["head_count"].to_list() == [4, 4, 10]


def test_a_hub_without_coordinates_stands_at_its_postcode() -> None:
    hubs = [{"hub": "H1", "name": "Hartcliffe", "postcode": "BS10 5AA"}, {"hub": "H2", "name": "Knowle West"}]
    on = cleaned([BABY], [VISIT], hubs=hubs).records.hubs.to_polars()
    assert on["latitude"].round(3).to_list() == [51.491, None]
    off = cleaned([BABY], [VISIT], hubs=hubs, rules={"hub_place_from_postcode": False}).records.hubs.to_polars()
    assert off["latitude"].to_list() == [None, None]


def test_every_rule_stands_in_a_test_of_this_page() -> None:
    from pathlib import Path

    text = Path(__file__).read_text(encoding="utf-8")
    assert [rule.name for rule in rules() if f'"{rule.name}"' not in text] == []
