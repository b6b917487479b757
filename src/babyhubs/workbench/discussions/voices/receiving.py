"""A voice note on its way in, from somebody without an account: whether it is taken at all, and what was sent."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from babyhubs.workbench.discussions.voices.kinds import LARGEST, kind, too_long
from babyhubs.workbench.discussions.voices.models import VoiceNote, VoiceSetting

FIELD = "voice"
DAYS_TOLD = "voice_days"  # what stood on her page: a longer time that somebody chose since is not what she agreed to
MOST_WAITING = 200  # recordings of one programme: nobody fills a disk by a link


@dataclass(frozen=True, slots=True)
class Voice:
    """What was sent. days: until it goes. problem: the key of what is wrong with it, and then there is no content."""

    content: bytes = b""
    kind: str = ""
    days: int = 0
    problem: str = ""


def days(programme: Any) -> int:
    """After how many days a recording goes, or 0 where none is taken now."""
    setting = VoiceSetting.objects.filter(programme=programme, on=True).first()
    if setting is None or VoiceNote.objects.filter(programme=programme).count() >= MOST_WAITING:
        return 0
    return int(setting.days)


def voice(request: HttpRequest, days: int) -> Voice | None:
    """The recording of a form, looked at; nothing where none was chosen, or none is taken."""
    if not days:
        return None
    if getattr(request, "file_too_large", False):
        return Voice(problem="voice-long")
    sent = request.FILES.get(FIELD)
    if sent is None:
        return None
    told = request.POST.get(DAYS_TOLD, "")
    days = min(days, max(int(told), 1)) if told.isascii() and told.isdigit() and len(told) < 4 else days
    content = sent.read(LARGEST)
    found = kind(content)
    if not found:
        return Voice(problem="voice-bad")
    return Voice(problem="voice-long") if too_long(content) else Voice(content, found, days)
