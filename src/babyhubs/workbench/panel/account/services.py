"""Everything that a person writes into the log or takes out of it."""

import uuid
from datetime import date

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.panel.involvement_log import kinds
from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.panel.account.lines import write
from babyhubs.workbench.panel.account.naming import check_nobody_named
from babyhubs.workbench.panel.current import required
from babyhubs.workbench.panel.life.services import WHAT_CHANGED
from babyhubs.workbench.panel.models import LogLine, Meeting, Panel
from babyhubs.workbench.people.models import Promise
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

# Written by other changes; a person does not write them.
BY_PROGRAM = frozenset(
    {"drawn", "meeting", "payment", "expense", "invited", "interested", "eligible", "in pool", "accepted", "stayed"}
)
TOLD_BACK = "told back"


@audited("panel.line", "wrote a line into the panel's log", database=PEOPLE)
def add(
    actor: Actor,
    programme_id: uuid.UUID,
    *,
    kind: str,
    on: date,
    text: str,
    people: int | None = None,
    community: str = "",
    bid_line: str = "",
    meeting: Meeting | None = None,
    about: LogLine | None = None,
) -> Changed[LogLine]:
    """One line. about: what it answers: what was said answers what was asked, what changed answers what was said."""
    if kind not in kinds() or kind in BY_PROGRAM:
        raise InputError("This is no kind of line that a person writes.", remedy="Choose from the list.")
    if not text.strip():
        raise InputError("The line says nothing.", remedy="Write what happened, in a sentence.")
    if on > timezone.localdate():
        raise InputError("This day is yet to come.", remedy="Write the day on which it happened.")
    check_nobody_named(programme_id, text, community)
    panel = Panel.objects.select_for_update().get(pk=required(programme_id).pk)
    line = write(
        actor,
        panel,
        kind=kind,
        on=on,
        text=text,
        people=people,
        community=community.strip(),
        bid_line=bid_line.strip(),
        meeting=meeting or (about.meeting if about else None),
        about=about,
    )
    if kind == TOLD_BACK and line.meeting is not None:
        there = line.meeting.attendances.exclude(person=None).values("person")
        Promise.objects.filter(person__in=there, what=WHAT_CHANGED, kept_on=None).update(kept_on=timezone.localdate())
    return Changed(line, subject=line, details={"line": line.name, "kind": kind})


@audited("panel.line-out", "took a line out of the panel's log", database=PEOPLE)
def take_out(actor: Actor, line: LogLine, *, why: str) -> Changed[LogLine]:
    """The line counts for nothing any more; it stays, struck through, with the reason."""
    one = LogLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if one.why_out or one.kind in ("drawn", "invited"):
        raise InputError("This line cannot be taken out.", remedy="It stands for something that happened.")
    if not why.strip():
        raise InputError("Why is it taken out?", remedy="Write a reason.")
    one.why_out = why.strip()
    one.save()
    return Changed(one, subject=one, details={"line": one.name})
