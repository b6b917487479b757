"""What could a roll-out of the remaining hubs show? From the programme's own counts, ready to be quoted in a bid."""

from typing import Any

import polars as pl
from django.conf import settings

from babyhubs.errors import InputError
from babyhubs.evaluation import power, power_findings, study
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.scope import FEWEST_CHANGED, FEWEST_COMPARED, FEWEST_HUBS
from babyhubs.workbench.evaluation import exposure
from babyhubs.workbench.evaluation.runs.answered import PROFILE, Answered, write_folder
from babyhubs.workbench.evaluation.runs.forms import GAPS, LEVELS, waves
from babyhubs.workbench.evaluation.tables.reading import frame, named

TRIES = 100
ENOUGH = 0.8  # how often a change should be shown by a plan that is worth its cost


def answered(run: Any) -> Answered:
    """How often level and relative gap would be shown, for sizes from small to large."""
    table, asked = run.cells, run.asked
    rows, log = frame(table), _log(run)
    if not log and "start" not in rows.columns:
        rows = rows.with_columns(start=pl.lit("-1"))
    with named(table):
        read = study.study(rows, table.name, log, table.first_month if log else None)
    attendance = outcomes()["attendance"]
    if attendance not in read.available:
        raise InputError(
            "The table does not count visits.", where=table.name, remedy="Add the columns contacts and infants."
        )
    records = read.by_fifth(attendance)
    free = int((~records.changes).sum())
    plan = power.Plan(
        tuple(asked["starts"]), tuple(waves(free, asked["starts"], asked["never"])), asked["never"], asked["months"]
    )
    effects = ((1.0, 1.0), *((one, 1.0) for one in LEVELS), *((1.0, one) for one in GAPS))
    _check(plan)
    results = power.simulate_power(records, plan, effects, asked.get("tries", TRIES), 1)
    events, exposed = (records.before * one.sum(axis=0) for one in (records.events, records.exposure))
    share, between, within = power.intra_hub_correlation(events, exposed)
    rate = float(events.sum() / exposed.sum())
    closed_form = [(one, power.stepped_wedge_power(plan, rate * (one - 1), between, within)) for one in LEVELS]
    sentence = _sentence(plan, results)
    found = power_findings.findings(
        results, plan, run.project_class, (run.cells.sha256,), f"{PROFILE.name} {PROFILE.version}"
    )
    shown = [_row(one) for one in results]
    page = {
        "sentence": sentence,
        "hubs": sum(plan.hubs),
        "waves": [list(pair) for pair in zip(plan.starts, plan.hubs, strict=True)],
        "never": plan.never,
        "months": plan.months,
        "changed_already": int(records.changes.sum()),
        "infants": round(float(exposed.sum() / max(int(records.before.any(axis=0).sum()), 1)), -2),
        "rate": f"{rate:.2f}",
        "correlation": f"{share:.2f}",
        "rows": shown,
        "closed_form": [[f"{100 * (size - 1):.0f}% more visits", f"{value:.0%}"] for size, value in closed_form],
        "tries": results[0].tries,
        "unsure": round(100 * 1.96 * (0.25 / results[0].tries) ** 0.5),
    }
    said = [[row["size"], row["shown"], row["half_width"]] for row in shown]
    tidy = pl.DataFrame(said, schema=["change", "shown_in", "half_width_of_the_limits"], orient="row").write_csv()
    write_folder(run, {"csv/power.csv": tidy}, found, {"plan": asked, "simulated": settings.BABYHUBS_SIMULATED})
    return Answered(sentence, False, {"power": page}, found)


def _check(plan: power.Plan) -> None:
    """A plan that no method could judge is refused before it is tried."""
    if sum(plan.hubs) < FEWEST_CHANGED or plan.never < FEWEST_COMPARED or sum(plan.hubs) + plan.never < FEWEST_HUBS:
        raise InputError(
            f"A plan of {sum(plan.hubs)} hubs that change and {plan.never} that do not cannot be judged: hubs differ from month to month.",
            remedy=f"Plan with at least {FEWEST_HUBS} hubs, of which {FEWEST_COMPARED} or more stay as they are.",
        )


def _log(run: Any) -> list[Any]:
    if run.cells.first_month is None:
        return []
    entries = exposure.dated(exposure.hubs_with_logs(run.programme), exposure.events_of(run.programme))
    log = exposure.as_log(entries, (), run.cells.facts["hubs"])
    return log if any(one.is_component for one in log) else []


def _row(one: power.Power) -> dict[str, Any]:
    if one.false_alarm:
        return {
            "size": "No change at all", "what": "Shown by mistake", "shown": f"level {one.power_level:.0%}, gap {one.power_gap:.0%}",
            "half_width": "", "enough": None,
        }  # fmt: skip
    level = one.gap == 1.0
    shown, half = (one.power_level, one.half_width_level) if level else (one.power_gap, one.half_width_gap)
    size = (
        f"{100 * (one.level - 1):.0f}% more visits by everybody"
        if level
        else f"the most deprived gain {100 * (one.gap - 1):.0f}% on the least"
    )
    return {
        "size": size, "what": "Level" if level else "Relative gap", "shown": f"{shown:.0%}",
        "half_width": f"± {100 * (2.718281828459045**half - 1):.0f}%", "enough": shown >= ENOUGH,
    }  # fmt: skip


def _sentence(plan: power.Plan, results: list[power.Power]) -> str:
    enough = [one.gap for one in results if one.gap > 1.0 and one.power_gap >= ENOUGH]
    start = f"If {sum(plan.hubs)} hubs change in {len(plan.starts)} {'wave' if len(plan.starts) == 1 else 'waves'} and {plan.never} do not, {plan.months} months"
    if not enough:
        return f"{start} are not enough: even if the most deprived gained {100 * (GAPS[-1] - 1):.0f}% on the least, it would be shown in fewer than {ENOUGH:.0%} of such roll-outs."
    least = min(enough)
    shown = next(one.power_gap for one in results if one.gap == least)
    return f"{start} would show a narrowing of the gap in which the most deprived gain {100 * (least - 1):.0f}% on the least, in {shown:.0%} of such roll-outs."
