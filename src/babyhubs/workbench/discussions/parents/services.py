"""Links to the page for parents, what they send, and what they take back. The record is told that it happened, and nothing of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from babyhubs.discussions import consents
from babyhubs.discussions import project as library
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.parents.invitation import ParentInvitation
from babyhubs.workbench.discussions.told import Told, take_down
from babyhubs.workbench.discussions.voices import keeping
from babyhubs.workbench.discussions.voices.models import VoiceNote
from babyhubs.workbench.discussions.voices.receiving import Voice
from babyhubs.workbench.discussions.voices.taking_back import forget
from babyhubs.workbench.discussions.withdrawal_codes import new_code
from babyhubs.workbench.record.actor import Actor, program
from babyhubs.workbench.record.audited import Changed, audited

FORM = "on the parent's own phone"
A_PARENT = program("a parent, on their own phone")


@audited("discussions.invitation-made", "made a link to the page for parents")
def invite(
    actor: Actor, programme: Any, *, row: str, languages: Sequence[str], last_day: date
) -> Changed[ParentInvitation]:
    """A link for the families of one row."""
    one = ParentInvitation.objects.create(
        programme=programme, row=row, languages=list(languages), last_day=last_day, made_by_id=actor.key or None
    )
    details = {"row": row, "languages": list(languages), "last_day": last_day}
    return Changed(one, subject=one, programme=programme.pk, details=details)


@audited("discussions.invitation-ended", "closed a link to the page for parents")
def end(actor: Actor, one: ParentInvitation) -> Changed[None]:
    """Nobody can send anything by it any more; codes go on working."""
    one.ended_at = timezone.now()
    one.save(update_fields=["ended_at"])
    return Changed(None, subject=one, programme=one.programme_id)


@audited("discussions.told", "told us why they come or do not come")
def tell(
    actor: Actor, programme: Any, *, told: Told, invitation: ParentInvitation | None = None, voice: Voice | None = None
) -> Changed[str]:
    """Gives the code with which the parent can take everything back."""
    code = new_code()
    with project.acting(actor, programme) as act:
        participant, source = take_down(act, replace(told, code=code), FORM)
        if voice is not None:
            _keep(programme, voice, participant, source, told.about.language)
    if invitation is not None:
        ParentInvitation.objects.filter(pk=invitation.pk).update(came=F("came") + 1)
    return act.changed(code, voice=True) if voice is not None else act.changed(code)


@audited("discussions.taken-back", "took back what they had told us")
def take_back(actor: Actor, programme: Any, *, code: str) -> Changed[None]:
    """By the code alone: their words leave for good."""
    with project.acting(actor, programme) as act:
        participant = consents.participant_of_code(act.project, code)
        if participant is None:
            raise InputError("There is no such code.")
        consents.withdraw_everything(act.project, participant, act.who, act.at)
        library.forget_copy(act.project)
    forget(programme, participant)
    return act.changed(None)


def _keep(programme: Any, voice: Voice, participant: str, source: str, language: str) -> None:
    """The file before its row: what is told of is whole. Inside the act, so that a full disk keeps nothing at all."""
    note = VoiceNote(
        programme=programme,
        participant=participant,
        source=source,
        language=language,
        kind=voice.kind,
        size=len(voice.content),
        delete_on=timezone.localdate() + timedelta(days=voice.days),
    )
    keeping.write(programme.pk, note.pk, voice.content)
    note.save(force_insert=True)
