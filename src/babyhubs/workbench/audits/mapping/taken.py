"""The worker's part: every distinct code and venue of an upload with its meaning, its rows and the reason, for the pages."""

from collections import Counter
from typing import Any

import polars as pl

from babyhubs.intake.contents import column
from babyhubs.intake.fields import FILES, Field
from babyhubs.intake.mapping import NOT_A_HUB, UNDECIDED
from babyhubs.intake.proposal import Proposal
from babyhubs.intake.proposed_codes import choices
from babyhubs.intake.proposed_venues import WHERE, hubs_of
from babyhubs.intake.question import Key
from babyhubs.intake.shown import shown

VENUES = ("all", "venues")  # the place of the venues among the lists: they are of no single file
MOST = 5000  # values of one list; an export with more has another column in the place of this one


def lists(proposal: Proposal) -> list[dict[str, Any]]:
    """One entry for each code field that has a column, and one for the venues."""
    found = [
        _codes(kind, field, proposal)
        for kind in FILES
        if kind in proposal.tables
        for field in FILES[kind]
        if proposal.mapping.files[kind].codes.get(field.name)
    ]
    return [*found, _venues(proposal)] if proposal.mapping.venues else found


def _codes(kind: str, field: Field, proposal: Proposal) -> dict[str, Any]:
    words = proposal.mapping.files[kind].codes[field.name]
    rows = _rows(kind, field.name, proposal)
    entries = {(kind, "codes", field.name, value): word for value, word in words.items()}
    return {
        "file": kind,
        "field": field.name,
        "label": field.label,
        "choices": [list(choice) for choice in choices(field)],
        "values": _values(entries, rows, proposal),
    }


def _venues(proposal: Proposal) -> dict[str, Any]:
    rows: Counter[str] = Counter()
    for file, field in WHERE:
        if file in proposal.tables:
            rows.update(_rows(file, field, proposal))
    entries: dict[Key, str] = {("", "venues", "", venue): hub for venue, hub in proposal.mapping.venues.items()}
    file, field = VENUES
    return {
        "file": file,
        "field": field,
        "label": "Venues",
        "choices": [*_hubs(proposal), [NOT_A_HUB, "no hub"]],
        "values": _values(entries, rows, proposal),
    }


def _hubs(proposal: Proposal) -> list[list[str]]:
    if "hubs" not in proposal.tables:
        return []
    frame, columns = proposal.tables["hubs"].frame, proposal.mapping.files["hubs"].columns
    used = {field: column(heading, frame[heading]) for field, heading in columns.items() if heading in frame.columns}
    return [[hub.hub, hub.names[0] if hub.names else hub.hub] for hub in hubs_of(used)]


def _rows(kind: str, field: str, proposal: Proposal) -> dict[str, int]:
    frame = proposal.tables[kind].frame
    heading = proposal.mapping.files[kind].columns.get(field, "")
    return dict(column(heading, frame[heading]).counts.iter_rows()) if heading in frame.columns else {}


def _values(entries: dict[Key, str], rows: dict[str, int], proposal: Proposal) -> list[dict[str, Any]]:
    """What is open first, then what most rows have."""
    why = {one.key: one.text for one in proposal.explanations}
    order = sorted(entries, key=lambda key: (entries[key] != UNDECIDED, -rows.get(key[3], 0), key[3]))[:MOST]
    texts = shown(pl.Series([key[3] for key in order], dtype=pl.String))
    return [
        {"key": list(key), "shown": text, "word": entries[key], "rows": rows.get(key[3], 0), "why": why.get(key, "")}
        for key, text in zip(order, texts, strict=True)
    ]
