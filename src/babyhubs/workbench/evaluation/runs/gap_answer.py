"""Did the change narrow the gap? The worker's answer, and what its page shows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from django.conf import settings

from babyhubs.errors import InputError
from babyhubs.evaluation import protocol as protocols
from babyhubs.evaluation import study
from babyhubs.evaluation.as_json import as_json, rows
from babyhubs.evaluation.beside import Beside, happened
from babyhubs.evaluation.dip import Picked
from babyhubs.evaluation.findings import findings
from babyhubs.evaluation.full_dose import FullDose, dose_of_log, per_full_dose
from babyhubs.evaluation.gap import Answer, judge, with_placebo_outcomes
from babyhubs.evaluation.outcomes import Outcome, outcomes
from babyhubs.evaluation.sentences import conclusion, levelling_down
from babyhubs.evaluation.within import months_of
from babyhubs.evidence.finding import Finding, digest
from babyhubs.reports.evaluation import gap_beside, gap_page
from babyhubs.reports.evaluation.gap_folder import with_dose
from babyhubs.reports.phrases import capital
from babyhubs.workbench.evaluation import exposure
from babyhubs.workbench.evaluation.runs import control_charts, dosing, words
from babyhubs.workbench.evaluation.runs.answered import Answered, figure, write_folder
from babyhubs.workbench.evaluation.runs.forms import LOG
from babyhubs.workbench.evaluation.runs.stamped import stamp
from babyhubs.workbench.evaluation.tables.reading import frame, named
from babyhubs.workbench.programme import sources

_PARENTS = {"deprivation_national", "ethnic_group"}  # attributes of the audit that the gaps are about


def answered(run: Any) -> Answered:
    """Every outcome of the protocol; without one, every outcome of the table."""
    table, protocol = run.cells, _protocol(run)
    log, begun, changed = _log(run, protocol)
    rows_of_study, left_out = months_of(frame(table), protocol, table.first_month, table.name)
    with named(table):
        read = study.study(rows_of_study, table.name, log, table.first_month if log else None)
    if log and not (read.start >= 0).any() and not any(entry.is_component for entry in log):
        raise InputError(
            "No hub of this table has changed by the log.", where="the log of changes",
            remedy="Write down what changed at the hubs, or choose the dates in the table.",
        )  # fmt: skip
    there = {one.name for one in read.available}
    asked = [protocol.primary_outcome, *protocol.secondary_outcomes] if protocol else []
    chosen = [outcomes()[name] for name in asked if name in there] if asked else list(read.available)
    if not chosen:
        raise InputError(
            "The table carries none of the outcomes that the protocol names.", where=table.name,
            remedy=f"Bring a table with {outcomes()[asked[0]].label}, or write a new version of the protocol and say why.",
        )  # fmt: skip
    rank = protocol.rank if protocol else "national"
    picked: Picked = protocol.hubs_picked if protocol else ""
    answers = [judge(read, one, rank=rank, picked=picked) for one in chosen]
    tried = _placebos(read, protocol, there, picked)
    answers = [with_placebo_outcomes(one, tried) for one in answers]
    stamped = stamp(run.protocol, table.opened_at)
    names = _names(run)
    seen = dosing.seen(run, {name: code for code, name in names.items()} | {code: code for code in names}, changed)
    beside = Beside(
        _doses(run, read, answers, log, seen, rank), tried, happened(log, read, table.first_month) if log else ()
    )
    said = as_json(read, answers, stamped, beside)
    period = _period(table, read)
    inputs = (table.sha256, digest([begun, sorted(str(entry) for entry in log)]))
    parents = tuple(sorted({*_parents(run.programme), *(seen.rests_on if seen else ())}))
    found = [
        (words.about(one), one)
        for one in findings(answers, period, run.project_class, stamped.get("digest", ""), inputs, parents)
    ]
    laid_out = [gap_page.section(one, number) for number, one in enumerate(answers)]
    laid_out = [with_dose(its, one, beside) for its, one in zip(laid_out, answers, strict=True)]
    after = [gap_beside.unmoved(tried), gap_beside.happened(beside.happened, names)]
    _write(run, answers, said | {"period": period}, found, laid_out, after)
    main = answers[0]
    page = {
        "protocol": stamped,
        "design": said["design"],
        "period": period,
        "months_left_out": left_out,
        "missing": [outcomes()[name].label for name in asked if name not in there],
        "sections": [_section(one, its) for one, its in zip(answers, laid_out, strict=True)],
        "dated_by": run.asked["dates"],
        "after": [one for one in after if one["rows"]],
    }
    pages = {"gap": page, "hubs": control_charts.page(read, main.outcome, names)}
    return Answered(conclusion(main), all(one.status == "refused" for one in main.estimates), pages, found)


def _protocol(run: Any) -> protocols.Protocol | None:
    return protocols.Protocol.model_validate_json(run.protocol.content) if run.protocol else None


def _log(run: Any, protocol: protocols.Protocol | None) -> tuple[list[Any], str, dict[str, date]]:
    """The log as it is counted, what it is called, and the day on which each hub changed."""
    if run.asked["dates"] != LOG:
        return [], "dates of the table", {}
    if run.cells.first_month is None:
        raise InputError(
            "The table does not say which month its month 0 is, so the log of changes cannot be laid beside it.",
            where=run.cells.name, remedy="Bring it again with its first month, or use the dates in the table.",
        )  # fmt: skip
    hubs = exposure.hubs_with_logs(run.programme)
    there = run.cells.facts["hubs"]
    if not {hub.code for hub in hubs} & set(there):
        raise InputError(
            "None of the hubs in the table is in the directory of hubs.", where=run.cells.name,
            remedy="Use the identifiers of the directory in the column clinic, or use the dates in the table.",
        )  # fmt: skip
    entries = exposure.dated(hubs, exposure.events_of(run.programme))
    counts = protocol.counts_as_change if protocol else ()
    return exposure.as_log(entries, counts, there), "log of the hubs", exposure.starts(entries, counts)


def _placebos(read: study.Study, protocol: Any, there: set[str], picked: Picked) -> tuple[Answer, ...]:
    """Answers about outcomes that the change could not move."""
    names = [name for name in protocol.placebo_outcomes if name in there] if protocol else []
    return tuple(judge(read, outcomes()[name], 0, rank=protocol.rank, checks=False, picked=picked) for name in names)


def _doses(
    run: Any, read: study.Study, answers: Sequence[Answer], log: list[Any], seen: dosing.Seen | None, rank: str
) -> dict[str, FullDose]:
    """By outcome, where it was asked for."""
    if not run.asked.get("dose") or not log:
        return {}
    dose = dose_of_log(read, log, run.cells.first_month, seen.by_hub if seen else None, seen.means if seen else "")
    found = {one.outcome.name: per_full_dose(read, one, dose, rank) for one in answers}
    return {name: one for name, one in found.items() if one}


def _parents(programme: Any) -> tuple[str, ...]:
    """What the audit found of the same groups: why the question was asked at all."""
    found = sources.findings(programme, "audit")
    return tuple(
        sorted(one.identity for one in found if one.view == "hub" and one.measure in {"reach", "reach_slope"} and one.attribute in _PARENTS)
    )  # fmt: skip


def _period(table: Any, read: study.Study) -> str:
    if table.first_month is None:
        return f"months {int(read.months[0])} to {int(read.months[-1])} of the table"
    first, last = (_day(table.first_month, int(one)) for one in (read.months[0], read.months[-1]))
    return f"{first:%B %Y} to {last:%B %Y}"


def _day(first: date, months: int) -> date:
    at = first.year * 12 + first.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def _names(run: Any) -> dict[str, str]:
    return {hub.code: hub.name for hub in exposure.hubs_with_logs(run.programme)}


def _section(one: Answer, laid_out: dict[str, Any]) -> dict[str, Any]:
    outcome: Outcome = one.outcome
    lead, _, figures = str(laid_out["sentence"]).partition(" Relative: ")
    return {
        "id": laid_out["id"],
        "heading": capital(outcome.label),
        "rate": outcome.rate,
        "good": words.good(outcome),
        "lead": lead,
        "figures": f"Relative: {figures}" if figures else "",
        "levelling_down": levelling_down(one),
        "refused": all(row.status == "refused" for row in one.estimates),
        "problems": [{"status": p.status, "sentence": p.sentence, "remedy": p.remedy} for p in one.problems],
        "side_by_side": words.side_by_side(one),
        "groups": words.groups(one),
        "chart": figure(laid_out["chart"]),
        "tables": [part for part in laid_out["tables"] if not part["name"].startswith(("headline", "groups", "dose"))],
        "dose": [part for part in laid_out["tables"] if part["name"].startswith("dose")],
        "scope": {"changed": one.scope.changed, "compared": one.scope.compared, "after": int(one.scope.after.sum())},
    }


def _write(
    run: Any,
    answers: Sequence[Answer],
    said: dict[str, Any],
    found: Sequence[tuple[str, Finding]],
    laid_out: Sequence[dict[str, Any]],
    after: Sequence[dict[str, Any]],
) -> None:
    tidy = [row | {"why": " ".join(row["why"])} for one in answers for row in rows(one)]
    files = {
        "report.html": gap_page.page(
            answers, said, laid_out, after=after, internal=False, simulated=settings.BABYHUBS_SIMULATED
        ),
        "csv/estimates.csv": pl.DataFrame(tidy, infer_schema_length=None).write_csv(),
    }
    write_folder(run, files, found, {"protocol": said["protocol"], "simulated": settings.BABYHUBS_SIMULATED})
