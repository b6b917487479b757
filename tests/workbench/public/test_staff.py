"""Who may make public what; nothing is until somebody says so."""

import pytest
from django.test import Client

from babyhubs.workbench.public.models import Site
from babyhubs.workbench.public.texts import OTHERS
from babyhubs.workbench.record.models import Entry
from tests.workbench.public.sites import WHERE, a_site, two_hubs
from tests.workbench.service import Service

SET_UP = {"slug": "reach", "called": "Bristol health visitors", "contact": "0117 496 0000"}


def seen(where: str, client: Client | None = None) -> int:
    """How a page answers, to somebody without an account unless said otherwise."""
    return (client or Client()).get(where).status_code


def test_nothing_is_public_until_a_person_switched_it_on_and_the_record_says_who(service: Service) -> None:
    two_hubs(service.own)
    pages = f"/programmes/{service.own.pk}/public/"
    lead, coordinator = service.client("service-lead"), service.client("involvement-coordinator")
    assert seen(WHERE) == 404
    lead.post(f"{pages}description/", SET_UP)
    assert seen(WHERE) == 404
    assert "nothing here yet" in Client().get("/for-parents/").content.decode()
    lead.post(f"{pages}hubs/", {"shown": "on"})
    assert "Easton hub" in Client().get(WHERE).content.decode()
    assert "cannot sign up here" in Client().get(f"{WHERE}get-involved/").content.decode()
    assert Client().get(f"{WHERE}get-involved/questions/hold/")["Location"] == f"{WHERE}get-involved/"
    coordinator.post(f"{pages}sign-up/", {"opened": "on"})
    assert seen(f"{WHERE}get-involved/questions/hold/") == 200
    lead.post(f"{pages}hubs/", {})
    assert Client().get(WHERE)["Location"] == f"{WHERE}get-involved/"
    assert seen(f"{WHERE}hubs/h01/") == 404
    told = [(one.actor_name, one.action) for one in Entry.objects.filter(action__startswith="public.")]
    assert told == [
        ("Service Lead", "public.described"),
        ("Service Lead", "public.hubs"),
        ("Involvement Coordinator", "public.sign-up"),
        ("Service Lead", "public.hubs"),
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_a_draft_is_off_until_it_is_switched_on_and_then_says_that_it_is_one(language: str, service: Service) -> None:
    site = a_site(service.own)
    two_hubs(service.own)
    where = WHERE.replace("/en/", f"/{language}/")
    coordinator = service.client("involvement-coordinator")
    assert seen(where) == 404
    assert seen(where, service.client("nobody")) == 404
    preview = coordinator.get(where).content.decode()
    assert "Parents cannot see it" in preview
    assert 'class="note"' in preview
    coordinator.post(f"/programmes/{service.own.pk}/public/languages/", {"languages": [language]})
    assert Site.objects.get(pk=site.pk).languages == language
    shown = Client().get(where).content.decode()
    assert 'class="note"' in shown
    assert "Parents cannot see it" not in shown
    assert "no speaker has checked it" in str(
        Entry.objects.get(action="public.languages", actor_name__startswith="Inv").details
    )


def test_two_programmes_have_two_addresses(service: Service) -> None:
    a_site(service.others, slug="reach")
    page = service.client("service-lead").post(f"/programmes/{service.own.pk}/public/description/", SET_UP)
    assert "Another programme has the address reach." in page.content.decode()
    a_site(service.own, slug="bristol")
    listed = Client().get("/for-parents/").content.decode()
    assert "/for-parents/reach/" in listed
    assert "/for-parents/bristol/" in listed


def test_the_first_page_is_in_the_language_that_the_telephone_asks_for(service: Service) -> None:
    a_site(service.own, languages=("ar",))
    for asked, language in (("ar-SY,ar;q=0.9,en;q=0.8", "ar"), ("pl,en;q=0.5", "en"), ("", "en")):
        answer = Client(headers={"accept-language": asked}).get("/for-parents/reach/")
        assert answer["Location"] == f"/for-parents/reach/{language}/"
    assert Client().get("/for-parents/")["Location"] == "/for-parents/reach/"
