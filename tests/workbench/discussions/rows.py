"""Things of the discussions that an address can name."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from babyhubs.discussions.taking_down import Discussion
from babyhubs.workbench.discussions import project, services
from babyhubs.workbench.discussions.frame import services as frame
from babyhubs.workbench.discussions.parents import services as parents
from babyhubs.workbench.discussions.room import services as room
from babyhubs.workbench.discussions.told import Told
from babyhubs.workbench.discussions.voices import services as voices
from babyhubs.workbench.discussions.voices.models import VoiceNote
from babyhubs.workbench.discussions.voices.receiving import Voice
from tests.workbench.service import TEST


def begun(programme: Any) -> Any:
    """A programme whose discussions have begun."""
    return project.row_of(programme) or services.begin(TEST, programme)


def a_row(programme: Any) -> str:
    """A row of the frame."""
    begun(programme)
    with project.opened(programme) as one:
        found = one.value("SELECT guid FROM frame_row ORDER BY number LIMIT 1")
    if found:
        return str(found)
    return frame.add_row(
        TEST, programme, group="Families in temporary housing", use="never", area="", target=3, route="hub"
    )


def a_text(programme: Any) -> str:
    """A text that waits for its review."""
    begun(programme)
    with project.opened(programme) as one:
        found = one.value("SELECT guid FROM source ORDER BY number LIMIT 1")
    return str(found or told(programme)[0])


def a_participant(programme: Any) -> str:
    """Who said it."""
    a_text(programme)
    with project.opened(programme) as one:
        return str(one.value("SELECT guid FROM participant ORDER BY rowid LIMIT 1"))


def told(programme: Any, text: str = "I went once with Donna and it was nice.", **about: Any) -> tuple[str, str]:
    """Notes of one parent; the text and the code with which they can withdraw."""
    begun(programme)
    agreed = {"use": True, "quote": True, "paraphrase": True}
    return room.take_notes(TEST, programme, told=Told(text, Discussion("", "notes", "en", **about), agreed))


def an_invitation(programme: Any, languages: tuple[str, ...] = ("en", "so", "ar")) -> Any:
    """An open link for a row of the frame."""
    row = a_row(programme)
    found = programme.parent_invitations.first()
    last_day = timezone.localdate() + timedelta(days=1)
    return found or parents.invite(TEST, programme, row=row, languages=languages, last_day=last_day)


WAV = (
    b"RIFF"
    + (36 + 800).to_bytes(4, "little")
    + b"WAVEfmt "
    + bytes(4)
    + b"\x01\x00\x01\x00"
    + (8000).to_bytes(4, "little") * 2
)
WAV += b"\x01\x00\x08\x00data" + (800).to_bytes(4, "little") + b"\x80" * 800  # a tenth of a second of nothing


def voices_on(programme: Any, days: int = 30) -> None:
    """Parents may send voice notes."""
    begun(programme)
    voices.switch(TEST, programme, on=True, days=days)


def a_voice(programme: Any) -> VoiceNote:
    """A recording that waits."""
    begun(programme)
    if one := VoiceNote.objects.filter(programme=programme).first():
        return one
    agreed = {"use": True, "quote": False, "paraphrase": True, "record": True}
    told = Told("Facilitator: Anything else?\nParent: [voice note]", Discussion("", "comment", "en"), agreed)
    parents.tell(TEST, programme, told=told, voice=Voice(WAV, "audio/wav", 30))
    return VoiceNote.objects.get(programme=programme)
