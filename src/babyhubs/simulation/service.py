"""A simulated service: the raw files as a provider would export them, and the truth behind them.

The columns are those of the own format (`docs/explanation/simulation.md`). The messy dialects are written from the
same frames, so that every fault has a clean original to be compared with.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from babyhubs.simulation.attendance import attendance
from babyhubs.simulation.births import births
from babyhubs.simulation.columns import COLUMNS
from babyhubs.simulation.families import families
from babyhubs.simulation.frames import children, contacts, dated_counts
from babyhubs.simulation.geography import geography, localities
from babyhubs.simulation.groups import groups as all_groups
from babyhubs.simulation.groups import known, membership
from babyhubs.simulation.hazards import multiplier, planted, weekly_hazard
from babyhubs.simulation.hub_contacts import head_counts, hub_contacts
from babyhubs.simulation.hubs import choose, hubs
from babyhubs.simulation.other_contacts import Home, need, other_contacts, reviews
from babyhubs.simulation.randomness import stream
from babyhubs.simulation.settings import Settings
from babyhubs.simulation.truth import expected, truth

__all__ = ["COLUMNS", "Service", "Settings", "simulate"]


@dataclass(frozen=True)
class Service:
    """One simulated service. Frames hold one row a thing, sorted; `group_sessions` is empty in the clean service.

    truth: settings, planted multipliers and, for each view, attribute and group, the true reach, ratio and intensity.
    """

    children: pl.DataFrame
    contacts: pl.DataFrame
    hubs: pl.DataFrame
    head_counts: pl.DataFrame
    group_sessions: pl.DataFrame
    truth: dict[str, Any]


def simulate(settings: Settings) -> Service:
    """The service that these settings describe: the same settings give the same rows."""
    place = geography()
    groups = all_groups()
    gaps = planted(settings.gaps, groups)

    born = births(settings, place)
    people = families(settings.seed, born, place)
    open_hubs = hubs(settings, place)
    hub, weekday = choose(stream(settings.seed, "choice of hub"), open_hubs, born.area)
    member = membership(born, people, open_hubs, place)
    recorded = known(settings.seed, len(born.born))

    hazard = multiplier(gaps, member)[:, None] * weekly_hazard()[None, :]
    visits = attendance(settings, born, weekday, hazard)
    teams = localities(place)[born.area]
    hub_names = open_hubs.open["name"].to_numpy().astype(np.str_)
    home = Home(hub_names[hub], weekday, np.char.add(teams, " health clinic"))
    rows = [
        hub_contacts(settings, visits, open_hubs, hub),
        reviews(settings.seed, born, home),
        other_contacts(settings.seed, born, people, place, home),
    ]
    true = expected(settings, born, visits, need(born, people, place))
    return Service(
        children=children(settings.seed, born, people, place, teams=teams, known=recorded),
        contacts=contacts(settings, born, rows),
        hubs=open_hubs.table,
        head_counts=dated_counts(head_counts(settings, visits, born, open_hubs, hub)),
        group_sessions=pl.DataFrame(schema=COLUMNS["group_sessions"]),
        truth=truth(settings, true, groups, planted=gaps, member=member, known=recorded),
    )
