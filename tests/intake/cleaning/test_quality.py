"""Quality figures: what is counted, by which groups, and that nothing personal is shown."""

from typing import Any

import polars as pl
import pytest

from babyhubs.intake.load import Intake
from babyhubs.intake.quality import checks
from babyhubs.intake.shown import shown
from tests.intake.cleaning.exports import cleaned

CHILDREN: list[dict[str, str | None]] = [
    {"child": "1", "date_of_birth": "2025-06-01", "postcode": "BS10 5AA", "ethnic_category": "PA", "team": "North",
     "nhs_number": "943 476 5919", "lone_parent": "y", "submitted": "2025-07-31", "caseload_end": None},
    {"child": "1", "date_of_birth": "2025-06-02", "postcode": "BS10 5AA", "ethnic_category": "PA", "team": "North",
     "nhs_number": "9434765910", "lone_parent": "ask", "submitted": "2025-08-31", "caseload_end": "2025-12-01"},
    {"child": "2", "date_of_birth": "2025-07-01", "postcode": "AB1 2CD", "ethnic_category": "Z", "team": "South",
     "nhs_number": None, "lone_parent": None, "submitted": "2025-08-31", "caseload_end": None},
    {"child": "3", "date_of_birth": "2025-07-01", "postcode": "ZZ99 3VZ", "ethnic_category": "huh", "team": None,
     "nhs_number": "1", "lone_parent": "ask", "submitted": "2025-08-31", "caseload_end": None},
]  # fmt: skip
CONTACTS: list[dict[str, str | None]] = [
    {"child": "1", "date": "2025-08-05", "venue": "Hart", "attendance": "came", "medium": "face", "contact": "7", "referral": "R", "submitted": "2025-08-31"},
    {"child": "1", "date": "2025-12-05", "venue": "Hart", "attendance": "dna", "medium": "face", "contact": "8", "referral": "R", "submitted": "2026-01-31"},
    {"child": "2", "date": "2025-08-06", "venue": "Chapel, BS3 1QG", "attendance": None, "medium": "carrier pigeon", "contact": "7", "referral": "S", "submitted": "2025-08-31"},
    {"child": "2", "date": "2025-08-07", "venue": "Office", "attendance": "came", "medium": "phone", "contact": "9", "referral": "R", "submitted": "2025-08-31"},
]  # fmt: skip


@pytest.fixture(scope="module")
def intake() -> Intake:
    return cleaned(CHILDREN, CONTACTS, quality=True)


def figures(intake: Intake, check: str, by: str = "all") -> dict[str, tuple[int, int]]:
    rows = intake.quality.filter((pl.col("check") == check) & (pl.col("by") == by))
    return {
        group: (records, failing) for group, records, failing in rows.select("group", "records", "failing").iter_rows()
    }


@pytest.mark.parametrize(
    ("check", "counts"),
    [
        ("known_date_of_birth", (4, 0)),
        ("known_home", (4, 1)),
        ("known_ethnic", (4, 2)),
        ("known_lone_parent", (4, 3)),
        ("known_language", (4, 4)),  # a column that the export does not have
        ("known_nhs_number", (4, 1)),
        ("nhs_number_valid", (3, 2)),
        ("postcode_found", (3, 1)),
        ("postcode_place", (4, 1)),
        ("code_lone_parent", (3, 2)),
        ("code_ethnic", (4, 1)),
        ("one_birth", (2, 2)),
        ("one_home", (2, 0)),
        ("known_attendance", (4, 1)),
        ("decided_venue", (4, 1)),
        ("code_medium", (4, 1)),
        ("on_caseload", (4, 1)),  # the child had left by December
        ("contact_number_once", (4, 2)),  # 7 is used in R and in S
        ("referral_one_child", (4, 3)),  # R belongs to two children
        ("drop_in_attendance", (2, 1)),
        ("on_session_day", (2, 1)),  # the hub is open on Tuesdays; 5 December 2025 is a Friday
        ("submitted_soon", (4, 1)),
        ("full_month", (5, 3)),  # August has 3, September to November none, December 1
        ("recent_contact", (1, 1)),
        ("hub_place", (2, 0)),
    ],
)
def test_counts(intake: Intake, check: str, counts: tuple[int, int]) -> None:
    assert figures(intake, check) == {"all": counts}


def test_by_site_month_deprivation_and_ethnic_group(intake: Intake) -> None:
    assert figures(intake, "known_ethnic", "site") == {"North": (2, 0), "South": (1, 1), "unknown": (1, 1)}
    assert figures(intake, "known_attendance", "site") == {"Hartcliffe": (2, 0), "South": (2, 1)}
    assert figures(intake, "known_attendance", "month") == {"2025-08": (3, 1), "2025-12": (1, 0)}
    assert set(figures(intake, "known_attendance", "ethnic_group")) == {"Black", "unknown"}
    assert sum(records for records, _ in figures(intake, "known_attendance", "deprivation").values()) == 4


def test_every_check_stands_in_the_table_and_has_its_words(intake: Intake) -> None:
    own_files = {name for name, check in checks().items() if check.file not in ("head_counts", "group_sessions")}
    assert own_files == set(intake.quality["check"])


def test_groups_add_up_to_all(intake: Intake) -> None:
    whole = {"full_month", "recent_contact"}  # one record a month or site
    for check in set(intake.quality["check"]) - whole:
        (records, failing), *_ = figures(intake, check).values()
        for by in ("site", "month", "deprivation", "ethnic_group"):
            groups = figures(intake, check, by).values()
            if groups:
                assert (sum(one for one, _ in groups), sum(one for _, one in groups)) == (records, failing), (check, by)


def test_values_that_nobody_placed_are_listed_without_what_could_name_a_person(intake: Intake) -> None:
    assert figures(intake, "decided_venue", "value") == {"Chapel, [postcode]": (1, 1)}
    assert figures(intake, "code_medium", "value") == {"carrier pigeon": (1, 1)}
    assert figures(intake, "code_lone_parent", "value") == {"ask": (2, 2)}


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("943 476 5919", "[number]"),
        ("baby of 9434765919", "baby of [number]"),
        ("bs10 5aa", "[postcode]"),
        ("12 High St BS105AA", "12 High St [postcode]"),
        ("01/06/2025", "[day]"),
        ("1 June 2025", "[day]"),
        ("2025-06-01", "[day]"),
        ("Room 12", "Room 12"),
        ("x" * 200, "x" * 80),
    ],
)
def test_shown(value: str, seen: str) -> None:
    assert shown(pl.Series([value])).to_list() == [seen]


def test_the_table_has_the_agreed_columns(intake: Intake) -> None:
    columns: list[Any] = ["dimension", "check", "label", "file", "field", "by", "group", "records", "failing", "share"]
    assert intake.quality.columns == columns
    assert intake.quality.filter(pl.col("records") > 0)["share"].null_count() == 0
