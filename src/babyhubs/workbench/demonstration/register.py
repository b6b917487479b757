"""The register of the demonstration: invented parents come into it, through the services, as the coordinator types."""

from datetime import date

from babyhubs.workbench.demonstration.parents import ASKED, PARENTS, Offered
from babyhubs.workbench.people import services as register
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.wordings import DRAW, HOLD
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor

ON = date(2026, 5, 11)  # the day on which they signed up, at a session


def fill(coordinator: Actor, programme: Programme) -> None:
    """The parents come into the register; one is due an answer, one is reached through a lead, one leaves again."""
    there = [_add(coordinator, programme, one) for one in PARENTS]
    register.promise(coordinator, there[0], what="next-step", due_on=date(2026, 5, 25))
    register.speak_first(coordinator, there[5], lead="Ros Dean, named nurse (invented)")
    register.erase(coordinator, there[6])


def _add(coordinator: Actor, programme: Programme, one: Offered) -> Person:
    about = dict(zip(ASKED, one.about, strict=False))
    return register.add(
        coordinator,
        programme.pk,
        called=one.called,
        contact=one.contact,
        agreed={HOLD: True, "co-design": True, DRAW: bool(about)},
        answers=Answers(one.needs, about=about),
        language=one.language,
        channel="face-to-face",
        said_on=ON,
    )
