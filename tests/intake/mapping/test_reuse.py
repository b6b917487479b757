"""The same mapping next month: what is known stays, what is new is asked, a lost column is an error."""

import pytest

from babyhubs.errors import InputError
from babyhubs.intake.proposal import propose
from babyhubs.intake.raw import RawTable
from babyhubs.intake.reuse import check_against, extend
from tests.intake.mapping.tables import HUBS, raw


def month(**changes: list[str | None]) -> dict[str, RawTable]:
    contacts: dict[str, list[str | None]] = {
        "child_id": ["1", "2"],
        "date": ["2026-01-02", "2026-01-20"],
        "venue": ["Southmead CC", "Home"],
        "attendance": ["5", "3"],
        "team": ["North", "South"],
    }
    children = raw("a.csv", {"child_id": ["1", "2"], "date_of_birth": ["2025-09-03"] * 2, "postcode": ["BS10 5PW"] * 2})
    columns = {name: column for name, column in {**contacts, **changes}.items() if column}
    return {"children": children, "contacts": raw("b.csv", columns), "hubs": HUBS}


KNOWN = propose(month()).mapping


def test_the_same_files_bring_nothing_new() -> None:
    assert check_against(KNOWN, month()) == ()
    assert extend(KNOWN, month()).mapping == KNOWN
    assert extend(KNOWN, month()).questions == ()


def test_new_codes_and_venues_are_reported_and_asked() -> None:
    next_month = month(attendance=["5", "perhaps"], venue=["Southmead CC", "Barn"])
    assert check_against(KNOWN, next_month) == (
        ("contacts", "codes", "attendance", "perhaps"),
        ("", "venues", "", "Barn"),
    )
    found = extend(KNOWN, next_month)
    assert {question.value for question in found.questions} == {"perhaps", "Barn"}
    assert found.mapping.files["contacts"].codes["attendance"] == {"3": "not_attended", "5": "attended", "perhaps": "?"}
    assert found.mapping.venues == {"Barn": "?", "Home": "", "Southmead CC": "H1"}


def test_what_somebody_decided_stays() -> None:
    decided = KNOWN.model_copy(update={"venues": {**KNOWN.venues, "Southmead CC": ""}})
    assert extend(decided, month()).mapping.venues["Southmead CC"] == ""


def test_a_column_taken_out_of_the_mapping_stays_out() -> None:
    contacts = KNOWN.files["contacts"]
    columns = {field: heading for field, heading in contacts.columns.items() if field != "attendance"}
    less = KNOWN.model_copy(
        update={"files": {**KNOWN.files, "contacts": contacts.model_copy(update={"columns": columns, "codes": {}})}}
    )
    assert "attendance" not in extend(less, month()).mapping.files["contacts"].columns


def test_a_heading_that_is_gone_is_an_error_with_the_headings_there_are() -> None:
    with pytest.raises(InputError, match="'venue'") as error:
        check_against(KNOWN, month(venue=[], Ort=["Home", "Home"]))
    assert "child_id, date, attendance, team, Ort" in error.value.where


def test_days_that_no_longer_fit_are_reported() -> None:
    assert check_against(KNOWN, month(date=["02/01/2026", "20/01/2026"])) == (("contacts", "dates", "date", ""),)
