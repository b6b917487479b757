"""The groups that the records cannot show. A system that ranks only what it can measure makes the old gaps again."""

import tomllib
from pathlib import Path

import ibis.expr.types as ir
import polars as pl

from babyhubs.audit.result import table
from babyhubs.intake.engine import frame


def unseen(children: ir.Table) -> pl.DataFrame:
    """Every group of `unseen.toml`, with the number of children in whose record it shows after all, if any."""
    entries = tomllib.loads(Path(__file__).with_name("unseen.toml").read_text(encoding="utf-8"))
    coded = children.mutate(detail=children.ethnic_category + children.ethnic_detail)
    details = frame(coded.filter(coded.detail.notnull()).group_by("detail").agg(lambda t: t.count().name("n")))
    seen = dict(details.select("detail", "n").iter_rows())
    rows = []
    for group, entry in entries.items():
        shown = sum(seen.get(code, 0) for code in entry.get("ethnic_details", []))
        recorded = "in some records, through a local code: too few to judge" if shown else "not in these records"
        rows.append(
            {
                "group": group,
                "label": entry["label"],
                "why": entry["why"],
                "seen_by": "; ".join(entry["seen_by"]),
                "recorded": recorded,
            }
        )
    return table("unseen", rows)
