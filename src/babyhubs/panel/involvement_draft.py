"""Drafts from the log: GRIPP2 short form, the six UK Standards, the recruitment flow, "you said, we did", payments and touches.

Every sentence ends with the lines that it rests on, and what the log does not hold is said to be missing.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.panel.involvement_log import Line, drafts

SUPPRESSED = "*"


@dataclass(frozen=True)
class Statement:
    """One sentence with the lines that it rests on."""

    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A section of a draft. gap: what is missing, where there is nothing."""

    title: str
    asks: str
    statements: tuple[Statement, ...]
    gap: str


@dataclass(frozen=True)
class Step:
    """A step of the recruitment flow. people: as released, "*" where it is small, "" where it was not counted."""

    kind: str
    people: str
    by_group: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Touch:
    """How often a community was asked for something within the last days; often: more than is fair."""

    community: str
    count: int
    often: bool
    lines: tuple[str, ...]


def gripp2(log: Sequence[Line]) -> tuple[Section, ...]:
    """The five items of the GRIPP2 short form."""
    return tuple(_section(part, log) for part in drafts()["gripp2"])


def standards(log: Sequence[Line]) -> tuple[Section, ...]:
    """The six UK Standards for Public Involvement."""
    return tuple(_section(part, log) for part in drafts()["standard"])


def flow(log: Sequence[Line], profile: Profile) -> tuple[Step, ...]:
    """Told, interested, eligible, in the pool, drawn, accepted, stayed; by group, small counts hidden.

    A line without a group is the count of all. Groups are shown only where none of them is small: one hidden group would follow from the total.
    """
    found = []
    for kind in drafts()["flow"]["kinds"]:
        lines = [one for one in log if one.kind == kind and one.people is not None]
        whole = [one.people or 0 for one in lines if not one.group]
        groups: dict[str, int] = defaultdict(int)
        for one in lines:
            if one.group:
                groups[one.group] += one.people or 0
        small = any(_released(number, profile) == SUPPRESSED for number in groups.values())
        shown = tuple((name, SUPPRESSED if small else _released(groups[name], profile)) for name in sorted(groups))
        total = _released(sum(whole), profile) if whole else ""
        found.append(Step(kind, total, shown, tuple(one.line for one in lines)))
    return tuple(found)


def you_said(log: Sequence[Line]) -> tuple[Statement, ...]:
    """What changed or why not, for the page that parents read."""
    return tuple(
        Statement(f"{'We did' if one.kind == 'changed' else 'We did not'}: {one.text}", (one.line,))
        for one in log
        if one.kind in ("changed", "not changed")
    )


def paid(log: Sequence[Line]) -> dict[str, tuple[Decimal, tuple[str, ...]]]:
    """Payments and expenses: the total of each, and its lines."""
    found = {}
    for kind in ("payment", "expense"):
        lines = [one for one in log if one.kind == kind and one.pounds is not None]
        found[kind] = (sum((one.pounds or Decimal(0) for one in lines), Decimal(0)), tuple(one.line for one in lines))
    return found


def touches(log: Sequence[Line], day: date) -> tuple[Touch, ...]:
    """How often each community was asked within the days before (and on) `day`, the most asked first."""
    rule = drafts()["touches"]
    since = day - timedelta(days=rule["days"])
    lines = [one for one in log if one.community and one.kind in rule["kinds"] and since < one.day <= day]
    counts = Counter(one.community for one in lines)
    return tuple(
        Touch(name, count, count > rule["most"], tuple(one.line for one in lines if one.community == name))
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _section(part: dict[str, object], log: Sequence[Line]) -> Section:
    kinds = part["kinds"]
    assert isinstance(kinds, list)
    said = tuple(
        statement for kind in kinds for statement in _statements(kind, [one for one in log if one.kind == kind])
    )
    return Section(str(part["title"]), str(part.get("asks", "")), said, "" if said else str(part["gap"]))


def _statements(kind: str, lines: Sequence[Line]) -> list[Statement]:
    """One for each line; money together, because nobody reads twenty payments."""
    spent = [one for one in lines if one.pounds is not None]
    found = [
        Statement(f"{_words(one)} ({one.day.isoformat()})", (one.line,))
        for one in lines
        if one.text and one not in spent
    ]
    if spent:
        total = sum((one.pounds or Decimal(0) for one in spent), Decimal(0))
        words = f"{kind.capitalize()}s: {total:.2f} pounds" + (f", {len(spent)} times" if len(spent) > 1 else "")
        found.append(Statement(words, tuple(one.line for one in spent)))
    return found


def _words(one: Line) -> str:
    said = f"{one.kind.capitalize()}: {one.text}" if one.text else one.kind.capitalize()
    return f"{said}, see the bid at {one.bid_line}" if one.bid_line else said


def _released(count: int, profile: Profile) -> str:
    return SUPPRESSED if bool(is_small(count, profile)) else f"{int(rounded(count, profile)):,}"
