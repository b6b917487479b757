"""The one door through which anything is written: a change and its entry in the record, in one transaction.

    @audited("programme.created", "opened a programme")
    def create(actor: Actor, *, name: str) -> Changed[Programme]:
        ...
        return Changed(programme, subject=programme, programme=programme.pk, details={"name": name})

A service function says itself what the record may hold of its change (`details`): never a secret, never a contact
detail, never a row about a child. A test finds every public function of every `services` module that has not gone
through this door.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from babyhubs.workbench.databases import WORKBENCH
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.chain import FIRST_SEAL, Line, sealed
from babyhubs.workbench.record.models import Entry

T = TypeVar("T")
P = ParamSpec("P")

# Every action that can stand in the record, with how the page tells it: "Jo Bloggs opened a programme".
ACTIONS: dict[str, str] = {}

_LOCK = 7_226_013  # the number of the advisory lock that writers of the record queue for on PostgreSQL


@dataclass(frozen=True, slots=True)
class Changed(Generic[T]):
    """What a service did: its result, and what the record says of it."""

    result: T
    subject: Any = None
    programme: Any = ""
    details: dict[str, Any] = field(default_factory=dict)


def audited(
    action: str, sentence: str, *, database: str = WORKBENCH
) -> Callable[[Callable[Concatenate[Actor, P], Changed[T]]], Callable[Concatenate[Actor, P], T]]:
    """Makes a service function one transaction that leaves exactly one entry. sentence: what the page says was done."""
    if ACTIONS.setdefault(action, sentence) != sentence:
        raise ValueError(f"two services name their action {action}")

    def wrap(service: Callable[Concatenate[Actor, P], Changed[T]]) -> Callable[Concatenate[Actor, P], T]:
        @wraps(service)
        def wrapped(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with transaction.atomic(using=database):
                changed = service(actor, *args, **kwargs)
                _append(actor, action, changed, database)
            return changed.result

        wrapped.audited = action  # type: ignore[attr-defined]
        return wrapped

    return wrap


def _append(actor: Actor, action: str, changed: Changed[Any], database: str) -> None:
    """One more entry at the end of the chain. SQLite has one writer at a time already; PostgreSQL's queue for a lock."""
    connection = connections[database]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Entry.objects.using(database).order_by("-sequence").values_list("sequence", "seal").first()
    number, previous = last or (0, FIRST_SEAL)
    at = timezone.now()
    line = sealed(
        Line(
            sequence=number + 1,
            at=at.isoformat(timespec="microseconds"),
            actor=actor.key,
            actor_name=actor.name,
            action=action,
            subject_type="" if changed.subject is None else changed.subject._meta.label_lower,
            subject="" if changed.subject is None else str(changed.subject.pk),
            programme=str(changed.programme or ""),
            details=json.dumps(changed.details, ensure_ascii=False, sort_keys=True, default=str),
            previous=previous,
        ),
        settings.BABYHUBS_KEYS.record,
    )
    entry = Entry(**{name: getattr(line, name) for name in Line.__slots__ if name != "at"}, at=at)
    entry.save(using=database, force_insert=True)
