"""The rule and its versions as their pages show them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from babyhubs.audit import rule as rules
from babyhubs.workbench.audits import periods
from babyhubs.workbench.audits.models import RuleVersion
from babyhubs.workbench.audits.rules.current import rule_of
from babyhubs.workbench.audits.rules.numbers import changed, in_words
from babyhubs.workbench.audits.rules.services import OPEN

State = RuleVersion.State
_COLOURS = {State.WAITING: "blue", State.TRIED: "yellow", State.ADOPTED: "green", State.FAILED: "red"}


@dataclass(frozen=True, slots=True)
class Line:
    """A version in the list. address: "" for the rule that comes with the program. waits: for a decision."""

    number: str
    state: str
    colour: str
    at: datetime | None
    reason: str
    reference: str
    address: str
    words: list[tuple[str, list[str]]]
    waits: bool = False


def lines(programme: Any) -> list[Line]:
    """Every version of a programme, the newest first, and the program's own at the end."""
    versions = list(RuleVersion.objects.filter(programme=programme))
    adopted = [one for one in versions if one.state == State.ADOPTED]
    holds = max(adopted, key=lambda one: one.decided_at, default=None)
    own = rules.read()
    state, colour = ("In force", "green") if holds is None else ("Replaced", "grey")
    first = Line(
        own.version, state, colour, None, "It comes with the program.", own.reference, "", in_words(own.model_dump())
    )
    return [*(_line(one, holds) for one in versions), first]


def _line(one: RuleVersion, holds: RuleVersion | None) -> Line:
    rule = rule_of(one)
    state = one.get_state_display()
    if one.state == State.ADOPTED:
        state = "In force" if holds is not None and one.pk == holds.pk else "Replaced"
    return Line(
        str(one.number),
        state,
        "grey" if state == "Replaced" else _COLOURS.get(one.state, "grey"),
        one.proposed_at,
        one.reason,
        rule.reference,
        reverse("audit-rule-version", args=[one.programme_id, one.pk]),
        in_words(rule.model_dump()),
        waits=one.state in OPEN,
    )


def differences(one: RuleVersion) -> list[tuple[str, str, str]]:
    """What this version says otherwise than the one before it."""
    return changed(rule_of(one.rests_on).model_dump(), rule_of(one).model_dump())


def moved(one: RuleVersion) -> dict[str, Any]:
    """What the trial showed; nothing where there was none."""
    if not one.moved:
        return {}
    found = dict(one.moved)
    groups = found["groups"]
    found["period"] = periods.in_words(found["period"])
    found["comparable"] = not (found["before"]["refused"] or found["after"]["refused"])
    found["moved"], found["same"] = ([row for row in groups if row["moved"] is moves] for moves in (True, False))
    then, now = (Counter(row[when]["verdict"] for row in groups if row[when]) for when in ("then", "now"))
    found["counts"] = [(verdict, then[verdict], now[verdict]) for verdict in sorted({*then, *now})]
    return found
