"""The checked records as their pages show them. Values in them have been blotted by intake."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.quality.remedies import on_a_page

SET_ASIDE = "set aside"
BY = {
    "all": "All records together",
    "site": "By hub or team",
    "month": "By month",
    "deprivation": "By deprivation fifth",
    "ethnic_group": "By ethnic group",
    "value": "Values without a meaning",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """What became of the rows of one file: words, number, and which reason it is among all (0 for none)."""

    file: str
    rows: list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one group of records."""

    dimension: str
    label: str
    group: str
    records: str
    failing: str
    share: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was set aside, as somebody finds it again: file, place, and the heading of the column."""

    file: str
    place: str
    reason: str
    column: str
    value: str
    remedy: str


def balances(upload: Any) -> list[Balance]:
    """Rows in, used, and set aside by reason, file by file."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    which = 0
    for row in _table(upload, "rows"):
        aside = row["step"] == SET_ASIDE
        which += aside
        words = f"Set aside: {row['reason']}" if aside else row["step"].capitalize()
        entry = (words, f"{int(row['rows']):,}", which if aside else 0)
        found.setdefault(LABELS.get(row["file"], row["file"]), []).append(entry)
    return [Balance(file, rows) for file, rows in found.items()]


def reasons(upload: Any) -> list[tuple[str, str]]:
    """(file, reason), in the order of the balance."""
    return [(row["file"], row["reason"]) for row in _table(upload, "rows") if row["step"] == SET_ASIDE]


def checks(upload: Any, by: str) -> list[Check]:
    """The checks that some record fails, the largest share first."""
    failed = [row for row in _table(upload, "quality") if row["by"] == by and row["failing"] != "0"]
    return [
        Check(
            row["dimension"].capitalize(),
            row["label"],
            row["group"],
            f"{int(row['records']):,}",
            f"{int(row['failing']):,}",
            f"{float(row['share']):.1%}" if row["share"] else "–",
        )
        for row in sorted(failed, key=lambda row: -float(row["share"] or 0))
    ]


def sound(upload: Any) -> list[str]:
    """The checks that every record passes, of those that had any record to look at."""
    return [
        row["label"]
        for row in _table(upload, "quality")
        if row["by"] == "all" and row["failing"] == "0" and row["records"] != "0"
    ]


def rows_set_aside(upload: Any, which: int) -> list[dict[str, str]]:
    """The rows of one reason as they were written down; all of them where it is 0."""
    wanted = reasons(upload)[which - 1] if which else None
    found = _table(upload, "rows_set_aside")
    return [row for row in found if wanted is None or (row["file"], row["reason"]) == wanted]


def shown(upload: Any, rows: list[dict[str, str]]) -> list[Row]:
    """The rows of one page."""
    headings = _headings(upload)
    return [
        Row(
            LABELS.get(row["file"], row["file"]),
            f"{int(row['row']):,}",
            row["reason"],
            headings.get((row["file"], row["field"]), row["field"].replace("_", " ")),
            row["value"],
            on_a_page(row["remedy"]),
        )
        for row in rows
    ]


def _headings(upload: Any) -> dict[tuple[str, str], str]:
    """(file, field) -> the heading that its sender knows."""
    path = places.recognised(upload)
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        (file["kind"], column["field"]): column["heading"]
        for file in found["files"]
        for column in file["columns"]
        if column["heading"]
    }


def _table(upload: Any, name: str) -> Iterator[dict[str, str]]:
    with (places.checked(upload) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
