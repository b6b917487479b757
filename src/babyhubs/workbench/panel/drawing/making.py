"""A lottery on request: read the pool, solve, keep; or keep the advice where no panel is possible."""

import uuid
from typing import Any

from babyhubs.workbench.panel.current import required
from babyhubs.workbench.panel.drawing import services
from babyhubs.workbench.panel.drawing.lottery import NoLottery, lottery
from babyhubs.workbench.panel.models import Draw, Member, Panel
from babyhubs.workbench.panel.seats.rules import read
from babyhubs.workbench.panel.states import Role
from babyhubs.workbench.record.actor import Actor

EVERYBODY, RESERVE = "everybody", "reserve"


def make(actor: Actor, programme_id: uuid.UUID, of: str = EVERYBODY) -> Draw:
    """The lottery for the empty seats. of: everybody who can be drawn, or the reserve alone."""
    panel = required(programme_id)
    pool = services.read_pool(actor, programme_id)
    sits, reserve, away = seated(panel)
    only = {one.person_id for one in reserve} if of == RESERVE else None
    try:
        made = lottery(pool, read(panel.rules), panel.seats, [one.person_id for one in sits], only, away)
    except NoLottery as error:
        services.advise(actor, programme_id, advice=error.advice)
        raise
    return services.keep(actor, programme_id, made)


def make_reserve(actor: Actor, programme_id: uuid.UUID, leave: float) -> dict[str, Any]:
    """The reserve for the panel that sits now, chosen and kept; what it can repair, in numbers."""
    from babyhubs.workbench.panel.drawing.reserving import chosen  # noqa: PLC0415 - the solver is loaded when it is needed

    panel = required(programme_id)
    pool = services.read_pool(actor, programme_id)
    sits, _, away = seated(panel)
    found = chosen(pool, read(panel.rules), [one.person_id for one in sits], away, leave)
    services.keep_reserve(actor, programme_id, people=found.people, leave=leave)
    return found.said


def seated(panel: Panel) -> tuple[list[Member], list[Member], set[uuid.UUID]]:
    """Who sits, who is in the reserve, and who must not be asked again: who declined, did not answer or left."""
    sits: list[Member] = []
    reserve: list[Member] = []
    away: set[uuid.UUID] = set()
    for one in panel.members.all():
        if one.ended_on is None:
            (sits if one.role == Role.SEAT else reserve).append(one)
        elif one.role == Role.SEAT:
            away.add(one.person_id)
    return sits, reserve, away - {one.person_id for one in sits}
