"""The page that compares: two audits' pages and rows brought together."""

from collections.abc import Sequence
from typing import Any

from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results import comparison, frame, kept
from babyhubs.workbench.audits.results.asked import differing, shared_months
from babyhubs.workbench.audits.results.choices import EVERYTHING, Choice


def verdicts_alone(run: Run, others: Sequence[Run]) -> dict[str, Any]:
    """For the answer: the audit before, and how many verdicts are others now."""
    then = None if run.refused else comparison.before(run, others, "")
    if then is None:
        return {"before": None}
    return {"before": frame.told(then), "moved": len(comparison.verdicts(then.verdicts, run.verdicts, EVERYTHING))}


def shown(run: Run, others: Sequence[Run], choice: Choice, wanted: str) -> dict[str, Any]:
    """What the page shows; without an earlier audit it says so."""
    offered = [(str(one.pk), frame.told(one, short=True)) for one in others if one.pk != run.pk and not one.refused]
    then = comparison.before(run, others, wanted)
    if then is None:
        return {"before": None, "offered": offered}
    found = {"before": then, "told": frame.told(then), "key": str(then.pk), "offered": offered}
    asked = [kept.read(one, "asked") for one in (then, run)]
    figures = [kept.read(one, "figures") for one in (then, run)]
    if asked[0] is None or asked[1] is None or figures[0] is None or figures[1] is None:
        return found | {"gone": True}
    changes = comparison.changes(figures[0]["rows"], figures[1]["rows"], choice)
    differs, same = differing(asked[0], asked[1])
    return found | {
        "differs": differs,
        "same": same,
        "months": shared_months(then.period, run.period),
        "other_rule": then.rule != run.rule,
        "verdicts": comparison.verdicts(then.verdicts, run.verdicts, choice),
        "judged": sum(choice.holds(*row["key"]) for row in run.verdicts),
        "beyond": [one for one in changes if one.clear],
        "changes": changes,
        "without": sum(choice.holds(row["attribute"], row["group"]) for row in figures[1]["rows"]) - len(changes),
    }
