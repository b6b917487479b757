"""Raw tables and a mapping in, clean records out, with what became of every row and how good the files are."""

from dataclasses import dataclass

import polars as pl

from babyhubs.intake import flow, quality, rules
from babyhubs.intake.clean import clean
from babyhubs.intake.mapping import Mapping
from babyhubs.intake.options import Options
from babyhubs.intake.raw import RawTable
from babyhubs.intake.records import Records

__all__ = ["Intake", "Options", "load"]


@dataclass(frozen=True)
class Intake:
    """records: the clean tables. flow: rows in, set aside by reason, used. rejected: every row set aside.

    quality: checks by site, month, deprivation and ethnic group. rules: how many rows each cleaning rule changed.
    """

    records: Records
    flow: pl.DataFrame
    quality: pl.DataFrame
    rejected: pl.DataFrame
    rules: pl.DataFrame


def load(tables: dict[str, RawTable], mapping: Mapping, options: Options) -> Intake:
    """Clean an export. Files: children and contacts; hubs, head_counts and group_sessions where there are any."""
    cleaned = clean(tables, mapping, options)
    rejected = flow.rejected(tables, list(cleaned.outcomes))
    balance = flow.flow(tables, list(cleaned.outcomes), rejected)
    figures = quality.quality(cleaned, options)
    cleaned.forget()
    return Intake(cleaned.records, balance, figures, rejected, rules.counted(options.on, cleaned.changed))
