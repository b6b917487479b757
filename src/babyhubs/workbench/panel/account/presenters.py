"""The log and its drafts as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babyhubs.panel.involvement_log import Line
from babyhubs.workbench.panel.models import LogLine, Panel

BY_PERSON = ("aim", "told", "support", "training", "decision", "reflection")
QUIET = ("invited",)  # one for each message: counted, not listed


@dataclass(frozen=True, slots=True)
class Row:
    """One line in the list. can_go: it can be taken out."""

    name: str
    number: int
    on: date
    kind: str
    text: str
    by: str
    why_out: str
    can_go: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome for the page that parents read. did: whether something changed. told: how parents heard of it."""

    asked: str
    said: str
    did: bool
    done: str
    on: date
    told: list[tuple[str, date]]
    lines: list[str]


def rows(panel: Panel) -> list[Row]:
    """The log, the newest first."""
    found = [
        Row(
            one.name,
            one.number,
            one.on,
            one.kind.capitalize(),
            _words(one),
            one.written_by,
            one.why_out,
            not one.why_out and one.kind not in ("drawn", *QUIET),
        )
        for one in panel.lines.all()
        if one.kind not in QUIET
    ]
    return sorted(found, key=lambda one: (one.on, one.number), reverse=True)


def you_said(panel: Panel) -> list[Told]:
    """What parents said and what came of it. Without names; a public page may show the same."""
    rows = {one.pk: one for one in panel.lines.all() if not one.why_out}
    found = []
    for one in rows.values():
        if one.kind not in ("changed", "not changed"):
            continue
        said = rows.get(one.about_id)
        asked = rows.get(said.about_id) if said else None
        told = [other for other in rows.values() if other.about_id == one.pk and other.kind == "told back"]
        found.append(
            Told(
                asked.text if asked else "",
                said.text if said else "",
                one.kind == "changed",
                one.text,
                one.on,
                [(other.text, other.on) for other in told],
                [each.name for each in (asked, said, one, *told) if each],
            )
        )
    return sorted(found, key=lambda one: one.on, reverse=True)


def drafted(lines: Sequence[Line], today: date) -> dict[str, Any]:
    """The drafts: GRIPP2, standards, flow, touches."""
    from babyhubs.disclosure.profiles import DEFAULT, profile  # noqa: PLC0415 - when somebody asks
    from babyhubs.panel.involvement_draft import flow, gripp2, paid, standards, touches  # noqa: PLC0415

    return {
        "gripp2": gripp2(lines),
        "standards": standards(lines),
        "flow": flow(lines, profile(DEFAULT)),
        "paid": [(f"{kind.capitalize()}s", total) for kind, (total, _) in paid(lines).items()],
        "touches": touches(lines, today),
        "profile": profile(DEFAULT).title,
    }


def _words(one: LogLine) -> str:
    said = one.text or one.kind
    if one.pounds is not None:
        said += f", £{one.pounds:.2f}"
    if one.kind == "meeting" and one.people is not None:
        said += f" ({one.people} came)"
    return f"{said} ({one.community})" if one.community else said
