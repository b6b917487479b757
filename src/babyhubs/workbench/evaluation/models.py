"""What else happened, protocols, tables of counts, and what was answered from them. No row is about a child."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Problem(models.Model):
    """What went wrong, for people: what, where, what to do. Empty where nothing did."""

    problem_what = models.TextField(blank=True)
    problem_where = models.TextField(blank=True)
    problem_remedy = models.TextField(blank=True)

    class Meta:
        """Part of the rows below."""

        abstract = True


class Event(models.Model):
    """Something that happened beside the changes and could pass for their effect (evaluation.change_log.EVENTS).

    hub: null where it met all of them. until: the last day of a closure. withdrawn_why: it was written down by mistake.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="events")
    hub = models.ForeignKey("hubs.Hub", on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=30)
    on = models.DateField()
    until = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        """In order of time."""

        ordering = ("on", "written_at")

    def __str__(self) -> str:
        return f"{self.on}: {self.what}"


class ProtocolVersion(models.Model):
    """What will be looked at. Once it is signed it is not changed; a later version may take its place, and says why.

    content: `evaluation.protocol.Protocol` as JSON. digest: of that content, as it was signed. reason: why it takes the
    place of the version before; empty for the first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="protocols")
    number = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.CharField(max_length=200)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Newest first; a number is given once."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["programme", "number"], name="a_protocol_version_once"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.digest}"


class CountTable(Problem):
    """A table that somebody brought, or that was counted from the programme's records. The table itself lies in the data folder.

    first_month: the day on which month 0 begins, for cells. opened_at: since when its figures could be seen here, which a
    protocol must precede. facts: what it holds, as its page says.
    """

    class Kind(models.TextChoices):
        """What is in it."""

        CELLS = "cells", "Counts by hub and month"
        AREAS = "areas", "Small areas with their infants"
        SITES = "sites", "Places where a hub could open"
        MINUTES = "minutes", "Minutes on the way, or streets"

    class State(models.TextChoices):
        """How far it is. WAITING: the worker has it."""

        WAITING = "waiting", "Being read"
        READY = "ready", "Ready"
        FAILED = "failed", "Cannot be used"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="count_tables")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    counted = models.BooleanField(default=False)  # from the programme's own records; else it was brought
    name = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=80, blank=True)
    first_month = models.DateField(null=True)
    brought_by = models.CharField(max_length=200)
    brought_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    facts = models.JSONField(default=dict)
    task = models.CharField(max_length=36, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-brought_at", "id")

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class Run(Problem):
    """One question to the worker, and what it answered. Answers hold ratios and differences, and counts only as released.

    asked: the choices of its form. sentence: the answer in plain words. pages: name -> SHA-256 of what each page shows.
    """

    class Kind(models.TextChoices):
        """What was asked."""

        GAP = "gap", "Did the change narrow the gap?"
        POWER = "power", "What could a roll-out show?"
        SITE = "site", "Where should the next hub open?"

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="evaluation_runs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    cells = models.ForeignKey(CountTable, on_delete=models.PROTECT, null=True, related_name="+")
    areas = models.ForeignKey(CountTable, on_delete=models.PROTECT, null=True, related_name="+")
    sites = models.ForeignKey(CountTable, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.ForeignKey(CountTable, on_delete=models.PROTECT, null=True, related_name="+")
    protocol = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, null=True, related_name="runs")
    asked = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    project_class = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    task = models.CharField(max_length=36, blank=True)
    refused = models.BooleanField(default=False)
    sentence = models.TextField(blank=True)
    pages = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}: {self.state}"


class EvaluationFinding(models.Model):
    """A finding of an answer. identity: its content address, by which the bid cites it."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    position = models.IntegerField()
    identity = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=300)
    content = models.JSONField()

    class Meta:
        """In the order of the answer."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="an_evaluation_finding_in_its_place"),)

    def __str__(self) -> str:
        return self.identity
