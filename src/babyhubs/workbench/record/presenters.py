"""The record as a page shows it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from babyhubs.workbench.record.audited import ACTIONS
from babyhubs.workbench.record.models import Entry

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry, as a sentence and its details."""

    sequence: int
    at: datetime
    who: str
    did: str
    details: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries, newest first. older: the number before which the next page begins; None on the last."""

    entries: list[EntryShown]
    older: int | None


def found(entries: QuerySet[Entry], words: str, before: int | None) -> Found:
    """What a search finds."""
    if words:
        actions = [key for key, sentence in ACTIONS.items() if words.casefold() in sentence.casefold()]
        entries = entries.filter(
            Q(actor_name__icontains=words) | Q(details__icontains=words) | Q(action__in=actions) | Q(subject=words)
        )
    if before:
        entries = entries.filter(sequence__lt=before)
    page = list(entries.order_by("-sequence")[: PAGE + 1])
    return Found([_shown(entry) for entry in page[:PAGE]], page[PAGE - 1].sequence if len(page) > PAGE else None)


def _shown(entry: Entry) -> EntryShown:
    return EntryShown(
        entry.sequence,
        entry.at,
        entry.actor_name,
        ACTIONS.get(entry.action, entry.action),
        list(_flat(json.loads(entry.details).items())),
    )


def _flat(items: Iterable[tuple[str, object]]) -> Iterable[tuple[str, str]]:
    for name, value in items:
        if isinstance(value, dict):
            yield from ((f"{name}, {inner}", text) for inner, text in _flat(value.items()))
        else:
            yield name.replace("_", " "), _said(value)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in (None, "", []) else str(value)
