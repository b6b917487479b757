"""What each strand has found out in a programme, for the strands that rest on it.

A strand's app registers one function when it is made ready (`gives`), as it does for where its step stands. So the frame of
the discussions, the choice of hubs to watch, the seats of the panel and the claims of the bid get the audit's findings
without importing the audit. What is given has been through disclosure: records hold figures as released.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babyhubs.evidence.finding import Finding
from babyhubs.evidence.record import Record
from babyhubs.workbench.programme.steps import steps


@dataclass(frozen=True, slots=True)
class Source:
    """One finding or exhibit. about: whom or what, in words for a person. address: the page that shows it. at: when it came about."""

    record: Record
    about: str
    address: str
    at: datetime


Gives = Callable[[Any], Sequence[Source]]  # given the programme
_GIVEN_BY: dict[str, Gives] = {}


def gives(strand: str, function: Gives) -> None:
    """The function that knows what a strand found out: its newest answer, whole, in an order that does not change."""
    if strand not in steps():
        raise ValueError(f"there is no step {strand}")
    _GIVEN_BY[strand] = function


def sources(programme: Any, strand: str) -> tuple[Source, ...]:
    """All that a strand found out; empty where it has found nothing yet."""
    given_by = _GIVEN_BY.get(strand)
    return tuple(given_by(programme)) if given_by else ()


def findings(programme: Any, strand: str) -> tuple[Finding, ...]:
    """The findings among them."""
    return tuple(one.record for one in sources(programme, strand) if isinstance(one.record, Finding))
