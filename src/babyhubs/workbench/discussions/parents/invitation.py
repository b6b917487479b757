"""The link by which parents reach their page: it belongs to a row of the frame, and to nobody."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_token() -> str:
    """72 bits: nobody finds one by trying. It is kept as it is, so that its sheet can be printed again; it opens an empty page."""
    return secrets.token_urlsafe(9)


class ParentInvitation(models.Model):
    """One link, for as many families of a row as the care team gives it to. languages: those that the page may be read in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="parent_invitations")
    row = models.CharField(max_length=36)  # GUID in the project
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    languages = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    last_day = models.DateField()
    ended_at = models.DateTimeField(null=True)
    came = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return f"until {self.last_day}"

    @property
    def is_open(self) -> bool:
        """Whether it can be used today."""
        return self.ended_at is None and timezone.localdate() <= self.last_day
