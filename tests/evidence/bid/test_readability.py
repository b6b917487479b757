"""The SMOG grade, against its author's own table, and the words that make a text hard."""

import math

import pytest

from babyhubs.evidence.bid.readability import Reading, is_hard, reading, syllables

# Words of three syllables and more in thirty sentences, from and to, with the grade: the conversion table that goes with McLaughlin (1969).
TABLE = (
    (1, 6, 5), (7, 12, 6), (13, 20, 7), (21, 30, 8), (31, 42, 9), (43, 56, 10), (57, 72, 11), (73, 90, 12), (91, 110, 13),
    (111, 132, 14), (133, 156, 15), (157, 182, 16), (183, 210, 17), (211, 240, 18),
)  # fmt: skip


@pytest.mark.oracle
@pytest.mark.parametrize(("first", "last", "grade"), TABLE)
def test_the_grade_is_that_of_the_table(first: int, last: int, grade: int) -> None:
    for hard in range(max(first, 3), last + 1):
        assert round(Reading(30, 500, hard, ()).grade) == grade


def test_a_shorter_text_is_scaled_to_thirty_sentences() -> None:
    text = "Every family is different. They come. They go."
    found = reading(text)
    assert (found.sentences, found.hard_words) == (3, 3)
    assert found.grade == pytest.approx(3 + math.sqrt(3 * 30 / 3))
    assert found.hard == ("different", "Every", "family")


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("baby", 2), ("hub", 1), ("families", 3), ("people", 2), ("needed", 2), ("moved", 1), ("made", 1), ("table", 2),
        ("areas", 3), ("idea", 3), ("society", 4), ("university", 5), ("evaluation", 5), ("special", 2), ("created", 3),
    ],
)  # fmt: skip
def test_syllables_are_right_or_wrong_by_one(word: str, number: int) -> None:
    assert abs(syllables(word) - number) <= (1 if word == "society" else 0)


def test_a_name_in_capitals_is_spelt_out() -> None:
    assert is_hard("NIHR")
    assert not is_hard("UK")


def test_an_empty_text_has_no_age() -> None:
    assert reading("").age == 0
