"""The observations of the demonstration: six simulated sessions in two models, sent as a phone sends them, and what they add up to.

The difference between the models is planted (simulation/observed); the results find it, with its limits.
"""

from dataclasses import dataclass
from typing import Any

from babyhubs.errors import BabyhubsError
from babyhubs.observations.log.seal import seal, text
from babyhubs.simulation.observed.room import layout
from babyhubs.simulation.observed.study import study
from babyhubs.workbench.hubs.log import model_of
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.observations.models import Analysis, WatchPlan
from babyhubs.workbench.observations.plan import choosing
from babyhubs.workbench.observations.plan import services as plans
from babyhubs.workbench.observations.results import services as results
from babyhubs.workbench.observations.results.working import carry_out
from babyhubs.workbench.observations.rooms import services as rooms
from babyhubs.workbench.observations.sessions import receiving
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.actor import Actor

IN_EACH = 3  # clinics in each model
SCAN_S = 600
ROOM = "church-hall"


@dataclass(frozen=True)
class Filled:
    """What came of it, for tests."""

    plan: WatchPlan
    analysis: Analysis
    truth: dict[str, Any]


def fill(lead: Actor, observer: Actor, programme: Programme) -> Filled:
    """Decide that findings of the audit may be used, choose the hubs, draw the room, watch, and work it out."""
    programmes.decide_use(
        lead,
        programme,
        Use("audit", "clinical audit", "observations", "service evaluation"),
        why="Which rooms to watch follows from the groups that the audit found. Nobody is named in its findings.",
        approval="Audit and research office, 3 November 2026, SE-2026-015 (invented)",
    )
    groups = choosing.missed(programme)
    hubs = Hub.objects.filter(programme=programme, closed=None).order_by("code").values_list("code", flat=True)
    named = dict(zip((one.key for one in groups if not one.hub), hubs[:IN_EACH], strict=False))
    chosen = choosing.chosen(programme, groups, named, IN_EACH, IN_EACH)
    plan = plans.decide(lead, programme, hubs=chosen, half_width=10, scan_every_s=SCAN_S, sessions_each=1)
    rooms.draw(observer, programme, identity=ROOM, plan=layout())
    seen = study(1, IN_EACH)
    at = _places(
        programme, chosen, [(one.taps[0]["value"]["hub"], one.taps[0]["value"]["model"]) for one in seen.sessions]
    )
    for one in seen.sessions:
        receiving.take(observer, programme, receiving.lines(_log(one, at).encode()))
    asked = results.ask(lead, programme)
    carry_out(asked.pk)
    analysis = Analysis.objects.get(pk=asked.pk)
    if analysis.state != Analysis.State.DONE:
        raise BabyhubsError(
            f"The demonstration could not be made. {analysis.problem_what}".strip(),
            remedy=analysis.problem_remedy or "Try again.",
        )
    return Filled(plan, analysis, seen.truth)


def _places(programme: Programme, chosen: list[dict[str, Any]], simulated: list[tuple[str, str]]) -> dict[str, str]:
    """Simulated clinic -> hub of the directory: one of the plan with its model, else another with it, else any."""
    planned = [(one["hub"], one["model"]) for one in chosen]
    hubs = Hub.objects.filter(programme=programme).prefetch_related("changes").order_by("code")
    left = [*planned, *(row for one in hubs if (row := (one.code, model_of(one.changes.all())[0])) not in planned)]
    found: dict[str, str] = {}
    for clinic, model in dict.fromkeys(simulated):
        fitting = [row for row in left if row[1] == model] or left
        if not fitting:
            return {}  # fewer hubs than sessions: they keep their own names
        found[clinic] = fitting[0][0]
        left.remove(fitting[0])
    return found


def _log(one: Any, at: dict[str, str]) -> str:
    opening, *rest = one.taps
    header = opening["value"]
    hub = at.get(header["hub"], header["hub"])
    here = header | {"hub": hub, "occasion": header["occasion"].replace(header["hub"], hub)}
    return text(seal(one.name, one.opened, [opening | {"value": here}, *rest]))
