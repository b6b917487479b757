"""Where the records cannot carry an answer there is none: the reason, what would fix it, and what it could change.

A service of 40 + 40 children in two fifths. The second fifth comes as often as the first; only the records differ.
"""

from functools import cache
from typing import Any

import pytest

from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.audit.withheld import REFUSED
from tests.audit.small import HUB, RULE, Row, audit, child, day, one, records, visit

FAR = {"hub": "H2", "name": "Southtown hub", "latitude": 51.012, "longitude": -2.5}
HUBS = ({**HUB}, FAR)  # the second fifth's families live beside the second hub
NEAR = [child(f"N{i}", "2025-09-01") for i in range(40)]
AWAY = [child(f"S{i}", "2025-09-01", area="A2") for i in range(40)]


def came(children: list[Row], hub: str, how_many: int = 30, **more: Any) -> list[Row]:
    return [visit(who, 50, hub=hub, **more) for who in children[:how_many]]


def test_a_service_with_good_records_is_refused_nothing() -> None:
    result = audit(records([*NEAR, *AWAY], [*came(NEAR, "H1"), *came(AWAY, "H2")], HUBS))
    assert result.refusals.is_empty()
    assert one(result, "deprivation_national", "1")["verdict"] == "cannot tell"  # equal, and too few to exclude a gap


@cache
def in_group_sessions() -> AuditResult:
    """The second hub writes a number of participants and no names: its thirty babies are in no contact."""
    sessions = [{"hub": "H2", "date": day("2025-10-21"), "participants": 30}]
    return audit(records([*NEAR, *AWAY], came(NEAR, "H1"), HUBS, group_sessions=sessions))


def test_group_sessions_without_people_are_refused_by_name() -> None:
    result = in_group_sessions()
    assert result.refused
    (row,) = result.refusals.iter_rows(named=True)
    assert "group sessions" in row["reason"]
    assert "Southtown hub" in row["reason"]
    assert "signing-in lists" in row["remedy"]


def test_a_refused_answer_has_counts_and_no_figure() -> None:
    result = in_group_sessions()
    row = one(result, "deprivation_national", "2")
    assert (row["eligible"], row["events"]) == (40, 0)
    assert (row["estimate"], row["ratio"], row["shortfall_families"]) == (None, None, None)
    assert (row["verdict"], row["verdict_reason"]) == ("cannot tell", REFUSED)
    assert result.curves["estimate"].is_null().all()
    assert result.wards["estimate"].is_null().all()
    assert result.gradients["sii"].is_null().all()
    assert result.summary["groups_tested"] == 0


@cache
def one_hub_of_many_in_group_sessions() -> AuditResult:
    """The same, but half as many in a service otherwise well recorded: an answer for the rest, none for those nearest to that hub."""
    sessions = [{"hub": "H2", "date": day("2025-10-21"), "participants": 7}]
    contacts = [*came(NEAR, "H1", 35), *came(AWAY, "H2", 2)]
    return audit(records([*NEAR, *AWAY], contacts, HUBS, group_sessions=sessions))


def test_families_near_a_hub_with_incomplete_records_are_not_called_under_served() -> None:
    """Without the seven, the second fifth would look missed."""
    result = one_hub_of_many_in_group_sessions()
    assert not result.refused
    hub = result.hubs.row(1, named=True)
    assert hub["reason"] == "records group sessions without people"
    for attribute, group in (("deprivation_national", "2"), ("nearest_hub", "H2")):
        row = one(result, attribute, group)
        assert row["ratio_upper"] < 0.8
        assert row["shortfall_families"] > 20
        assert row["verdict"] == "cannot tell"
        assert "nearest hub's records are incomplete" in row["verdict_reason"]
    assert one(result, "nearest_hub", "H1")["verdict"] == "adequately served"


def test_the_bounds_show_the_answer_without_those_families() -> None:
    rows = {row["scenario"]: row for row in one_hub_of_many_in_group_sessions().bounds.iter_rows(named=True)}
    assert (rows["attendance_main"]["eligible"], rows["attendance_main"]["events"]) == (80, 37)
    assert (rows["complete_hubs"]["eligible"], rows["complete_hubs"]["events"]) == (40, 35)


