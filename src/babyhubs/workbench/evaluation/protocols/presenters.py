"""Protocols as their pages show them, and which one holds."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from babyhubs.evaluation.protocol import Protocol
from babyhubs.workbench.evaluation.exposure import parts
from babyhubs.workbench.evaluation.models import ProtocolVersion
from babyhubs.workbench.evaluation.protocols.wording import ESTIMANDS, PICKED, RANKS, outcomes

DRAFT, HOLDS, SUPERSEDED = "Draft", "Signed", "Superseded"
_COLOURS = {DRAFT: "yellow", HOLDS: "green", SUPERSEDED: "grey"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version. rows: what it says; whole: whether its digest is still that of its content."""

    number: int
    state: str
    colour: str
    address: str
    digest: str
    reason: str
    written: datetime
    by: str
    signed: datetime | None
    signer: str
    title: str
    rows: list[tuple[str, str]]
    counts_as_change: tuple[str, ...]
    whole: bool
    key: Any


def versions(programme: Any) -> list[Version]:
    """Newest first."""
    return shown(list(ProtocolVersion.objects.filter(programme=programme)))


def shown(found: list[ProtocolVersion]) -> list[Version]:
    """All versions of one programme, newest first."""
    signed = [one.number for one in found if one.signed_at]
    return [_shown(one, max(signed, default=0)) for one in found]


def in_force(programme: Any) -> Version | None:
    """The signed version that nothing has superseded."""
    newest = ProtocolVersion.objects.filter(programme=programme, signed_at__isnull=False).first()
    return _shown(newest, newest.number) if newest else None


def _shown(one: ProtocolVersion, newest_signed: int) -> Version:
    said = json.loads(one.content)
    state = DRAFT if one.signed_at is None else HOLDS if one.number == newest_signed else SUPERSEDED
    return Version(
        number=one.number,
        state=state,
        colour=_COLOURS[state],
        address=reverse("evaluation-protocol", args=[one.programme_id, one.pk]),
        digest=one.digest,
        reason=one.reason,
        written=one.written_at,
        by=one.written_by,
        signed=one.signed_at,
        signer=one.signed_by,
        title=said["title"],
        rows=_rows(said),
        counts_as_change=tuple(said.get("counts_as_change", ())),
        whole=_digest(one.content) == one.digest,
        key=one.pk,
    )


def _digest(content: str) -> str:
    return Protocol.model_validate_json(content).digest


def _rows(said: dict[str, Any]) -> list[tuple[str, str]]:
    names, titles = outcomes(), dict(parts())
    primary = names[said["primary_outcome"]]
    rows = [
        ("Decides", f"{primary.heading} ({primary.rate}). {primary.good}."),
        ("By this figure", dict(ESTIMANDS)[said["primary_estimand"]]),
        ("Success is", said["what_counts_as_success"]),
        ("A hub has changed when it first has", ", ".join(titles.get(one, one) for one in said.get("counts_as_change", ())) or "any part of the model"),
        ("Which hubs change first", dict(PICKED)[said.get("hubs_picked", "")] if said.get("hubs_picked") else ""),
        ("Months", f"{_month(said['first_month'])} to {_month(said['last_month'])}"),
        ("Also looked at", _list(said["secondary_outcomes"])),
        ("Cannot be moved by the change", _list(said["placebo_outcomes"])),
        ("Deprivation", dict(RANKS)[said["rank"]]),
        ("Families are counted", "By where they live, whether they come or not"),
        ("Kind of work", said["project_class"]),
    ]  # fmt: skip
    return [(name, text) for name, text in rows if text]


def _list(chosen: list[str]) -> str:
    return "; ".join(f"{outcomes()[one].label} ({outcomes()[one].good.lower()})" for one in chosen)


def _month(day: str) -> str:
    return f"{date.fromisoformat(day):%B %Y}"
