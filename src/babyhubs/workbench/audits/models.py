"""Uploads, what was learnt about their columns, audits and their findings. Rows about children are in none of them."""

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


class Upload(Problem):
    """Files that somebody uploaded together: one export.

    answers: what people decided about columns and codes, as [file, part, field, value, choice]. confirmed: somebody said
    that the columns are right, so the records may be checked. fresh: forget what was learnt from earlier uploads.
    removed_at: since when its files are no longer here; what was learnt and what was answered from them stays.
    """

    class State(models.TextChoices):
        """How far it is. WAITING: the worker has it."""

        WAITING = "waiting", "Being read"
        RECOGNISED = "recognised", "Columns to confirm"
        CHECKED = "checked", "Checked"
        FAILED = "failed", "Cannot be used yet"
        REMOVED = "removed", "Files removed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="uploads")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    answers = models.JSONField(default=list)
    confirmed = models.BooleanField(default=False)
    fresh = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    task = models.CharField(max_length=36, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-uploaded_at", "id")

    def __str__(self) -> str:
        return f"{self.uploaded_at:%Y-%m-%d}: {self.state}"


class SourceFile(models.Model):
    """One file of an upload. Its name on the disk is its random number; `name` is only shown.

    from_directory: nobody sent it; it is what the workbench's directory of hubs held when it was chosen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20)  # a name of intake.fields.FILES
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    from_directory = models.BooleanField(default=False)

    class Meta:
        """One file of a kind."""

        constraints = (models.UniqueConstraint(fields=["upload", "kind"], name="one_file_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class LearntMapping(models.Model):
    """What the columns, codes, days and venues of an upload mean: the next upload begins with the newest.

    content: `intake.mapping.Mapping` as JSON. A row is never changed, so an audit can say which one it used.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="mappings")
    learnt_at = models.DateTimeField(default=timezone.now, editable=False)
    content = models.TextField()

    class Meta:
        """Newest first."""

        ordering = ("-learnt_at", "id")

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.learnt_at:%Y-%m-%d}"


class Run(Problem):
    """One audit of one upload: what was asked, how far it is, what came out. Results here are released figures.

    headline, verdicts, refusals: as the results page shows them. report_sha256: of the report in the data folder, which
    is not served if it was changed. pages: name -> SHA-256 of what each page of the results shows, which lies there too.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"
        FAILED = "failed", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="audit_runs")
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="runs")
    mapping = models.ForeignKey(LearntMapping, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    # the rule that it follows: null for the one that comes with the program
    rule_version = models.ForeignKey("audits.RuleVersion", on_delete=models.RESTRICT, null=True, related_name="runs")
    as_of = models.DateField()
    window_start = models.DateField(null=True)
    window_end = models.DateField(null=True)  # the last day, included
    grouping = models.CharField(max_length=10)
    project_class = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    stage = models.IntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    task = models.CharField(max_length=36, blank=True)
    period = models.CharField(max_length=30, blank=True)
    rule = models.CharField(max_length=120, blank=True)
    refused = models.BooleanField(default=False)
    headline = models.JSONField(default=list)
    verdicts = models.JSONField(default=list)
    refusals = models.JSONField(default=list)
    report_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "id")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}: {self.state}"


class AuditFinding(models.Model):
    """A finding of an audit, as released. identity: its content address, by which other strands cite it."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    position = models.IntegerField()
    identity = models.CharField(max_length=80, db_index=True)
    content = models.JSONField()

    class Meta:
        """In the order of the audit."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["run", "position"], name="a_finding_in_its_place"),)

    def __str__(self) -> str:
        return self.identity


class RuleVersion(Problem):
    """A rule of one programme in the place of the one that comes with the program. What it says is never changed.

    content: `audit.rule.Rule` as JSON. rests_on: the version in force when this one was proposed, null for the program's
    own. moved: what a trial on records that are there showed (rules/trial.py): released figures.
    """

    class State(models.TextChoices):
        """How far it is. UNTRIED: there were no checked records to try it on."""

        UNTRIED = "untried", "Not tried: no records yet"
        WAITING = "waiting", "Being tried"
        TRIED = "tried", "Tried, not decided"
        FAILED = "failed", "Could not be tried"
        ADOPTED = "adopted", "Adopted"
        DROPPED = "dropped", "Dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="rule_versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    reason = models.TextField()
    rests_on = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNTRIED)
    task = models.CharField(max_length=36, blank=True)
    moved = models.JSONField(default=dict)

    class Meta:
        """Newest first; a number is given once."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["programme", "number"], name="a_rule_version_once"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.state}"
