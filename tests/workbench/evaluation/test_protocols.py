"""The protocol: what was announced stays as it was announced."""

import json

import pytest

from babyhubs.errors import InputError
from babyhubs.evaluation import protocol as library
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.workbench.evaluation.models import ProtocolVersion
from babyhubs.workbench.evaluation.protocols import services
from babyhubs.workbench.evaluation.protocols.presenters import in_force
from babyhubs.workbench.evaluation.protocols.wording import outcomes as worded
from babyhubs.workbench.record.models import Entry
from tests.workbench.evaluation import studies
from tests.workbench.service import TEST, Service


def test_a_draft_can_be_changed_until_it_is_signed(service: Service) -> None:
    first = studies.a_protocol(service.own, signed=False)
    again = studies.a_protocol(service.own, signed=False, title="Said better")
    assert (first.pk, ProtocolVersion.objects.count()) == (again.pk, 1)
    assert in_force(service.own) is None
    assert first.digest != again.digest


def test_a_signed_one_is_only_superseded_and_only_with_a_reason(service: Service) -> None:
    signed = studies.a_protocol(service.own)
    with pytest.raises(InputError, match="signed already"):
        services.sign(TEST, signed)
    with pytest.raises(InputError, match="needs its reason"):
        studies.a_protocol(service.own, title="Another question")
    later = studies.a_protocol(service.own, signed=False, title="Another question", reason="The hubs changed later.")
    assert (later.number, in_force(service.own).number) == (2, 1)
    services.sign(TEST, later)
    assert in_force(service.own).number == 2
    assert ProtocolVersion.objects.get(pk=signed.pk).content == signed.content


def test_its_digest_stands_in_the_record_and_is_that_of_the_file_that_the_command_reads(service: Service) -> None:
    one = studies.a_protocol(service.own, counts_as_change=["circle"])
    entry = Entry.objects.get(action="protocol.signed")
    assert json.loads(entry.details)["digest"] == one.digest
    where = f"/programmes/{service.own.pk}/evaluation/protocols/{one.pk}/file/"
    text = service.client("analyst").get(where).content.decode()
    assert library.read(text, "protocol.toml", tuple(outcomes())).digest == one.digest


def test_the_page_tells_when_its_content_is_not_what_was_signed(service: Service) -> None:
    one = studies.a_protocol(service.own)
    where = f"/programmes/{service.own.pk}/evaluation/protocols/{one.pk}/"
    assert "The content is what this digest says." in service.client("service-lead").get(where).content.decode()
    ProtocolVersion.objects.filter(pk=one.pk).update(content=one.content.replace("relative gap", "level"))
    assert "somebody changed it outside the workbench" in service.client("service-lead").get(where).content.decode()


def test_the_form_keeps_a_draft_and_the_button_signs_it(service: Service) -> None:
    client, where = service.client("service-lead"), f"/programmes/{service.own.pk}/evaluation/protocols/"
    days = {"first_month": "01/03/2022", "last_month": "31/12/2025"}
    wrong = client.post(
        f"{where}write/", studies.PLANNED | days | {"rank": "national", "secondary_outcomes": ["attendance"]}
    )
    assert "The outcome that decides is chosen here too." in wrong.content.decode()
    client.post(f"{where}write/", studies.PLANNED | days | {"rank": "national", "hubs_picked": "by lot"})
    one = ProtocolVersion.objects.get()
    client.post(f"{where}{one.pk}/sign/")
    assert ProtocolVersion.objects.get().signed_by == "Service Lead"


def test_outcomes_and_their_direction_of_good_are_those_of_the_library() -> None:
    found = {name: (one.label, one.rate) for name, one in outcomes().items()}
    assert {name: (one.label, one.rate) for name, one in worded().items()} == found
