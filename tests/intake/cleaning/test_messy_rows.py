"""Whatever stands in the rows: the balance holds, the same rows give the same tables, and no identifier comes out."""

import random
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.intake.load import Intake
from tests.intake.cleaning.exports import cleaned

IDS = [None, *(f"ID-70{number:02}" for number in range(1, 30)), "id 7001", "943 476 5919", " "]
DAYS = [None, "2025-06-01", "2025-06-02", "2025-07-31", "2025-12-24", "2030-01-01", "1900-01-01", "31/12/2025", "soon"]
NUMBERS = [None, "12", "-3", "9999", "1e9", "27.0", "many"]
FIRST = {"child": "ID-7001", "date_of_birth": "2025-06-01"}  # so that something can be used
CHILDREN = {
    "child": IDS,
    "nhs_number": [None, "9434765919", "943 476 5910"],
    "family": [None, "MUM-88", "MUM-99"],
    "date_of_birth": DAYS,
    "caseload_start": DAYS,
    "caseload_end": DAYS,
    "date_of_death": [None, None, None, *DAYS],
    "postcode": [None, "BS10 5AA", "bs105ad", "ZZ99 3VZ", "AB1 2CD", "nonsense"],
    "area": [None, "E01014475", "E01014633", "W01000001"],
    "ethnic_category": [None, "A", "PA", "Z", "99", "huh", "not seen before"],
    "mother_age": NUMBERS,
    "mother_date_of_birth": DAYS,
    "first_child": [None, "y", "n", "?"],
    "submitted": DAYS,
}
CONTACTS = {
    "contact": [None, "CONTACT-1", "CONTACT-2"],
    "referral": [None, "REF-1", "REF-2"],
    "child": IDS,
    "date": ["2025-07-31", "2025-08-01", *DAYS],
    "venue": [None, "Hart", "Knowle", "Office", "Nowhere", "Home", "Flat 1, BS10 5AA", "baby 9434765919"],
    "location_type": [None, "home", "centre", "moon"],
    "medium": [None, "face", "phone", "n/k"],
    "attendance": [None, "came", "dna", "them", "booked", "?"],
    "activity": [None, "drop-in", "one year", "antenatal"],
    "duration_minutes": NUMBERS,
    "participants": NUMBERS,
    "submitted": DAYS,
}
SECRET = ("7001", "7002", "7003", "94347659", "943 476", "MUM", "CONTACT-", "REF-", "BS10", "bs10", "AB1 2CD")


def outputs(intake: Intake) -> dict[str, pl.DataFrame]:
    records = {name: getattr(intake.records, name).to_polars() for name in ("children", "contacts", "group_sessions")}
    return records | {name: getattr(intake, name) for name in ("flow", "quality", "rejected", "rules")}


def drawn(rng: random.Random, fields: dict[str, list[str | None]], size: int) -> list[dict[str, Any]]:
    return [{name: rng.choice(values) for name, values in fields.items()} for _ in range(size)]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(0, 150), st.integers(1, 400))
def test_messy_rows(seed: int, children: int, contacts: int) -> None:
    rng = random.Random(seed)  # each load has a fixed cost, so each example holds many rows
    rows, contact_rows = [FIRST, *drawn(rng, CHILDREN, children)], drawn(rng, CONTACTS, contacts)
    try:
        intake = cleaned(rows, contact_rows, quality=True)
    except InputError as error:
        message = str(error)
    else:
        message = ""
    assert not [secret for secret in SECRET if secret in message]
    if message:
        return
    tables = outputs(intake)

    balance = intake.flow.group_by("file", "step").agg(pl.col("rows").sum())
    for file, sent in (("children", len(rows)), ("contacts", len(contact_rows))):
        steps = dict(balance.filter(pl.col("file") == file).select("step", "rows").iter_rows())
        assert steps["rows in"] == sent == steps["used"] + steps.get("set aside", 0)
    used = dict(intake.flow.filter(pl.col("step") == "used").select("file", "rows").iter_rows())
    assert used["children"] == tables["children"].height == tables["children"]["child"].n_unique()
    assert used["contacts"] == tables["contacts"].height + tables["group_sessions"].height
    assert tables["contacts"]["contact"].n_unique() == tables["contacts"].height

    # dates of birth come out only in the clean table of children
    text = {name: table.write_csv() for name, table in tables.items()}
    assert not [(name, secret) for name, content in text.items() for secret in SECRET if secret in content]
    assert not [name for name in ("rejected", "quality", "flow") if "2025-06-0" in text[name]]

    again = outputs(cleaned(rows, contact_rows, quality=True))
    assert all(tables[name].equals(again[name]) for name in tables)
