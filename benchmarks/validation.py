"""How well the audit finds the truth, over many simulated services whose truth is known.

    uv run python -m benchmarks.validation                 # 100 services with gaps, 100 without; writes the page
    uv run python -m benchmarks.validation --services 10   # a quicker look, printed and not written

A group is scored when the audit counts at least as many of its babies as the rule asks for. The error beside a share is its
Monte Carlo standard error with the service as the unit, because the groups of one service overlap.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from tests.service_records import records

from babyhubs.audit import rule
from babyhubs.audit.result import AuditResult
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import Window
from babyhubs.reference import areas
from babyhubs.simulation.service import Settings, simulate

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "validation.md"
RULE = rule.read()
LABELS = {
    "all": "All babies",
    "deprivation_national": "Deprivation, national fifths",
    "ethnic_group": "Ethnic group",
    "ethnic_category": "Ethnic category",
    "language": "Main language",
    "mother_age": "Mother's age",
    "first_child": "First child",
    "lone_parent": "Lone parent",
    "distance": "Distance to the nearest hub",
    "authority": "Council area",
}


@dataclass(frozen=True)
class Share:
    """A share in per cent with its Monte Carlo standard error; nothing where nothing was scored."""

    percent: float
    error: float
    scored: int

    def __str__(self) -> str:
        if not self.scored:
            return "–"
        return f"{self.percent:.1f}" if np.isnan(self.error) else f"{self.percent:.1f} ± {self.error:.1f}"


def audited(settings: Settings) -> tuple[AuditResult, list[dict[str, Any]]]:
    """One service, audited as if nothing were known of it, and its truth."""
    service = simulate(settings)
    window = Window(settings.start, settings.end)
    request = Request(RULE, window, "2001", commit=lambda counts: "")
    return run(records(service), areas.england(2025), request), service.truth["groups"]


def scored(settings: Settings) -> pl.DataFrame:
    """One row a group of the hub view with what the audit said and what is true."""
    result, truth = audited(settings)
    key = ["view", "attribute", "group"]
    true = pl.DataFrame(truth, infer_schema_length=None).select(
        *key, true_reach="reach", true_ratio="ratio", true_shortfall="shortfall_a_year", true_intensity="intensity",
        truth="verdict",
    )  # fmt: skip
    said = result.measures.filter(pl.col("measure") == "reach", pl.col("view") == "hub")
    rate = result.measures.filter(pl.col("measure") == "intensity", pl.col("view") == "hub").select(
        *key, rate_lower="lower", rate_upper="upper"
    )
    return (
        said.select(
            *key,
            "eligible",
            "estimate",
            "se",
            "lower",
            "upper",
            "ratio",
            "ratio_lower",
            "ratio_upper",
            "q_value",
            "verdict",
        )
        .join(rate, on=key)
        .join(true, on=key)
        .filter(pl.col("eligible") >= RULE.smallest_group, pl.col("estimate").is_not_null())
        .with_columns(seed=pl.lit(settings.seed), gaps=pl.lit(str(settings.gaps)))
        .sort(key)
    )


def services(gaps: str, seeds: Iterable[int], **more: Any) -> pl.DataFrame:
    """The scored groups of many services."""
    return pl.concat(_each(gaps, seeds, more))


def _each(gaps: str, seeds: Iterable[int], more: dict[str, Any]) -> Iterator[pl.DataFrame]:
    for seed in seeds:
        print(f"gaps {gaps}, seed {seed}", file=sys.stderr, flush=True)
        yield scored(Settings(seed=seed, gaps=gaps, start=date(2025, 9, 1), **more))


def share(rows: pl.DataFrame, of: pl.Expr, which: pl.Expr) -> Share:
    """The share of the rows `of` for which `which` holds; the error from the services' own counts (ratio estimator)."""
    by_service = (
        rows.group_by("seed")
        .agg(n=of.cast(pl.Int64).sum(), x=(of & which).cast(pl.Int64).sum())
        .sort("seed")
    )  # fmt: skip
    n, x = by_service["n"].to_numpy(), by_service["x"].to_numpy()
    if n.sum() == 0:
        return Share(float("nan"), float("nan"), 0)
    p = x.sum() / n.sum()
    count = len(n)
    error = np.sqrt(count / (count - 1) * ((x - p * n) ** 2).sum()) / n.sum() if count > 1 else float("nan")
    return Share(100 * p, 100 * error, int(n.sum()))


