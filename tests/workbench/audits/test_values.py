"""Codes, venues and days are shown with what they were taken for, and corrected; a correction is kept for next month."""

import json
import tomllib

import pytest
from django.test import Client

from babyhubs.errors import InputError
from babyhubs.intake.mapping import Mapping
from babyhubs.workbench.audits import places, presenters
from babyhubs.workbench.audits.forms import MOST_ASKED, ColumnsForm, name_of
from babyhubs.workbench.audits.mapping import services
from babyhubs.workbench.audits.mapping.days import readings
from babyhubs.workbench.audits.models import LearntMapping, Upload
from babyhubs.workbench.audits.preparing import prepare
from tests.workbench.audits.export import HEADS, children, contacts
from tests.workbench.audits.rows import an_upload
from tests.workbench.audits.test_upload_to_results import as_shown, confirmed, page, uploaded
from tests.workbench.service import Service

ATTENDANCE = ["contacts", "codes", "attendance", "7"]
MORE = "\nC0001,27/02/2026,Church hall,7,01\nC0002,28/02/2026,Church hall,5,01"
HALL = ["", "venues", "", "Church hall"]


def address(one: Upload, where: str) -> str:
    """A page of an upload."""
    return f"/programmes/{one.programme_id}/uploads/{one.pk}/{where}"


def learnt() -> Mapping:
    """The newest mapping."""
    return Mapping.model_validate_json(LearntMapping.objects.first().content)


def changed(client: Client, one: Upload, where: str, key: list[str], choice: str) -> None:
    """One value changed on its page."""
    assert client.post(address(one, where), {name_of(key): choice}).status_code == 302
    one.refresh_from_db()
    assert one.state == Upload.State.RECOGNISED


def checked_again(client: Client, one: Upload) -> None:
    """The columns confirmed, and the worker's check."""
    assert client.post(address(one, "columns/"), as_shown(one)).status_code == 302
    prepare(one.pk)
    one.refresh_from_db()
    assert one.state == Upload.State.CHECKED, (one.problem_what, one.problem_where)


def words_of(one: Upload) -> dict[tuple[str, ...], str]:
    """What each value is taken for."""
    found = presenters.recognised(one)
    assert found is not None
    return {tuple(value["key"]): value["word"] for one in found["lists"] for value in one["values"]}


def an_export_with_a_hall(service: Service) -> Upload:
    """Some contacts took place in a hall that no hubs file knows; one was cancelled."""
    return confirmed(service, uploaded(service, contacts=contacts() + MORE))


def test_a_code_and_a_venue_that_were_taken_wrong_are_corrected_and_learnt(service: Service) -> None:
    one, client = an_export_with_a_hall(service), service.client("analyst")
    assert "National list: attendance." in page(client, address(one, "values/contacts/attendance/"))
    assert learnt().files["contacts"].codes["attendance"]["7"] == "turned_away"
    changed(client, one, "values/contacts/attendance/", ATTENDANCE, "cancelled_by_family")
    changed(client, one, "values/all/venues/", HALL, "H01")
    checked_again(client, one)
    assert learnt().files["contacts"].codes["attendance"]["7"] == "cancelled_by_family"
    assert learnt().venues["Church hall"] == "H01"
    # the command line reads what was learnt,
    given = client.get(address(one, "mapping-file/"))
    assert given["Content-Disposition"] == 'attachment; filename="INTERNAL-mapping.toml"'
    assert Mapping.model_validate(tomllib.loads(given.content.decode())) == learnt()
    # and the next upload begins with it
    assert "Decided earlier" in page(client, address(one, "values/contacts/attendance/"))
    assert words_of(uploaded(service, contacts=contacts() + MORE))[tuple(ATTENDANCE)] == "cancelled_by_family"


def test_what_nobody_knows_any_more_is_open_again_and_asked_next_month(service: Service) -> None:
    one, client = an_export_with_a_hall(service), service.client("analyst")
    changed(client, one, "values/all/venues/", HALL, "?")
    checked_again(client, one)
    assert learnt().venues["Church hall"] == "?"
    asked = json.loads(places.recognised(uploaded(service, contacts=contacts(venue="Church hall"))).read_text())
    assert [question["key"] for question in asked["questions"]] == [HALL]


