"""The solver's advice in the words of the register's questions, with what each way out would change in the seat rules."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babyhubs.panel.quotas import Quota
from babyhubs.workbench.panel.seats.answers import title, words
from babyhubs.workbench.panel.seats.rules import Rule


def advised(advice: Any, rules: Sequence[Rule], netted: Sequence[Quota], sitting: int) -> dict[str, Any]:
    """As the panel keeps it. netted: the rules without those who sit already, of which the solver speaks. sitting: how many they are."""
    named = {f"{one.question}: {one.answer}": _named(one.question, one.answer) for one in rules}
    named |= {one.question: f"“{title(one.question)}”" for one in rules}
    kept = {(one.feature, one.value): one for one in netted}
    whole = {(one.question, one.answer): one for one in rules}
    ways = []
    for way in advice.ways:
        limits = [_limit(whole[key], kept[key], *new) for key, new in way.limits.items()]
        ways.append(
            {
                "title": way.title,
                "sentences": [_limits_in_words(limits)] if limits else [_worded(one, named) for one in way.sentences],
                "limits": [{name: one[name] for name in ("question", "answer", "low", "high")} for one in limits],
                "seats": None if way.seats is None else way.seats + sitting,
                "asked": [one["asked"] for one in limits],
            }
        )
    return {"why": [_worded(one, named) for one in advice.why], "ways": ways}


def in_words(text: str, questions: Sequence[tuple[str, str]]) -> str:
    """A sentence of the solver with the names of these rules in words."""
    return _worded(text, {f"{question}: {answer}": _named(question, answer) for question, answer in questions})


def _limit(rule: Rule, net: Quota, low: int, high: int) -> dict[str, Any]:
    """What the new limits of the empty seats mean for the whole panel."""
    return {
        "question": rule.question,
        "answer": rule.answer,
        "low": max(0, rule.low - (net.low - low)),
        "high": rule.high + max(0, high - net.high),
        "asked": f"{rule.low} to {rule.high} of {_named(rule.question, rule.answer)}",
        "before": rule,
    }


def _limits_in_words(limits: Sequence[Mapping[str, Any]]) -> str:
    said = []
    for one in limits:
        parts = []
        if one["low"] != one["before"].low:
            parts.append(f"at least {one['before'].low} becomes at least {one['low']}")
        if one["high"] != one["before"].high:
            parts.append(f"at most {one['before'].high} becomes at most {one['high']}")
        if parts:
            said.append(f"{_named(one['question'], one['answer'])}: {', '.join(parts)}")
    return f"{'; '.join(said)}."


def _named(question: str, answer: str) -> str:
    return f"{title(question)} {words(question, answer)}"


def _worded(text: str, named: Mapping[str, str]) -> str:
    """In one pass, the longest names first, so that none is found inside another, or inside the words that took its place."""
    names = sorted(named, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), lambda found: named[found[0]], text) if names else text
