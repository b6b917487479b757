"""What is past its day goes: when the workbench starts, and every day that it runs."""

import logging
import threading
import time

from django.db import connections

from babyhubs.workbench.discussions.models import DiscussionProject
from babyhubs.workbench.discussions.voices import keeping, services
from babyhubs.workbench.discussions.voices.models import VoiceNote, past_their_day
from babyhubs.workbench.record.actor import program

DAY = 24 * 60 * 60
AN_HOUR = 60 * 60


def clean() -> int:
    """How many recordings went. One entry in the record for each programme that had any."""
    due = set(past_their_day().values_list("programme_id", flat=True))
    gone = 0
    for row in DiscussionProject.objects.select_related("programme"):
        if row.programme_id in due:
            gone += services.clean(program("the daily clean-up"), row.programme)
        known = {key.hex for key in VoiceNote.objects.filter(programme=row.programme_id).values_list("pk", flat=True)}
        keeping.sweep(row.programme_id, known)
    return gone


def keep_clean() -> None:
    """Beside the background worker, as long as it runs. A day that was missed is made good in an hour."""
    threading.Thread(target=_every_day, daemon=True, name="voices").start()


def _every_day() -> None:
    while True:
        wait = DAY
        try:
            clean()
        except Exception:
            logging.getLogger(__name__).exception("The voice notes whose day has come could not be deleted.")
            wait = AN_HOUR
        connections.close_all()
        time.sleep(wait)
