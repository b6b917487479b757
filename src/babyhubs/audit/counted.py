"""From clean records to counts: all that the audit asks of the engine beside what each hub recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis.expr.types as ir
import polars as pl

from babyhubs.audit import attributes
from babyhubs.audit.counts import RETURN_WINDOWS, Counts, count
from babyhubs.audit.distance import nearest_open_hub
from babyhubs.audit.engine import held
from babyhubs.audit.episodes import eligible
from babyhubs.audit.local_fifths import local_fifths
from babyhubs.audit.rule import Rule
from babyhubs.audit.visits import VIEWS, attended, in_view, per_child, visit_days
from babyhubs.audit.window import Window
from babyhubs.errors import InputError
from babyhubs.intake.engine import frame, size
from babyhubs.intake.records import Records


@dataclass(frozen=True)
class Counted:
    """counts: of each view and scenario. children: one row a child with its groups and visits, held by the engine.

    groups: attribute -> groups by number (`attributes.numbered_groups`).
    """

    counts: dict[str, Counts]
    children: ir.Table
    groups: dict[str, tuple[str, ...]]

    def without_hubs(self, hubs: list[str]) -> Counts:
        """Counts at hubs without the families to whom one of these hubs is nearest."""
        left_out = [number for number, hub in enumerate(self.groups["nearest_hub"]) if hub in hubs]
        kept = self.children.filter(self.children.nearest_hub.notin(left_out))
        return count(kept, ("hub",), self.groups)["hub"]


def counted(
    records: Records,
    areas: pl.DataFrame,
    hubs: pl.DataFrame,
    rule: Rule,
    window: Window,
    grouping: str,
    scenarios: Mapping[str, ir.BooleanColumn],
) -> Counted:
    """Count the two views, and each scenario: a condition on the contacts that says which of them took place."""
    contacts = records.contacts
    episodes = eligible(records.children, rule, window)
    _require_children(episodes)
    children, groups = _grouped(episodes, areas, hubs, grouping)
    wanted = {view: attended(contacts, rule) & in_view(contacts, view) for view in VIEWS} | dict(scenarios)
    days = held(visit_days(contacts, children, wanted, rule))
    seen = per_child(children, days, tuple(wanted), max(RETURN_WINDOWS))
    return Counted(count(seen, tuple(wanted), groups), seen, groups)


def _require_children(episodes: ir.Table) -> None:
    if size(episodes) == 0:
        raise InputError(
            "No child in the files was eligible in the window.",
            where="date of birth, caseload start and caseload end against the window",
            remedy="Check the window (--from, --to) and the date columns in the mapping file.",
        )


def _grouped(
    episodes: ir.Table, areas: pl.DataFrame, hubs: pl.DataFrame, grouping: str
) -> tuple[ir.Table, dict[str, tuple[str, ...]]]:
    """Episodes with the numbers of their groups, among them the ward, and what the numbers stand for."""
    used = areas.join(frame(episodes.select("area").distinct()), on="area", how="semi").sort("area")
    by_area = frame(episodes.group_by("area").agg(n=episodes.count()))
    places = used.select(
        "area",
        deprivation_national=pl.col("deprivation_quintile").cast(pl.String),
        deprivation_local=local_fifths(used, by_area),
        authority="authority",
        ward="ward",
    )
    nearest = nearest_open_hub(used, hubs)
    numbers = attributes.numbered_groups(places, nearest, grouping)
    return held(attributes.grouped(episodes, places, nearest, grouping, numbers)), numbers
