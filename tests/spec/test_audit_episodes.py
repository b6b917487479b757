"""Who could have come, and when. A child is eligible from 10 days to 12 months of age, on the caseload, in the window.

The window of these tests is 1 September 2025 to 31 August 2026. An episode runs from `entry_age` to before `exit_age`, in
days of age. The reach cohort are those whose eligibility began inside the window: nobody can have seen them earlier.
"""

from datetime import date

import pytest

from babyhubs.audit.episodes import eligible
from babyhubs.audit.window import Window, latest_year
from babyhubs.errors import InputError
from tests.audit.small import RULE, WINDOW, Row, child, records

FOLLOWED = {
    # born in the window, on the caseload ever since: from day 10 to the day before the first birthday or the window's end
    "born on its first day": (child("a", "2025-09-01"), (10, 365, True)),
    "born in November": (child("b", "2025-11-30"), (10, 275, True)),
    # turned 10 days old on 1 September: the first of the cohort. A day older: eligible before it, so not of the cohort
    "ten days old when it opens": (child("c", "2025-08-22"), (10, 365, True)),
    "eleven days old when it opens": (child("d", "2025-08-21"), (11, 365, False)),
    "half a year old when it opens": (child("e", "2025-03-01"), (184, 365, False)),
    # 21 August 2026 leaves one day of eligibility
    "ten days old on its last day": (child("f", "2026-08-21"), (10, 11, True)),
    # moved in: from the first day on the caseload, which begins a new eligibility
    "moved in at 100 days": (child("g", "2025-10-01", caseload_start="2026-01-09"), (100, 335, True)),
    "moved in before the window, older": (child("h", "2025-05-01", caseload_start="2025-08-31"), (123, 365, False)),
    "moved in on the window's first day": (child("i", "2025-05-01", caseload_start="2025-09-01"), (123, 365, True)),
    # moved out: the caseload end is the first day no longer on it
    "moved out at 60 days": (child("j", "2025-10-01", caseload_end="2025-11-30"), (10, 60, True)),
    "reached the caseload late": (child("k", "2025-10-01", caseload_start="2025-10-06"), (10, 335, True)),
    "born on a leap day's eve": (child("l", "2025-12-31"), (10, 244, True)),
}
NOT_FOLLOWED = {
    "moved out at ten days": child("m", "2025-10-01", caseload_end="2025-10-11"),
    "a year old when it opens": child("n", "2024-09-01"),
    "moved in after the first birthday": child("o", "2025-01-01", caseload_start="2026-01-01"),
    "ten days old after its last day": child("p", "2026-08-22"),
    "left before the window": child("q", "2025-06-01", caseload_end="2025-09-01"),
}


def episodes(children: list[Row], window: Window = WINDOW) -> dict[str, Row]:
    found = eligible(records(children).children, RULE, window).to_polars()
    return {row["child"]: row for row in found.iter_rows(named=True)}


def test_episodes_at_their_edges() -> None:
    found = episodes([*(one for one, _ in FOLLOWED.values()), *NOT_FOLLOWED.values()])
    for what, (one, expected) in FOLLOWED.items():
        row = found.pop(one["child"])
        assert (row["entry_age"], row["exit_age"], row["in_cohort"]) == expected, what
        assert (row["entry_date"] - row["date_of_birth"]).days == row["entry_age"], what
    assert found == {}


def test_ages_are_counted_in_days_across_a_leap_day() -> None:
    found = episodes([child("a", "2024-02-29"), child("b", "2023-03-01")], Window(date(2023, 9, 1), date(2024, 9, 1)))
    assert (found["a"]["entry_age"], found["a"]["exit_age"]) == (10, 185)
    assert found["b"]["exit_age"] == 365  # 29 February 2024: a day before the first birthday


def test_a_child_without_a_linked_mother_is_a_family_of_its_own() -> None:
    found = episodes(
        [
            child("a", "2025-10-01", family=None),
            child("b", "2025-10-01", family="M"),
            child("c", "2025-10-01", family="M"),
        ]
    )
    assert [found[name]["family"] for name in "abc"] == ["a", "M", "M"]


@pytest.mark.parametrize(
    ("last_contact", "as_of", "expected"),
    [
        ("2026-08-31", "2026-09-15", "2025-09-01/2026-08-31"),
        ("2026-08-25", "2026-09-15", "2025-09-01/2026-08-31"),  # exports are cut on working days
        ("2026-08-20", "2026-09-15", "2025-08-01/2026-07-31"),  # contacts do not reach into August's last week
        ("2026-08-31", "2026-08-30", "2025-08-01/2026-07-31"),  # August is not over on that day
        ("2026-12-31", "2027-01-05", "2026-01-01/2026-12-31"),
    ],
)
def test_the_window_is_the_last_twelve_complete_months(last_contact: str, as_of: str, expected: str) -> None:
    assert str(latest_year(date.fromisoformat(last_contact), date.fromisoformat(as_of))) == expected


def test_a_window_that_ends_before_it_begins_is_a_mistake() -> None:
    with pytest.raises(InputError, match="ends before it begins"):
        Window(date(2026, 9, 1), date(2025, 9, 1))
