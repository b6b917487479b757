"""That a programme has discussions. What was said is not here: it is in the project's own file (`project`)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from babyhubs.workbench.discussions.parents.invitation import ParentInvitation
from babyhubs.workbench.discussions.voices.models import VoiceNote, VoiceSetting

__all__ = ["DiscussionProject", "DiscussionReport", "ParentInvitation", "VoiceNote", "VoiceSetting"]


class DiscussionProject(models.Model):
    """The project of a programme: one file in the data folder, whose log has a line for each act.

    last_act: the number of the newest line of that log that has its entry in the record.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.OneToOneField("programme.Programme", on_delete=models.CASCADE, related_name="discussion_project")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    last_act = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"discussions of {self.programme_id}"


class DiscussionReport(models.Model):
    """A report that somebody asked for. The words are in its files; here is what the other strands may cite, as released.

    attribute: whose groups are compared. coreq: what the team answers, by the item's number. act: the newest line of the project's log when
    it was built. faults: [where, what] of each thing that may not be printed, where the report was refused. findings, quotes: what it gives.
    """

    class State(models.TextChoices):
        """How far it is. WAITING: the worker has it."""

        WAITING = "waiting", "Being written"
        DONE = "done", "Written"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Not written"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="discussion_reports")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    attribute = models.CharField(max_length=200, blank=True)
    coreq = models.JSONField(default=dict)
    project_class = models.CharField(max_length=40)
    profile = models.CharField(max_length=40)
    act = models.BigIntegerField(default=0)
    task = models.CharField(max_length=36, blank=True)
    report_sha256 = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)
    faults = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    quotes = models.JSONField(default=list)

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "id")

    def __str__(self) -> str:
        return f"report of {self.asked_at:%Y-%m-%d}: {self.state}"
