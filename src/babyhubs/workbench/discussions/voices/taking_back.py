"""Who takes back what they said takes back their voice too."""

from typing import Any

from babyhubs.workbench.discussions.voices import keeping
from babyhubs.workbench.discussions.voices.models import VoiceNote


def forget(programme: Any, participant: str) -> None:
    """Every recording of a participant, inside the service that takes out their words."""
    for one in VoiceNote.objects.filter(programme=programme, participant=participant):
        keeping.remove(programme.pk, one.pk)
        one.delete()
