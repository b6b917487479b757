"""What changes in the codebook. A code is never deleted: its codings stay on it."""

from typing import Any

from babyhubs.discussions import codebook
from babyhubs.errors import InputError
from babyhubs.workbench.discussions.project import acting
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.codebook-added", "added a codebook")
def add_shipped(actor: Actor, programme: Any, *, name: str) -> Changed[int]:
    """One that comes with the program; gives how many of its codes were new."""
    with acting(actor, programme) as act:
        made = codebook.add_shipped(act.project, name, act.who, act.at)
    return act.changed(made, codebook=name, codes=made)


@audited("discussions.code-added", "added a code")
def add(actor: Actor, /, programme: Any, *, name: str, parent: str, direction: str, **about: str) -> Changed[str]:
    """A code of one's own. about: definition, include, exclude, example."""
    with acting(actor, programme) as act:
        guid = codebook.add_code(act.project, " ".join(name.split()), act.who, act.at, parent, direction, **about)
    return act.changed(guid, codes=1)


@audited("discussions.code-changed", "changed a code")
def change(actor: Actor, /, programme: Any, *, guid: str, **changes: str) -> Changed[str]:
    """Its name, place, direction or meaning."""
    if not changes.get("name", "x").strip():
        raise InputError("A code needs a name.")
    with acting(actor, programme) as act:
        codebook.change_code(act.project, guid, act.who, act.at, **changes)
    return act.changed(guid, changed=len(changes))
