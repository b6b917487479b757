"""Where the next hub should open: named places, every choice looked at, few families never told."""

from datetime import time
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.workbench.evaluation import kept, places
from babyhubs.workbench.evaluation.models import CountTable, Run
from babyhubs.workbench.evaluation.sources import sources
from babyhubs.workbench.evaluation.tables import checking
from babyhubs.workbench.evaluation.tables import services as tables
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.hubs import week
from tests.workbench.evaluation import studies
from tests.workbench.service import TEST, Service

PLACES = pl.DataFrame(
    {
        "site": ["Far Library", "Near Hall", "Easton once more"],
        "address": ["1 High Street", "2 Low Street", "3 Same Street"],
        "telephone": ["0117 496 0001", "", ""],
        "lat": [51.50, 51.451, 51.4601],
        "lon": [-2.50, -2.561, -2.5601],
    }
)
AREAS = pl.DataFrame(
    {
        "area": ["A", "B", "C", "D", "E"],
        "infants": [80, 90, 100, 60, 70],
        "missed": [20, 60, 5, 3, 9],
        "infants: Asian": [30, 40, 10, 2, 0],
        "infants: White": [50, 50, 90, 58, 70],
        "quintile": [1, 1, 3, 4, 5],
        "lat": [51.461, 51.501, 51.47, 51.44, 51.452],
        "lon": [-2.561, -2.501, -2.55, -2.58, -2.56],
    }
)


@pytest.fixture
def found(service: Service) -> Run:
    """A service with one hub, and three places of which one is that hub."""
    hubs.add(TEST, service.own, code="H01", name="Easton", latitude=51.46, longitude=-2.56)
    those: dict[str, Any] = {
        "areas": studies.brought(service.own, AREAS, "areas"),
        "sites": studies.brought(service.own, PLACES, "sites"),
    }
    return studies.answered(service.own, "site", those, reach=20, day="", hour=None)


def test_it_names_a_place_that_can_be_rung_up_and_shows_it_on_a_map_with_a_table(service: Service, found: Run) -> None:
    text = (
        service.client("service-lead")
        .get(f"/programmes/{service.own.pk}/evaluation/answers/{found.pk}/")
        .content.decode()
    )
    assert found.sentence.startswith("Far Library would bring about 60 missed families a year within 20 minutes")
    assert "1 High Street, 0117 496 0001" in text
    assert "<svg" in text
    assert "2 places where one could open" in text.replace("</p>", "").replace("  ", " ")
    assert "Best for" in text
    assert "slope index of minutes" in text
    assert "Hubs whose opening times are not all written down: 1." in text


def test_few_families_are_not_told(service: Service, found: Run) -> None:
    text = (
        service.client("service-lead")
        .get(f"/programmes/{service.own.pk}/evaluation/answers/{found.pk}/")
        .content.decode()
    )
    assert "few" in text
    numbers = [one.record.estimate for one in sources(service.own) if one.record.unit == "families a year"]
    assert numbers == [60.0]


def test_what_may_leave_has_a_page_with_a_map_that_shows_no_families(found: Run) -> None:
    report = (places.answer(found) / "report.html").read_text(encoding="utf-8")
    assert found.sentence.replace("'", "&#39;") in report
    assert "1 High Street, 0117 496 0001" in report
    assert "must not leave" not in report
    assert "larger where more families are missed" not in report
    assert "Far Library" in (places.answer(found) / "csv" / "places.csv").read_text(encoding="utf-8")


def test_a_table_that_cannot_be_used_says_what_is_wrong_and_where(service: Service) -> None:
    wrong = studies.brought(service.own, PLACES.drop("lat"), "sites")
    assert wrong.state == CountTable.State.FAILED
    page = service.client("analyst").get(f"/programmes/{service.own.pk}/evaluation/tables/{wrong.pk}/").content.decode()
    assert "The table does not say where the places are." in page
    assert "sites.csv" in page
    assert str(wrong.pk.hex) not in page
    twice = studies.brought(service.own, AREAS.with_columns(area=pl.lit("A")), "areas")
    assert "stands twice" in twice.problem_what


class TestMinutes:
    """On foot, from elsewhere, along streets, and only to hubs that are open."""

    def site(self, service: Service, **asked: Any) -> Run:
        """A question about places, with what the table of minutes says where there is one."""
        minutes = asked.pop("minutes", None)
        those = {
            "areas": studies.brought(service.own, AREAS, "areas"),
            "sites": studies.brought(service.own, PLACES, "sites"),
        } | ({"minutes": minutes} if minutes else {})
        return studies.answered(service.own, "site", those, **({"reach": 20, "day": "", "hour": None} | asked))

    def test_minutes_by_bus_come_from_a_table(self, service: Service) -> None:
        hubs.add(TEST, service.own, code="H01", name="Easton", latitude=51.46, longitude=-2.56)
        names = ("Easton", "Far Library", "Near Hall")
        rows = [(area, site, 5 if site == "Near Hall" else 50) for area in "ABCDE" for site in names]
        minutes = studies.brought(
            service.own, pl.DataFrame(rows, schema=["area", "site", "minutes"], orient="row"), "minutes"
        )
        run = self.site(service, minutes=minutes)
        assert run.sentence.startswith("Near Hall would bring about 95 missed families a year")
        page = kept.read(run, "site")
        assert page is not None
        assert page["how"] == "minutes as imported"
        assert page["by_fifth"][0]["beyond_30"] == "100%"

    def test_a_hub_that_is_shut_that_day_is_no_hub_that_day(self, service: Service) -> None:
        hub = hubs.add(TEST, service.own, code="H01", name="Easton", latitude=51.46, longitude=-2.56)
        hubs.set_hours(TEST, hub, [week.Session(0, time(9, 30), time(11, 30))])
        monday, tuesday = self.site(service, day="0", hour=10.0), self.site(service, day="1")
        page = kept.read(monday, "site")
        assert page is not None
        assert page["when"] == "a hub that is open on Monday at 10:00"
        assert page["hours"]
        assert [row[0] for row in page["open_times"]] == ["9:00 to 10:00", "10:00 to 11:00"]
        assert page["open_times"][0][2:] == ["–"] * 6  # Tuesday to Sunday
        assert (tuesday.state, tuesday.problem_what) == ("failed", "No hub is open then.")

    def test_what_is_no_extract_of_streets_is_told(self, service: Service) -> None:
        one = tables.bring(TEST, service.own, kind="minutes", file=SimpleUploadedFile("town.osm.pbf", b"no streets"))
        checking.check(one.pk)
        one.refresh_from_db()
        assert "not an OpenStreetMap extract" in one.problem_what
        assert "town.osm.pbf" in one.problem_where
