"""Whether parents may send a voice note, and what is known of each that waits. The sound is a sealed file (`keeping`)."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

DAYS = 30  # until a recording is deleted, unless the programme says otherwise
MOST_DAYS = 90


class VoiceSetting(models.Model):
    """What one programme decided. Without a row it is off."""

    programme = models.OneToOneField("programme.Programme", on_delete=models.CASCADE, related_name="voice_setting")
    on = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=DAYS)

    def __str__(self) -> str:
        return f"{'on' if self.on else 'off'}, {self.days} days"


class VoiceNote(models.Model):
    """One recording. participant, source, written_as: GUIDs in the project; written_as: the text of what was said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="voice_notes")
    participant = models.CharField(max_length=36)
    source = models.CharField(max_length=36)
    written_as = models.CharField(max_length=36, blank=True)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    delete_on = models.DateField()

    class Meta:
        """What goes first stands first."""

        ordering = ("delete_on", "sent_at", "id")

    def __str__(self) -> str:
        return f"until {self.delete_on}"


def past_their_day() -> Any:
    """What may not be here any more; pages do not show it either."""
    return VoiceNote.objects.filter(delete_on__lte=timezone.localdate())
