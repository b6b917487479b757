"""Values from a file that a user may see in a table of problems: what could name a person is blotted out.

A column that is mapped by mistake, or a free text, may hold an NHS number, a postcode or a date of birth where a venue is
expected. Long numbers, postcodes and days are therefore replaced wherever a value is shown.
"""

import polars as pl

_BLOTS = (
    (r"(?i)\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", "[postcode]"),
    (r"\b[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}\b", "[day]"),
    (r"(?i)\b[0-9]{1,2}(?:st|nd|rd|th)?[-/. ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/. ,]+[0-9]{2,4}\b", "[day]"),
    (r"[0-9](?:[ \-]?[0-9]){5,}", "[number]"),
)  # fmt: skip
LONGEST = 80


def shown(values: pl.Series) -> pl.Series:
    """The values without long numbers, postcodes and days, cut to 80 characters."""
    for pattern, word in _BLOTS:
        values = values.str.replace_all(pattern, word)
    return values.str.slice(0, LONGEST)
