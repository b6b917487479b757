"""The evaluation of the demonstration: the log, the signed protocol, the counts, and the three answers. All of it is simulated."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import polars as pl
from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.reference import registry
from babyhubs.workbench.demonstration.rolled_out import CLOSED, FIRST, MONTHS, RolledOut, month_of, rolled_out
from babyhubs.workbench.evaluation.changes import services as events
from babyhubs.workbench.evaluation.models import CountTable, Run
from babyhubs.workbench.evaluation.protocols import services as protocols
from babyhubs.workbench.evaluation.runs import answering, dosing
from babyhubs.workbench.evaluation.runs import services as runs
from babyhubs.workbench.evaluation.runs.forms import LOG
from babyhubs.workbench.evaluation.tables import checking, counting
from babyhubs.workbench.evaluation.tables import services as tables
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.hubs.log import model_of
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.week import Session
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.actor import Actor

# What a wave brought with it: the first part on the first day of its month, the next ones later.
PARTS = (("circle", "begun", 0), ("self-weighing", "begun", 45), ("peer-supporter", "begun", 120))
TIMES = ((time(9, 30), time(11, 30)), (time(13, 0), time(15, 0)))
PLAN: dict[str, Any] = {"starts": [12, 16, 20], "never": 5, "months": 30, "tries": 20}


@dataclass(frozen=True)
class Filled:
    """What came of it, for tests: the planted truth and the three answers by their kind."""

    true: RolledOut
    answers: dict[str, Run]


def fill(lead: Actor, analyst: Actor, programme: Any) -> Filled:
    """Everything, as the service lead and the analyst would do it."""
    there = list(Hub.objects.filter(programme=programme, closed=None).prefetch_related("changes").order_by("code"))
    made = _changed(lead, programme, there)
    _opened(lead, there)
    programmes.decide_use(
        lead, programme, Use("audit", "clinical audit", "evaluation", "service evaluation"),
        why="The same counts, by hub and month, show whether the change reached the families who were missed.",
        approval="Audit and research office, 3 November 2026, SE-2026-014 (invented)",
    )  # fmt: skip
    _announced(lead, programme)
    cells = _brought(
        analyst, programme, "cells", "simulated-counts-by-hub-and-month.csv", made.frame, first_month=FIRST
    )
    sites = _brought(analyst, programme, "sites", "childrens-centres-2025.csv", _places())
    counted = _counted(analyst, programme)
    asked: dict[str, tuple[dict[str, CountTable], dict[str, Any]]] = {
        "gap": ({"cells": cells}, {"dates": LOG, "dose": _dose(programme)}),
        "power": ({"cells": counted["cells"]}, PLAN),
        "site": ({"areas": counted["areas"], "sites": sites}, {"reach": 20, "day": "", "hour": None}),
    }
    answers = {
        kind: _answered(analyst, programme, kind, tables, choices)
        for kind, (tables, choices) in asked.items()
        if _all_ready(tables)
    }
    return Filled(made, answers)


def _changed(lead: Actor, programme: Any, there: list[Hub]) -> RolledOut:
    """The log of each hub that changed, and what else happened."""
    models = {hub.code: model_of(hub.changes.all()) for hub in there}
    social = sorted(
        (code for code, (model, _) in models.items() if model == "social"),
        key=lambda code: (models[code][1] or date.min, code),
    )
    made = rolled_out(social, [hub.code for hub in there if hub.code not in social])
    by_code = {hub.code: hub for hub in there}
    for code, start in made.starts.items():
        for kind, became, later in PARTS:
            hubs.note_change(lead, by_code[code], kind=kind, became=became, on=start + timedelta(days=later))
    events.note_event(
        lead, programme, what="closure", hub=by_code[made.closed], on=month_of(CLOSED[0]), until=month_of(CLOSED[-1] + 1) - timedelta(days=1),
        note="The roof was mended. (Invented.)",
    )  # fmt: skip
    events.note_event(
        lead,
        programme,
        what="template change",
        on=date(2022, 9, 5),
        note="A new template for contacts, at all hubs. (Invented.)",
    )
    return made


def _opened(lead: Actor, there: list[Hub]) -> None:
    """Opening times, invented: mornings and afternoons from Monday to Friday, a second session at every third hub."""
    for number, hub in enumerate(there):
        days = [number % 5, (number + 2) % 5] if number % 3 == 0 else [number % 5]
        hubs.set_hours(lead, hub, [Session(day, *TIMES[(number + day) % 2]) for day in days])


def _dose(programme: Any) -> str:
    """What the observations saw, where they saw enough; else the parts alone."""
    offered = [key for key, _ in dosing.choices(programme)]
    return "greeted_in_time" if "greeted_in_time" in offered else dosing.PARTS


def _announced(lead: Actor, programme: Any) -> None:
    draft = protocols.write(
        lead,
        programme,
        title="The social model at the first twelve hubs: did it narrow the gap in attendance? (Simulated)",
        primary_outcome="attendance",
        primary_estimand="relative gap",
        secondary_outcomes=["breastfeeding", "reviews"],
        what_counts_as_success="The lower 95% limit of the relative gap lies above 1.",
        hubs_picked="otherwise",
        counts_as_change=[kind for kind, _, _ in PARTS],
        first_month=FIRST,
        last_month=month_of(MONTHS) - timedelta(days=1),
    )
    protocols.sign(lead, draft)


def _places() -> pl.DataFrame:
    """Real children's centres and family hub sites, from the registers of the Department for Education (Open Government Licence)."""
    return registry.read("childrens_centres").select(
        site="name", kind="venue_type", address="address", postcode="postcode", lat="latitude", lon="longitude"
    )


def _brought(analyst: Actor, programme: Any, kind: str, name: str, frame: pl.DataFrame, **more: Any) -> CountTable:
    file = SimpleUploadedFile(name, frame.write_csv().encode())
    one = tables.bring(analyst, programme, kind=kind, file=file, **more)
    checking.check(one.pk)
    return CountTable.objects.get(pk=one.pk)


def _counted(analyst: Actor, programme: Any) -> dict[str, CountTable]:
    cells = tables.count(analyst, programme)
    both = {one.kind: one for one in CountTable.objects.filter(programme=programme, counted=True)}
    counting.count(cells.pk, both["areas"].pk)
    return {one.kind: one for one in CountTable.objects.filter(programme=programme, counted=True)}


def _answered(analyst: Actor, programme: Any, kind: str, those: dict[str, CountTable], asked: dict[str, Any]) -> Run:
    one = runs.ask(analyst, programme, kind=kind, tables=those, asked=asked)
    answering.carry_out(one.pk)
    return Run.objects.get(pk=one.pk)


def _all_ready(those: dict[str, CountTable]) -> bool:
    """A demonstration of a few families has too few for some questions."""
    return all(one.state == CountTable.State.READY for one in those.values())
