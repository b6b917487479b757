"""The thread through the ledger: from a claim or a record up to all that it rests on, or down to all that rests on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import kind
from babyhubs.evidence.staleness import changed, claim_state, state

UP, DOWN = "up", "down"
FRESH, AMBER, SUPERSEDED, ABSENT = "fresh", "amber", "superseded", "not in this ledger"
CLAIM = "claim"


@dataclass(frozen=True)
class Node:
    """subject: an identity, or a claim's name. reason and step: where it is not fresh."""

    subject: str
    kind: str
    name: str
    state: str
    reason: str = ""
    step: str = ""


@dataclass(frozen=True)
class Thread:
    """Nodes in the order in which they are met; edges as (what rests, what it rests on)."""

    start: str
    direction: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "start": self.start,
            "direction": self.direction,
            "nodes": [vars(node) for node in self.nodes],
            "edges": [{"rests": rests, "on": on} for rests, on in self.edges],
        }


def trace(ledger: Ledger, start: str, direction: str) -> Thread:
    """start: a claim's name or a record's identity, as `Ledger.find` gives it."""
    return (upwards if direction == UP else downwards)(ledger, [start])


def upwards(ledger: Ledger, starts: Iterable[str]) -> Thread:
    """All that these rest on."""
    return _walk(ledger, list(starts), UP, lambda one: _above(ledger, one))


def downwards(ledger: Ledger, starts: Iterable[str]) -> Thread:
    """All that rests on these."""
    citing: dict[str, list[str]] = {}
    for name, claim in ledger.claims.items():
        for identity in dict.fromkeys(claim["sources"].values()):
            citing.setdefault(identity, []).append(name)
    return _walk(ledger, list(starts), DOWN, lambda one: (*ledger.children.get(one, ()), *citing.get(one, ())))


def _walk(ledger: Ledger, starts: list[str], direction: str, following: Callable[[str], tuple[str, ...]]) -> Thread:
    met = dict.fromkeys(starts)
    edges: dict[tuple[str, str], None] = {}
    waiting = list(met)
    while waiting:
        one = waiting.pop(0)
        for other in following(one):
            edges[(one, other) if direction == UP else (other, one)] = None
            if other not in met:
                met[other] = None
                waiting.append(other)
    return Thread(starts[0] if starts else "", direction, tuple(node(ledger, one) for one in met), tuple(edges))


def _above(ledger: Ledger, one: str) -> tuple[str, ...]:
    if one in ledger.claims:
        return tuple(dict.fromkeys(ledger.claims[one]["sources"].values()))
    return tuple(dict.fromkeys(ledger.records[one].parents)) if one in ledger.records else ()


def node(ledger: Ledger, one: str) -> Node:
    """A claim or record with its state."""
    if one in ledger.claims:
        amber = claim_state(ledger, one)
        what = CLAIM
    elif one not in ledger.records:
        return Node(one, "record", ledger.name_of(one), ABSENT)
    elif one not in ledger.current:
        return Node(one, kind(ledger.records[one]), ledger.name_of(one), SUPERSEDED, changed(ledger, one))
    else:
        amber, what = state(ledger, one), kind(ledger.records[one])
    name = one if what == CLAIM else ledger.name_of(one)
    return Node(one, what, name, AMBER, amber.reason, amber.step) if amber else Node(one, what, name, FRESH)
