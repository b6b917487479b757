"""One request to release a file, and what became of it."""

import uuid

from django.db import models
from django.utils import timezone

from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.releases.states import State, Verdict


class Release(models.Model):
    """A file that somebody wants to release. The file itself lies in the data folder (keeping.py).

    People are named by key and name, without a foreign key: the release outlives their accounts. check: one sentence a
    line, for those inside. supersedes: the released file that this one takes the place of. strand, project_class: whose
    work is in it, and of which kind it is; used_as: the kind of work that it leaves for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="releases")
    title = models.CharField(max_length=200)
    reason = models.TextField(max_length=2000)
    strand = models.CharField(max_length=20, default="audit")
    project_class = models.CharField(max_length=40, blank=True)
    used_as = models.CharField(max_length=40, blank=True)
    profile = models.CharField(max_length=40)
    profile_version = models.CharField(max_length=20)
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    verdict = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Verdict])
    check_said = models.TextField(blank=True)
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in State], default=State.ASKED.value
    )
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    asked_by = models.CharField(max_length=36, blank=True)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.CharField(max_length=36, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(max_length=2000, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "title")

    def __str__(self) -> str:
        return self.title

    @property
    def use(self) -> Use:
        """What leaves, and what for, as the rule about kinds of work sees it (programme/uses.py)."""
        return Use(self.strand, self.project_class, "evidence", self.used_as)
