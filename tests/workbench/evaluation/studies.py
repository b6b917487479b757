"""Small studies for tests: a simulated roll-out as a table of counts, places on a map, and the whole way to an answer."""

from datetime import date
from functools import cache
from typing import Any

import polars as pl
from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.simulation.rollout import rollout
from babyhubs.simulation.rollout_cells import cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS
from babyhubs.workbench.evaluation.models import CountTable, Event, ProtocolVersion, Run
from babyhubs.workbench.evaluation.protocols import services as protocols
from babyhubs.workbench.evaluation.runs import answering
from babyhubs.workbench.evaluation.runs import services as runs
from babyhubs.workbench.evaluation.tables import checking
from babyhubs.workbench.evaluation.tables import services as tables
from tests.workbench.service import TEST

FIRST = date(2022, 3, 1)
PLANNED: dict[str, Any] = {
    "title": "Social model, first waves",
    "primary_outcome": "attendance",
    "primary_estimand": "relative gap",
    "what_counts_as_success": "The lower limit lies above 1.",
    "first_month": FIRST,
    "last_month": date(2025, 12, 31),
}


@cache
def counts(scenario: str = "narrows", seed: int = 1, hubs: int = 12) -> pl.DataFrame:
    """A roll-out with a known truth."""
    return cells(rollout(SCENARIOS[scenario], seed, hubs=hubs))


def brought(programme: Any, frame: pl.DataFrame, kind: str = "cells", **more: Any) -> CountTable:
    """A table that somebody brought, checked by the worker."""
    file = SimpleUploadedFile(f"{kind}.csv", frame.write_csv().encode())
    one = tables.bring(TEST, programme, kind=kind, file=file, **more)
    checking.check(one.pk)
    return CountTable.objects.get(pk=one.pk)


def a_protocol(programme: Any, *, signed: bool = True, **changes: Any) -> ProtocolVersion:
    """A protocol of these outcomes and months."""
    one = protocols.write(TEST, programme, **(PLANNED | changes))
    return protocols.sign(TEST, one) if signed else one


def answered(programme: Any, kind: str, tables: dict[str, CountTable], **asked: Any) -> Run:
    """A question, and the worker's answer."""
    one = runs.ask(TEST, programme, kind=kind, tables=tables, asked=asked)
    answering.carry_out(one.pk)
    return Run.objects.get(pk=one.pk)


def a_table(programme: Any) -> CountTable:
    """A row of a table, for addresses."""
    return programme.count_tables.first() or CountTable.objects.create(
        programme=programme, kind="sites", name="places.csv", brought_by="Test"
    )


def a_waiting_run(programme: Any) -> Run:
    """A row of a question, for addresses."""
    return programme.evaluation_runs.first() or Run.objects.create(
        programme=programme, kind="gap", project_class="service evaluation"
    )


def an_event(programme: Any) -> Event:
    """A row of an event, for addresses."""
    return programme.events.first() or Event.objects.create(
        programme=programme, what="campaign", on=date(2026, 1, 5), written_by="Test"
    )


def a_version(programme: Any) -> ProtocolVersion:
    """A row of a protocol, for addresses."""
    return programme.protocols.first() or a_protocol(programme, signed=False)
