"""The worker's part: one audit, from the files to the answer folder and the row that other strands read."""

import hashlib
import uuid
from dataclasses import astuple
from typing import Any

from babyhubs.audit import rule as rules
from babyhubs.audit import verdict
from babyhubs.audit.result import AuditResult
from babyhubs.audit.window import Window
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.errors import BabyhubsError
from babyhubs.intake.mapping import Mapping
from babyhubs.reports import cells, figures, phrases
from babyhubs.reports.answer import STAGES, Answer, Question, answer, write
from babyhubs.reports.sentences import headline
from babyhubs.workbench.audits import places, recognition, services
from babyhubs.workbench.audits.faults import logged
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.preparing import WORKER, options
from babyhubs.workbench.audits.stages import STAGES as SHOWN_STAGES

assert SHOWN_STAGES == STAGES  # the pages know their names without loading what computes


class Cancelled(Exception):
    """Somebody asked the audit to stop."""


def carry_out(run_id: uuid.UUID) -> None:
    """One audit. It ends done, cancelled or failed, and says which."""
    run = Run.objects.select_related("programme", "upload", "mapping").get(pk=run_id)
    if run.state != Run.State.WAITING:
        return
    try:
        one = _audited(run)
        services.done(WORKER, run, results=_results(one, run), findings=[found.to_json() for found in one.findings])
    except Cancelled:
        services.cancelled(WORKER, run)
    except BabyhubsError as problem:
        services.failed(WORKER, run, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.failed(WORKER, run, problem=logged(error))


def _audited(run: Run) -> Answer:
    def stage(name: str) -> None:
        """How far it is: a mark for the page and no change of anything, so not in the record."""
        begun = Run.objects.filter(pk=run.pk, cancel_asked=False).update(
            state=Run.State.RUNNING, stage=STAGES.index(name)
        )
        if not begun:
            raise Cancelled
        run.state, run.stage = Run.State.RUNNING, STAGES.index(name)

    stage(STAGES[0])
    mapping = Mapping.model_validate_json(run.mapping.content)
    tables = recognition.read_files(run.upload, mapping)
    question = Question(
        options=options(run.programme_id, mapping, run.as_of),
        rule=rules.read(),
        window=_window(run),
        grouping=run.grouping,
        profile=profile(DEFAULT),
        project_class=run.project_class,
        place=run.programme.place,
    )
    one = answer(tables, mapping, question, stage)
    write(one, question, places.answer(run), stage)
    return one


def _window(run: Run) -> Window | None:
    if run.window_start is None or run.window_end is None:
        return None
    return Window(run.window_start, run.window_end.fromordinal(run.window_end.toordinal() + 1))


def _results(one: Answer, run: Run) -> dict[str, Any]:
    report = (places.answer(run) / "report.html").read_bytes()
    released = one.released
    return {
        "period": one.provenance["period"],
        "rule": one.provenance["rule_reference"],
        "refused": released.refused,
        "headline": [] if released.refused else [text for text in astuple(headline(released)) if text],
        "verdicts": [] if released.refused else _verdicts(released),
        "refusals": released.refusals.select("scope", "reason", "remedy").to_dicts(),
        "report_sha256": hashlib.sha256(report).hexdigest(),
    }


def _verdicts(released: AuditResult) -> list[dict[str, str]]:
    """The groups, the under-served first, with figures as the report spells them."""
    labels = dict(released.attributes.select("attribute", "label").iter_rows())
    order = (verdict.UNDER_SERVED, verdict.CANNOT_TELL, verdict.ADEQUATE)
    return [
        {
            "group": f"{labels[row['attribute']]}: {row['group_label']}",
            "verdict": phrases.capital(word),
            "reach": cells.share(row),
            "ratio": cells.ratio(row),
            "shortfall": cells.shortfall(row),
            "why": phrases.capital(row["verdict_reason"]),
        }
        for word in order
        for row in figures.judged(released.measures, word)
    ] + [
        {
            "group": row["label"],
            "verdict": phrases.capital(verdict.UNSEEN),
            "reach": cells.NONE,
            "ratio": cells.NONE,
            "shortfall": cells.NONE,
            "why": row["why"],
        }
        for row in released.unseen.to_dicts()
    ]
