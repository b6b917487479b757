"""Everything that changes the seats."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.evidence.finding import Finding
from babyhubs.panel.answered import answered
from babyhubs.panel.targets import MOST_FEATURES, targets
from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.panel.current import opened
from babyhubs.workbench.panel.models import Panel
from babyhubs.workbench.panel.seats import found as audited_findings
from babyhubs.workbench.panel.seats.answers import asked, attributes, unseen
from babyhubs.workbench.panel.seats.rules import Edit, Rule, check_limits, proposed, read
from babyhubs.workbench.people.questions import PREFER_NOT, characteristics
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

MOST_SEATS = 60


@audited("panel.seats-proposed", "proposed the seats of the panel from the audit", database=PEOPLE)
def propose(
    actor: Actor,
    programme: Any,
    *,
    seats: int,
    features: Sequence[str],
    unseen_groups: Sequence[str],
    leave: float = 0.2,
) -> Changed[Panel]:
    """Seats from the newest audit: for these attributes, and for these groups that records cannot show. Edits of before are gone."""
    _check_seats(seats)
    if not features and not unseen_groups:
        raise InputError("Choose at least one question.", remedy="Tick those in which families are missed.")
    if set(features) - set(attributes()) or set(unseen_groups) - set(unseen()):
        raise InputError("The register asks nothing that shows this group.", remedy="Choose from the list.")
    there = audited_findings.usable(programme)
    findings = [one.record for one in there.sources if isinstance(one.record, Finding)]
    named = {one.record.identity: (one.about, one.address) for one in there.sources}
    found = targets(findings, seats, features, unseen_groups)
    how = asked(findings)
    panel = opened(programme.pk)
    panel.seats, panel.leave = seats, leave
    panel.rules = [proposed(one, named).stored() for one in answered(found, how, seats)]
    panel.missed = [
        {"about": about, "address": address} for about, address in audited_findings.choices(there.sources)[2]
    ]
    panel.uses = there.uses
    panel.advice = {}
    panel.save()
    return Changed(panel, subject=panel, details={"seats": seats, "rules": len(panel.rules)})


@audited("panel.seat-added", "added a seat rule to the panel", database=PEOPLE)
def add_rule(
    actor: Actor, programme_id: uuid.UUID, *, question: str, answer: str, low: int, high: int, why: str
) -> Changed[Panel]:
    """A rule that no finding asked for, with the reason of who adds it."""
    check_limits(low, high, why)
    _check_answer(question, answer)
    panel = opened(programme_id)
    rules = read(panel.rules)
    if any((one.question, one.answer) == (question, answer) for one in rules):
        raise InputError("There is a rule for this answer already.", remedy="Change that one.")
    if len({one.question for one in rules} | {question}) > MOST_FEATURES:
        raise InputError(
            f"The rules would speak of more than {MOST_FEATURES} questions, which a small panel cannot hold.",
            remedy="Take the rules of another question out first.",
        )
    rules = (*rules, Rule(question, answer, low, high).changed(_edit(actor, low, high, why)))
    _save(panel, rules)
    return Changed(panel, subject=panel, details={"question": question, "answer": answer, "low": low, "high": high})


@audited("panel.seat-changed", "changed a seat rule of the panel", database=PEOPLE)
def change_rule(
    actor: Actor, programme_id: uuid.UUID, *, question: str, answer: str, low: int, high: int, why: str
) -> Changed[Panel]:
    """Other limits for one answer; the reason stays with the rule, and with the quotas of the next draw."""
    check_limits(low, high, why)
    panel = opened(programme_id)
    rules = read(panel.rules)
    if not any((one.question, one.answer) == (question, answer) for one in rules):
        raise InputError("There is no such rule any more.", remedy="Go back to the seats.")
    change = _edit(actor, low, high, why)
    _save(
        panel, tuple(one.changed(change) if (one.question, one.answer) == (question, answer) else one for one in rules)
    )
    return Changed(panel, subject=panel, details={"question": question, "answer": answer, "low": low, "high": high})


@audited("panel.seats-counted", "changed the number of seats of the panel", database=PEOPLE)
def count(actor: Actor, programme_id: uuid.UUID, *, seats: int) -> Changed[Panel]:
    """Another number of seats; the rules stay."""
    _check_seats(seats)
    panel = opened(programme_id)
    panel.seats, panel.advice = seats, {}
    panel.save()
    return Changed(panel, subject=panel, details={"seats": seats})


@audited("panel.way-out", "chose a way out where no panel kept the rules", database=PEOPLE)
def take_way(actor: Actor, programme_id: uuid.UUID, *, place: int, why: str) -> Changed[Panel]:
    """One of the alternatives of the advice; each rule that it changes keeps the reason."""
    panel = opened(programme_id)
    ways: list[Mapping[str, Any]] = panel.advice.get("ways", [])
    if not 0 <= place < len(ways):
        raise InputError("There is no such way out any more.", remedy="Make the lottery again.")
    way = ways[place]
    if not way["limits"] and way["seats"] is None:
        raise InputError("This way needs more people in the register first.", remedy="Add them, then make the lottery.")
    if not why.strip():
        raise InputError("Why this way?", remedy="Write a reason, in a sentence.")
    limits = {(one["question"], one["answer"]): (one["low"], one["high"]) for one in way["limits"]}
    said = f"{why.strip()} (No panel from the register could have {', '.join(way['asked'])}.)" if way["asked"] else why
    rules = tuple(
        one.changed(_edit(actor, *limits[one.question, one.answer], said))
        if (one.question, one.answer) in limits
        else one
        for one in read(panel.rules)
    )
    panel.seats = way["seats"] if way["seats"] is not None else panel.seats
    _save(panel, rules)
    return Changed(panel, subject=panel, details={"way": way["title"], "seats": panel.seats})


def _save(panel: Panel, rules: Sequence[Rule]) -> None:
    panel.rules, panel.advice = [one.stored() for one in rules], {}
    panel.save()


def _edit(actor: Actor, low: int, high: int, why: str) -> Edit:
    return Edit(low, high, actor.name, why.strip(), timezone.localdate().isoformat())


def _check_seats(seats: int) -> None:
    if not 2 <= seats <= MOST_SEATS:
        raise InputError(
            f"{seats} is no number of seats for a panel.", remedy=f"Write a number from 2 to {MOST_SEATS}."
        )


def _check_answer(question: str, answer: str) -> None:
    known = characteristics().get(question)
    if known is None or answer not in known.answers or answer == PREFER_NOT:
        raise InputError("This is no answer of the register's questions.", remedy="Choose from the list.")
