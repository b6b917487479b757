"""Releases as their pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from babyhubs.disclosure.profiles import profiles
from babyhubs.errors import InputError
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.steps import steps
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.releases import keeping, rules
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.states import State, Verdict
from babyhubs.workbench.releases.table_text import Table, tables

OUTSIDE = (State.APPROVED.value, State.SUPERSEDED.value)
ROWS = 50  # of each table shown to who decides
SHOWN = 20  # tables
COLUMNS = 40
LONGEST = 200  # characters of a cell
# The colours of the tags: never alone, the words say the same.
_TAGS = {
    State.ASKED: ("Waiting for a decision", "blue"),
    State.APPROVED: ("Released", "green"),
    State.REFUSED: ("Refused", "red"),
    State.WITHDRAWN: ("Taken back", "grey"),
    State.SUPERSEDED: ("Replaced by a newer one", "yellow"),
}
_VERDICTS = {
    Verdict.SAFE: "No small count can be worked out",
    Verdict.GIVEN_AWAY: "Small counts can be worked out: it cannot be approved",
    Verdict.LOOK: "A person must look",
}


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One line of the queue."""

    title: str
    address: str
    state: str
    colour: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """One release. may_*: what the person who looks can do with it; newer: what took its place."""

    title: str
    state: str
    colour: str
    facts: list[tuple[str, str]]
    verdict: str
    said: list[str]
    file_name: str
    download: str
    decide: str
    withdraw: str
    why_not_decide: str
    newer: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A part of a table that is to leave."""

    title: str
    heading: list[str]
    rows: list[list[str]]
    more: int


def queue(programme: Programme, *, inside: bool) -> list[ReleaseLine]:
    """The releases of a programme, newest first; who is not inside sees what was released."""
    found = Release.objects.filter(programme=programme)
    return [_line(one) for one in (found if inside else found.filter(state__in=OUTSIDE))]


def replaceable(programme: Programme) -> QuerySet[Release]:
    """What a new release could take the place of."""
    return Release.objects.filter(programme=programme, state=State.APPROVED.value)


def shown(one: Release, actor: Actor, *, may_decide: bool, may_ask: bool) -> ReleaseShown:
    """One release as its page shows it. Only who asks or decides is told what the program says about the file."""
    text, colour = _TAGS[State(one.state)]
    inside = may_decide or may_ask
    waits = one.state == State.ASKED
    second = rules.second_person(one, actor)
    newer = one.superseded_by.filter(state__in=OUTSIDE).first()
    key = [one.programme_id, one.pk]
    return ReleaseShown(
        title=one.title,
        state=text,
        colour=colour,
        facts=_facts(one, inside=inside),
        verdict=_VERDICTS[Verdict(one.verdict)] if inside else "",
        said=one.check_said.splitlines() if inside else [],
        file_name=one.file_name,
        download=reverse("release-download", args=key) if rules.released(one) else "",
        decide=reverse("release-decide", args=key) if waits and may_decide and second else "",
        withdraw=reverse("release-withdraw", args=key) if waits and may_ask and rules.own_request(one, actor) else "",
        why_not_decide="You asked for it, so somebody else decides." if waits and may_decide and not second else "",
        newer=(newer.title, reverse("release", args=[newer.programme_id, newer.pk])) if newer else None,
    )


def preview(one: Release) -> list[Preview]:
    """The first rows of each table in the file, for who decides."""
    try:
        found = list(tables(keeping.kept(settings.BABYHUBS.folder, one.pk), one.file_name))[:SHOWN]
    except (InputError, OSError):
        return []
    return [_part(table) for table in found]


def _part(table: Table) -> Preview:
    rows = [[cell[:LONGEST] for cell in row[:COLUMNS]] for row in table.rows[:ROWS]]
    return Preview(table.title, table.heading[:COLUMNS], rows, max(0, len(table.rows) - ROWS))


def _line(one: Release) -> ReleaseLine:
    text, colour = _TAGS[State(one.state)]
    address = reverse("release", args=[one.programme_id, one.pk])
    return ReleaseLine(one.title, address, text, colour, one.asked_by_name, one.asked_at)


def _facts(one: Release, *, inside: bool) -> list[tuple[str, str]]:
    profile = profiles().get(one.profile)
    rows = [
        ("File", f"{one.file_name} ({_size(one.size)})"),
        ("Digest (SHA-256)", one.digest),
        ("Profile", f"{profile.title if profile else one.profile} ({one.profile} v{one.profile_version})"),
        ("Kind of work", _kind(one)),
        ("Asked by", one.asked_by_name),
    ]
    if inside:
        rows.append(("For whom, and why", one.reason))
    if one.decided_by_name:
        rows.append(("Decided by", one.decided_by_name))
    if one.decided_by_name and inside:
        rows.append(("Because", one.decision))
    return rows


def _kind(one: Release) -> str:
    """What it was made as, and what it leaves for where that is another."""
    made = f"{steps()[one.strand].title}: {one.project_class or 'not written down'}"
    return f"{made}, to be used as {one.used_as}" if one.use.crosses else made


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} kB"
