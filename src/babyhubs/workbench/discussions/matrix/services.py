"""What is written into a cell of the matrix."""

from collections.abc import Sequence
from typing import Any

from babyhubs.discussions import matrix
from babyhubs.workbench.discussions.project import acting
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.cell-written", "wrote into the matrix")
def write(
    actor: Actor, programme: Any, *, person: str, dimension: str, summary: str, passages: Sequence[str]
) -> Changed[None]:
    """A summary that stands on passages; what it quotes must be in one of them, letter for letter."""
    with acting(actor, programme) as act:
        matrix.write_cell(act.project, person, dimension, summary, passages, act.who, act.at)
    return act.changed(None, passages=len(passages))


@audited("discussions.cell-not-asked", "marked a cell of the matrix as not asked")
def not_asked(actor: Actor, programme: Any, *, person: str, dimension: str) -> Changed[None]:
    """Nobody asked this person about it: another thing than that nothing was said."""
    with acting(actor, programme) as act:
        matrix.write_cell(act.project, person, dimension, "", (), act.who, act.at, matrix.NOT_ASKED)
    return act.changed(None)
