"""What was refused, by scope, and which tables are then left out: a figure that would mislead is shown nowhere."""

from dataclasses import dataclass

from babyhubs.audit.result import AuditResult

WHOLE = "all"
# Tables that answer the main question. Without it they would be read as the answer.
ANSWERS = ("measures", "curves", "gradients", "wards")


@dataclass(frozen=True)
class Refusal:
    """One refusal: why, and what would fix it."""

    reason: str
    remedy: str


def by_scope(released: AuditResult) -> dict[str, list[Refusal]]:
    """Refusals of the whole ("all"), of an attribute, of a hub."""
    found: dict[str, list[Refusal]] = {}
    for row in released.refusals.to_dicts():
        found.setdefault(row["scope"], []).append(Refusal(row["reason"], row["remedy"]))
    return found


def left_out(released: AuditResult) -> tuple[str, ...]:
    """Names of the tables that are not shown and not written."""
    return ANSWERS if released.refused else ()
