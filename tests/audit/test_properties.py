"""What holds of every audit: nobody is lost, order does not matter, the engine does not matter."""

from functools import cache

import numpy as np
import polars as pl
import pytest

from babyhubs.audit.attributes import NAMES
from babyhubs.audit.result import AuditResult
from tests.audit.small import HUB, Row, audit, child, home, records, visit

CATEGORIES = ["A", "C", "J", "N", "Z", "99", None]


def tables(seed: int, babies: int = 150) -> tuple[list[Row], list[Row]]:
    """Children and contacts at random, with everything unknown for some."""
    rng = np.random.default_rng(seed)

    def maybe(value: object, unknown: float = 0.1) -> object:
        return None if rng.random() < unknown else value

    children, contacts = [], []
    for number in range(babies):
        born = str(np.datetime64("2025-01-01") + int(rng.integers(0, 600)))
        row = child(
            f"C{number:03d}",
            born,
            family=maybe(f"M{number // 2}"),
            area=maybe(f"A{rng.integers(1, 6)}"),
            ethnic_category=CATEGORIES[rng.integers(0, 7)],
            language=maybe(str(rng.choice(["en", "so"]))),
            mother_age=maybe(int(rng.integers(16, 45))),
            first_child=maybe(bool(rng.random() < 0.5)),
            lone_parent=maybe(bool(rng.random() < 0.2)),
        )
        children.append(row)
        ages = rng.choice(np.arange(0, 400), size=int(rng.integers(0, 6)), replace=False)
        contacts += [visit(row, int(age)) if rng.random() < 0.6 else home(row, int(age)) for age in ages]
    return children, contacts


@cache
def result(seed: int) -> AuditResult:
    return audit(records(*tables(seed)))


ADDITIVE = ["eligible", "families", "events", "person_months"]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_groups_of_every_attribute_add_up_to_everybody(seed: int) -> None:
    """Families too: in these tables siblings may differ in what is recorded, so a family may count in two groups."""
    sums = (
        result(seed)
        .measures.filter(pl.col("measure") != "age_at_half")
        .group_by("view", "measure", "attribute", maintain_order=True)
        .agg(pl.col(ADDITIVE).sum())
    )
    everybody = sums.filter(pl.col("attribute") == "all").drop("attribute", "families")
    assert set(sums["attribute"]) == {"all", *NAMES}
    for name in NAMES:
        part = sums.filter(pl.col("attribute") == name).drop("attribute")
        both = part.join(everybody, on=["view", "measure"], suffix="_all")
        assert both.height == 8
        for column in ("eligible", "events", "person_months"):
            assert np.allclose(both[column].to_numpy(), both[f"{column}_all"].to_numpy()), (name, column)


@pytest.mark.parametrize("seed", [1, 2])
def test_wards_and_attributes_hold_all_babies_of_the_cohort(seed: int) -> None:
    one = result(seed)
    babies = one.measures.filter(view="hub", measure="reach", attribute="all")["eligible"][0]
    assert one.wards.group_by("view").agg(pl.col("eligible").sum())["eligible"].to_list() == [babies, babies]
    assert (one.attributes["children"] == babies).all()


def test_the_order_of_rows_and_the_threads_of_the_engine_change_nothing() -> None:
    children, contacts = tables(1)
    rng = np.random.default_rng(9)
    for threads in (1, 4):
        rng.shuffle(children)
        rng.shuffle(contacts)
        again = audit(records(children, contacts, threads=threads))
        for name, table in result(1).tables.items():
            assert table.equals(getattr(again, name)), name
        assert again.summary == result(1).summary
        assert again.inputs == result(1).inputs


def test_a_baby_more_changes_the_digests_of_what_it_is_counted_in() -> None:
    children, contacts = tables(1)
    again = audit(records([*children, child("new", "2025-10-01", lone_parent=True)], contacts))
    assert all(again.inputs[name] != digest for name, digest in result(1).inputs.items() if name != "unseen")


def test_limits_hold_their_estimate_and_all_contact_is_never_less_than_the_hub() -> None:
    measures = result(2).measures
    held = measures.filter(
        pl.col("estimate").is_not_null() & pl.col("lower").is_not_null() & pl.col("upper").is_not_null()
    )
    assert (held["lower"] <= held["estimate"]).all()
    assert (held["estimate"] <= held["upper"]).all()
    counted = measures.filter(pl.col("measure").is_in(["reach", "intensity"])).select(
        "view", "measure", "attribute", "group", "events"
    )
    hub, both = (counted.filter(view=view).drop("view") for view in ("hub", "all_contact"))
    compared = hub.join(both, on=["measure", "attribute", "group"], suffix="_all")
    assert compared.height == hub.height
    assert (compared["events"] <= compared["events_all"]).all()


def test_a_child_of_two_hubs_or_none_is_one_child() -> None:
    """The venue of a contact plays no part in who was reached."""
    who = [child(f"C{i}", "2025-10-01") for i in range(3)]
    hubs = [HUB, HUB | {"hub": "H2", "name": "Second"}]
    contacts = [visit(who[0], 20), visit(who[0], 30, hub="H2"), visit(who[1], 20, hub=None)]
    row = (
        audit(records(who, contacts, hubs))
        .measures.filter(view="hub", measure="reach", attribute="all")
        .row(0, named=True)
    )
    assert (row["eligible"], row["events"]) == (3, 2)
