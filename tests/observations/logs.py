"""Small logs for the tests: taps in seconds, sealed."""

from datetime import UTC, datetime
from typing import Any

from babyhubs.observations.log.operation import Operation
from babyhubs.observations.log.seal import seal

OPENED = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)


def tap(seconds: float, kind: str, actor: str = "", **said: Any) -> dict[str, Any]:
    """A tap so many seconds after the opening; `at` is the second at which it happened, for a late entry."""
    found: dict[str, Any] = {"kind": kind, "t_ms": round(seconds * 1000)}
    if actor:
        found["actor"] = actor
    if "at" in said:
        found["at_ms"] = round(said.pop("at") * 1000)
    if "with_" in said:
        found["with"] = said.pop("with_")
    return found | said


def log(*taps: dict[str, Any], name: str = "a", header: dict[str, Any] | None = None) -> list[Operation]:
    """A sealed log that begins with an opening."""
    return seal(name, OPENED, [tap(0, "open", value=header or {"hub": "HUB01", "model": "social"}), *taps])
