"""Where the evaluation stands in a programme, for the programme page."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.evaluation.models import CountTable, ProtocolVersion, Run
from babyhubs.workbench.programme.steps import Standing, State
from babyhubs.workbench.programme.use import Use


def standing(programme: Any) -> Standing:
    """Done with an answer on the gap; out of date when a later protocol holds or newer counts are here."""
    address = reverse("evaluation", args=[programme.pk])
    asked = list(Run.objects.filter(programme=programme, state=Run.State.DONE))
    newest = next((one for one in asked if one.kind == Run.Kind.GAP), None)
    protocol = ProtocolVersion.objects.filter(programme=programme).first()
    if newest is None:
        if protocol is None:
            return Standing(State.UNDER_WAY if asked else State.NOT_BEGUN, address=address)
        signed = protocol.signed_at is not None
        return Standing(
            State.UNDER_WAY,
            next="Bring the counts, and ask the question." if signed else "Sign the protocol.",
            address=address,
        )
    uses = _uses(asked)
    why = _why(programme, newest, protocol)
    if why:
        return Standing(
            State.STALE, next="Ask the question again.", why=why, address=address, at=newest.ended_at, uses=uses
        )
    return Standing(State.DONE, address=address, at=newest.ended_at, uses=uses)


def _uses(asked: list[Run]) -> tuple[Use, ...]:
    """What was counted in records that came as another kind of work; an answer remembers as which."""
    found = {
        Use("audit", one.asked["collected_as"], "evaluation", one.project_class)
        for one in asked
        if one.asked.get("collected_as")
    }
    return tuple(sorted(found))


def _why(programme: Any, newest: Run, protocol: ProtocolVersion | None) -> str:
    if protocol is not None and protocol.signed_at is not None and protocol.pk != newest.protocol_id:
        return f"Version {protocol.number} of the protocol was signed since."
    newer = CountTable.objects.filter(
        programme=programme,
        kind=CountTable.Kind.CELLS,
        counted=False,
        state=CountTable.State.READY,
        brought_at__gt=newest.asked_at,
    )
    return "Newer counts were brought since." if newer.exists() else ""
