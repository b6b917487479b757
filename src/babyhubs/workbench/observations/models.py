"""Plans, rooms, observed sessions with their operations, and what was worked out from them. Nobody is named in any of them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from babyhubs.workbench.observations.prepared import CodeBook, CodeBookChoice, RoomPicture

__all__ = [  # prepared.py has the models of what is prepared: Django looks here
    "Analysis",
    "CodeBook",
    "CodeBookChoice",
    "ObservationFinding",
    "Operation",
    "OtherFile",
    "RoomPicture",
    "RoomPlan",
    "Session",
    "WatchPlan",
]


class WatchPlan(models.Model):
    """Which hubs to watch, and how. A new plan never changes an older one: sessions were watched under it.

    hubs: [{hub, name, model, why, groups, because_of}], where because_of names findings. half_width: of a share, in 100.
    audit_class: the kind of work that these findings came from; empty where the plan rests on none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="watch_plans")
    number = models.PositiveIntegerField()
    hubs = models.JSONField(default=list)
    half_width = models.PositiveSmallIntegerField()
    scan_every_s = models.PositiveIntegerField()
    sessions_each = models.PositiveSmallIntegerField(default=1)
    audit_class = models.CharField(max_length=40, blank=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """Newest first."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["programme", "number"], name="a_watch_plan_number_once"),)

    def __str__(self) -> str:
        return f"plan {self.number}"


class RoomPlan(models.Model):
    """One version of the plan of a room. content: as in a session's header (docs/reference/observation-log.md)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="room_plans")
    identity = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    drawn_by_name = models.CharField(max_length=200)
    drawn_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """By room, the newest version first."""

        ordering = ("identity", "-version")
        constraints = (
            models.UniqueConstraint(fields=["programme", "identity", "version"], name="a_room_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.identity}, version {self.version}"


class Session(models.Model):
    """One device's log of one session, as far as it has come. head: SHA-256 of its last operation.

    header: what the opening says. recorded: how many attendances the records have of that session, learnt later.
    changed_at: when anything of it changed that results rest on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="observed_sessions")
    session = models.UUIDField()
    device = models.CharField(max_length=40)
    header = models.JSONField(default=dict)
    opened = models.CharField(max_length=40)
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)
    t_ms = models.BigIntegerField(default=0)
    closed = models.BooleanField(default=False)
    recorded = models.PositiveIntegerField(null=True)
    received_by_name = models.CharField(max_length=200)
    received_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-opened", "id")
        constraints = (models.UniqueConstraint(fields=["session", "device"], name="a_session_of_a_device_once"),)

    def __str__(self) -> str:
        return f"{self.header.get('occasion', self.session)} {self.header.get('observer', '')}".strip()


class OtherFile(models.Model):
    """A file of another program. It lies in the data folder until it is taken in; then only this row is left of it.

    said: what its codes and places were said to mean. left_behind: what of it no session has a place for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="other_files")
    name = models.CharField(max_length=120)
    ending = models.CharField(max_length=12)
    form = models.CharField(max_length=20)
    program = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    uploaded_by_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_at = models.DateTimeField(null=True)
    sessions = models.PositiveIntegerField(default=0)
    said = models.JSONField(default=dict)
    left_behind = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ("-uploaded_at", "id")
        constraints = (models.UniqueConstraint(fields=["programme", "sha256"], name="another_programs_file_once"),)

    def __str__(self) -> str:
        return f"{self.program}, {self.sha256[:8]}"


class Operation(models.Model):
    """One operation, as the very line that its hash was taken of. The database refuses to change it (migration 0002)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="operations")
    seq = models.PositiveIntegerField()
    op_id = models.CharField(max_length=36)
    line = models.TextField()

    class Meta:
        """In their order."""

        ordering = ("seq",)
        constraints = (
            models.UniqueConstraint(fields=["session", "seq"], name="an_operation_has_its_place"),
            models.UniqueConstraint(fields=["session", "op_id"], name="an_operation_once"),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.seq}"


class Analysis(models.Model):
    """What the sessions added up to at one moment. pages: name -> SHA-256 of what each page shows, which lies in the data folder.

    newest: when the newest thing that it knows of a session came. because_of: findings that led to these hubs, and audit_class the kind of work
    that they came from.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="observation_analyses")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    project_class = models.CharField(max_length=40)
    because_of = models.JSONField(default=list)
    audit_class = models.CharField(max_length=40, blank=True)
    sessions = models.PositiveIntegerField(default=0)
    newest = models.DateTimeField(null=True)
    pages = models.JSONField(default=dict)
    exhibits = models.JSONField(default=list)
    task = models.CharField(max_length=36, blank=True)
    problem_what = models.TextField(blank=True)
    problem_where = models.TextField(blank=True)
    problem_remedy = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "id")

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}: {self.state}"


class ObservationFinding(models.Model):
    """One finding, in the order in which it was concluded."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    identity = models.CharField(max_length=80)
    content = models.JSONField()

    class Meta:
        """In their order."""

        ordering = ("position",)

    def __str__(self) -> str:
        return self.identity
