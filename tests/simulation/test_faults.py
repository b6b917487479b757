"""Each fault alone: what it does, what it counts, and that its rule undoes it."""

from functools import cache, partial

import numpy as np
import polars as pl
import pytest

from babyhubs.simulation.faults import children, contacts, losses, wording
from babyhubs.simulation.faults.tables import RECOVERABLE, Fault, Tables, apply, tables_of
from tests.simulation import undo
from tests.simulation.services import small_service

OF_CHILDREN = (
    children.odd_date_of_birth,
    children.blank_in_one_row,
    children.ethnic_category_changed,
    children.moved_in_last_row,
)
OF_CONTACTS = (
    contacts.reused_contact_ids,
    contacts.entered_twice,
    contacts.resubmissions,
    contacts.future_bookings,
    contacts.training_contacts,
)


@cache
def _clean() -> Tables:
    return tables_of(small_service())


@cache
def _monthly() -> Tables:
    return children.monthly_submissions(_clean(), np.random.default_rng(1))[0]


def _people(tables: Tables) -> pl.DataFrame:
    return undo.one_row_a_child(tables.children.drop_nulls("child_id"))


def _visits(tables: Tables) -> pl.DataFrame:
    hub = tables.hubs.select("hub_id", venue="name")
    known = tables.contacts.drop_nulls("child_id").join(hub, on="venue", how="left").rename({"hub_id": "hub"})
    return undo.one_row_a_contact(known)


def test_monthly_submissions_say_nothing_before_it_is_known() -> None:
    rows = _monthly().children
    assert rows.filter(pl.col("caseload_end") > pl.col("submitted")).is_empty()
    assert not rows.select("child_id", "submitted").is_duplicated().any()
    assert _people(_monthly()).equals(_people(_clean()))


def test_repeated_extracts_agree_with_the_last_one() -> None:
    after, effect = children.repeated_extracts(_clean(), np.random.default_rng(1))
    assert after.children.height - _clean().children.height == effect.rows > 0
    assert _people(after).equals(_people(_clean()))


@pytest.mark.parametrize("fault", OF_CHILDREN, ids=lambda fault: fault.__name__)
def test_conflicting_rows_of_a_child_are_settled_by_the_rules(fault: Fault) -> None:
    after, effect = fault(_monthly(), np.random.default_rng(1))
    cells = [
        int((after.children[name].ne_missing(_monthly().children[name])).sum())
        for name in after.children.columns
        if name != "submitted"
    ]
    assert sum(cells) == effect.rows > 20
    assert _people(after).equals(_people(_clean()))


def test_the_odd_date_of_birth_is_one_row_of_three_or_more() -> None:
    after, _ = children.odd_date_of_birth(_monthly(), np.random.default_rng(1))
    odd = after.children["date_of_birth"] != _monthly().children["date_of_birth"]
    hit = after.children.filter(odd)
    assert hit["child_id"].is_unique().all()
    assert after.children.join(hit.select("child_id"), on="child_id").group_by("child_id").len()["len"].min() == 3


@pytest.mark.parametrize("fault", OF_CONTACTS, ids=lambda fault: fault.__name__)
def test_faults_of_contacts_are_undone_by_the_rules(fault: Fault) -> None:
    after, effect = fault(_clean(), np.random.default_rng(1))
    added = after.contacts.height - _clean().contacts.height
    changed = int((after.contacts["contact_id"][: _clean().contacts.height] != _clean().contacts["contact_id"]).sum())
    assert added + changed == effect.rows > 0
    assert _visits(after).equals(_visits(_clean()))
    assert not _clean().contacts.equals(after.contacts)


def test_a_reused_identifier_stands_on_another_referral() -> None:
    after, _ = contacts.reused_contact_ids(_clean(), np.random.default_rng(1))
    assert after.contacts["contact_id"].is_duplicated().any()
    assert not after.contacts.select("referral_id", "contact_id").is_duplicated().any()


def test_future_bookings_are_after_the_window() -> None:
    after, effect = contacts.future_bookings(_clean(), np.random.default_rng(1))
    booked = after.contacts.filter(pl.col("attendance") == "0")
    assert booked.height == effect.rows
    assert booked["date"].min() > _clean().end  # type: ignore[operator]


def test_every_spelling_means_one_hub() -> None:
    meant: dict[str, str] = {}
    for name, listed in _clean().hubs.select("name", "spellings").iter_rows():
        for spelling in wording.hub_spellings(name, listed):
            assert meant.setdefault(" ".join(spelling.casefold().split()), name) == name
    assert len(meant) > 31 * 6


def test_a_slip_of_the_finger_leaves_the_letters() -> None:
    assert "Southmaed Children's Centre" in wording.hub_spellings("Southmead Children's Centre", "Southmead CC")


def test_codes_keep_their_number_whatever_happens_to_the_zero() -> None:
    text = _clean().with_frame("contacts", wording.as_text(_clean().contacts, {}, "%Y-%m-%d"))
    for fault in (
        partial(wording.padding_lost, file="contacts", columns=("medium", "activity_type")),
        partial(wording.padding_added, file="contacts", columns=("attendance", "duration_minutes")),
    ):
        after, effect = fault(text, np.random.default_rng(1))
        different = 0
        for name in ("medium", "activity_type", "attendance", "duration_minutes"):
            different += int((after.contacts[name].ne_missing(text.contacts[name])).sum())
            assert after.contacts[name].cast(pl.Int32).equals(text.contacts[name].cast(pl.Int32))
        assert different == effect.rows > 0


def test_a_word_that_nobody_listed_is_a_fault_of_ours() -> None:
    with pytest.raises(AssertionError, match="no word for medium"):
        wording.put_into_words(_clean(), np.random.default_rng(1), file="contacts", words={"medium": {"01": ["here"]}})


def test_group_sessions_add_up_to_those_who_came() -> None:
    after, effect = losses.hidden_in_group_sessions(_clean(), np.random.default_rng(1))
    gone = _clean().contacts.join(after.contacts.select("contact_id"), on="contact_id", how="anti")
    came = gone.filter(pl.col("attendance").is_in(["5", "6"]))
    assert gone.height == effect.rows == sum(effect.by.values())
    assert after.group_sessions["participants"].sum() == came.height
    assert after.group_sessions.schema == _clean().group_sessions.schema


def test_a_fault_has_randomness_of_its_own() -> None:
    """Leaving one fault out leaves the others as they were."""
    both = apply(_clean(), (contacts.entered_twice, contacts.resubmissions), kind=RECOVERABLE, seed=1, dialect="x")
    again = apply(_clean(), (contacts.entered_twice, contacts.resubmissions), kind=RECOVERABLE, seed=1, dialect="x")
    alone = apply(_clean(), (contacts.entered_twice,), kind=RECOVERABLE, seed=1, dialect="x")
    other = apply(_clean(), (contacts.entered_twice,), kind=RECOVERABLE, seed=1, dialect="y")
    assert both[0].contacts.equals(again[0].contacts)
    assert both[1][0] == alone[1][0]
    assert not alone[0].contacts.equals(other[0].contacts)
