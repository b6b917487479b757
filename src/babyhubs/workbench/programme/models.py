"""A programme, the class of work of each of its strands, what may be used across classes, and who has which role."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Programme(models.Model):
    """One thread: one service, one purpose, one person who answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=2000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="programmes_owned")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """Listed by name."""

        ordering = ("name", "created_at")

    def __str__(self) -> str:
        return self.name


class StrandClass(models.Model):
    """What kind of work a strand is in a programme, and where it is registered.

    What was collected as one kind of work may not be used as another without somebody deciding so (HRA): a strand keeps
    the class that its data were collected under.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="strand_classes")
    strand = models.CharField(max_length=20)
    project_class = models.CharField(max_length=40)
    registration = models.CharField(max_length=120, blank=True)

    class Meta:
        """One class for each strand."""

        constraints = (models.UniqueConstraint(fields=["programme", "strand"], name="one_class_a_strand"),)

    def __str__(self) -> str:
        return f"{self.strand}: {self.project_class}"


class EarlierClass(models.Model):
    """A class that a strand had before. What was collected until then was collected as that, and stays it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="earlier_classes")
    strand = models.CharField(max_length=20)
    project_class = models.CharField(max_length=40)
    registration = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """In the order of time."""

        ordering = ("until",)

    def __str__(self) -> str:
        return f"{self.strand}: {self.project_class} until {self.until:%Y-%m-%d}"


class UseDecision(models.Model):
    """Somebody decided that what one kind of work found may be used for another: who, why, under which approval.

    source, collected_as: the strand whose data or findings they are, and the class that they were collected under.
    strand, used_as: who uses them, and as what. People are named by key and name, without a foreign key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="use_decisions")
    source = models.CharField(max_length=20)
    collected_as = models.CharField(max_length=40)
    strand = models.CharField(max_length=20)
    used_as = models.CharField(max_length=40)
    why = models.TextField(max_length=2000)
    approval = models.CharField(max_length=300)
    decided_by = models.CharField(max_length=36, blank=True)
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        """Newest first. Of one use, one decision stands."""

        ordering = ("-decided_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "source", "collected_as", "strand", "used_as"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_decision",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} ({self.collected_as}) for {self.strand} ({self.used_as})"


class Membership(models.Model):
    """One role of one person in one programme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40)

    class Meta:
        """A role is held once."""

        ordering = ("user__name", "role")
        constraints = (models.UniqueConstraint(fields=["programme", "user", "role"], name="a_role_once"),)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
