"""The project of a programme, opened: the one way in which this app reads and writes what parents said.

    with project.opened(programme) as one:                 # reading
        ...
    @audited("discussions.theme-added", "added a theme")
    def add_theme(actor, programme, *, name):              # writing, in a service
        with project.acting(actor, programme) as act:
            guid = themes.add_theme(act.project, name, ..., who=act.who, at=act.at)
        return act.changed(guid, themes=1)

The project is a file of its own, so an act in it and its entry in the record are two transactions. The act is written first
and its number stands in the entry; an act without an entry (a power cut in between) is found by `unrecorded`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from babyhubs.discussions.project import Project, open_project
from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench import keys
from babyhubs.workbench.discussions import places
from babyhubs.workbench.discussions.models import DiscussionProject
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed

T = TypeVar("T")


@dataclass
class Acting:
    """A project to write to. who, at: for the project's own log."""

    project: Project
    row: DiscussionProject
    who: str
    at: str

    def changed(self, result: T, **details: Any) -> Changed[T]:
        """What the record is told: counts and outcomes, never words of a text, of a code's memo or of a person."""
        return Changed(
            result, subject=self.row, programme=self.row.programme_id, details={"act": self.row.last_act, **details}
        )

    def key(self) -> bytes:
        """The key of names."""
        return key(self.row.programme_id)


def row_of(programme: Any) -> DiscussionProject | None:
    """That the discussions of a programme have begun."""
    return DiscussionProject.objects.filter(programme=programme).first()


def key(programme_id: Any) -> bytes:
    """The key under which the names of a programme are sealed; made when it is first asked for."""
    return keys.one(places.of_key(settings.BABYHUBS.folder, programme_id))


@contextmanager
def opened(programme: Any) -> Iterator[Project]:
    """The project of a programme, to read. Two people may have it open at once."""
    path = places.of_project(settings.BABYHUBS.folder, programme.pk)
    if not path.is_file():
        raise InputError(
            "The discussions of this programme have not begun.", remedy="Begin them on the page Discussions."
        )
    try:
        with open_project(path) as one:
            yield one
    except sqlite3.OperationalError as error:
        raise BabyhubsError(
            f"The project of the discussions cannot be used now ({error}).",
            remedy="Try again in a minute. If it goes on, tell whoever looks after the workbench: the disk may be full.",
        ) from error


@contextmanager
def acting(actor: Actor, programme: Any) -> Iterator[Acting]:
    """The same, to write inside an audited service; one writer at a time."""
    row = DiscussionProject.objects.select_for_update().filter(programme=programme).first()
    if row is None:
        raise InputError(
            "The discussions of this programme have not begun.", remedy="Begin them on the page Discussions."
        )
    with opened(programme) as one:
        yield Acting(one, row, actor.name, timezone.now().isoformat(timespec="seconds"))
        row.last_act = newest_act(one)
    row.save(update_fields=["last_act"])


def newest_act(one: Project) -> int:
    """The number of the newest line of a project's log."""
    return int(one.value("SELECT max(number) FROM act") or 0)


def unrecorded(one: Project, row: DiscussionProject) -> int:
    """How many acts of the project have no entry in the record: their service was cut off after the act."""
    return int(one.value("SELECT count(*) FROM act WHERE number > ?", row.last_act))


def begun(view: Any) -> Any:
    """For a view: while nobody has begun the discussions, its page is the overview, where one can."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if row_of(request.programme) is None:
            return redirect("discussions", request.programme.pk)
        return view(request, *args, **kwargs)

    return wrapped
