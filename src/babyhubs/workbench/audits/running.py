"""The worker's part: one audit, from the files to the answer folder and the row that other strands read."""

import uuid

from django.conf import settings

from babyhubs.audit.window import Window
from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.errors import BabyhubsError
from babyhubs.intake.mapping import Mapping
from babyhubs.reports.answer import STAGES, Answer, Question, answer, write
from babyhubs.reports.contents import Contents
from babyhubs.workbench.audits import places, recognition, services
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.preparing import WORKER, options
from babyhubs.workbench.audits.results.outcome import outcome
from babyhubs.workbench.audits.rules.current import rule_of
from babyhubs.workbench.audits.stages import STAGES as SHOWN_STAGES
from babyhubs.workbench.web.faults import logged

assert SHOWN_STAGES == STAGES  # the pages know their names without loading what computes


class Cancelled(Exception):
    """Somebody asked the audit to stop."""


def carry_out(run_id: uuid.UUID) -> None:
    """One audit. It ends done, cancelled or failed, and says which."""
    run = Run.objects.select_related("programme", "upload", "mapping", "rule_version").get(pk=run_id)
    if run.state != Run.State.WAITING:
        return
    try:
        one, shown = _audited(run)
        results, findings = outcome(one, shown, run), [found.to_json() for found in one.findings]
        services.done(WORKER, run, results=results, findings=findings)
    except Cancelled:
        services.cancelled(WORKER, run)
    except BabyhubsError as problem:
        services.failed(WORKER, run, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.failed(WORKER, run, problem=logged(error))


def _audited(run: Run) -> tuple[Answer, Contents]:
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
    asked = question(run, mapping)
    one = answer(tables, mapping, asked, stage)
    return one, write(one, asked, places.answer(run), stage)


def question(run: Run, mapping: Mapping) -> Question:
    """What an audit asks of its records."""
    return Question(
        options=options(run.programme_id, mapping, run.as_of),
        rule=rule_of(run.rule_version),
        window=_window(run),
        grouping=run.grouping,
        profile=profile(DEFAULT),
        project_class=run.project_class,
        place=run.programme.place,
        simulated=settings.BABYHUBS_SIMULATED,
    )


def _window(run: Run) -> Window | None:
    if run.window_start is None or run.window_end is None:
        return None
    return Window(run.window_start, run.window_end.fromordinal(run.window_end.toordinal() + 1))
