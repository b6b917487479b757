"""The directory and the hubs file are one: what the workbench writes, `babyhubs audit --hubs` reads, and the other way round."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.errors import InputError
from babyhubs.workbench.hubs import hubs_file, services, week
from babyhubs.workbench.hubs.models import Change, Hub
from babyhubs.workbench.hubs.presenters import hubs_of
from tests.workbench.service import TEST, Service

FILE = """hub,name,latitude,longitude,postcode,weekdays,opened,closed,model,model_changed,site_code,spellings
H01,Easton,51.46431,-2.56012,,Tue Thu,2015-09-01,,social,2026-03-02,SIM01,Easton CC|Easton Hub
H02,"Filton, Bristol",,,BS10 5AA,Mon,,2025-08-01,transitional,,,
H03,Knowle,,,,,,,,,,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A hubs file with every field, and one with none but the needed."""
    path = tmp_path / "hubs.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_file_is_read_into_the_directory(service: Service, file: Path) -> None:
    services.import_rows(TEST, service.own, hubs_file.read(file))
    easton, filton, knowle = hubs_of(service.own)
    assert (easton.code, easton.latitude, easton.spellings) == ("H01", 51.46431, "Easton CC|Easton Hub")
    assert week.weekdays(hubs_file.week_of(easton)) == "Tue Thu"
    assert [(one.became, one.on) for one in easton.changes.all()] == [("social", date(2026, 3, 2))]
    assert (round(filton.latitude, 4), round(filton.longitude, 4)) == (51.4914, -2.5948)  # from the postcode
    assert filton.closed == date(2025, 8, 1)
    assert not Change.objects.filter(hub=knowle).exists()  # nobody knows its model


def test_what_is_written_reads_as_the_same_hubs(service: Service, file: Path, tmp_path: Path) -> None:
    services.import_rows(TEST, service.own, hubs_file.read(file))
    again = tmp_path / "again.csv"
    again.write_bytes(hubs_file.written(hubs_of(service.own)))
    before, after = hubs_file.read(file), hubs_file.read(again)
    assert after == before
    # and once more, in another programme: not a byte differs
    services.import_rows(TEST, service.others, after)
    assert hubs_file.written(hubs_of(service.others)) == again.read_bytes()


def test_a_directory_of_one_bare_hub_is_written_and_read(service: Service, tmp_path: Path) -> None:
    services.add(TEST, service.own, code="H01", name="Easton", latitude=0.0, longitude=-0.00000001)
    (tmp_path / "hubs.csv").write_bytes(hubs_file.written(hubs_of(service.own)))
    (row,) = hubs_file.read(tmp_path / "hubs.csv")
    assert (row.details["code"], row.details["name"], row.model, row.sessions) == ("H01", "Easton", "", ())


def test_hubs_that_are_there_stay_as_they_are(service: Service, file: Path) -> None:
    services.add(TEST, service.own, code="H01", name="Easton Family Hub", model="traditional")
    added = services.import_rows(TEST, service.own, hubs_file.read(file))
    assert [hub.code for hub in added] == ["H02", "H03"]
    assert Hub.objects.get(programme=service.own, code="H01").name == "Easton Family Hub"


def test_a_file_with_a_mistake_leaves_nothing_behind(service: Service, file: Path) -> None:
    file.write_text(FILE.replace("Knowle", "=HYPERLINK(1)"), encoding="utf-8")
    with pytest.raises(InputError, match="takes for a formula"):
        services.import_rows(TEST, service.own, hubs_file.read(file))
    assert not Hub.objects.filter(programme=service.own).exists()


def test_the_pages_take_a_file_in_and_give_it_out(service: Service, file: Path) -> None:
    client, where = service.client("analyst"), f"/programmes/{service.own.pk}/hubs/"
    upload = SimpleUploadedFile("../../hubs.csv", FILE.encode(), content_type="text/csv")
    answer = client.post(f"{where}file/", {"file": upload}, follow=True)
    assert "Hubs added: 3. Already there, left as they are: 0." in answer.content.decode()
    given = client.get(f"{where}file/download/")
    assert given["Content-Disposition"] == 'attachment; filename="hubs.csv"'
    file.write_bytes(given.content)
    assert [row.details["code"] for row in hubs_file.read(file)] == ["H01", "H02", "H03"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"venue,when\nEaston,Tuesday\n", "question open"),
        (FILE.replace("Tue Thu", "Someday").encode(), "weekdays cannot be read"),
        (FILE.replace("social", "modern").encode(), "model is not known"),
        (b"\x00\x01\x02" * 50, "There is a problem"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_on_the_page(service: Service, content: bytes, told: str) -> None:
    client = service.client("analyst")
    answer = client.post(f"/programmes/{service.own.pk}/hubs/file/", {"file": SimpleUploadedFile("hubs.csv", content)})
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not Hub.objects.exists()
