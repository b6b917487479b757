"""Notes of a discussion in the room, as the parent heard them read back."""

from dataclasses import replace
from typing import Any

from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.told import Told, take_down
from babyhubs.workbench.discussions.withdrawal_codes import new_code
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

FORM = "in the room, read back"


@audited("discussions.notes-taken", "took down a discussion in the room")
def take_notes(actor: Actor, programme: Any, *, told: Told) -> Changed[tuple[str, str]]:
    """Gives the text, and the code with which the parent can take everything back."""
    code = new_code()
    with project.acting(actor, programme) as act:
        _, source = take_down(act, replace(told, code=code), FORM)
    outcome = told.about.safeguarding
    return act.changed((source, code), text=source, safeguarding=outcome, frame=bool(told.row))
