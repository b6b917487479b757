"""What an audit concludes: tidy tables with declared columns, the same before and after disclosure control."""

from dataclasses import dataclass, fields
from typing import Any

import polars as pl

_INTERVAL = {
    "estimate": pl.Float64(),
    "se": pl.Float64(),  # standard error of the estimate
    "lower": pl.Float64(),
    "upper": pl.Float64(),
}

SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    # One row a view, measure, attribute and group. attribute "all", group "all" is everybody.
    "measures": {
        "view": pl.String(),
        "measure": pl.String(),  # reach | intensity | continuation_28 | continuation_56 | age_at_half
        "attribute": pl.String(),
        "group": pl.String(),
        "group_label": pl.String(),
        "group_order": pl.Int32(),
        "eligible": pl.Int64(),  # children behind the figure
        "families": pl.Int64(),
        "events": pl.Int64(),  # children reached, visits, or children who came again
        "person_months": pl.Float64(),
        **_INTERVAL,
        "method": pl.String(),
        "reason": pl.String(),
        "compared_with": pl.String(),
        "others_eligible": pl.Int64(),  # the same figures of those compared with
        "others_families": pl.Int64(),
        "others_events": pl.Int64(),
        "others_person_months": pl.Float64(),
        "others_estimate": pl.Float64(),
        "others_se": pl.Float64(),
        "ratio": pl.Float64(),
        "ratio_lower": pl.Float64(),
        "ratio_upper": pl.Float64(),
        "p_value": pl.Float64(),
        "q_value": pl.Float64(),
        "shortfall_families": pl.Float64(),  # a year
        "shortfall_lower": pl.Float64(),
        "shortfall_upper": pl.Float64(),
        "shortfall_best": pl.Float64(),  # against the best-reached group
        "verdict": pl.String(),
        "verdict_reason": pl.String(),
    },
    "curves": {
        "view": pl.String(),
        "attribute": pl.String(),
        "group": pl.String(),
        "group_label": pl.String(),
        "group_order": pl.Int32(),
        "age_days": pl.Int64(),
        "eligible": pl.Int64(),
        "at_risk": pl.Int64(),
        "events": pl.Int64(),
        **_INTERVAL,
    },
    "gradients": {
        "view": pl.String(),
        "attribute": pl.String(),
        "measure": pl.String(),
        "sii": pl.Float64(),
        "sii_lower": pl.Float64(),
        "sii_upper": pl.Float64(),
        "rii": pl.Float64(),
        "rii_lower": pl.Float64(),
        "rii_upper": pl.Float64(),
        "linearity_p": pl.Float64(),
        "method": pl.String(),
        "reason": pl.String(),
    },
    "wards": {
        "view": pl.String(),
        "ward": pl.String(),
        "ward_name": pl.String(),
        "eligible": pl.Int64(),
        "events": pl.Int64(),
        **_INTERVAL,
        "reason": pl.String(),
    },
    "hubs": {
        "hub": pl.String(),
        "name": pl.String(),
        "model": pl.String(),
        "session_days": pl.Int64(),  # days with a recorded visit or a count
        "attendances": pl.Int64(),
        "children": pl.Int64(),
        "counted": pl.Int64(),  # heads counted, on the days that were counted
        "recorded_when_counted": pl.Int64(),
        "capture_rate": pl.Float64(),
        "group_participants": pl.Int64(),
        "contacts": pl.Int64(),  # rows at the hub, whatever came of them
        "unknown_attendance": pl.Int64(),  # those without an attendance code
        "reason": pl.String(),
    },
    "attributes": {
        "attribute": pl.String(),
        "label": pl.String(),
        "known": pl.Float64(),
        "known_children": pl.Int64(),
        "children": pl.Int64(),
        "status": pl.String(),  # usable | cannot tell | absent
        "reason": pl.String(),
    },
    "unseen": {
        "group": pl.String(),
        "label": pl.String(),
        "why": pl.String(),
        "seen_by": pl.String(),
        "recorded": pl.String(),
    },
    "bounds": {
        "scenario": pl.String(),
        "label": pl.String(),
        "attribute": pl.String(),
        "group": pl.String(),
        "eligible": pl.Int64(),
        "events": pl.Int64(),
        **_INTERVAL,
        "others_eligible": pl.Int64(),
        "others_events": pl.Int64(),
        "others_estimate": pl.Float64(),
        "others_se": pl.Float64(),
        "ratio": pl.Float64(),  # the group's reach over that of all others in this scenario
    },
    "refusals": {
        "scope": pl.String(),  # all | an attribute | a hub
        "reason": pl.String(),
        "remedy": pl.String(),
    },
}


@dataclass(frozen=True)
class AuditResult:
    """The audit's tables, and what they stand on. `summary`: period, rule, profile and headline counts."""

    measures: pl.DataFrame
    curves: pl.DataFrame
    gradients: pl.DataFrame
    wards: pl.DataFrame
    hubs: pl.DataFrame
    attributes: pl.DataFrame
    unseen: pl.DataFrame
    bounds: pl.DataFrame
    refusals: pl.DataFrame
    summary: dict[str, Any]
    inputs: dict[str, str]

    def __post_init__(self) -> None:
        for name, schema in SCHEMAS.items():
            found = dict(getattr(self, name).schema)
            missing = [column for column, kind in schema.items() if found.get(column) != kind]
            if missing:
                raise ValueError(f"table {name}: columns {missing} are missing or of another type")

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Every table by name, in the order of the fields."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name in SCHEMAS}

    @property
    def refused(self) -> bool:
        """Whether the main question has no answer."""
        return bool((self.refusals["scope"] == "all").any())


def table(name: str, rows: list[dict[str, Any]] | pl.DataFrame) -> pl.DataFrame:
    """Rows as a table of the declared columns and types; a column that rows lack is null."""
    schema = SCHEMAS[name]
    frame = (
        rows
        if isinstance(rows, pl.DataFrame)
        else pl.DataFrame(rows, schema_overrides=schema, infer_schema_length=None)
    )
    absent = [pl.lit(None, kind).alias(column) for column, kind in schema.items() if column not in frame.columns]
    return frame.with_columns(absent).select(pl.col(column).cast(kind) for column, kind in schema.items())
