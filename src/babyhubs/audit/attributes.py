"""Attributes and groups: their order and labels, and the expressions that sort children into them.

Unknown is a group of every attribute. Nobody is dropped for what is not recorded.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.reference import codes

UNKNOWN = "unknown"
UNKNOWN_LABEL = "Not known"


@dataclass(frozen=True)
class Attribute:
    """One attribute; `groups` maps group to label where the groups are known beforehand."""

    name: str
    label: str
    ordered: bool
    groups: dict[str, str]


def _load() -> tuple[Attribute, ...]:
    entries = tomllib.loads(Path(__file__).with_name("attributes.toml").read_text(encoding="utf-8"))
    return tuple(
        Attribute(name, entry["label"], entry["ordered"], entry.get("groups", {})) for name, entry in entries.items()
    )


ATTRIBUTES: tuple[Attribute, ...] = _load()
NAMES = tuple(attribute.name for attribute in ATTRIBUTES)


def group_labels(areas: pl.DataFrame, hubs: pl.DataFrame) -> dict[str, dict[str, str]]:
    """attribute -> group -> label, with labels read from code lists, areas and the venue table."""
    labels = {attribute.name: dict(attribute.groups) for attribute in ATTRIBUTES}
    labels["ethnic_category"] = dict(codes.ethnic_categories().select("code", "label").iter_rows())
    labels["language"] = dict(codes.languages().select("code", "name").iter_rows())
    labels["authority"] = dict(
        areas.select("authority", "authority_name").drop_nulls().unique().sort("authority").iter_rows()
    )
    labels["nearest_hub"] = dict(hubs.select("hub", "name").iter_rows())
    return labels


def grouped(episodes: ir.Table, places: ir.Table, nearest: ir.Table, grouping: str) -> ir.Table:
    """Episodes with one text column for each attribute, "unknown" where it is not recorded.

    places:  area, deprivation_national, deprivation_local, authority, ward (text), one row an area.
    nearest: area, valid_from, valid_to, nearest_hub, distance: the nearest open hub by period.
    """
    # Each side is renamed before it is joined: engines differ in how they name columns that both sides have.
    places = places.rename(place_area="area")
    nearest = nearest.rename(nearest_area="area")
    joined = episodes.left_join(places, episodes.area == places.place_area)
    joined = joined.left_join(
        nearest,
        [
            joined.area == nearest.nearest_area,
            joined.entry_date >= nearest.valid_from,
            joined.entry_date < nearest.valid_to,
        ],
    )
    in_groups = codes.ethnic_group(grouping)
    columns = {
        "deprivation_national": joined.deprivation_national,
        "deprivation_local": joined.deprivation_local,
        "ethnic_group": joined.ethnic_category.cases(*in_groups.items(), else_=None),
        # Z (asked, not stated) and 99 (not known) are both unknown; `check` keeps them apart
        "ethnic_category": joined.ethnic_category.nullif("Z").nullif("99"),
        "language": joined.language,
        "mother_age": _age_band(joined.mother_age),
        "first_child": _yes_no(joined.first_child),
        "lone_parent": _yes_no(joined.lone_parent),
        "distance": joined.distance,
        "authority": joined.authority,
        "nearest_hub": joined.nearest_hub,
    }
    own = [joined[name] for name in episodes.columns if name not in columns]
    columns["ward"] = joined.ward
    texts = {name: ibis.coalesce(column.cast("string"), ibis.literal(UNKNOWN)) for name, column in columns.items()}
    return joined.select(*own, **texts)


def _age_band(age: ir.IntegerColumn) -> ir.StringColumn:
    return ibis.cases(
        (age < 20, "under 20"), (age < 25, "20-24"), (age < 30, "25-29"), (age < 35, "30-34"), (age < 40, "35-39"),
        (age >= 40, "40 and over"), else_=None,
    )  # fmt: skip


def _yes_no(flag: ir.BooleanColumn) -> ir.StringColumn:
    return ibis.cases((flag, "yes"), (~flag, "no"), else_=None)
