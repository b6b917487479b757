"""Code lists. National codes in, the words of the clean records out.

Consultation medium (old) and consultation mechanism (new) are two lists: 03 is telemedicine in the old one and absent
from the new one, where 11 is video. One table for both would be wrong for both.
"""

from functools import cache

import polars as pl

from babyhubs.errors import InputError
from babyhubs.reference import registry

# 2001: the 5+1 of the 2001 categories, Chinese under Other. census: as the 2021 census groups, Chinese under Asian.
ETHNIC_GROUPINGS = ("2001", "census")
NOT_A_GROUP = "unknown"  # Z not stated and 99 not known stay apart as categories, and are one group


@cache
def code_list(name: str) -> pl.DataFrame:
    """code, meaning, canonical (the word used in the clean records) of one list, in the list's order."""
    found = registry.read("code_lists").filter(pl.col("list") == name).drop("list")
    if found.is_empty():
        names = registry.read("code_lists")["list"].unique().sort().to_list()
        raise InputError(f"There is no code list {name!r}.", remedy="Choose one of " + ", ".join(names) + ".")
    return found


@cache
def canonical(name: str) -> dict[str, str]:
    """code -> canonical word of one list."""
    return dict(code_list(name).select("code", "canonical").iter_rows())


@cache
def ethnic_categories() -> pl.DataFrame:
    """code, label, group_2001, group_census, census_columns (2021 census columns added with +)."""
    return registry.read("ethnic_categories")


def ethnic_group(grouping: str) -> dict[str, str]:
    """Category code -> group under the grouping asked for."""
    if grouping not in ETHNIC_GROUPINGS:
        raise InputError(
            f"There is no ethnic grouping {grouping!r}.", remedy="Choose " + " or ".join(ETHNIC_GROUPINGS) + "."
        )
    return dict(ethnic_categories().select("code", f"group_{grouping}").iter_rows())


@cache
def ethnic_details() -> pl.DataFrame:
    """code (category and local second character), label. Local: where Somali, Polish or Roma families may show."""
    return registry.read("ethnic_details")


@cache
def languages() -> pl.DataFrame:
    """code (ISO 639-1 and NHS extension, lower case), name (English)."""
    return registry.read("languages")
