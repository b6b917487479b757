"""What the missing values could change: the answer at its extremes, in a sentence and in two tables."""

from dataclasses import dataclass

from babyhubs.audit.bounds import IN_GROUP, IN_OTHERS, SCENARIOS
from babyhubs.audit.counts import ALL
from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.reports import cells, phrases
from babyhubs.reports.cells import Row
from babyhubs.reports.tables import Table, number, text


@dataclass(frozen=True)
class Missing:
    """A sentence for the section's list, and the tables that hold something."""

    sentences: list[str]
    tables: list[Table]


def missing(released: AuditResult) -> Missing:
    """Of a refused answer only the extremes for all babies are shown, and only if there are some."""
    rows = released.bounds.to_dicts()
    everybody = [row for row in rows if row["attribute"] == ALL]
    groups = [] if released.refused else [row for row in rows if row["attribute"] != ALL]
    tables = [_everybody(everybody)] if len(everybody) > 1 else []
    if not groups:
        return Missing([], tables)
    line = Rule.model_validate(released.summary["rule_numbers"]).reach_ratio_below
    return Missing(_sentences(groups, _labels(released), line), [*tables, _groups(groups, _labels(released))])


def _everybody(rows: list[Row]) -> Table:
    return Table(
        "bounds-all",
        "All babies: what the missing values could change",
        (text("If"), number("Babies"), number("Came to a hub, of 100 (95% limits)")),
        [(phrases.capital(SCENARIOS[row["scenario"]]), cells.count(row, "eligible"), cells.share(row)) for row in rows],
    )


def _groups(rows: list[Row], labels: dict[tuple[str, str], str]) -> Table:
    """The row of the others (`IN_OTHERS`) is turned round, so that the group always stands first."""
    words = SCENARIOS | {IN_GROUP: "if every baby whose group is not recorded belonged to it"}
    words[IN_OTHERS] = "if none of the babies whose group is not recorded belonged to it"
    shown = []
    for row in rows:
        own, others = cells.hundred(row["estimate"]), cells.hundred(row["others_estimate"])
        if row["scenario"] == IN_OTHERS:
            own, others = others, own
        if row["protection"]:
            own = others = cells.SUPPRESSED
        name = labels[row["attribute"], row["group"]]
        ratio = cells.missing(row) if row["ratio"] is None else cells.decimal(row["ratio"], 2)
        shown.append((name, phrases.capital(words[row["scenario"]]), own, others, ratio))
    return Table(
        "bounds",
        "Under-served groups: what the missing values could change",
        (text("Group"), text("If"), number("Came, of 100"), number("Others, of 100"), number("Ratio to others")),
        shown,
    )


def _sentences(rows: list[Row], labels: dict[tuple[str, str], str], line: float) -> list[str]:
    highest: dict[tuple[str, str], float] = {}
    for row in rows:
        key = (row["attribute"], row["group"])
        highest[key] = max(highest.get(key, 0.0), row["ratio"] or 0.0)
    open_ones = [f"{labels[key]} (ratio up to {value:.2f})" for key, value in highest.items() if value >= line]
    firm = len(highest) - len(open_ones)
    told = [
        f"For {firm} of {len(highest)} under-served groups the ratio stays below {line:.2f} whatever the missing values are."
    ]
    if open_ones:
        told.append(
            f"For the others the missing values could lift it to {line:.2f} or more, if every one of them fell the same way: "
            f"{', '.join(open_ones)}."
        )
    return told


def _labels(released: AuditResult) -> dict[tuple[str, str], str]:
    return {
        (row["attribute"], row["group"]): row["group_label"]
        for row in released.measures.select("attribute", "group", "group_label").unique().to_dicts()
    }
