"""Everything that happens to a protocol: written, written again while it is a draft, signed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from babyhubs.errors import InputError
from babyhubs.evaluation.protocol import Protocol
from babyhubs.workbench.evaluation.models import ProtocolVersion
from babyhubs.workbench.programme.uses import class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

STRAND = "evaluation"


@audited("protocol.written", "wrote a draft of the evaluation's protocol")
def write(actor: Actor, /, programme: Any, *, reason: str = "", **details: Any) -> Changed[ProtocolVersion]:
    """The draft: a new one, or the one that is there in other words. details: fields of `evaluation.protocol.Protocol`."""
    type(programme).objects.select_for_update().get(pk=programme.pk)  # two drafts at once would take one number
    newest = ProtocolVersion.objects.filter(programme=programme).first()
    draft = newest if newest and newest.signed_at is None else None
    before = newest.number - 1 if draft and newest else newest.number if newest else 0
    if before and not reason.strip():
        raise InputError("A new version needs its reason.", remedy="Say why the signed protocol no longer fits.")
    protocol = _protocol(programme, details)
    one = draft or ProtocolVersion(programme=programme, number=before + 1)
    one.content, one.digest, one.reason = protocol.model_dump_json(), protocol.digest, reason.strip()
    one.written_by, one.written_at = actor.name, timezone.now()
    one.save()
    return _changed(one)


@audited("protocol.signed", "signed the evaluation's protocol")
def sign(actor: Actor, version: ProtocolVersion) -> Changed[ProtocolVersion]:
    """From now on it is not changed. Its digest stands in the record, where nobody can rewrite it."""
    with transaction.atomic():
        one = ProtocolVersion.objects.select_for_update().get(pk=version.pk)
        if one.signed_at is not None:
            raise InputError("This protocol was signed already.", remedy="Write a new version, and say why.")
        one.signed_at, one.signed_by = timezone.now(), actor.name
        day = timezone.localdate(one.signed_at)
        protocol = Protocol.model_validate_json(one.content).model_copy(update={"written_on": day})
        one.content, one.digest = protocol.model_dump_json(), protocol.digest
        one.save()
    return _changed(one)


def _protocol(programme: Any, details: dict[str, Any]) -> Protocol:
    its_class = class_now(programme, STRAND)
    try:
        return Protocol.model_validate(details | {"written_on": timezone.localdate(), "project_class": its_class})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]).replace("_", " ")
        raise InputError(f"The protocol is not complete: {place}.", remedy=str(first["msg"])) from error


def _changed(one: ProtocolVersion) -> Changed[ProtocolVersion]:
    details = {"version": one.number, "digest": one.digest, "reason": one.reason}
    return Changed(one, subject=one, programme=one.programme_id, details=details)
