"""The certificate: everything that a checker needs to see that nobody's chance could be better, as plain numbers.

Weights and multipliers are written as whole numbers of a million-millionth, so that the checker works with exact fractions. Nothing in it is a name;
kinds are lists of places in the pool file.
"""

from typing import Any

import numpy as np

from babyhubs.panel.draw import Draw
from babyhubs.panel.kinds import Floats, Kinds
from babyhubs.panel.proof import Case, Proof

SCHEMA = "babyhubs-panel-certificate/1"
PARTS = 10**12


def certificate(draw: Draw, digests: dict[str, str], about: dict[str, Any]) -> dict[str, Any]:
    """As JSON. digests: SHA-256 of the files that the draw rests on, by name."""
    place = {person: number for number, person in enumerate(about.pop("order"))}
    return {
        "schema": SCHEMA,
        **about,
        "method": draw.method,
        "route": draw.route,
        "seats": draw.kinds.seats,
        "parts": PARTS,
        "files": dict(sorted(digests.items())),
        "rows": _rows(draw.kinds),
        "kinds": [[place[person] for person in members] for members in draw.kinds.members],
        "never": [{"kind": one.kind, "proof": _proof(one.proof)} for one in draw.never],
        "levels": [
            {
                "fixed": [int(kind) for kind in level.fixed],
                "weight": _sparse(level.weight / draw.kinds.size),
                "floor": _sparse(level.floor),
                "proof": _proof(level.proof),
            }
            for level in draw.levels
        ],
    }


def _rows(kinds: Kinds) -> list[str]:
    """How the rows are counted: the seats, the quotas in the order of their file, the households in the order of the pool."""
    return [row.about for row in kinds.rows]


def _proof(proof: Proof) -> dict[str, Any]:
    if isinstance(proof, Case):
        found: dict[str, Any] = {"multipliers": _sparse(proof.multipliers)}
        return {**found, "empty": True} if proof.empty else found
    return {
        "split": [proof.about, proof.number, proof.value],
        "at_most": _proof(proof.down),
        "at_least": _proof(proof.up),
    }


def _sparse(values: Floats) -> list[list[int]]:
    """Pairs of place and whole parts; what rounds to none is left out."""
    parts = [round(float(value) * PARTS) for value in values]
    return [[place, parts[place]] for place in np.flatnonzero(parts).tolist()]
