"""From sessions to an answer: everything that a report shows, worked out once, before anything is hidden.

One observer a clinic and day is analysed (the first by code), so that no family counts twice; where there are two, how
far they agree stands beside the figures.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.observations import occupancy, scans
from babyhubs.observations.agreement.summary import agreement
from babyhubs.observations.budget import Share, budget
from babyhubs.observations.comparison import Difference, compare
from babyhubs.observations.contacts import FamilyContact, family_contacts
from babyhubs.observations.dwell import Median, Wait, median_stay, stays, waited, waits
from babyhubs.observations.ethogram import Ethogram, starter
from babyhubs.observations.flow import Transition, transitions
from babyhubs.observations.layout import Layout, read
from babyhubs.observations.practitioners import Pace, pace, purposes
from babyhubs.observations.recoding import recoded, remarks
from babyhubs.observations.records import FAMILY, Recording
from babyhubs.observations.scan_stays import ScanStay, scan_stays, seen
from babyhubs.observations.scans import Counted, Kept, ScanShare
from babyhubs.observations.space import Spread, spread
from babyhubs.statistics.interval import Floats

GREETED_WITHIN = 5.0  # minutes
WEIGHED = "weighing_staff_led"
MEASURES = {
    "social_share": "share of family time that is social",
    "greeted_in_time": "share of families greeted within five minutes",
    "met_a_family": "share of families who spoke to another family",
    "practitioner_social": "share of practitioner time that is social",
}


@dataclass(frozen=True)
class Group:
    """The sessions of one hub, or of one model, or all. families: how many people the figures rest on."""

    name: str
    sessions: tuple[Recording, ...]
    families: int
    family_budget: list[Share]
    practitioner_budget: list[Share]
    pace: list[Pace]
    stay: Median
    greeting: Wait
    weighing: Wait
    contacts: list[FamilyContact]
    zones: list[occupancy.ZoneUse]
    spread: Spread
    flow: list[Transition]
    heat: Floats
    layout: Layout | None
    scans: Kept
    scan_shares: list[ScanShare]
    scan_people: list[Counted]
    scan_stay: ScanStay


@dataclass(frozen=True)
class Study:
    """The answer. differences: the first model named minus the second. capture: recorded over counted, by hub."""

    everybody: Group
    models: dict[str, Group]
    hubs: dict[str, Group]
    hub_models: dict[str, str]
    differences: tuple[Difference, ...]
    agreements: tuple[dict[str, Any], ...]
    capture: dict[str, tuple[int, int]]
    ethogram: Ethogram
    warnings: tuple[str, ...]


def analyse(recordings: Sequence[Recording], ethogram: Ethogram | None = None, *, seed: int = 0) -> Study:
    """Work everything out, in the codes of one ethogram (the starter, unless another is given); others as it says, or refused."""
    codes = ethogram or starter()
    noted = remarks(recordings, (), codes)
    recordings = recoded(recordings, codes)
    chosen, doubled = one_a_day(recordings)
    models = sorted({one.model for one in chosen if one.model})
    hubs = sorted({one.hub for one in chosen})
    return Study(
        everybody=_group("all sessions", chosen, codes, seed),
        models={model: _group(model, [one for one in chosen if one.model == model], codes, seed) for model in models},
        hubs={hub: _group(hub, [one for one in chosen if one.hub == hub], codes, seed) for hub in hubs},
        hub_models={one.hub: one.model for one in chosen},
        differences=tuple(_differences(chosen, models, codes, seed)),
        agreements=tuple(agreement(first, second) for first, second in doubled),
        capture=_capture(chosen),
        ethogram=codes,
        warnings=(*noted, *(f"{one.label}: {warning}" for one in recordings for warning in one.warnings)),
    )


def one_a_day(recordings: Sequence[Recording]) -> tuple[list[Recording], list[tuple[Recording, Recording]]]:
    """The sessions to analyse, and the pairs of observers of one occasion."""
    by_day: dict[str, list[Recording]] = {}
    for one in recordings:
        by_day.setdefault(one.occasion, []).append(one)
    chosen, doubled = [], []
    for _, sessions in sorted(by_day.items()):
        ordered = sorted(sessions, key=lambda one: (one.observer, one.name))
        chosen.append(ordered[0])
        doubled += [(ordered[0], other) for other in ordered[1:]]
    return chosen, doubled


def session_values(one: Recording, codes: Ethogram) -> dict[str, float]:
    """The measures of one session that models are compared on; a measure without people is left out."""
    found: dict[str, float] = {}
    families = [share for share in budget([one]) if share.role == FAMILY]
    if families:
        found["social_share"] = sum(share.pooled for share in families if share.code in codes.social)
    greeted = waited(waits([one]), GREETED_WITHIN)
    if greeted.share is not None:
        found["greeted_in_time"] = greeted.share
    met = family_contacts(one)
    if met:
        found["met_a_family"] = sum(row.with_family for row in met) / len(met)
    working = [share for share in purposes([one], codes) if share.role == "practitioner"]
    if working:
        found["practitioner_social"] = sum(share.pooled for share in working if share.code == "social")
    return found


def _differences(chosen: Sequence[Recording], models: list[str], codes: Ethogram, seed: int) -> list[Difference]:
    values: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for one in chosen:
        for measure, value in session_values(one, codes).items():
            values.setdefault(measure, {}).setdefault(one.model, []).append((one.hub, value))
    return [
        compare(measure, values[measure], first, second, seed=seed)
        for first, second in itertools.combinations(models, 2)
        for measure in MEASURES
        if {first, second} <= values.get(measure, {}).keys()
    ]


def _group(name: str, sessions: Sequence[Recording], codes: Ethogram, seed: int) -> Group:
    layout = _layout(sessions)
    for one in sessions:
        occupancy.whole_room(one)  # the identity, asserted for every session of every report
    zones = [row for one in sessions for row in occupancy.zone_use(one, layout)]
    time: dict[str, float] = {}
    for row in zones:
        time[row.zone] = time.get(row.zone, 0.0) + row.person_minutes
    areas = {} if layout is None else {zone.identity: zone.area for zone in layout.zones}
    return Group(
        name=name,
        sessions=tuple(sessions),
        families=sum(len(_families(one)) for one in sessions),
        family_budget=[share for share in budget(sessions) if share.role == FAMILY],
        practitioner_budget=purposes(sessions, codes),
        pace=pace(sessions),
        stay=median_stay(stays(sessions)),
        greeting=waited(waits(sessions), GREETED_WITHIN),
        weighing=waited(waits(sessions, WEIGHED), 15.0),
        contacts=[row for one in sessions for row in family_contacts(one)],
        zones=zones,
        spread=spread(time, areas),
        flow=transitions(sessions, seed=seed),
        heat=occupancy.heat(sessions, layout),
        layout=layout,
        scans=scans.kept(sessions),
        scan_shares=scans.shares(sessions),
        scan_people=scans.people(sessions),
        scan_stay=scan_stays(sessions),
    )


def _families(one: Recording) -> set[str]:
    """Who was there: by their visits, or where only scans were made, by these."""
    there = {visit.actor for visit in one.visits if one.role(visit.actor) == FAMILY}
    return there or set(seen(one))


def _layout(sessions: Sequence[Recording]) -> Layout | None:
    """The layout that all sessions share; where they have different ones, no figure by area."""
    found = {_key(one): one.header.get("layout") for one in sessions}
    return read(next(iter(found.values()))) if len(found) == 1 else None


def _key(one: Recording) -> tuple[str, int]:
    given = one.header.get("layout") or {}
    return str(given.get("id", "")), int(given.get("version", 0))


def _capture(chosen: Sequence[Recording]) -> dict[str, tuple[int, int]]:
    """(recorded, counted) by hub, over the sessions that have both."""
    found: dict[str, tuple[int, int]] = {}
    for one in chosen:
        counted, recorded = one.header.get("head_count_in"), one.header.get("recorded_attendances")
        if isinstance(counted, int) and isinstance(recorded, int):
            before = found.get(one.hub, (0, 0))
            found[one.hub] = before[0] + recorded, before[1] + counted
    return found
