"""The pages of the directory: a hub from its first word to its log."""

import pytest

from babyhubs.errors import InputError
from babyhubs.workbench.hubs import place, services
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.presenters import initial
from tests.workbench.service import TEST, Service


def sent(service: Service, page: str, **fields: str) -> str:
    """The page that follows a form which the analyst sent."""
    where = f"/programmes/{service.own.pk}/hubs/{page}"
    return service.client("analyst").post(where, fields, follow=True).content.decode()


def test_from_a_new_hub_to_its_log(service: Service) -> None:
    page = sent(
        service,
        "new/",
        code="H07",
        name="Easton",
        postcode="bs10 5aa",
        languages="Somali, english",
        step_free="yes",
        model="traditional",
    )
    assert "Opening times: Easton" in page
    hub = Hub.objects.get(code="H07")
    assert hub.latitude == pytest.approx(51.491352)
    assert hub.languages == "so en"
    page = sent(service, f"{hub.pk}/hours/", day_1="9:30 to 11:30", day_3="open")
    assert "09:30 to 11:30" in page
    assert "Times not known" in page
    page = sent(service, f"{hub.pk}/log/model/", became="social", on="02/03/2026", note="New team.")
    assert "Social, since 2 March 2026" in page
    entry = hub.changes.get(number=2)
    page = sent(
        service, f"{hub.pk}/log/entries/{entry.pk}/correct/", became="social", on="09/03/2026", note="By the diary."
    )
    assert "Social, since 9 March 2026" in page
    assert "Takes the place of entry 2." in page
    assert "a later entry corrects it" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"code": "", "name": "Easton"}, "This field is required."),
        ({"code": "H02", "name": "EASTON"}, "Another hub has the name"),
        ({"code": "h01", "name": "Other"}, "Another hub has the identifier"),
        ({"code": "H02", "name": "Other", "latitude": "451", "longitude": "-2.6"}, "latitude"),
        ({"code": "H02", "name": "Other", "latitude": "51.4"}, "go together"),
        ({"code": "H02", "name": "Other", "languages": "Klingon"}, "is no language that is known here"),
        ({"code": "H02", "name": "@Other"}, "takes for a formula"),
        ({"code": "H02", "name": "Other", "opened": "2/3/2026", "closed": "1/3/2026"}, "closed before it opened"),
        ({"code": "H02", "name": "Other", "site_code": "x" * 30}, "at most 20 characters"),
    ],
)
def test_a_mistake_in_a_hub_is_told_and_nothing_is_saved(service: Service, fields: dict[str, str], told: str) -> None:
    services.add(TEST, service.own, code="H01", name="Easton")
    page = sent(service, "new/", **fields)
    assert "There is a problem" in page
    assert told in page
    assert Hub.objects.count() == 1


def test_two_programmes_may_have_a_hub_of_one_name(service: Service) -> None:
    for programme in (service.own, service.others):
        services.add(TEST, programme, code="H01", name="Easton")
    assert Hub.objects.count() == 2


def test_a_hub_of_another_programme_is_not_here(service: Service) -> None:
    theirs = service.hub(service.others)
    assert service.client("analyst").get(f"/programmes/{service.own.pk}/hubs/{theirs.pk}/").status_code == 404
    own, entry = service.hub(service.own), theirs.changes.get()
    where = f"/programmes/{service.own.pk}/hubs/{own.pk}/log/entries/{entry.pk}/correct/"
    assert service.client("analyst").get(where).status_code == 404


def test_who_may_not_edit_sees_no_form(service: Service) -> None:
    page = service.client("observer").get(f"/programmes/{service.own.pk}/hubs/").content.decode()
    assert "Add a hub" not in page
    hub = service.hub(service.own)
    page = service.client("observer").get(f"/programmes/{service.own.pk}/hubs/{hub.pk}/").content.decode()
    assert "Easton" in page
    assert ">Correct<" not in page


def test_a_description_that_is_opened_and_saved_changes_nothing(service: Service) -> None:
    hub = services.add(
        TEST, service.own, code="H01", name="Easton", latitude=51.46431, longitude=-2.56012, languages="so en"
    )
    client = service.client("analyst")
    where = f"/programmes/{service.own.pk}/hubs/{hub.pk}/description/"
    before = initial(hub)
    assert client.post(where, before).status_code == 302
    assert initial(Hub.objects.get(pk=hub.pk)) == before


def test_a_postcode_that_is_not_known_gives_no_place() -> None:
    assert place.centre("ZZ99 3VZ") is None
    assert place.centre("") is None
    with pytest.raises(InputError, match="no language"):
        place.language_codes("English, Nobodyish")
