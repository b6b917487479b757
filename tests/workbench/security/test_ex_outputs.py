"""EX: what leaves. Disclosure itself: tests/disclosure and tests/reports/test_nothing_hidden_shows.py."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.disclosure.profiles import profile
from babyhubs.errors import InputError
from babyhubs.reports.cells import FORMULA_STARTS, safe_text
from babyhubs.workbench.hubs import services as hubs
from babyhubs.workbench.releases import services as releases
from babyhubs.workbench.releases.judging import by_profile
from tests.workbench.service import TEST, Service

# OWASP ASVS 5.0, 1.2.10, and the wide forms that some spreadsheets take for the narrow ones.
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
FORMULAS = [f"{sign}HYPERLINK(1)" for sign in SIGNS]


def cells(content: bytes) -> list[str]:
    """Every cell of a CSV file."""
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8"))) for cell in row]


@pytest.mark.parametrize("formula", [*FORMULAS, " =1+1"])
def test_ex1_text_that_a_spreadsheet_would_run_is_made_inert_and_comes_back(formula: str) -> None:
    written = safe_text(formula)
    assert written == f"'{formula}"
    assert written.removeprefix("'") == formula
    assert set(SIGNS) == set(FORMULA_STARTS)


@pytest.mark.parametrize("formula", FORMULAS)
def test_ex1_what_people_type_never_leaves_as_a_formula(formula: str, service: Service) -> None:
    """White space in front is taken off first, so a tab or a new line ends as the text behind it."""
    with suppress(InputError):
        hubs.add(TEST, service.own, code="H07", name=formula, spellings=formula, address=formula, model="social")
    client = service.client("analyst")
    for page in ("file/download/", "log/download/"):
        answer = client.get(f"/programmes/{service.own.pk}/hubs/{page}")
        assert [cell for cell in cells(answer.content) if cell.startswith(FORMULA_STARTS)] == []


def test_ex1_a_negative_longitude_stays_a_number(service: Service) -> None:
    hubs.add(TEST, service.own, code="H07", name="Easton", latitude=51.4, longitude=-2.566)
    answer = service.client("analyst").get(f"/programmes/{service.own.pk}/hubs/file/download/")
    assert "-2.566000" in cells(answer.content)


def test_ex1_formulas_in_a_hubs_file_are_refused_on_the_way_in(service: Service) -> None:
    content = b'hub,name,latitude,longitude\nH01,"=HYPERLINK(""x"")",51.4,-2.5\n'
    sent = {"file": SimpleUploadedFile("hubs.csv", content)}
    page = service.client("analyst").post(f"/programmes/{service.own.pk}/hubs/file/", sent)
    assert "takes for a formula" in page.content.decode()
    assert not service.own.hubs.exists()


def test_ex1_who_checks_a_release_is_told_of_formulas_in_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text('ward,share\n"=cmd|1",-2.5\n＋1+1,-2.5%\nEaston,"-1,200"\n', encoding="utf-8")
    said = "\n".join(by_profile(path, "table.csv", profile("hes")).said)
    assert "Column 'ward': 2 cells that a spreadsheet would run as a formula." in said
    assert "share" not in said


def test_ex2_what_waits_for_a_decision_cannot_be_fetched(service: Service, tmp_path: Path) -> None:
    table = tmp_path / "reach.csv"
    table.write_text("ward,babies\nEaston,3\n", encoding="utf-8")
    one = releases.ask(service.actor("analyst"), service.own, "Reach", table, "hes", "The board asked.")
    for role in ("analyst", "service-lead", "output-checker", "observer"):
        answer = service.client(role).get(f"/programmes/{service.own.pk}/releases/{one.pk}/file/")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Easton,3" not in content, role
