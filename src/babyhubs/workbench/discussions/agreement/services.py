"""What two coders decide together."""

from collections.abc import Sequence
from typing import Any

from babyhubs.discussions import settling
from babyhubs.workbench.discussions.project import acting
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("discussions.difference-settled", "settled a difference between two coders")
def settle(actor: Actor, programme: Any, *, codings: Sequence[str], keep: Sequence[str]) -> Changed[int]:
    """Of the codings of one place these are kept, the others are withdrawn."""
    with acting(actor, programme) as act:
        out = settling.settle(act.project, codings, keep, act.who, act.at)
    return act.changed(out, kept=len(keep), withdrawn=out)
