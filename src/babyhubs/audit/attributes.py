"""Attributes and groups: their order and labels, and the expressions that sort children into them.

Unknown is a group of every attribute. Nobody is dropped for what is not recorded.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.audit.engine import backend_of, placed
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


def numbered_groups(places: pl.DataFrame, nearest: pl.DataFrame, grouping: str) -> dict[str, tuple[str, ...]]:
    """attribute (and ward) -> every group that can occur. A group's number is its place here; 0 is unknown."""

    def found(frame: pl.DataFrame, column: str) -> tuple[str, ...]:
        return tuple(frame[column].drop_nulls().unique().sort())

    category = codes.ethnic_categories().filter(pl.col(f"group_{grouping}") != UNKNOWN)
    groups = {attribute.name: tuple(attribute.groups) for attribute in ATTRIBUTES} | {
        "ethnic_group": tuple(category[f"group_{grouping}"].unique().sort()),
        # Z (asked, not stated) and 99 (not known) are both unknown; `check` keeps them apart
        "ethnic_category": tuple(category["code"].sort()),
        "language": tuple(codes.languages()["code"].sort()),
        "authority": found(places, "authority"),
        "nearest_hub": found(nearest, "nearest_hub"),
        "ward": found(places, "ward"),
    }
    return {name: (UNKNOWN, *own) for name, own in groups.items()}


def grouped(
    episodes: ir.Table, places: pl.DataFrame, nearest: pl.DataFrame, grouping: str, groups: dict[str, tuple[str, ...]]
) -> ir.Table:
    """Episodes with one small whole number for each attribute: the group's place in `groups`, 0 where not recorded.

    Numbers, because an engine sorts millions of children into them several times faster than into words.

    places:  area, deprivation_national, deprivation_local, authority, ward (text), one row an area.
    nearest: area, valid_from, valid_to, nearest_hub, distance: the nearest open hub by period.
    """
    engine = backend_of(episodes)
    # Each side is renamed before it is joined: engines differ in how they name columns that both sides have.
    by_area = ["deprivation_national", "deprivation_local", "authority", "ward"]
    place = placed(engine, "places", _numbered(places, by_area, groups).rename({"area": "place_area"}))
    near = placed(
        engine, "nearest", _numbered(nearest, ["nearest_hub", "distance"], groups).rename({"area": "nearest_area"})
    )
    spoken = pl.DataFrame({"spoken": groups["language"]}).with_columns(
        language_number=pl.int_range(pl.len(), dtype=pl.Int16)
    )
    tongue = placed(engine, "languages", spoken.slice(1))
    joined = episodes.left_join(place, episodes.area == place.place_area)
    joined = joined.left_join(
        near,
        [
            joined.area == near.nearest_area,
            joined.entry_date >= near.valid_from,
            joined.entry_date < near.valid_to,
        ],
    )
    joined = joined.left_join(tongue, joined.language == tongue.spoken)
    of_category = codes.ethnic_group(grouping)
    columns = {
        "ethnic_group": joined.ethnic_category.cases(
            *((code, groups["ethnic_group"].index(group)) for code, group in of_category.items() if group != UNKNOWN),
            else_=0,
        ),
        "ethnic_category": joined.ethnic_category.cases(
            *((code, number) for number, code in enumerate(groups["ethnic_category"]) if number), else_=0
        ),
        "language": joined.language_number,
        "mother_age": _age_band(joined.mother_age, groups["mother_age"]),
        "first_child": _yes_no(joined.first_child, groups["first_child"]),
        "lone_parent": _yes_no(joined.lone_parent, groups["lone_parent"]),
    } | {name: joined[name] for name in (*by_area, "nearest_hub", "distance")}
    own = [joined[name] for name in episodes.columns if name not in columns and name not in EXPLAINED]
    numbers = {name: ibis.coalesce(columns[name].cast("int16"), ibis.literal(0, "int16")) for name in (*NAMES, "ward")}
    return joined.select(*own, **numbers)


# What a child's groups are worked out from, and nothing else after that.
EXPLAINED = ("area", "entry_date")


def _numbered(frame: pl.DataFrame, columns: list[str], groups: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).replace_strict(
            {group: number for number, group in enumerate(groups[name])}, default=0, return_dtype=pl.Int16
        )
        for name in columns
    )


def _age_band(age: ir.IntegerColumn, bands: tuple[str, ...]) -> ir.IntegerColumn:
    ends = ((20, "under 20"), (25, "20-24"), (30, "25-29"), (35, "30-34"), (40, "35-39"))
    return ibis.cases(
        *((age < end, bands.index(band)) for end, band in ends),
        (age >= ends[-1][0], bands.index("40 and over")),
        else_=0,
    )


def _yes_no(flag: ir.BooleanColumn, answers: tuple[str, ...]) -> ir.IntegerColumn:
    return ibis.cases((flag, answers.index("yes")), (~flag, answers.index("no")), else_=0)
