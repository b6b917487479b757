"""What really happens in the room: families that come, are greeted, are weighed, do this and that, and go."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from babyhubs.simulation.observed.room import WHERE

STEP = 0.1  # minutes: what an observer can tell apart


@cache
def assumptions() -> dict[str, Any]:
    """The invented figures."""
    return tomllib.loads(Path(__file__).with_name("assumptions.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class State:
    """What somebody does from `at` on (minutes since observation began), where, and with whom.

    spot: where in the zone, from its middle, in shares of half its width and height.
    """

    at: float
    zone: str
    code: str
    partner: int | None = None
    spot: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Family:
    """came, went: minutes since observation began; came may be before it. greeted: None if it left without."""

    came: float
    went: float
    greeted: float | None
    weighed: float | None
    states: tuple[State, ...]


def families(rng: np.random.Generator, model: str, talk_odds: float) -> list[Family]:
    """Families in the order of their coming. talk_odds: how much readier to talk they are at this clinic."""
    common, own = assumptions(), assumptions()[model]
    number = int(rng.poisson(common["families"]))
    length = common["session_minutes"]
    came = np.sort(rng.beta(1.2, 1.8, number) * length)
    early = rng.random(number) < common["already_there"]
    came = np.where(early, -rng.uniform(2, 25, number), came)
    stays = common["stay_median"] * np.exp(common["stay_log_sd"] * rng.standard_normal(number))
    order = np.argsort(came, kind="stable")
    spans = [(float(came[one]), float(came[one] + max(stays[one], 4.0))) for one in order]
    found = [_family(rng, own, common["segment"], talk_odds, number, spans) for number in range(len(spans))]
    return [
        replace(one, states=tuple(replace(state, spot=(_spot(rng), _spot(rng))) for state in one.states))
        for one in found
    ]


def _spot(rng: np.random.Generator) -> float:
    return float(rng.uniform(-0.8, 0.8))


def staff(rng: np.random.Generator, model: str) -> list[State]:
    """What one practitioner does, one thing after the other."""
    shares = assumptions()[model]["practitioner"]
    names, weights = list(shares), np.array(list(shares.values()))
    at, found = 0.1, []
    while at < assumptions()["session_minutes"]:
        code = names[int(rng.choice(len(names), p=weights / weights.sum()))]
        if rng.random() < 0.05:
            code = "interruption"
        found.append(State(at, "", code))
        at += float(rng.exponential(1.0 if code == "interruption" else 3.5))
    return found


def _family(
    rng: np.random.Generator,
    own: dict[str, Any],
    segment: float,
    talk_odds: float,
    number: int,
    spans: list[tuple[float, float]],
) -> Family:
    came, went = spans[number]
    states = [State(came, "entrance", ""), State(came + 0.4, "buggy_park", "")]
    greeted: float | None = came + 0.5 + float(rng.exponential(own["greeting"]))
    if rng.random() < own["unseen_leaving"] or (greeted or 0) > went:
        greeted = None
    at = came + 1.2
    if greeted is None:
        states.append(State(at, "queue", "waiting_alone"))
        return Family(came, went, None, None, tuple(states))
    states.append(State(at, "queue" if greeted > at + 0.5 else "reception", "waiting_alone"))
    states.append(State(max(greeted, at + STEP), "reception", "being_welcomed"))
    at = max(greeted, at) + float(rng.uniform(0.8, 2.0))
    weigh_at = at + float(rng.exponential(own["weigh_wait"]))
    while at < weigh_at:
        states.append(_free(rng, own, talk_odds, at, number, spans, waiting=True))
        at += float(rng.exponential(segment))
    weighed: float | None = None
    if weigh_at < went - 4:
        weighed = weigh_at
        states = [one for one in states if one.at < weigh_at]
        states.append(State(weigh_at, "weighing_table", "weighing_staff_led"))
        at = weigh_at + float(rng.uniform(3, 6))
    while at < went:
        states.append(_free(rng, own, talk_odds, at, number, spans, waiting=False))
        at += float(rng.exponential(segment))
    return Family(came, went, greeted, weighed, tuple(one for one in states if one.at < went))


def _free(
    rng: np.random.Generator,
    own: dict[str, Any],
    talk_odds: float,
    at: float,
    number: int,
    spans: list[tuple[float, float]],
    *,
    waiting: bool,
) -> State:
    """A segment of free time; talk needs somebody to talk with."""
    names = (
        "parent_parent_talk",
        "group_talk",
        "waiting_alone" if waiting else "on_phone",
        "playing",
        "feeding",
        "one_to_one",
    )
    weights = np.array([own[name] for name in ("talk", "group", "alone", "playing", "feeding", "one_to_one")])
    weights[0] *= talk_odds
    code = names[int(rng.choice(len(names), p=weights / weights.sum()))]
    partner = None
    if code == "parent_parent_talk":
        there = [one for one, (came, went) in enumerate(spans) if one != number and came + 3 <= at < went - 1]
        if not there:
            code = "playing"
        else:
            partner = int(there[int(rng.integers(len(there)))])
    return State(at, WHERE[code], code, partner)
