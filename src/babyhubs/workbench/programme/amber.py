"""What has turned amber: a step whose result rests on something that changed since, or on what it may not use.

A step says itself what its newest result used, and when it came about (`steps.Standing`). From that follows here, for
all steps alike, which of them are out of date.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from babyhubs.workbench.programme.steps import Standing, State, steps
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import refusal


def turned(standings: Mapping[str, Standing], decisions: set[Use]) -> dict[str, Standing]:
    """The standings with every step amber that rests on a changed one, in the order of the thread."""
    found: dict[str, Standing] = {}
    for key in steps():
        now = standings[key]
        reasons = [now.why] if now.why else []
        for use in now.uses:
            reasons += _reasons(now, found.get(use.source), use, decisions)
        state = State.STALE if reasons and now.state is not State.NOT_BEGUN else now.state
        found[key] = replace(now, state=state, why=" ".join(dict.fromkeys(reasons)))
    return found


def _reasons(now: Standing, source: Standing | None, use: Use, decisions: set[Use]) -> list[str]:
    """Why a step is out of date because of one that it rests on; a step rests only on steps before it."""
    title = steps()[use.source].title
    said = []
    if source is not None and source.state is State.STALE:
        said.append(f"{title}, which it rests on, is out of date.")
    elif source is not None and source.at and now.at and source.at > now.at:
        day = timezone.localtime(source.at)
        said.append(f"{title}, which it rests on, has a newer result, of {day.day} {day:%B %Y}.")
    if use.crosses and use not in decisions:
        said.append(refusal(use))
    return said