@pytest.mark.parametrize(("heads", "refused"), [(37, False), (38, True)])
def test_too_few_of_the_heads_counted(heads: int, refused: bool) -> None:
    """30 recorded of 37 heads is 81%; of 38 it is 79%, and the rule asks for 80%."""
    counted = [{"hub": "H1", "date": day("2025-10-21"), "head_count": heads}]
    result = audit(records(NEAR, came(NEAR, "H1"), head_counts=counted))
    assert result.refused is refused
    assert result.hubs["capture_rate"][0] == pytest.approx(30 / heads)


def test_heads_are_compared_with_babies_on_the_days_that_were_counted() -> None:
    """Ten babies twice in one day, and twenty on a day that nobody counted."""
    counted = [{"hub": "H1", "date": day("2025-10-21"), "head_count": 10}]
    twice = [*came(NEAR, "H1", 10), *(visit(who, 50, activity="six_to_eight_week") for who in NEAR[:10])]
    uncounted = [visit(who, 57) for who in NEAR[10:30]]
    row = audit(records(NEAR, [*twice, *uncounted], head_counts=counted)).hubs.row(0, named=True)
    assert (row["counted"], row["recorded_when_counted"], row["attendances"], row["children"]) == (10, 10, 30, 30)


@pytest.mark.parametrize(("uncoded", "refused"), [(7, False), (8, True)])
def test_attendance_without_a_code(uncoded: int, refused: bool) -> None:
    """7 of 37 hub contacts is 19%; 8 of 38 is 21%, and the rule allows 20%."""
    contacts = [*came(NEAR, "H1"), *(visit(who, 60, attendance="unknown") for who in NEAR[-uncoded:])]
    result = audit(records(NEAR, contacts))
    assert result.refused is refused


def test_what_attendance_without_a_code_could_change_is_shown_even_when_refused() -> None:
    contacts = [*came(NEAR, "H1"), *(visit(who, 60, attendance="unknown") for who in NEAR[-10:])]
    result = audit(records(NEAR, contacts))
    shown = {row["scenario"]: row["estimate"] for row in result.bounds.iter_rows(named=True)}
    assert shown == {"attendance_main": 0.75, "attendance_none": 0.75, "attendance_all": 1.0}


def test_an_attribute_known_for_too_few_is_not_compared() -> None:
    """Known for 60 of 80. Groups keep their own figures; the others are not known well enough to be compared with."""
    some = [
        {**who, "lone_parent": None} if i % 4 == 0 else {**who, "lone_parent": i % 4 == 1}
        for i, who in enumerate([*NEAR, *AWAY])
    ]
    result = audit(records(some, [*came(NEAR, "H1"), *came(AWAY, "H2")], HUBS))
    (refusal,) = result.refusals.iter_rows(named=True)
    assert refusal["scope"] == "lone_parent"
    assert not result.refused
    row = one(result, "lone_parent", "yes")
    assert row["estimate"] is not None
    assert (row["ratio"], row["p_value"], row["verdict"]) == (None, None, "cannot tell")
    assert one(result, "lone_parent", "unknown")["eligible"] == 20
    assert one(result, "deprivation_national", "1")["ratio"] is not None


def test_an_attribute_that_the_export_never_had_is_unseen_and_no_refusal() -> None:
    """docs/decisions/0004: its groups go to the other ways of hearing from people."""
    result = audit(records([{**who, "lone_parent": None} for who in NEAR], came(NEAR, "H1")))
    assert result.refusals.is_empty()
    assert one(result, "lone_parent", "yes")["verdict"] == "unseen"


def test_too_few_first_visits_and_no_hub_visit_at_all() -> None:
    strict: Rule = RULE.model_copy(update={"fewest_first_visits": 50})
    few = audit(records(NEAR, came(NEAR, "H1")), strict)
    assert "Fewer than 50 babies" in few.refusals["reason"][0]
    none = audit(records(NEAR, came(NEAR, "H1", setting="home")), strict)
    assert none.refusals["reason"].to_list() == ["No contact could be recognised as a hub visit."]


def test_a_refusal_gives_no_small_count_away() -> None:
    """Shares of fewer than a hundred are told in words, others to the nearest five per cent."""
    reasons = in_group_sessions().refusals["reason"][0]
    assert reasons.startswith("A part of hub activity")
    many = [child(f"C{i}", "2025-09-01") for i in range(120)]
    sessions = [{"hub": "H1", "date": day("2025-10-21"), "participants": 64}]
    result = audit(records(many, came(many, "H1", 120), group_sessions=sessions))
    assert result.refusals["reason"][0].startswith("About 35% of hub activity")
