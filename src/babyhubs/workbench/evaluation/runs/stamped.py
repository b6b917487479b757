"""Whether the protocol came before the data: by the moments at which both came here, not by what anybody says."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from babyhubs.evaluation import protocol as protocols
from babyhubs.workbench.evaluation.models import ProtocolVersion


def stamp(version: ProtocolVersion | None, opened_at: datetime) -> dict[str, Any]:
    """What the result says of its protocol. opened_at: since when the data could be seen here."""
    if version is None or version.signed_at is None:
        return protocols.stamp(None)
    protocol = protocols.Protocol.model_validate_json(version.content)
    said = protocols.stamp(protocol, version.digest) | {
        "version": version.number,
        "signed": _moment(version.signed_at),
        "opened": _moment(opened_at),
    }
    if version.signed_at <= opened_at:
        return said | {"status": "fixed beforehand", "why": ""}
    why = f"Version {version.number} of the protocol was signed after the data had come here."
    if version.number > 1:
        why += f" It took the place of an earlier version: {version.reason}"
    return said | {"status": "exploratory", "why": why}


def _moment(value: datetime) -> str:
    local = timezone.localtime(value)
    return f"{local.day} {local:%B %Y, %H:%M}"
