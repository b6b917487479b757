"""Opening times: whatever a person may write becomes sessions, or is told at its day."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.workbench.hubs import week
from babyhubs.workbench.hubs.week import Session


@pytest.mark.parametrize(
    ("written", "opens", "closes"),
    [
        ("9:30 to 11:30", time(9, 30), time(11, 30)),
        ("9.30-11.30", time(9, 30), time(11, 30)),
        ("9:30am – 1pm", time(9, 30), time(13)),
        ("12pm until 2 pm", time(12), time(14)),
        ("13 to 15", time(13), time(15)),
    ],
)
def test_the_ways_people_write_times(written: str, opens: time, closes: time) -> None:
    assert week.read(1, written) == (Session(1, opens, closes),)


def test_two_sessions_of_a_day_stand_in_the_order_of_the_clock() -> None:
    assert [one.words for one in week.read(0, "13:00 to 15:00, 9:30 to 11:30")] == ["09:30 to 11:30", "13:00 to 15:00"]


def test_a_day_without_times_is_open_and_an_empty_one_is_not() -> None:
    assert week.read(3, " Open ") == (Session(3),)
    assert week.read(3, "  ") == ()


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("morning", "no opening time"),
        ("25:00 to 26:00", "no opening time"),
        ("9:75 to 11:00", "no opening time"),
        ("13pm to 15pm", "no opening time"),
        ("11:30 to 9:30", "ends before it begins"),
        ("9:00 to 11:00, 10:30 to 12:00", "overlap"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_day(written: str, what: str) -> None:
    with pytest.raises(InputError, match=f"Tuesday: .*{what}"):
        week.read(1, written)


@given(st.text(max_size=40))
def test_no_text_ends_in_a_traceback(written: str) -> None:
    try:
        found = week.read(0, written)
    except InputError:
        return
    assert all(one.opens is None or (one.closes is not None and one.opens < one.closes) for one in found)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 11)), max_size=10))
def test_a_form_reads_its_own_words_again(sessions: set[tuple[int, int]]) -> None:
    meant = tuple(Session(day, time(2 * hour), time(2 * hour + 1, 59)) for day, hour in sorted(sessions))
    assert week.whole(week.by_day(meant)) == meant
