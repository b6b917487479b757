"""What `value` may hold, kind by kind: whatever passes here, the rest of the program can work with."""

from collections.abc import Callable
from typing import Any

from babyhubs.observations.log.operation_kinds import ROLES

Value = dict[str, Any]


def fault(kind: str, value: Value) -> str:
    """What is wrong with the value of an operation of this kind; "" if nothing is."""
    checks: dict[str, Callable[[Value], str]] = {
        "open": _header, "context": _header, "actor": _actor, "present": _present, "anchor": _anchor, "scan": _scan, "scan_end": _scan_end,
    }  # fmt: skip
    return checks[kind](value) if kind in checks else ""


def _header(value: Value) -> str:
    for name in ("layout", "ethogram", "protocol", "staff", "planned", "from"):
        if name in value and not isinstance(value[name], dict):
            return f"{name} is an object"
    for name in ("occasion", "hub", "model", "observer", "keep_until"):
        if name in value and not isinstance(value[name], str):
            return f"{name} is a text"
    for name in ("layout", "ethogram"):
        version = value.get(name, {}).get("version", 0)
        if not _whole(version):
            return f"the version of the {name} is a whole number"
    for name in ("head_count_in", "head_count_out", "recorded_attendances"):
        if name in value and not _whole(value[name]):
            return f"{name} is a whole number from 0"
    return ""


def _actor(value: Value) -> str:
    if value.get("role", "other") not in ROLES:
        return f"role is one of {', '.join(ROLES)}"
    if not _texts(value.get("members", [])):
        return "members is a list of texts"
    return "" if isinstance(value.get("said", ""), str) else "said is a text"


def _present(value: Value) -> str:
    return "" if _whole(value.get("since_ms", 0)) else "since_ms is a whole number from 0"


def _anchor(value: Value) -> str:
    return "" if _whole(value.get("gap_ms", 0)) else "gap_ms is a whole number from 0"


def _scan(value: Value) -> str:
    if not _whole(value.get("scan", 0)):
        return "scan is a whole number from 0"
    counts = value.get("count", {})
    if not isinstance(counts, dict) or not all(_whole(one) for one in counts.values()):
        return "count has a whole number for each role"
    return "" if _texts(value.get("conditions", [])) else "conditions is a list of texts"


def _scan_end(value: Value) -> str:
    if not _whole(value.get("scan", 0)):
        return "scan is a whole number from 0"
    if not _texts(value.get("unseen", [])):
        return "unseen is a list of tokens"
    missed = value.get("missed", [])
    return "" if isinstance(missed, bool) or _texts(missed) else "missed is true or a list of zones"


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
