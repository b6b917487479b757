"""The reserve of the panel that sits now: few people who can put it right when one or two leave."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.errors import InputError
from babyhubs.panel.kinds import kinds
from babyhubs.panel.people import Person
from babyhubs.panel.reserve import reserve
from babyhubs.panel.reserve_people import panel_of, people_of
from babyhubs.workbench.panel.drawing.pool import Candidate, Pool
from babyhubs.workbench.panel.seats.rules import Rule, quotas


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who, and what they can repair: said, as numbers for the page."""

    people: tuple[uuid.UUID, ...]
    said: dict[str, Any]


def chosen(
    pool: Pool, rules: Sequence[Rule], sits: Sequence[uuid.UUID], away: Collection[uuid.UUID], leave: float
) -> Chosen:
    """leave: the share of the panel that is expected to leave."""
    if not sits:
        raise InputError("Nobody sits on the panel yet.", remedy="Draw it first.")
    if not 0 < leave < 1:
        raise InputError("The share that may leave is between 0 and 100 in 100.", remedy="Write 20 for one in five.")
    known = {one.id for one in pool.people}
    everybody = [one for one in pool.people if one.id not in away]
    everybody += [Candidate(one, {}, "") for one in sorted(set(sits) - known)]
    features = list(dict.fromkeys(rule.question for rule in rules))
    people = tuple(
        Person(str(one.id), {key: (one.said[key],) for key in features if key in one.said}, one.home)
        for one in everybody
    )
    seated = [str(one) for one in sits]
    grouped = kinds(people, quotas(rules, len(sits)), len(sits))
    found = reserve(grouped, panel_of(grouped, seated), leave)
    named = people_of(grouped, found, seated, seed=",".join(sorted(seated)))
    said = {
        "size": found.size,
        "one": [found.singles[0], found.of_singles],
        "two": [found.doubles[0], found.of_doubles],
    }
    return Chosen(tuple(uuid.UUID(one) for one in named), said)
