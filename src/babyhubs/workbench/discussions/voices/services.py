"""What is done with voice notes. The record is told that it was done; of what was said it holds nothing."""

from typing import Any

from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.taking_down import Discussion, add_text
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.naming import next_name
from babyhubs.workbench.discussions.parents.wording import ENGLISH, texts
from babyhubs.workbench.discussions.voices import keeping
from babyhubs.workbench.discussions.voices.models import MOST_DAYS, VoiceNote, VoiceSetting, past_their_day
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.voices-switched", "decided whether parents may send a voice note")
def switch(actor: Actor, programme: Any, *, on: bool, days: int) -> Changed[VoiceSetting]:
    """On or off; days: until a recording is deleted. What was sent before keeps the day that its sender was told."""
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"{days} days are not possible.", remedy=f"Give a number from 1 to {MOST_DAYS}.")
    one, _ = VoiceSetting.objects.update_or_create(programme=programme, defaults={"on": on, "days": days})
    return Changed(one, subject=one, programme=programme.pk, details={"on": on, "days": days})


@audited("discussions.voice-written-down", "wrote down what a voice note says")
def write_down(actor: Actor, note: VoiceNote, *, said: str) -> Changed[str]:
    """A text of the same parent, which waits for the review of its names like every other; gives its GUID."""
    words = " ".join(said.split())
    with project.acting(actor, note.programme) as act:
        if not VoiceNote.objects.filter(pk=note.pk).exists():  # its parent took it back while somebody typed
            raise InputError("This recording is not there any more, so nothing was kept of it.")
        with act.project.act("voice note written down", act.who, act.at):
            source = add_text(
                act.project,
                f"Facilitator: {texts(ENGLISH)('words')}\nParent: {words}",
                Discussion(
                    next_name(act.project), "comment", note.language, day=note.sent_at.date().isoformat(),
                    description="Written down from a voice note.", participants=(note.participant,),
                ),
                act.who, act.at, Receipt("a voice note"), act.key(),
            )  # fmt: skip
    note.written_as = source
    note.save(update_fields=["written_as"])
    return act.changed(source, text=source)


@audited("discussions.voice-deleted", "deleted a voice note")
def delete(actor: Actor, note: VoiceNote) -> Changed[None]:
    """At once and for good. What was written down of it stays."""
    changed: Changed[None] = Changed(
        None, subject=note, programme=note.programme_id, details={"written": bool(note.written_as)}
    )
    _remove([note])
    return changed


@audited("discussions.voices-past-their-day", "deleted the voice notes whose day had come")
def clean(actor: Actor, programme: Any) -> Changed[int]:
    """How many."""
    found = list(past_their_day().filter(programme=programme))
    _remove(found)
    return Changed(len(found), programme=programme.pk, details={"recordings": len(found)})


def _remove(notes: list[VoiceNote]) -> None:
    """The sound first: a row without its sound is harmless."""
    for one in notes:
        keeping.remove(one.programme_id, one.pk)
        VoiceNote.objects.filter(pk=one.pk).delete()
