"""What the audit found, as far as the panel may use it."""

from dataclasses import dataclass
from typing import Any

from babyhubs.errors import InputError
from babyhubs.evidence.finding import Finding
from babyhubs.panel.targets import MEASURE, UNDER_SERVED, UNSEEN, VIEW
from babyhubs.workbench.panel.seats import answers
from babyhubs.workbench.programme.sources import Source, sources
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use, class_at, class_now

AUDIT, PANEL = "audit", "panel"


@dataclass(frozen=True, slots=True)
class Usable:
    """The findings, and as which kind of work they are used."""

    sources: tuple[Source, ...]
    uses: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """An attribute or an unseen group that seats may be for. missed: how many of its groups are under-served. question: in words."""

    key: str
    question: str
    missed: int


def audit(programme: Any) -> tuple[Source, ...]:
    """The findings of the newest audit, whether they may be used or not."""
    return tuple(one for one in sources(programme, AUDIT) if isinstance(one.record, Finding))


def usable(programme: Any) -> Usable:
    """The findings, once it is decided that they may be used for this kind of work."""
    there = audit(programme)
    if not there:
        raise InputError(
            "There is no audit yet.", remedy="Add seats by hand, with your reasons, or wait for the audit."
        )
    use = Use(AUDIT, class_at(programme, AUDIT, there[0].at), PANEL, class_now(programme, PANEL))
    check_use(programme, use)
    names = ("source", "collected_as", "strand", "used_as")
    return Usable(there, [{name: getattr(use, name) for name in names}])


def choices(there: tuple[Source, ...]) -> tuple[list[Choice], list[Choice], list[tuple[str, str]]]:
    """Attributes to ask for, unseen groups to ask for, and missed groups (about, address) for which the register asks nothing."""
    known, hidden = answers.attributes(), answers.unseen()
    by_attribute: dict[str, int] = {}
    without: list[tuple[str, str]] = []
    groups: list[Choice] = []
    for one in there:
        record = one.record
        assert isinstance(record, Finding)
        if (record.view, record.measure) != (VIEW, MEASURE):
            continue
        if record.verdict == UNSEEN:
            if record.group in hidden:
                groups.append(Choice(record.group, answers.title(hidden[record.group]), 1))
            else:
                without.append((one.about, one.address))
        elif record.attribute in known and record.eligible:
            by_attribute[record.attribute] = by_attribute.get(record.attribute, 0) + (record.verdict == UNDER_SERVED)
        elif record.verdict == UNDER_SERVED:
            without.append((one.about, one.address))
    found = [Choice(key, answers.title(known[key]), missed) for key, missed in by_attribute.items()]
    return sorted(found, key=lambda one: (-one.missed, list(known).index(one.key))), groups, without
