"""The NHS number check, against numbers published as examples and against the rule done by hand."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.intake import nhs_number
from babyhubs.simulation.nhs_number import fictional_numbers
from babyhubs.simulation.randomness import stream

# Valid: the examples of the NHS Data Dictionary and NHS England's implementation guides, and Wikipedia's (401 023 2137).
# Invalid: the same with a digit changed.
EXAMPLES = {
    "9434765919": nhs_number.VALID,
    "943 476 5919": nhs_number.VALID,
    "943-476-5919": nhs_number.VALID,
    " 9434765919 ": nhs_number.VALID,
    "4010232137": nhs_number.VALID,
    "9434765918": nhs_number.CHECK_DIGIT,
    "9434765910": nhs_number.CHECK_DIGIT,
    "9876543210": nhs_number.VALID,  # passes, although somebody typed it
    "1234567890": nhs_number.CHECK_DIGIT,
    "0000000000": nhs_number.PATTERN,
    "1111111111": nhs_number.PATTERN,
    "1000000001": nhs_number.PATTERN,
    "943476591": nhs_number.LENGTH,
    "94347659190": nhs_number.LENGTH,
    "12345678": nhs_number.LENGTH,  # zeros lost at the front are not put back
    "9.43E+09": nhs_number.CHARACTERS,
    "9434765919.0": nhs_number.CHARACTERS,
    "943476591X": nhs_number.CHARACTERS,
    "٩٤٣٤٧٦٥٩١٩": nhs_number.CHARACTERS,
    "": nhs_number.ABSENT,
    "  ": nhs_number.ABSENT,
    "-": nhs_number.ABSENT,
    None: nhs_number.ABSENT,
}


def test_examples() -> None:
    found = nhs_number.status(pl.Series(list(EXAMPLES), dtype=pl.String))
    assert dict(zip(EXAMPLES, found, strict=True)) == EXAMPLES


def by_hand(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True))
    check = {11: 0}.get(11 - total % 11, 11 - total % 11)
    return check == int(number[9]) and number != number[::-1]


@settings(deadline=None)
@given(st.lists(st.from_regex(r"\A[0-9]{10}\Z"), max_size=50))
def test_the_matrix_does_what_the_rule_says(numbers: list[str]) -> None:
    found = nhs_number.valid(pl.Series(numbers, dtype=pl.String))
    assert found.to_list() == [by_hand(number) for number in numbers]


def test_a_check_digit_of_ten_is_never_issued() -> None:
    bodies = [f"{body:09}" for body in range(400_000_000, 400_000_200)]
    tens = [
        body for body in bodies if 11 - sum(int(d) * w for d, w in zip(body, range(10, 1, -1), strict=True)) % 11 == 10
    ]
    assert tens
    numbers = [body + str(digit) for body in tens for digit in range(10)]
    assert not nhs_number.valid(pl.Series(numbers)).any()


def test_the_simulated_numbers_are_valid() -> None:
    numbers = fictional_numbers(stream(1, "a test"), 5000)
    assert nhs_number.valid(pl.Series(numbers)).all()


@pytest.mark.parametrize("numbers", [[], [None, None]])
def test_a_column_with_nothing_in_it(numbers: list[str | None]) -> None:
    assert nhs_number.valid(pl.Series(numbers, dtype=pl.String)).to_list() == [False] * len(numbers)
