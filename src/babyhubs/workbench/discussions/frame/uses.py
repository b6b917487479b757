"""The audit's findings, used for the frame: the use across kinds of work that somebody must have decided on."""

from collections.abc import Sequence
from typing import Any

from babyhubs.workbench.programme.sources import Source
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import class_at, class_now

AUDIT, STRAND = "audit", "discussions"


def audit_use(programme: Any, given: Sequence[Source]) -> Use:
    """The use of the audit's findings for the frame. given: the sources, as `programme.sources` gives them."""
    collected = class_at(programme, AUDIT, given[0].at) if given else class_now(programme, AUDIT)
    return Use(AUDIT, collected, STRAND, class_now(programme, STRAND))
