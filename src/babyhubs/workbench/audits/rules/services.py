"""Everything that changes the rule of a programme."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone

from babyhubs.audit import rule as rules
from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench.audits import tasks
from babyhubs.workbench.audits.models import RuleVersion, Upload
from babyhubs.workbench.audits.rules.current import in_force, rule_of
from babyhubs.workbench.audits.rules.numbers import changed
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

State = RuleVersion.State
OPEN = (State.UNTRIED, State.WAITING, State.TRIED, State.FAILED)


@audited("rule.proposed", "proposed another version of the rule")
def propose(actor: Actor, programme: Any, *, numbers: Mapping[str, Any], reason: str) -> Changed[RuleVersion]:
    """A new version; the worker tries it where there are records. numbers: fields of the rule with their new values."""
    versions = RuleVersion.objects.select_for_update().filter(programme=programme)
    if versions.filter(state__in=OPEN).exists():
        raise InputError("There is a proposal already.", remedy="Adopt it or drop it first.")
    now = in_force(programme.pk)
    before = rule_of(now)
    number = max(int(rules.read().version), versions.aggregate(last=Max("number"))["last"] or 0) + 1
    named = {"version": str(number), "date": timezone.localdate().isoformat(), "reason_for_version": reason}
    after = rules.of(before.model_dump() | dict(numbers) | named, "the new version")
    one = RuleVersion(
        programme=programme, number=number, content=after.model_dump_json(), reason=reason, rests_on=now,
        proposed_by_id=actor.key or None,
    )  # fmt: skip
    _try(one)
    details = {"version": number, "rule": after.reference, "changed": _told(before, after), "reason": reason}
    return Changed(one, subject=one, programme=programme.pk, details=details)


@audited("rule.trial-asked", "had a version of the rule tried")
def try_again(actor: Actor, version: RuleVersion) -> Changed[RuleVersion]:
    """On the records that are there now."""
    one = _open(version)
    _try(one)
    return Changed(one, subject=one, programme=one.programme_id, details={"version": one.number})


@audited("rule.tried", "tried a version of the rule")
def tried(actor: Actor, version: RuleVersion, *, moved: Mapping[str, Any]) -> Changed[RuleVersion]:
    """What moved."""
    version.state, version.moved = State.TRIED, dict(moved)
    version.save(update_fields=["state", "moved"])
    groups = sum(row["moved"] for row in moved["groups"])
    details = {"version": version.number, "verdicts_moved": groups}
    return Changed(version, subject=version, programme=version.programme_id, details=details)


@audited("rule.trial-failed", "could not try a version of the rule")
def trial_failed(actor: Actor, version: RuleVersion, *, problem: BabyhubsError) -> Changed[RuleVersion]:
    """Why, for people."""
    version.state = State.FAILED
    version.problem_what, version.problem_where, version.problem_remedy = problem.what, problem.where, problem.remedy
    version.save()
    return Changed(version, subject=version, programme=version.programme_id, details={"version": version.number})


@audited("rule.adopted", "adopted a version of the rule")
def adopt(actor: Actor, version: RuleVersion) -> Changed[RuleVersion]:
    """It holds from now on. Where there are records, somebody must have been shown first what moves."""
    one = _open(version)
    if one.state == State.UNTRIED and _has_records(one.programme_id):
        raise InputError("There are records now that it has not been tried on.", remedy="Try it first.")
    if one.state not in {State.TRIED, State.UNTRIED}:
        raise InputError("What it would move is not known.", remedy="Wait for the trial, or try it again.")
    _decide(one, State.ADOPTED, actor)
    details = {"version": one.number, "rule": rule_of(one).reference}
    return Changed(one, subject=one, programme=one.programme_id, details=details)


@audited("rule.dropped", "dropped a version of the rule")
def drop(actor: Actor, version: RuleVersion) -> Changed[RuleVersion]:
    """It will not hold. It stays to be read."""
    one = _open(version)
    _decide(one, State.DROPPED, actor)
    return Changed(one, subject=one, programme=one.programme_id, details={"version": one.number})


def _has_records(programme_id: Any) -> bool:
    """Whether there is anything to try a rule on."""
    return Upload.objects.filter(programme=programme_id, state=Upload.State.CHECKED).exists()


def _open(version: RuleVersion) -> RuleVersion:
    one = RuleVersion.objects.select_for_update().get(pk=version.pk)
    if one.state not in OPEN:
        raise InputError("This version was decided on already.", remedy="Propose a new one.")
    return one


def _try(one: RuleVersion) -> None:
    one.problem_what = one.problem_where = one.problem_remedy = ""
    one.state = State.WAITING if _has_records(one.programme_id) else State.UNTRIED
    one.task = str(tasks.try_rule.enqueue(str(one.pk)).id) if one.state == State.WAITING else ""
    one.save()


def _decide(one: RuleVersion, state: Any, actor: Actor) -> None:
    one.state, one.decided_at, one.decided_by_id = state, timezone.now(), actor.key or None
    one.save(update_fields=["state", "decided_at", "decided_by"])


def _told(before: rules.Rule, after: rules.Rule) -> dict[str, str]:
    return {label: f"{then} → {now}" for label, then, now in changed(before.model_dump(), after.model_dump())}
