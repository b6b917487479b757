"""The venue table: what is read, and which mistakes are named."""

from typing import Any

import pytest

from babyhubs.errors import InputError
from babyhubs.intake import hubs, weekdays
from babyhubs.intake.cells import cells
from tests.intake.cleaning.exports import mapping, options, raw

HUB = {"hub": "H1", "name": "Hartcliffe"}


def table(*rows: dict[str, str | None]) -> Any:
    tables = {"hubs": raw(list(rows), "hubs")}
    return hubs.hubs(cells("hubs", tables, mapping(tables)), options())[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue Thu", "Tue Thu"),
        ("thursdays, tuesdays", "Tue Thu"),
        ("Tues/Thurs", "Tue Thu"),
        ("Mon-Wed", "Mon Tue Wed"),
        ("Monday to Friday", "Mon Tue Wed Thu Fri"),
        ("every Wednesday and Friday", "Wed Fri"),
        ("Fri-Mon", "Mon Fri Sat Sun"),
        ("weekdays", "Mon Tue Wed Thu Fri"),
        ("Tue Tue", "Tue"),
        ("1st and 3rd Monday", None),
        ("sometimes", None),
        ("", None),
    ],
)
def test_weekdays(written: str, read: str | None) -> None:
    assert weekdays.normalised(written) == read


@pytest.mark.parametrize(
    ("rows", "what", "where"),
    [
        ([HUB, HUB | {"name": "Other"}], "Two hubs have one identifier", "row 2, column 'hub'"),
        ([HUB, {"hub": "H2", "name": "HARTCLIFFE"}], "Two hubs have one name", "row 2, column 'name'"),
        ([HUB | {"name": None}], "A hub has no name", "row 2, column 'name'"),
        ([HUB | {"hub": None}], "A hub has no identifier", "row 2, column 'hub'"),
        ([HUB | {"opened": "2025-02-01", "closed": "2025-01-31"}], "closed before it opened", "column 'closed'"),
        ([HUB | {"opened": "1st of May"}], "A day cannot be read", "column 'opened'"),
        ([HUB | {"latitude": "51,4"}], "latitude cannot be used", "column 'latitude'"),
        ([HUB | {"latitude": "514"}], "latitude cannot be used", "column 'latitude'"),
        ([HUB | {"weekdays": "now and then"}], "weekdays cannot be read", "column 'weekdays'"),
        ([HUB | {"model": "modern"}], "model is not known", "column 'model'"),
    ],
)
def test_a_mistake_in_the_venue_table_is_named_with_its_place(
    rows: list[dict[str, str | None]], what: str, where: str
) -> None:
    with pytest.raises(InputError) as error:
        table(*rows)
    assert what in error.value.what
    assert where in error.value.where
    assert error.value.remedy


def test_models_are_read_in_any_case() -> None:
    assert table(HUB | {"model": "Social"})["model"].to_list() == ["social"]
