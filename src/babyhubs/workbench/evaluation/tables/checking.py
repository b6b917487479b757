"""The worker's part when a table comes: read it as the answer will, and say what it holds, or in a sentence why it cannot be used."""

import uuid
from typing import Any

import polars as pl

from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.evaluation import study
from babyhubs.evaluation.access import osm_pbf
from babyhubs.reports.evaluation import cells_file, places_file
from babyhubs.workbench.evaluation.models import CountTable
from babyhubs.workbench.evaluation.tables import candidates, services
from babyhubs.workbench.evaluation.tables.reading import frame, is_streets, named
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.record.actor import program
from babyhubs.workbench.web.faults import logged

WORKER = program("Background work")


def check(table_id: uuid.UUID) -> None:
    """One table. It ends ready or failed, and says why."""
    table = CountTable.objects.select_related("programme").get(pk=table_id)
    if table.state != CountTable.State.WAITING:
        return
    try:
        facts = facts_of(table)
        with named(table) as path:
            digest = cells_file.file_digest(path)
        services.ready(WORKER, table, facts=facts, sha256=digest)
    except BabyhubsError as problem:
        services.failed(WORKER, table, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.failed(WORKER, table, problem=logged(error))


def facts_of(table: CountTable) -> dict[str, Any]:
    """What a table holds."""
    return _READ[table.kind](table)


def _cells(table: CountTable) -> dict[str, Any]:
    rows = frame(table)
    door = study.refused_at_the_door(rows)
    if door:
        raise Refused(door[0].sentence, where=table.name, remedy=door[0].remedy)
    dated = "start" in rows.columns
    read = study.study(rows if dated else rows.with_columns(start=pl.lit("-1")), table.name)
    if not read.available:
        raise InputError(
            "The table has no outcome.",
            where=table.name,
            remedy="For attendance, name the columns contacts and infants.",
        )
    known = dict(Hub.objects.filter(programme=table.programme_id).values_list("code", "name"))
    return {
        "rows": rows.height,
        "hubs": list(read.hubs),
        "unknown_hubs": [hub for hub in read.hubs if hub not in known],
        "months": int(read.months.size),
        "first": int(read.months[0]),
        "outcomes": [one.name for one in read.available],
        "groups": list(read.groups),
        "dated": dated,
        "changed": int((read.start >= 0).sum()) if dated else None,
        "closed": int(read.closed.sum()),
    }


def _areas(table: CountTable) -> dict[str, Any]:
    with named(table) as path:
        read = places_file.areas(path)
    if not read.degrees:
        raise InputError(
            "The areas have eastings and northings.", where=table.name,
            remedy="Hubs are kept by latitude and longitude: add the columns lat and lon.",
        )  # fmt: skip
    return {
        "areas": len(read.names),
        "infants": round(float(read.infants.sum())),
        "missed": round(float(read.missed.sum())),
    }


def _sites(table: CountTable) -> dict[str, Any]:
    return {"places": len(candidates.candidates(table))}


def _minutes(table: CountTable) -> dict[str, Any]:
    if is_streets(table):
        with named(table) as path:
            return {"streets": len(osm_pbf.read(path).ways)}
    rows = frame(table)
    missing = [name for name in ("area", "site", "minutes") if name not in rows.columns]
    if missing:
        raise InputError(
            f"There is no column {missing[0]!r}.", where=table.name, remedy="Name the columns area, site, minutes."
        )
    return {"rows": rows.height}


_READ = {"cells": _cells, "areas": _areas, "sites": _sites, "minutes": _minutes}
