"""What moved since an earlier audit: which verdicts changed, and which numbers changed by more than chance may.

A change is set against its own 95% limits, made from the limits of the two figures (`statistics.two_intervals`). They take
the two figures to share nobody. Where periods overlap babies are in both, the limits are then too wide, and a change that is
marked is the surer for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.reports import cells
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results.choices import Choice

Row = Mapping[str, Any]
NONE = "–"
_LIMITS = ("estimate", "lower", "upper")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A group whose verdict is another now; a dash where the group was not, or is not, judged."""

    about: str
    then: str
    now: str
    reach_then: str
    reach_now: str


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in both audits. change: with its 95% limits. clear: these exclude nought."""

    about: str
    words: str
    then: str
    now: str
    change: str
    clear: bool


def before(run: Run, others: Sequence[Run], wanted: str) -> Run | None:
    """The audit to compare with: the one that is wanted, or the newest that is older and has an answer."""
    answered = [one for one in others if not one.refused and one.pk != run.pk]
    for one in answered:
        if str(one.pk) == wanted:
            return one
    return next((one for one in answered if one.asked_at < run.asked_at), None)


def verdicts(then: Sequence[Row], now: Sequence[Row], choice: Choice) -> list[Verdict]:
    """Rows of the two audits' verdicts; the present order, then groups that are gone."""
    earlier = {tuple(row["key"]): row for row in then}
    later = {tuple(row["key"]): row for row in now}
    found = []
    for key in [*later, *(key for key in earlier if key not in later)]:
        old, new = earlier.get(key), later.get(key)
        if choice.holds(*key) and (old is None or new is None or old["verdict"] != new["verdict"]):
            found.append(
                Verdict(
                    (new or old or {})["group"],
                    old["verdict"] if old else NONE,
                    new["verdict"] if new else NONE,
                    old["reach"] if old else NONE,
                    new["reach"] if new else NONE,
                )
            )
    return found


def changes(then: Sequence[Row], now: Sequence[Row], choice: Choice) -> list[Change]:
    """Every figure that both audits show with limits."""
    earlier = {_key(row): row for row in then if _has_limits(row)}
    pairs = [
        (row, earlier[_key(row)])
        for row in now
        if _key(row) in earlier and _has_limits(row) and choice.holds(row["attribute"], row["group"])
    ]
    return [
        _change(new, old, gap, low, high)
        for (new, old), (gap, low, high) in zip(pairs, _differences(pairs), strict=True)
    ]


def _differences(pairs: Sequence[tuple[Row, Row]]) -> list[tuple[float, float, float]]:
    """now - then with its limits, for each pair."""
    from babyhubs.statistics import two_intervals  # noqa: PLC0415 - numerical libraries, for this page alone

    def limits(place: int) -> tuple[list[float], list[float], list[float]]:
        estimate, lower, upper = ([pair[place][name] for pair in pairs] for name in _LIMITS)
        return estimate, lower, upper

    gaps, lows, highs = two_intervals.difference(limits(0), limits(1))
    return list(zip(gaps.tolist(), lows.tolist(), highs.tolist(), strict=True))


def _change(new: Row, old: Row, *limits: float) -> Change:
    gap, low, high = (value * new["times"] for value in limits)
    told = f"{_signed(gap)} ({_signed(low)} to {_signed(high)})"
    return Change(new["about"], new["words"], old["shown"], new["shown"], told, low > 0 or high < 0)


def _has_limits(row: Row) -> bool:
    return all(row[name] is not None for name in _LIMITS)


def _key(row: Row) -> tuple[str, ...]:
    return row["view"], row["measure"], row["attribute"], row["group"]


def _signed(value: float) -> str:
    text = cells.decimal(value, 1)
    return f"−{text[1:]}" if text.startswith("-") else f"+{text}" if text != "0.0" else text
