"""A finding: one small, frozen, content-addressed statement, the only thing that strands hand to one another.

Its identity is the SHA-256 of its canonical JSON. Two runs that conclude the same thing from the same counts by
the same method therefore make the same finding, whatever the files looked like at the door.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

SCHEMA = "babyhubs-finding/1"


def canonical_json(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces, no NaN, UTF-8.

    Floats print by Python's shortest round trip, so a number has one spelling on every machine.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, as `sha256:<hex>`."""
    return "sha256:" + hashlib.sha256(canonical_json(value).encode()).hexdigest()


@dataclass(frozen=True)
class Finding:
    """What was concluded, for which group, how surely, by which method and rule, from which inputs.

    All numbers are as released: they have been through `disclosure`. A number that may not leave, or that the data
    cannot carry, is None and `reason` says why.
    inputs:  keyed digests of the internal counts that the numbers rest on (keyed, so that nobody can guess small
             counts from a digest; the provider, who holds the key, can check them).
    parents: identities of findings that this one rests on.
    """

    strand: str  # "audit"
    project_class: str  # "clinical audit" | "service evaluation" | "public involvement" | "research"
    view: str  # "hub" | "all_contact"
    measure: str
    attribute: str
    group: str
    unit: str
    period: str  # "2025-09-01/2026-08-31"
    eligible: int | None
    estimate: float | None
    lower: float | None
    upper: float | None
    compared_with: str
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    shortfall_families: int | None
    verdict: str  # "under-served" | "adequately served" | "cannot tell" | "unseen" | ""
    reason: str
    method: str
    rule: str  # name, version and digest of the rule, or ""
    disclosure_profile: str
    software: str  # "babyhubs 0.1.0"
    inputs: tuple[str, ...]
    parents: tuple[str, ...] = ()

    @cached_property
    def identity(self) -> str:
        """The content address."""
        return digest({"schema": SCHEMA, **self._content()})

    def _content(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def to_json(self) -> dict[str, Any]:
        """The finding with its schema and identity, ready for `findings.json`."""
        return {"schema": SCHEMA, "identity": self.identity, **asdict(self)}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Finding":
        """The finding that `to_json` wrote; ValueError where its content is not what its identity says."""
        given = {name: value for name, value in content.items() if name not in ("schema", "identity")}
        given |= {name: tuple(given[name]) for name in ("inputs", "parents")}
        found = cls(**given)
        if content.get("schema") != SCHEMA or content.get("identity") != found.identity:
            raise ValueError("the content of a finding is not what its identity says")
        return found
