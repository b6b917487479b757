"""What practitioners' time goes to, by purpose, and how broken up it is. By role and over sessions, never by person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from babyhubs.observations.budget import NOT_CODED, Share, budget
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.log.operation_kinds import PRACTITIONERS
from babyhubs.observations.records import ACTIVITY, FAMILY, Recording
from babyhubs.observations.spans import length

FEWEST_SESSIONS = 3  # a share of time of a role in one session is a share of time of a person
TOGETHER = "practitioner"  # all of them
INTERRUPTION = "interruption"


@dataclass(frozen=True)
class Pace:
    """Of one role: interruptions and changes of activity in an observed hour, and share of time with two families or more."""

    role: str
    sessions: int
    hours: float
    interruptions_per_hour: float
    changes_per_hour: float
    with_several: float


def purposes(recordings: Sequence[Recording], ethogram: Ethogram) -> list[Share]:
    """Shares of practitioners' observed time by purpose, all practitioner roles together and each role."""
    relabelled = [_by_purpose(one, ethogram, together) for one in recordings for together in (True, False)]
    everybody = budget(relabelled[::2])
    return [*everybody, *(share for share in budget(relabelled[1::2]) if share.role in PRACTITIONERS)]


def pace(recordings: Sequence[Recording]) -> list[Pace]:
    """All practitioners together, then a row a role; each from three sessions on."""
    hours: dict[str, dict[str, float]] = {}
    counted: dict[str, Counter[str]] = {}
    for recording in recordings:
        coverage = recording.coverage
        roles = {actor.token: actor.role for actor in recording.actors if actor.role in PRACTITIONERS}
        for token, role in roles.items():
            for name in (TOGETHER, role):
                seen = hours.setdefault(name, {})
                seen[recording.name] = seen.get(recording.name, 0.0) + length(coverage[token]) / 3_600_000
        for state in recording.intervals:
            role = roles.get(state.actor, "")
            if role and state.track == ACTIVITY:
                families = sum(recording.role(other) == FAMILY for other in state.with_)
                for name in (TOGETHER, role):
                    row = counted.setdefault(name, Counter())
                    row["changes"] += 1
                    row["breaks"] += state.code == INTERRUPTION
                    row["several"] += recording.observed_ms(state) if families > 1 else 0
    return [
        Pace(
            name,
            len(seen),
            sum(seen.values()),
            counted.get(name, Counter())["breaks"] / sum(seen.values()),
            counted.get(name, Counter())["changes"] / sum(seen.values()),
            counted.get(name, Counter())["several"] / 3_600_000 / sum(seen.values()),
        )
        for name, seen in sorted(hours.items(), key=lambda row: (row[0] != TOGETHER, row[0]))
        if len(seen) >= FEWEST_SESSIONS and sum(seen.values()) > 0
    ]


def _by_purpose(one: Recording, ethogram: Ethogram, together: bool) -> Recording:
    roles = {actor.token: actor.role for actor in one.actors if actor.role in PRACTITIONERS}
    return replace(
        one,
        actors=tuple(
            replace(actor, role=TOGETHER if together else actor.role) for actor in one.actors if actor.token in roles
        ),
        intervals=tuple(
            replace(state, code=ethogram.purpose.get(state.code, "other"))
            for state in one.intervals
            if state.track == ACTIVITY and state.actor in roles and state.code != NOT_CODED
        ),
        visits=tuple(visit for visit in one.visits if visit.actor in roles),
    )
