"""The project of a programme: begun once, written through services, its key apart."""

import pytest
from django.conf import settings

from babyhubs.discussions import codebook
from babyhubs.errors import InputError
from babyhubs.workbench.discussions import places, project, services
from babyhubs.workbench.record.audited import Changed, audited
from babyhubs.workbench.record.models import Entry
from tests.workbench.service import TEST, Service


@audited("test.code-added", "added a code")
def _add_code(actor: object, programme: object, *, name: str) -> Changed[str]:
    with project.acting(actor, programme) as act:  # type: ignore[arg-type]
        guid = codebook.add_code(act.project, name, act.who, act.at)
    return act.changed(guid, codes=1)


def test_it_begins_once_with_the_default_codebook_and_its_key_elsewhere(service: Service) -> None:
    with pytest.raises(InputError, match="not begun"), project.opened(service.own):
        pass
    services.begin(TEST, service.own)
    with project.opened(service.own) as one:
        assert one.count("code") > 10
    key = places.of_key(settings.BABYHUBS.folder, service.own.pk)
    assert key.stat().st_mode & 0o077 == 0
    assert places.of_project(settings.BABYHUBS.folder, service.own.pk).parent not in key.parents
    with pytest.raises(InputError, match="already"):
        services.begin(TEST, service.own)


def test_an_act_has_its_entry_and_one_without_is_found(service: Service) -> None:
    row = services.begin(TEST, service.own)
    guid = _add_code(TEST, service.own, name="Buses")
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("test.code-added", str(row.pk))
    with project.opened(service.own) as one:
        assert one.value("SELECT name FROM code WHERE guid = ?", guid) == "Buses"
        row.refresh_from_db()
        assert project.unrecorded(one, row) == 0
        codebook.add_code(one, "Steps", "somebody", "2026-11-24")
        assert project.unrecorded(one, row) == 1


def test_the_overview_leads_on_once_they_have_begun(service: Service) -> None:
    client, where = service.client("service-lead"), f"/programmes/{service.own.pk}/discussions/"
    assert "Begin the discussions" in client.get(where).content.decode()
    assert client.post(f"{where}begin/").status_code == 302
    assert "Begin the discussions" not in client.get(where).content.decode()
    assert "Begin the discussions" not in service.client("involvement-coordinator").get(where).content.decode()
