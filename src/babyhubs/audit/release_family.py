"""The counts of babies that must be hidden because other tables would give them away.

The same babies are cut by every attribute and by ward, and each cut adds up to the same total; those reached at a hub are among
those reached at all. Hiding small counts row by row leaves a star that the total and its sister groups may narrow. So all these
counts are protected as one family, which is attacked before it is released (docs/explanation/disclosure.md). Those who came again,
of those who came once, are other babies in each view and window: each is a family of its own.
"""

from collections.abc import Iterable

import numpy as np
import polars as pl

from babyhubs.audit.coarse import Flags, small_part
from babyhubs.audit.counts import WARD
from babyhubs.audit.measures import REACH
from babyhubs.audit.protected_columns import numbers
from babyhubs.audit.result import AuditResult
from babyhubs.audit.visits import VIEWS
from babyhubs.disclosure.attribute_tables import EVERYBODY, attribute_family
from babyhubs.disclosure.dimension import TOTAL, Dimension
from babyhubs.disclosure.family import Cell, Family
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.protection import protect

ELIGIBLE, EVENTS, HUB, CONTACT = "eligible", "events", *VIEWS
# what adds up to what: a baby reached at a hub is reached at all
BABIES = Dimension(
    "babies", {ELIGIBLE: (CONTACT, "not reached"), CONTACT: (HUB, "reached elsewhere")}, total=ELIGIBLE
)  # fmt: skip
FIRST_ATTENDERS = Dimension("first attenders", {ELIGIBLE: (EVENTS, "came once")}, total=ELIGIBLE)
Hidden = frozenset[tuple[str, str, str]]  # attribute (or ward), group, ELIGIBLE, a view or EVENTS


def given_away(result: AuditResult, profile: Profile) -> Hidden:
    """The counts of the reach rows and wards that are hidden: small ones, and those that protect them."""
    table = counts_of_babies(result)
    family = attribute_family(table, BABIES)
    already = [
        family.cell(**{attribute: group, BABIES.name: view})
        for view in VIEWS
        for attribute, group, small in zip(
            table["attribute"],
            table["group"],
            small_part(numbers(table, view), numbers(table, ELIGIBLE), profile),
            strict=True,
        )
        if small and attribute != EVERYBODY
    ]
    return hidden_by(family, already, profile)


def came_again_given_away(rows: pl.DataFrame, profile: Profile) -> Hidden:
    """The same for the rows of one measure of coming again, in one view: those who came once, and those of them who came again."""
    family = attribute_family(rows.select("attribute", "group", ELIGIBLE, EVENTS), FIRST_ATTENDERS)
    few = small_part(numbers(rows, EVENTS), numbers(rows, ELIGIBLE), profile)
    already = [
        family.cell(**{attribute: group, FIRST_ATTENDERS.name: EVENTS})
        for attribute, group, small in zip(rows["attribute"], rows["group"], few, strict=True)
        if small and attribute != EVERYBODY
    ]
    return hidden_by(family, already, profile)


def hidden_by(family: Family, already: Iterable[Cell], profile: Profile) -> Hidden:
    """What the family hides when it is protected, with what is hidden already."""
    protected = protect(family, profile, hidden=already, exact=False)
    found = set()
    for one in family.tables:
        # where even hiding all that may be hidden leaves a small count open (a handful of babies in all), nothing is shown
        marks = protected.hidden(one.name) if not protected.attack.unsafe else np.ones(len(one.counts), dtype=np.bool_)
        for (group, code), hidden in zip(one.counts, marks, strict=True):
            if hidden:
                found.add((EVERYBODY, EVERYBODY, code) if group == TOTAL else (one.name, group, code))
    return frozenset(found)


def hidden_in(table: pl.DataFrame, given: Hidden) -> tuple[Flags, Flags]:
    """For the rows of a table with view, attribute and group: whether their babies, and those reached, are hidden."""
    keys = list(table.select("attribute", "group", "view").iter_rows())
    babies = np.array([(attribute, group, ELIGIBLE) in given for attribute, group, _ in keys], dtype=np.bool_)
    return babies, np.array([key in given for key in keys], dtype=np.bool_)


def counts_of_babies(result: AuditResult) -> pl.DataFrame:
    """attribute, group, eligible, hub, all_contact: everybody, then each attribute, then the wards."""
    reach = result.measures.filter(pl.col("measure") == REACH)
    wards = result.wards.with_columns(attribute=pl.lit(WARD), group="ward")
    columns = ["attribute", "group", "view", "eligible", "events"]
    long = pl.concat([reach.select(columns), wards.select(columns)])
    views = {
        view: long.filter(pl.col("view") == view).select("attribute", "group", pl.col("events").alias(view))
        for view in VIEWS
    }
    babies = long.filter(pl.col("view") == HUB).select("attribute", "group", ELIGIBLE)
    for counted in views.values():
        babies = babies.join(counted, on=["attribute", "group"], how="left", maintain_order="left")
    return babies
