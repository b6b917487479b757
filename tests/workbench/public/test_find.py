"""Finding a hub: near, open today, without steps, with a language; its page, its poster."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from qrcode.main import QRCode

from babyhubs.workbench.hubs import services as hub_services
from babyhubs.workbench.public import near, presenters
from babyhubs.workbench.web import qr
from tests.workbench.public.sites import WHERE, a_site, two_hubs
from tests.workbench.service import TEST, Service

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def hubs(service: Service) -> Service:
    """Easton and Clevedon, public."""
    two_hubs(service.own)
    a_site(service.own, languages=("ar",))
    return service


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Tuesday, 24 November 2026, at noon."""
    noon = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr(timezone, "now", lambda: noon)


def listed(asked: str) -> list[str]:
    """The hubs on the page, in their order."""
    page = Client().get(f"{WHERE}?{asked}").content.decode()
    return re.findall(r"<h3><a[^>]*><bdi>(\w+)", page)


class TestNear:
    """Postcodes and places, from the reference tables alone."""

    def test_a_full_postcode_half_of_one_and_a_ward_are_known_however_they_are_typed(self) -> None:
        full = near.point("bs5 0aa", [])
        assert full is not None
        assert near.point(" BS50AA ", []) == full
        for written in ("BS5", "easton", "Easton"):
            there = near.point(written, [])
            assert there is not None
            assert near.miles(full, there) < 2

    @pytest.mark.parametrize("written", ["", "  ", "Atlantis", "ZZ99 3VZ", "<script>", "BS77"])
    def test_what_is_no_place_is_none(self, written: str) -> None:
        assert near.point(written, []) is None

    def test_a_mile_is_a_mile(self) -> None:
        """Bristol Temple Meads to London Paddington: 106 miles as the crow flies."""
        assert near.miles((51.4491, -2.5813), (51.5154, -0.1755)) == pytest.approx(104, abs=2)
        assert near.miles((51.0, -2.0), (51.0, -2.0)) == 0


class TestTheList:
    """What fits, the nearest first."""

    def test_the_nearest_comes_first(self, hubs: Service) -> None:
        assert listed("near=BS5+0AA") == ["Easton", "Clevedon"]
        assert listed("near=BS21+6AB") == ["Clevedon", "Easton"]

    def test_a_place_that_is_not_known_is_said_and_all_hubs_are_shown(self, hubs: Service) -> None:
        page = Client().get(f"{WHERE}?near=Atlantis").content.decode()
        assert "We do not know where that is" in page
        assert listed("near=Atlantis") == ["Clevedon", "Easton"]

    def test_step_free_and_language(self, hubs: Service) -> None:
        assert listed("step-free=yes") == ["Easton"]
        assert listed("speaks=so") == ["Easton"]
        assert listed("speaks=so&near=BS21") == ["Easton"]
        assert listed("speaks=xx") == []

    def test_open_today_is_of_the_day(self, hubs: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        assert listed("today=yes") == ["Clevedon", "Easton"]
        monkeypatch.setattr(timezone, "localdate", lambda: WEDNESDAY)
        assert listed("today=yes") == ["Clevedon"]

    def test_a_hub_that_has_closed_is_not_there_and_one_yet_to_open_says_so(self, hubs: Service) -> None:
        easton, clevedon = hubs.own.hubs.order_by("-name")
        hub_services.describe(TEST, clevedon, closed=TUESDAY)
        hub_services.describe(TEST, easton, opened=date(2026, 12, 1))
        assert listed("") == ["Easton"]
        assert listed("today=yes") == []
        assert "First day: <bdi>01/12/2026</bdi>" in Client().get(f"{WHERE}hubs/h01/").content.decode()
        assert Client().get(f"{WHERE}hubs/h02/").status_code == 404

    def test_what_a_parent_types_is_shown_as_text(self, hubs: Service) -> None:
        page = Client().get(f"{WHERE}?near=%22%3E%3Cb%3E").content.decode()
        assert 'value="&#34;&gt;&lt;b&gt;"' in page


class TestAHub:
    """Its page and its poster."""

    def test_its_page_says_when_where_how_to_get_in_and_what_to_expect(self, hubs: Service) -> None:
        page = Client().get(f"{WHERE}hubs/h01/").content.decode()
        for text in (
            "<dt>Tuesday</dt><dd><bdi>9:30am to 11am</bdi>",
            "Open today: <bdi>9:30am to 11am</bdi>",
            "There are no steps.",
            "There is no car park.",
            "Bus: <bdi>24</bdi>",
            "The team speaks: <bdi>English, Soomaali</bdi>",
            "You do not need to book.",
            "0117\N{NO-BREAK SPACE}496\N{NO-BREAK SPACE}0000",
        ):
            assert text in page, text

    def test_in_arabic_times_are_by_the_24_hour_clock(self, hubs: Service) -> None:
        page = Client().get(f"{WHERE.replace('/en/', '/ar/')}hubs/h01/").content.decode()
        assert '<html lang="ar" dir="rtl">' in page
        assert "<bdi>09:30–11:00</bdi>" in page

    def test_what_is_not_known_is_said(self, hubs: Service) -> None:
        page = Client().get(f"{WHERE}hubs/h02/").content.decode()
        assert "Ask us for the times." in page
        assert "There are steps. We will help you." in page

    def test_the_code_on_the_poster_is_the_address_that_stands_under_it(self, hubs: Service) -> None:
        page = Client().get(f"{WHERE}hubs/h01/poster/").content.decode()
        address = re.search(r'class="address"><bdi>([^<]+)', page)
        drawn = re.search(r'<path d="([^"]+)"', page)
        assert address
        assert drawn
        assert address[1].endswith("/for-parents/reach/en/hubs/h01/")
        assert drawn[1] == qr.path(address[1])[1]

    def test_a_code_is_drawn_module_by_module(self) -> None:
        side, path = qr.path("https://babyhubs.example/")
        code = QRCode(error_correction=3, border=4)  # Q
        code.add_data("https://babyhubs.example/")
        wanted = {(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark}
        assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", path)} == wanted
        assert min(min(one) for one in wanted) == qr.QUIET
        assert side == len(code.get_matrix())

    def test_two_hubs_with_strange_identifiers_have_addresses(self, hubs: Service) -> None:
        strange = hub_services.add(TEST, hubs.own, code="№ 7/Ä", name="Seven")
        assert re.fullmatch(r"[a-z0-9-]+", presenters.slug_of(strange))
        assert Client().get(f"{WHERE}hubs/{presenters.slug_of(strange)}/").status_code == 200
