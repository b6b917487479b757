"""The NHS number check, for whole columns: is it ten digits with the right check digit, of a kind that is issued?

Modulus 11 (NHS Data Model and Dictionary, NHS NUMBER): digits 1 to 9 times 10 to 2, summed; 11 minus the remainder by 11
is the check digit, where 11 becomes 0 and 10 is never issued. Spaces and hyphens are taken out first.

A number that reads the same backwards is refused, as NHS England's own code does: that rule takes with it all repeated digits
(0000000000, 1111111111) and the 1000000001 type, which people type when a field must be filled. A right check digit does
not say that the number was traced.
"""

import numpy as np
import polars as pl

VALID, ABSENT, LENGTH, CHARACTERS, CHECK_DIGIT, PATTERN = (
    "valid",
    "absent",
    "not ten digits",
    "not digits",
    "wrong check digit",
    "never issued",
)
DIGITS = 10
_WEIGHTS = np.arange(10, 1, -1, dtype=np.uint16)


def status(numbers: pl.Series) -> pl.Series:
    """One word a number, from the constants of this module.

    Lost leading zeros ("12345678") are not put back and a number that a spreadsheet rounded ("9.99E+09") is not
    repaired: nobody can say what stood there.
    """
    written = numbers.cast(pl.String).str.replace_all(r"[\s\-\u2010-\u2015\u00a0]", "").replace("", None).alias("n")
    frame = pl.DataFrame({"n": written})
    digits = pl.col("n").str.contains(r"^[0-9]+$")
    right_length = pl.col("n").str.len_bytes() == DIGITS
    found = frame.select(
        pl.when(pl.col("n").is_null())
        .then(pl.lit(ABSENT))
        .when(~digits)
        .then(pl.lit(CHARACTERS))
        .when(~right_length)
        .then(pl.lit(LENGTH))
        .otherwise(pl.lit(""))
        .alias("status")
    )["status"]
    to_check = found == ""
    if to_check.any():
        found = found.scatter(to_check.arg_true(), _modulus_11(written.filter(to_check)))
    return found.alias(numbers.name)


def valid(numbers: pl.Series) -> pl.Series:
    """Whether each number is valid; false where there is none."""
    return status(numbers) == VALID


def _modulus_11(ten_digits: pl.Series) -> pl.Series:
    """Status of numbers that are known to be ten digits: one matrix of bytes, no loop."""
    text = np.frombuffer(ten_digits.str.join("").item().encode("ascii"), dtype=np.uint8)
    matrix = (text - ord("0")).reshape(-1, DIGITS)
    remainder = (matrix[:, :9] * _WEIGHTS).sum(axis=1, dtype=np.uint16) % 11
    check = (11 - remainder) % 11  # 11 becomes 0; 10 equals no digit
    right = check == matrix[:, 9]
    backwards = (matrix[:, :5] == matrix[:, :4:-1]).all(axis=1)
    return pl.Series(np.select([~right, backwards], [CHECK_DIGIT, PATTERN], VALID))