def test_what_is_corrected_shows_at_once_and_counts_when_it_is_confirmed(service: Service) -> None:
    one, client = an_export_with_a_hall(service), service.client("analyst")
    before = LearntMapping.objects.count()
    client.post(address(one, "values/all/venues/"), {name_of(HALL): "H01"})
    shown = page(client, address(one, "values/all/venues/"))
    assert "Somebody decided so." in shown
    assert LearntMapping.objects.count() == before
    assert client.get(address(one, "quality/")).status_code == 302  # the check of before says nothing now


def test_an_answer_that_is_none_of_the_choices_is_refused(service: Service) -> None:
    one, client = an_export_with_a_hall(service), service.client("analyst")
    told = client.post(address(one, "values/all/venues/"), {name_of(HALL): "H99"}).content.decode()
    assert "There is a problem" in told
    assert Upload.objects.get(pk=one.pk).state == Upload.State.CHECKED
    assert client.get(address(one, "values/contacts/child/")).status_code == 404


def test_nothing_is_corrected_while_the_records_are_being_read(service: Service) -> None:
    one = an_upload(service.own, Upload.State.WAITING)
    with pytest.raises(InputError, match="being read"):
        services.correct(service.actor("analyst"), one, answers=[[*HALL, "H01"]])


def test_a_list_of_many_values_is_searched_and_read_page_by_page(service: Service) -> None:
    # Given venues of which each has another name, as where somebody typed them,
    lines = contacts().splitlines()
    rows = [line.replace("Easton", f"Room {i:02d} north") for i, line in enumerate(lines)]
    one, client = uploaded(service, contacts="\n".join(rows)), service.client("analyst")
    # then a page of questions asks the most frequent,
    found = presenters.recognised(one)
    assert found is not None
    open_venues = [question for question in found["questions"] if question["key"][1] == "venues"]
    form = ColumnsForm(found)
    asked = [bound for bound in form.questions if "venue" in bound.label]
    assert len(asked) == min(len(open_venues), MOST_ASKED)
    # and the list has them all.
    first, second = (page(client, address(one, f"values/all/venues/?page={number}")) for number in (1, 2))
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Room 03" in page(client, address(one, "values/all/venues/?find=room+03"))
    assert "No value is like that." in page(client, address(one, "values/all/venues/?find=<script>"))
    assert "Page 2 of 2" in page(client, address(one, "values/all/venues/?page=99999"))


def test_values_that_could_name_somebody_are_not_shown(service: Service) -> None:
    # Given a column of NHS numbers under the heading of a code,
    rows = [line if i == 0 else line[:-1] + f"94347659{i:02d}" for i, line in enumerate(children().splitlines())]
    one, client = uploaded(service, children="\n".join(rows)), service.client("analyst")
    told = page(client, address(one, "columns/")) + page(client, address(one, "values/children/ethnic_category/"))
    assert "94347659" not in told
    assert "[number]" in told


def test_the_order_of_day_and_month_is_corrected_where_it_could_be_either(service: Service) -> None:
    assert [words for _, words in readings("%d/%m/%Y")] == ["31/01/2026 (day first)", "01/31/2026 (month first)"]
    assert [words for _, words in readings("%Y-%m-%d|excel")] == [
        "2026-01-31 or a number of days, as a spreadsheet keeps it"
    ]
    assert [words for _, words in readings("%d %b %Y")] == ["31 Jan 2026"]
    days = "\n".join([HEADS["children"], *(f"C{i:04d},0{1 + i % 9}/0{1 + i % 7}/2026,BS5 6XX,A" for i in range(40))])
    one, client = uploaded(service, children=days), service.client("analyst")
    sent = as_shown(one) | {name_of(["children", "dates", "date_of_birth", ""]): "%m/%d/%Y"}
    assert client.post(address(one, "columns/"), sent).status_code == 302
    prepare(one.pk)
    one.refresh_from_db()
    assert one.state == Upload.State.CHECKED, (one.problem_what, one.problem_where)
    assert learnt().files["children"].dates["date_of_birth"] == "%m/%d/%Y"
