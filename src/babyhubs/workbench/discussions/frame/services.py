"""Everything that changes the frame. The record is told numbers, never whom a row is about."""

from collections.abc import Collection, Sequence
from typing import Any

from babyhubs.discussions import frame
from babyhubs.discussions.heard import learn_groups
from babyhubs.errors import InputError
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.frame.uses import AUDIT, audit_use
from babyhubs.workbench.programme.sources import sources
from babyhubs.workbench.programme.uses import check_use
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.frame-built", "chose from the audit's findings whom to ask")
def build(
    actor: Actor, programme: Any, *, chosen: Collection[str], uses: Sequence[str], areas: Sequence[str], target: int,
    route: str,
) -> Changed[int]:  # fmt: skip
    """Rows for the findings that were chosen, by their identity; gives how many rows are new."""
    given = sources(programme, AUDIT)
    check_use(programme, audit_use(programme, given))
    found = [one.record.to_json() for one in given if isinstance(one.record, Finding)]
    wanted = [one for one in found if one["identity"] in chosen]
    if not wanted:
        raise InputError("No group was chosen.", remedy="Tick at least one group that the audit found.")
    with project.acting(actor, programme) as act:
        before = len(frame.rows(act.project))
        learn_groups(act.project, found, act.who, act.at)
        rows = frame.build(act.project, wanted, act.who, act.at, list(areas) or [""], uses, target, route)
    return act.changed(len(rows) - before, rows=len(rows) - before, findings=len(wanted))


@audited("discussions.frame-row-added", "added a row to the frame")
def add_row(actor: Actor, programme: Any, *, group: str, use: str, area: str, target: int, route: str) -> Changed[str]:
    """Families whom no finding names."""
    with project.acting(actor, programme) as act:
        row = frame.add(act.project, "", group, use, act.who, act.at, area, target, route)
    return act.changed(row, row=row)


@audited("discussions.frame-row-changed", "changed a row of the frame")
def change_row(
    actor: Actor, programme: Any, row: str, *, use: str, area: str, target: int, route: str
) -> Changed[None]:
    """Where, how and how many."""
    with project.acting(actor, programme) as act:
        frame.change(act.project, row, act.who, act.at, area, use, target, route)
    return act.changed(None, row=row, target=target)


@audited("discussions.frame-row-removed", "took a row out of the frame")
def remove_row(actor: Actor, programme: Any, row: str) -> Changed[None]:
    """A row by which nobody was invited."""
    with project.acting(actor, programme) as act:
        frame.remove(act.project, row, act.who, act.at)
    return act.changed(None, row=row)


@audited("discussions.frame-counted", "counted who was invited, reached, agreed or took part")
def count(actor: Actor, programme: Any, row: str, *, people: dict[str, int], day: str) -> Changed[None]:
    """So many more at each stage (fewer, to put a mistake right); all of it, or nothing."""
    given = {stage: people[stage] for stage in frame.STAGES if people.get(stage)}
    if not given:
        raise InputError("No number was given.", remedy="Write how many more at one or more of the stages.")
    with project.acting(actor, programme) as act:
        frame.count_all(act.project, row, given, day, act.who, act.at)
    return act.changed(None, row=row, **{stage.replace(" ", "_"): number for stage, number in given.items()})
