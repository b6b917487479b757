"""What stands beside an answer: what a full dose would have done, what happened to outcomes that could not move, and what else happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babyhubs.evaluation.change_log import Entry, concurrent, month_number
from babyhubs.evaluation.full_dose import FullDose
from babyhubs.evaluation.gap import Answer
from babyhubs.evaluation.study import Study


@dataclass(frozen=True)
class Happened:
    """An event of the log that is no part of the model. hub: "" where it met all. near: within three months of a change there."""

    hub: str
    on: date
    what: str
    until: date | None
    near: bool


@dataclass(frozen=True)
class Beside:
    """doses: by the name of the outcome. unmoved: answers about outcomes that the change could not move. happened: in order of days."""

    doses: Mapping[str, FullDose] = field(default_factory=dict)
    unmoved: tuple[Answer, ...] = ()
    happened: tuple[Happened, ...] = ()


def happened(log: Sequence[Entry], study: Study, first: date) -> tuple[Happened, ...]:
    """What else the log knows from the months of the study."""
    near = {(entry.hub, entry.on, entry.what) for _, entry in concurrent(log, first)}
    begin, end = int(study.months[0]), int(study.months[-1])
    found = [
        Happened(one.hub, one.on, one.what, one.until, (one.hub, one.on, one.what) in near)
        for one in log
        if not one.is_component
        and month_number(one.on, first) <= end
        and month_number(one.until or one.on, first) >= begin
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.hub, one.what)))
