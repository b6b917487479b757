"""Data do not cross from one kind of work to another silently.

What was collected as one class (clinical audit, service evaluation, public involvement, research) may be used as another
only after somebody decided so, and the decision says who, why and under which approval (HRA, "Is my study research?",
and UK Standards for Public Involvement: each piece of work is of one class). A strand that takes another's findings or
data calls `check_use` first; the pages tell what `open_uses` finds.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from babyhubs.errors import Refused
from babyhubs.workbench.programme.models import EarlierClass, StrandClass, UseDecision
from babyhubs.workbench.programme.steps import steps
from babyhubs.workbench.programme.use import Use


class NotDecided(Refused):
    """What one kind of work collected would be used for another, and nobody decided that it may."""


def class_now(programme: Any, strand: str) -> str:
    """The class of a strand."""
    return str(StrandClass.objects.values_list("project_class", flat=True).get(programme=programme, strand=strand))


def class_at(programme: Any, strand: str, when: datetime) -> str:
    """The class that a strand had at a moment: what was collected then was collected as that."""
    later = EarlierClass.objects.filter(programme=programme, strand=strand, until__gt=when).order_by("until").first()
    return str(later.project_class) if later else class_now(programme, strand)


def decided(programme: Any) -> set[Use]:
    """The uses across classes that somebody decided on, as they stand now."""
    rows = UseDecision.objects.filter(programme=programme, withdrawn_at=None)
    return {Use(*row) for row in rows.values_list("source", "collected_as", "strand", "used_as")}


def check_use(programme: Any, use: Use) -> None:
    """Refuses a use across classes that nobody decided on."""
    if use.crosses and use not in decided(programme):
        raise NotDecided(
            refusal(use),
            remedy="Ask the service lead to write the decision down: on the programme page, under data across kinds of work.",
        )


def refusal(use: Use) -> str:
    """Why a use waits, in one sentence."""
    source = steps()[use.source].title
    if use.source == use.strand:
        return (
            f"{source}: this was collected as {use.collected_as} and would now be used as {use.used_as}, and nobody "
            "has decided that it may."
        )
    user = steps()[use.strand].title.lower()
    return (
        f"{source}: this was collected as {use.collected_as}. For {user} it would be used as {use.used_as}, and nobody "
        "has decided that it may."
    )


def expected(classes: dict[str, str]) -> list[Use]:
    """What the steps use of each other by what they rest on, where it crosses classes. classes: strand -> its class."""
    found = (
        Use(source, classes[source], step.key, classes[step.key])
        for step in steps().values()
        for source in step.rests_on
    )
    return [use for use in found if use.crosses]


def open_uses(uses: Iterable[Use], decisions: set[Use]) -> list[Use]:
    """Those that cross classes without a decision."""
    return [use for use in uses if use.crosses and use not in decisions]