UNDER_SERVED = (pl.col("truth") == "under-served") & (pl.col("true_shortfall") >= RULE.shortfall_at_least)
EQUAL = pl.col("truth") == "equal"
FLAGGED = pl.col("verdict") == "under-served"
COMPARED = pl.col("ratio_lower").is_not_null()
EVERY = pl.col("eligible") > 0
REACH_COVERED = pl.col("true_reach").is_between(pl.col("lower"), pl.col("upper"))
RATIO_COVERED = pl.col("true_ratio").is_between(pl.col("ratio_lower"), pl.col("ratio_upper"))
RATE_COVERED = pl.col("true_intensity").is_between(pl.col("rate_lower"), pl.col("rate_upper"))
CALLED_ADEQUATE = pl.col("verdict") == "adequately served"
DISCOVERED = pl.col("q_value") <= 0.05


def table(rows: pl.DataFrame, planted: bool) -> list[str]:
    """Rows of Markdown: one attribute each, then all of them."""
    heads = [
        "Attribute",
        "Groups scored",
        "Reach intervals that hold the truth",
        "Ratio intervals",
        "Intensity intervals",
    ]
    heads += ["Under-served groups found", "Under-served groups called adequate"] if planted else []
    heads += ["Equal groups called under-served"]
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    named = {name: rows.filter(pl.col("attribute") == name) for name in LABELS}
    compared = rows.filter(pl.col("attribute") != "all")
    for label, part in [*((LABELS[name], part) for name, part in named.items()), ("**All groups**", compared)]:
        cells = [label, f"{part.height:,}", share(part, EVERY, REACH_COVERED), share(part, COMPARED, RATIO_COVERED)]
        cells.append(share(part, EVERY, RATE_COVERED))
        if planted:
            cells += [share(part, UNDER_SERVED, FLAGGED), share(part, UNDER_SERVED, CALLED_ADEQUATE)]
        cells.append(share(part, EQUAL, FLAGGED))
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return lines


def by(rows: pl.DataFrame, what: str, column: str, bands: dict[str, tuple[float, float]]) -> list[str]:
    """Under-served groups, and how many of them were found, by bands of a true figure."""
    lines = [f"| {what} | Groups | Found | Called adequate |", "| --- | ---: | ---: | ---: |"]
    for label, (low, high) in bands.items():
        part = rows.filter(UNDER_SERVED, pl.col(column).is_between(low, high, closed="left"))
        found, adequate = share(part, EVERY, FLAGGED), share(part, EVERY, CALLED_ADEQUATE)
        lines.append(f"| {label} | {part.height:,} | {found} | {adequate} |")
    return lines


SHORTFALLS = {"20 to 30": (20, 30), "30 to 50": (30, 50), "50 to 100": (50, 100), "100 and more": (100, 1e9)}
RATIOS = {"below 0.65": (0, 0.65), "0.65 to 0.75": (0.65, 0.75), "0.75 to 0.80": (0.75, 0.80)}
SIZES = {
    "30 to 49": (30, 50),
    "50 to 99": (50, 100),
    "100 to 299": (100, 300),
    "300 to 999": (300, 1000),
    "1,000 and more": (1000, 1e9),
}


