"""The hubs file: read as `babyhubs audit --hubs` reads it, and written so that it reads it again."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.intake import hubs as intake
from babyhubs.intake.cells import Cells, cells
from babyhubs.intake.fields import HUBS
from babyhubs.intake.options import Options
from babyhubs.intake.proposal import propose
from babyhubs.intake.reading import read as read_table
from babyhubs.reference import areas
from babyhubs.workbench.hubs import week
from babyhubs.workbench.hubs.log import model_of, standing
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.place import DIGITS, degrees

NAME = "hubs.csv"
LOG_NAME = "hub_changes.csv"
COLUMNS = tuple(field.name for field in HUBS)
INDEX = 2025  # cleaning asks for an index; hubs do not use it


@dataclass(frozen=True, slots=True)
class Row:
    """One hub of a file. details: fields of the hub. model_changed: None for a model that was always so."""

    details: dict[str, Any]
    sessions: tuple[week.Session, ...]
    model: str
    model_changed: date | None


def read(path: Path) -> list[Row]:
    """The hubs of a file, by identifier. What the program cannot be sure of is an InputError: a hand-kept file is short."""
    tables = {"hubs": read_table(path)}
    # A heading that is a field's very name needs no guess: a file that was written here is read whatever it holds.
    there = set(tables["hubs"].columns)
    proposal = propose(tables, {("hubs", "columns", name, ""): name for name in COLUMNS if name in there})
    if proposal.questions:
        raise InputError(
            f"The file leaves a question open. {proposal.questions[0].text}",
            remedy=f"Use the headings {', '.join(COLUMNS)}.",
        )
    seen = cells("hubs", tables, proposal.mapping)
    options = Options(key=b"", as_of=timezone.localdate(), index_vintage=INDEX, areas=areas.england(INDEX))
    frame, _ = intake.hubs(seen, options)
    more = {name: _by_hub(seen, name) for name in ("postcode", "site_code", "spellings")}
    return [_row(one, more) for one in frame.iter_rows(named=True)]


def written(hubs: Iterable[Hub]) -> bytes:
    """The hubs as a hubs file; each with its opening times and changes loaded."""
    text = io.StringIO()
    out = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    out.writeheader()
    for hub in sorted(hubs, key=lambda one: one.code):
        model, changed = model_of(hub.changes.all())
        fields = {name: _plain(getattr(hub, name)) for name in COLUMNS if hasattr(hub, name)}
        fields |= {"hub": hub.code, "weekdays": week.weekdays(week_of(hub)), "model": model}
        out.writerow(fields | {"model_changed": _plain(changed)})
    return text.getvalue().encode("utf-8")


def log_written(hubs: Iterable[Hub]) -> bytes:
    """What held at which hub from which day, after all corrections: the exposure as the evaluation counts it."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(("hub", "what", "became", "on"))
    for hub in sorted(hubs, key=lambda one: one.code):
        for one in standing(hub.changes.all()):
            out.writerow((hub.code, one.kind, one.became, _plain(one.on)))
    return text.getvalue().encode("utf-8")


def week_of(hub: Hub) -> tuple[week.Session, ...]:
    """When a hub meets."""
    return tuple(week.Session(one.weekday, one.opens, one.closes) for one in hub.opening_times.all())


def _row(one: dict[str, Any], more: dict[str, dict[str, str]]) -> Row:
    details = {name: one[name] for name in ("name", "opened", "closed")}
    details |= {name: None if one[name] is None else degrees(one[name]) for name in ("latitude", "longitude")}
    details |= {"code": one["hub"]} | {name: of.get(one["hub"], "") for name, of in more.items()}
    return Row(details, week.on_days(one["weekdays"] or ""), one["model"] or "", one["model_changed"])


def _by_hub(seen: Cells, field: str) -> dict[str, str]:
    return {hub: text or "" for hub, text in zip(seen.text("hub"), seen.text(field), strict=True)}


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.{DIGITS}f}"  # never 1e-05, which is no coordinate to who reads it
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
