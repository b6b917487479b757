"""What the records can carry: rows and where they went, what is not filled in, what was repaired, what it could change."""

from dataclasses import dataclass

import polars as pl

from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells
from babyhubs.reports.cells import NONE, Row
from babyhubs.reports.quality_tables import QualityTables
from babyhubs.reports.sections.hubs import incomplete
from babyhubs.reports.sections.missing import missing
from babyhubs.reports.tables import Table, number, text

IN, USED, ASIDE = "rows in", "used", "set aside"
MOST_COLUMNS = 7
FAILS = (pl.col("failing") > 0) | (pl.col("failing").is_null() & (pl.col("protection") != ""))
BY = {
    "all": "all records",
    "site": "site",
    "month": "month",
    "deprivation": "fifth of deprivation",
    "ethnic_group": "ethnic group",
}


@dataclass(frozen=True)
class QualitySection:
    """sentences first; then the tables that everybody should see, and those for who looks closer."""

    sentences: list[str]
    tables: list[Table]
    closer: list[Table]


def quality(released: AuditResult, tables: QualityTables) -> QualitySection:
    """From protected tables alone."""
    extremes = missing(released)
    overall = tables.quality.filter(pl.col("by") == "all")
    failing, passed = overall.filter(FAILS), overall.filter(~FAILS)
    first = [
        _attributes(released),
        _flow(tables.flow),
        _checks(failing, "checks", "Checks that found something"),
        *extremes.tables,
    ]
    closer = [*_by(tables.quality), _rules(tables.rules), _checks(passed, "checks-passed", "Checks that found nothing")]
    return QualitySection(
        [*_sentences(released, tables), *extremes.sentences],
        [one for one in first if one.rows],
        [one for one in closer if one.rows],
    )


def _sentences(released: AuditResult, tables: QualityTables) -> list[str]:
    told = []
    usable = released.attributes.filter(pl.col("status") == "usable")["label"].to_list()
    poor = released.attributes.filter(pl.col("status") == "cannot tell")["label"].to_list()
    absent = released.attributes.filter(pl.col("status") == "absent")["label"].to_list()
    told.append(
        f"{len(usable)} of {released.attributes.height} attributes are filled in well enough to compare groups."
    )
    if poor:
        told.append(f"Filled in for too few babies: {', '.join(poor)}.")
    if absent:
        told.append(f"Not in these files at all: {', '.join(absent)}.")
    counted, recorded = (
        sum(row[name] or 0 for row in released.hubs.to_dicts()) for name in ("counted", "recorded_when_counted")
    )
    if counted:
        told.append(
            f"On the days when heads were counted, about {cells.hundred(min(recorded / counted, 1.0))} of 100 visits are in the records."
        )
    named = incomplete(released.hubs)
    if named:
        told.append(f"Hubs with a note on their records: {', '.join(named)}. The hubs table says what.")
    lost = sum(row["rows"] or 0 for row in tables.flow.to_dicts() if row["step"] == ASIDE)
    if lost:
        told.append(f"About {cells.about(lost)} rows of the files were set aside. The table of rows says why.")
    return told


def _attributes(released: AuditResult) -> Table:
    words = {"usable": "good enough", "cannot tell": "too often blank", "absent": "not in these files"}
    return Table(
        "attributes",
        "How well each attribute is filled in",
        (text("Attribute"), number("Babies"), number("Known"), number("Known, of 100"), text("For comparing groups")),
        [
            (row["label"], cells.count(row, "children"), cells.count(row, "known_children"), cells.hundred(row["known"]), words.get(row["status"], row["status"]))
            for row in released.attributes.to_dicts()
        ],
    )  # fmt: skip


def _flow(flow: pl.DataFrame) -> Table:
    """One row a file; each number is rounded by itself, so they may not add up to the last digit."""
    rows = []
    for file in flow["file"].unique(maintain_order=True):
        own = flow.filter(pl.col("file") == file).to_dicts()
        totals = {row["step"]: cells.count(row, "rows") for row in own if not row["reason"]}
        aside = [f"{row['reason']}: {cells.count(row, 'rows')}" for row in own if row["step"] == ASIDE]
        rows.append((file.replace("_", " "), totals.get(IN, NONE), totals.get(USED, NONE), "; ".join(aside) or "none"))
    return Table(
        "rows",
        "What became of every row",
        (text("File"), number("Rows in"), number("Used"), text("Set aside, and why")),
        rows,
        ("Every row is either used or set aside with a reason. Each number is rounded by itself.",),
    )


def _checks(table: pl.DataFrame, name: str, caption: str) -> Table:
    return Table(
        name,
        caption,
        (text("Check"), text("Kind"), text("File"), number("Records"), number("Failing"), number("Failing, of 100")),
        [
            (
                row["label"],
                row["dimension"],
                row["file"].replace("_", " "),
                cells.count(row, "records"),
                cells.count(row, "failing"),
                _share(row),
            )
            for row in table.to_dicts()
        ],
    )


def _by(table: pl.DataFrame) -> list[Table]:
    """A row a site, month, fifth or ethnic group; a column a check that found something there; failing in 100."""
    found = []
    for by in ("site", "month", "deprivation", "ethnic_group"):
        own = table.filter(pl.col("by") == by)
        cell = {(row["group"], row["label"]): _share(row) for row in own.to_dicts()}
        labels = own.filter(FAILS)["label"].unique(maintain_order=True).to_list()
        groups = own.filter(pl.col("label").is_in(labels))["group"].unique(maintain_order=True).to_list()
        for part, start in enumerate(range(0, len(labels), MOST_COLUMNS), start=1):
            columns = labels[start : start + MOST_COLUMNS]
            more = f", part {part}" if len(labels) > MOST_COLUMNS else ""
            found.append(
                Table(
                    f"checks-{by.replace('_', '-')}-{part}",
                    f"Failing, of 100 records, by {BY[by]}{more}",
                    (text(BY[by].capitalize()), *(number(label) for label in columns)),
                    [(group, *(cell.get((group, label), NONE) for label in columns)) for group in groups],
                    groups=tuple(groups),
                )
            )
    return found


def _rules(rules: pl.DataFrame) -> Table:
    return Table(
        "cleaning",
        "Cleaning rules and the rows they changed",
        (text("Rule"), text("Switched on"), number("Rows changed")),
        [
            (row["label"], "yes" if row["switched_on"] else "no", cells.count(row, "rows_changed"))
            for row in rules.to_dicts()
        ],
    )


def _share(row: Row) -> str:
    return cells.missing(row) if row["share"] is None else cells.hundred(row["share"])
