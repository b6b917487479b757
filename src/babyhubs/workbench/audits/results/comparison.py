"""What moved since an earlier audit: what was asked, which verdicts changed, which numbers changed by more than chance may.

A change is set against its own 95% limits, which are made from the limits of the two figures: Zou GY, Donner A. Construction of
confidence limits about effect measures. Stat Med 2008;27:1693-1702. `statistics.two_intervals.difference` is the same
formula for arrays; the pages do without the numerical libraries. It takes the two figures to share nobody. Where periods overlap
they do share babies, the limits are then too wide, and a change that is marked is the surer for it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.reports import cells
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results.choices import Choice

Row = Mapping[str, Any]
NONE = "–"


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
    earlier = {_key(row): row for row in then}
    found = []
    for row in now:
        old = earlier.get(_key(row))
        if old is None or not choice.holds(row["attribute"], row["group"]):
            continue
        if (limits := difference(row, old)) is None:
            continue
        gap, low, high = (value * row["times"] for value in limits)
        told = f"{_signed(gap)} ({_signed(low)} to {_signed(high)})"
        found.append(Change(row["about"], row["words"], old["shown"], row["shown"], told, low > 0 or high < 0))
    return found


def difference(now: Row, then: Row) -> tuple[float, float, float] | None:
    """now - then with its limits; None where one of them has no figure or no limits."""
    if any(row[name] is None for row in (now, then) for name in ("estimate", "lower", "upper")):
        return None
    gap = now["estimate"] - then["estimate"]
    down = math.hypot(now["estimate"] - now["lower"], then["upper"] - then["estimate"])
    up = math.hypot(now["upper"] - now["estimate"], then["estimate"] - then["lower"])
    return gap, gap - down, gap + up


def _key(row: Row) -> tuple[str, ...]:
    return row["view"], row["measure"], row["attribute"], row["group"]


def _signed(value: float) -> str:
    text = cells.decimal(value, 1)
    return f"−{text[1:]}" if text.startswith("-") else f"+{text}" if text != "0.0" else text
