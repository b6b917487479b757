"""The panel's tables. They lie in the people database and know a programme only as its register does.

What a person said is sealed under that person's own key here too (people/vault.py); what is left in the open is random numbers, days and
amounts. A person who is erased is taken out of every row by leaving.py and, in a copy that nobody has open, by people/blanking.py.
"""

import uuid

from django.db import models
from django.utils import timezone

from babyhubs.workbench.panel.states import DrawState, MemberState, Role
from babyhubs.workbench.people.models import Person


class Panel(models.Model):
    """A programme's panel.

    seats: how many it is to have. rules: the seat rules (seats/rules.py). missed: groups for which the register asks nothing.
    uses: what of the audit they rest on, as which kind of work. advice: why no panel keeps the rules, and the ways out; empty where one does.
    leave: the share of it that is expected to leave. budget: activity -> pounds as text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    seats = models.PositiveSmallIntegerField(default=12)
    rules = models.JSONField(default=list)
    missed = models.JSONField(default=list)
    uses = models.JSONField(default=list)
    advice = models.JSONField(default=dict)
    leave = models.FloatField(default=0.2)
    budget = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"panel {self.pk}"


class Draw(models.Model):
    """One draw with everything that others need to check it. stay: the numbers of those who sit already.

    files: name -> content, none of them with an answer of a person; the pool is put together from `entries` when it is needed.
    found: what the page says of it. how: from where the number came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="draws")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in DrawState], default=DrawState.MADE
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    seats = models.PositiveSmallIntegerField()
    stay = models.JSONField(default=list)
    files = models.JSONField()
    found = models.JSONField()
    published_on = models.DateField(null=True)
    published_where = models.CharField(max_length=200, blank=True)
    ticket = models.PositiveSmallIntegerField(null=True)
    drawn_on = models.DateField(null=True)
    how = models.CharField(max_length=200, blank=True)
    why_void = models.CharField(max_length=300, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["panel", "number"], name="draw_number"),)

    def __str__(self) -> str:
        return f"draw {self.number} of {self.panel_id}"


class PoolEntry(models.Model):
    """One person in the pool of one draw. label: by what the files of the draw know them. said: their answers, sealed."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=8)
    said = models.TextField(blank=True)

    class Meta:
        """In the order of the files."""

        ordering = ("label",)
        constraints = (models.UniqueConstraint(fields=["draw", "label"], name="entry_label"),)

    def __str__(self) -> str:
        return self.label


class Member(models.Model):
    """A person who was drawn, or who is in the reserve. label: their number in the draw.

    pay: how they want to be paid, and `less` how much where they want less than the rate. told_benefits_on: when they had the notice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=8)
    role = models.CharField(max_length=10, choices=[(one.value, one.value.capitalize()) for one in Role])
    state = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in MemberState], default=MemberState.DRAWN
    )
    since = models.DateField(default=timezone.localdate)
    answer_by = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    why_ended = models.CharField(max_length=20, blank=True)
    accepted_on = models.DateField(null=True)
    pay = models.CharField(max_length=20, blank=True)
    less = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    told_benefits_on = models.DateField(null=True)

    class Meta:
        """Seats first, then by number."""

        ordering = ("-role", "draw__number", "label")

    def __str__(self) -> str:
        return f"{self.role} {self.label}"


class Meeting(models.Model):
    """One meeting of the panel. activity: as what the time is paid. place: where, or how to join."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField()
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    activity = models.CharField(max_length=60)
    came_noted = models.BooleanField(default=False)

    class Meta:
        """The newest first."""

        ordering = ("-on", "id")

    def __str__(self) -> str:
        return f"{self.on}: {self.title}"


class Attendance(models.Model):
    """Somebody came. person: None once they are erased: the number of those who came stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"attendance at {self.meeting_id}"


class LogLine(models.Model):
    """One line of the panel's log (babyhubs.panel.involvement_log). Lines are added and taken out with a reason, never changed.

    person: whom a payment or a message was for; None once they are erased, and the amount stays. about: the line that this one answers.
    """

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    on = models.DateField()
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    people = models.PositiveIntegerField(null=True)
    community = models.CharField(max_length=100, blank=True)
    pounds = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    bid_line = models.CharField(max_length=100, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="lines")
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    written_by = models.CharField(max_length=200)
    why_out = models.CharField(max_length=200, blank=True)

    class Meta:
        """In the order of writing."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["panel", "number"], name="line_number"),)

    def __str__(self) -> str:
        return f"L{self.number}"

    @property
    def name(self) -> str:
        """By what drafts cite it."""
        return f"L{self.number}"
