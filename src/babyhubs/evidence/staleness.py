"""What has turned amber: records and claims that rest on something which has changed since, each with the reason and the step to redo.

Nothing is recomputed here. A record is fresh when everything that it rests on, all the way up, is what its strand holds now.
"""

from dataclasses import dataclass

from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import figures

BUILD = "build the evidence pack again"


@dataclass(frozen=True)
class Amber:
    """subject: the identity of the record, or the claim's name."""

    subject: str
    name: str
    reason: str
    step: str


def changed(ledger: Ledger, identity: str) -> str:
    """Why a record is no longer what its strand says; "" where it still is."""
    if identity not in ledger.records:
        return f"It rests on {ledger.name_of(identity)}."
    if identity in ledger.current:
        return ""
    name, now = ledger.name_of(identity), ledger.replaced_by(identity)
    if now is None:
        return f"“{name}” is no longer among the records of {ledger.run_of.get(identity, 'any run')}."
    old, new = figures(ledger.records[identity]), figures(now)
    moved = [one for one in old | new if old.get(one) != new.get(one)]
    if not moved:
        return f"“{name}” has changed: its figures are the same, what they rest on is not."
    one = "estimate" if "estimate" in moved else moved[0]
    return f"“{name}” has changed: {one.replace('_', ' ')} was {_shown(old.get(one))} and is {_shown(new.get(one))}."


def state(ledger: Ledger, identity: str) -> Amber | None:
    """A current record that rests on something changed; None where it is fresh, or itself superseded."""
    return _stale(ledger, identity, {}) if identity in ledger.current else None


def claim_state(ledger: Ledger, name: str) -> Amber | None:
    """A claim, of those last checked, one of whose sources has changed or is amber itself."""
    known: dict[str, Amber | None] = {}
    for identity in ledger.claims[name]["sources"].values():
        why = changed(ledger, identity)
        if why:
            return Amber(name, name, why, BUILD)
        stale = _stale(ledger, identity, known)
        if stale:
            return Amber(name, name, f"“{stale.name}” is amber. {stale.reason}", f"{stale.step}, then {BUILD}")
    return None


def ambers(ledger: Ledger) -> tuple[Amber, ...]:
    """Every current record and every claim that has turned amber, records first, in the ledger's order."""
    known: dict[str, Amber | None] = {}
    found = [_stale(ledger, identity, known) for identity in ledger.records if identity in ledger.current]
    found += [claim_state(ledger, name) for name in ledger.claims]
    return tuple(one for one in found if one)


def _stale(ledger: Ledger, identity: str, known: dict[str, Amber | None]) -> Amber | None:
    """Depth first without recursion, as a thread may be long; `known` keeps what is already settled."""
    waiting = [identity]
    while waiting:
        one = waiting[-1]
        parents = ledger.records[one].parents
        open_ones = [one for one in parents if one in ledger.current and one in ledger.records and one not in known]
        if one not in known and open_ones:
            waiting += open_ones
            continue
        known[waiting.pop()] = _judged(ledger, one, known)
    return known[identity]


def _judged(ledger: Ledger, identity: str, known: dict[str, Amber | None]) -> Amber | None:
    run = ledger.run_of.get(identity, "")
    for parent in ledger.records[identity].parents:
        why = changed(ledger, parent)
        if why:
            step = f"bring {run} up to date and record it again"
            if parent not in ledger.records:
                step = "record the findings that it rests on"
            return Amber(identity, ledger.name_of(identity), why, step)
    for parent in ledger.records[identity].parents:
        above = known.get(parent)
        if above:
            return Amber(identity, ledger.name_of(identity), above.reason, above.step)
    return None


def _shown(value: float | None) -> str:
    return "not shown" if value is None else f"{value:,.4g}" if isinstance(value, float) else f"{value:,}"
