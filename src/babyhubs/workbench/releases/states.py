"""The states of a release, and the moves between them, as a table."""

from enum import StrEnum


class State(StrEnum):
    """Where a release stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.APPROVED, State.REFUSED, State.WITHDRAWN}),
    State.APPROVED: frozenset({State.SUPERSEDED}),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.SUPERSEDED: frozenset(),
}


class Verdict(StrEnum):
    """What the program itself says about a file.

    SAFE: the attack gave nothing away. GIVEN_AWAY: it did. LOOK: no exact counts were at hand for an attack, so the file
    alone was looked through, and a person must judge.
    """

    SAFE = "safe"
    GIVEN_AWAY = "given away"
    LOOK = "look"
