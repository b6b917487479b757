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
from babyhubs.evaluation.change_log import month_number
from babyhubs.evaluation.dip import Picked
from babyhubs.evaluation.findings import findings
from babyhubs.evaluation.gap import Answer, judge, with_placebo_outcomes
from babyhubs.evaluation.outcomes import Outcome, outcomes
from babyhubs.evaluation.sentences import conclusion, levelling_down
from babyhubs.evidence.finding import Finding, digest
from babyhubs.reports.evaluation import gap_page
from babyhubs.reports.phrases import capital
from babyhubs.workbench.evaluation import exposure
from babyhubs.workbench.evaluation.runs import control_charts, words
from babyhubs.workbench.evaluation.runs.answered import Answered, figure, write_folder
from babyhubs.workbench.evaluation.runs.forms import LOG
from babyhubs.workbench.evaluation.runs.stamped import stamp
from babyhubs.workbench.evaluation.tables.reading import frame, named
from babyhubs.workbench.programme import sources

_PARENTS = {"deprivation_national", "ethnic_group"}  # attributes of the audit that the gaps are about


def answered(run: Any) -> Answered:
    """Every outcome of the protocol; without one, every outcome of the table."""
    table, protocol = run.cells, _protocol(run)
    log, begun = _log(run, protocol)
    rows_of_study, left_out = _months(frame(table), table, protocol)
    with named(table):
        read = study.study(rows_of_study, table.name, log, table.first_month if log else None)
    if log and not (read.start >= 0).any() and not any(entry.is_component for entry in log):
        raise InputError(
            "No hub of this table has changed by the log.", where="the log of changes",
            remedy="Write down what changed at the hubs, or choose the dates in the table.",
        )  # fmt: skip
    there = {one.name for one in read.available}
    asked = [protocol.primary_outcome, *protocol.secondary_outcomes] if protocol else []
    chosen = [outcomes()[name] for name in asked if name in there] or list(read.available)
    rank = protocol.rank if protocol else "national"
    picked: Picked = protocol.hubs_picked if protocol else ""
    answers = [judge(read, one, rank=rank, picked=picked) for one in chosen]
    answers = _with_placebos(read, answers, protocol, there, picked)
    stamped = stamp(run.protocol, table.opened_at)
    said = as_json(read, answers, stamped)
    period = _period(table, read)
    inputs = (table.sha256, digest([begun, sorted(str(entry) for entry in log)]))
    parents = _parents(run.programme)
    found = [
        (words.about(one), one)
        for one in findings(answers, period, run.project_class, stamped.get("digest", ""), inputs, parents)
    ]
    laid_out = [gap_page.section(one, number) for number, one in enumerate(answers)]
    _write(run, answers, said, found, laid_out)
    main = answers[0]
    page = {
        "protocol": stamped,
        "design": said["design"],
        "period": period,
        "months_left_out": left_out,
        "missing": [outcomes()[name].label for name in asked if name not in there],
        "sections": [_section(one, its) for one, its in zip(answers, laid_out, strict=True)],
        "dated_by": run.asked["dates"],
    }
    pages = {"gap": page, "hubs": control_charts.page(read, main.outcome, _names(run))}
    return Answered(conclusion(main), all(one.status == "refused" for one in main.estimates), pages, found)


def _protocol(run: Any) -> protocols.Protocol | None:
    return protocols.Protocol.model_validate_json(run.protocol.content) if run.protocol else None


def _log(run: Any, protocol: protocols.Protocol | None) -> tuple[list[Any], str]:
    if run.asked["dates"] != LOG:
        return [], "dates of the table"
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
    return exposure.as_log(entries, protocol.counts_as_change if protocol else (), there), "log of the hubs"


def _months(rows_read: pl.DataFrame, table: Any, protocol: protocols.Protocol | None) -> tuple[pl.DataFrame, int]:
    """The rows of the protocol's months, and how many months of the table lie outside them."""
    if protocol is None or table.first_month is None:
        return rows_read, 0
    first, last = (month_number(day, table.first_month) for day in (protocol.first_month, protocol.last_month))
    month = rows_read["month"].cast(pl.Int64, strict=False)
    inside = rows_read.filter(month.is_between(first, last) | month.is_null())
    if inside.is_empty():
        raise InputError(
            "None of the table's months is a month of the protocol.", where=table.name,
            remedy="Check the first month of the table, or write a new version of the protocol.",
        )  # fmt: skip
    return inside, int(month.n_unique() - inside["month"].n_unique())


def _with_placebos(
    read: study.Study, answers: list[Answer], protocol: Any, there: set[str], picked: Picked
) -> list[Answer]:
    names = [name for name in protocol.placebo_outcomes if name in there] if protocol else []
    if not names:
        return answers
    tried = tuple(judge(read, outcomes()[name], 0, rank=protocol.rank, checks=False, picked=picked) for name in names)
    return [with_placebo_outcomes(one, tried) for one in answers]


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
        "tables": [part for part in laid_out["tables"] if not part["name"].startswith(("headline", "groups"))],
        "scope": {"changed": one.scope.changed, "compared": one.scope.compared, "after": int(one.scope.after.sum())},
    }


def _write(
    run: Any,
    answers: Sequence[Answer],
    said: dict[str, Any],
    found: Sequence[tuple[str, Finding]],
    laid_out: Sequence[dict[str, Any]],
) -> None:
    tidy = [row | {"why": " ".join(row["why"])} for one in answers for row in rows(one)]
    files = {
        "report.html": gap_page.page(answers, said, laid_out, internal=False, simulated=settings.BABYHUBS_SIMULATED),
        "csv/estimates.csv": pl.DataFrame(tidy, infer_schema_length=None).write_csv(),
    }
    write_folder(run, files, found, {"protocol": said["protocol"], "simulated": settings.BABYHUBS_SIMULATED})
