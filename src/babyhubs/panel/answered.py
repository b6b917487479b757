"""Seats by what people are asked: the groups of a finding become the answers of a register's question.

An audit knows a mother's age in six groups and a register asks in four; several groups then share one answer, and their wanted seats add up.
A group for which there is no answer stays out: nobody in the register can be seen to be of it, and the page of the seats says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from babyhubs.panel.targets import UNDER_SERVED, UNSEEN, YES, Target


@dataclass(frozen=True)
class Asked:
    """How the groups of one attribute are asked about. answers: group -> the answers that stand for it."""

    question: str
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Answered:
    """Seats for one answer. parts: the targets of the groups that it stands for, each with its finding."""

    question: str
    answer: str
    parts: tuple[Target, ...]
    wanted: float
    low: int
    high: int


def answered(found: Sequence[Target], asked: Mapping[str, Asked], seats: int) -> tuple[Answered, ...]:
    """The targets by question and answer. Floors only where a group is missed or unseen, as with single groups."""
    grouped: dict[tuple[str, str], list[Target]] = {}
    for one in found:
        how = asked.get(one.feature)
        for answer in _answers(how, one):
            assert how is not None
            grouped.setdefault((how.question, answer), []).append(one)
    rules = [_rule(question, answer, tuple(parts), seats) for (question, answer), parts in grouped.items()]
    return tuple(
        rule for question in dict.fromkeys(one.question for one in rules) for rule in _within(question, rules, seats)
    )


def _answers(how: Asked | None, one: Target) -> tuple[str, ...]:
    """The answers that stand for a group; of an unseen one only those that show it: who is not of it needs no rule."""
    if how is None or (one.verdict == UNSEEN and one.value != YES):
        return ()
    return tuple(how.answers.get(one.value, ()))


def _rule(question: str, answer: str, parts: tuple[Target, ...], seats: int) -> Answered:
    wanted = sum(one.wanted for one in parts)
    if any(one.verdict == UNSEEN for one in parts):
        return Answered(question, answer, parts, wanted, 1, seats)
    missed = sum(one.wanted for one in parts if one.verdict == UNDER_SERVED)
    low = max(floor(missed), 1 if missed >= 0.5 else 0)
    return Answered(question, answer, parts, wanted, low, min(seats, max(1, low, ceil(wanted))))


def _within(question: str, rules: Sequence[Answered], seats: int) -> list[Answered]:
    """Floors that add up to more than the seats are lowered where most was rounded up; ceilings that fall short are lifted."""
    found = [one for one in rules if one.question == question]
    while sum(one.low for one in found) > seats:
        place = max(range(len(found)), key=lambda at: (found[at].low - found[at].wanted, -at))
        found[place] = replace(found[place], low=found[place].low - 1)
    while sum(one.high for one in found) < seats and any(one.high < seats for one in found):
        place = max(range(len(found)), key=lambda at: (found[at].high < seats, found[at].wanted - found[at].high, -at))
        found[place] = replace(found[place], high=found[place].high + 1)
    return found