def by_babies(rows: pl.DataFrame) -> list[str]:
    """On which side the intervals miss, by the size of the group."""
    lines = [
        "| Babies in the group | Groups | Reach: truth below | Reach: truth above | Ratio: truth below | Ratio: truth above |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for label, (low, high) in SIZES.items():
        part = rows.filter(pl.col("attribute") != "all", pl.col("eligible").is_between(low, high, closed="left"))
        cells = [
            share(part, EVERY, pl.col("true_reach") < pl.col("lower")),
            share(part, EVERY, pl.col("true_reach") > pl.col("upper")),
            share(part, COMPARED, pl.col("true_ratio") < pl.col("ratio_lower")),
            share(part, COMPARED, pl.col("true_ratio") > pl.col("ratio_upper")),
        ]
        lines.append(f"| {label} | {part.height:,} | " + " | ".join(map(str, cells)) + " |")
    return lines


def page(planted: pl.DataFrame, none: pl.DataFrame, count: int) -> str:
    """The page in docs/."""
    any_false = none.filter(pl.col("attribute") != "all").group_by("seed").agg(FLAGGED.any().alias("x"))["x"]
    discovered = share(none.filter(pl.col("q_value").is_not_null()), EVERY, DISCOVERED)
    return "\n".join(
        [
            "# How well it does on services whose truth is known",
            "",
            f"{count} simulated services with the default gaps and {count} without any (seeds 1 to {count} each; one year, about",
            "10,000 births a year; [what is simulated](simulation.md)) were audited as if nothing were known of them, and what the audit said was",
            "compared with the truth. Figures are per cent, with the Monte Carlo standard error (the service is the unit). A group is",
            f"scored when the audit counted at least {RULE.smallest_group} of its babies. The rule is {RULE.reference}.",
            "",
            "These services keep the assumptions of the method: leaving tells nothing about coming, who moves in is like who still waits, and what is",
            "not recorded is so at random. A real one may not. The audit refuses or bounds what it can see of that.",
            "",
            "To make this page again: `uv run python -m benchmarks.validation`. The same version gives the same bytes.",
            "",
            "## Services with gaps",
            "",
            "An under-served group is one whose true ratio is below 0.80 and whose true shortfall is at least"
            f" {RULE.shortfall_at_least:g} families a year. An",
            'equal one has a true ratio from 0.95 to 1.05. An under-served group that is not found is mostly called "cannot tell".',
            "",
            *table(planted, planted=True),
            "",
            "How large a gap must be. The rule asks for an estimate below 0.80, so a group whose true ratio is just below that is missed now and then,",
            "however many babies it has:",
            "",
            *by(planted, "True shortfall, families a year", "true_shortfall", SHORTFALLS),
            "",
            *by(planted, "True ratio", "true_ratio", RATIOS),
            "",
            "## Services without any gap",
            "",
            "Every true ratio is 1, so each group that is called under-served is a false alarm.",
            "",
            *table(none, planted=False),
            "",
            "## On which side intervals miss",
            "",
            "All services. Of 95% intervals that miss evenly, 2.5 per cent lie on each side.",
            "",
            *by_babies(pl.concat([planted, none.with_columns(seed=-pl.col("seed"))])),
            "",
            "## False alarms",
            "",
            f"In {100 * any_false.mean():.0f} per cent of the services without any gap, at least one group was called under-served. "
            f"A q-value of at most 0.05 was given",
            f"to {discovered} per cent of the groups tested.",
            "",
        ]
    )


def main() -> None:
    """Run the services and write the page."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--services", type=int, default=100, help="services with gaps, and as many without")
    arguments.add_argument("--rows", type=Path, help="keep the scored groups in this Parquet file")
    chosen = arguments.parse_args()
    seeds = range(1, chosen.services + 1)
    planted, none = services("default", seeds), services("none", seeds)
    if chosen.rows:
        pl.concat([planted, none]).write_parquet(chosen.rows)
    text = page(planted, none, chosen.services)
    if chosen.services == arguments.get_default("services"):
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
