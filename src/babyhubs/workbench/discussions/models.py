"""That a programme has discussions. What was said is not here: it is in the project's own file (`project`)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


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
