"""Findings: one for each group, each slope, each unseen group; from released numbers, in one order, with their parents."""

from functools import cache

import numpy as np
import pytest

from babyhubs.audit.findings import findings
from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.disclosure.profiles import profile
from babyhubs.evidence.finding import Finding
from tests.audit.small import RULE, Row, audit, child, home, records, visit

HES = profile("hes")


def rows(missed_came: int = 40) -> tuple[list[Row], list[Row]]:
    """150 lone parents who come less to hubs and are seen at home more, 300 others; nobody's language is recorded."""
    children, contacts = [], []
    for number in range(450):
        lone = number < 150
        one = child(f"C{number:03d}", "2025-09-01", lone_parent=lone, language=None, area=f"A{number % 5 + 1}")
        children.append(one)
        if (lone and number < missed_came) or (not lone and number < 390):
            contacts.append(visit(one, 50))
        contacts += [home(one, age) for age in ((12, 60, 90) if lone else (12,))]
    return children, contacts


@cache
def made(missed_came: int = 40) -> tuple[AuditResult, tuple[Finding, ...]]:
    result = audit(records(*rows(missed_came)))
    return result, findings(release(result, HES), result, HES, "clinical audit")


def one(view: str, measure: str, attribute: str, group: str) -> Finding:
    (found,) = (
        finding
        for finding in made()[1]
        if (finding.view, finding.measure, finding.attribute, finding.group) == (view, measure, attribute, group)
    )
    return found


def test_the_verdict_on_a_group_carries_what_it_rests_on() -> None:
    finding = one("hub", "reach", "lone_parent", "yes")
    assert (finding.verdict, finding.eligible, finding.estimate) == ("under-served", 150, round(40 / 150, 4))
    assert finding.shortfall_families == 80  # of 240 of 300 others, eight in ten came
    assert "good targeting elsewhere" in finding.reason
    assert finding.rule == RULE.reference
    assert finding.inputs == (made()[0].inputs["hub/lone_parent"],)
    assert finding.parents == (
        one("hub", "reach", "all", "all").identity,
        one("all_contact", "intensity", "lone_parent", "yes").identity,
    )


def test_every_view_and_measure_of_a_group_is_a_finding_and_only_reach_at_hubs_is_judged() -> None:
    views = {(one.view, one.measure): one for one in made()[1] if (one.attribute, one.group) == ("lone_parent", "no")}
    assert set(views) == {(view, measure) for view in ("hub", "all_contact") for measure in ("reach", "intensity")}
    assert [bool(one.verdict) for one in views.values()] == [key == ("hub", "reach") for key in views]
    assert [bool(one.rule) for one in views.values()] == [key == ("hub", "reach") for key in views]


def test_a_slope_rests_on_its_fifths() -> None:
    slope = one("hub", "reach_slope", "deprivation_national", "all")
    fifths = [one("hub", "reach", "deprivation_national", str(fifth)).identity for fifth in range(1, 6)]
    assert slope.parents == tuple(fifths)
    assert slope.estimate is not None
    assert abs(slope.estimate) < 0.05


def test_unseen_groups_are_findings() -> None:
    """Those that no export shows, and those whose attribute this export did not have."""
    unseen = {(one.attribute, one.group): one for one in made()[1] if one.verdict == "unseen"}
    assert ("unseen", "fathers") in unseen
    assert unseen["language", "all groups"].reason == "the export does not carry this attribute"
    assert all(one.inputs and one.estimate is None for one in unseen.values())


def test_all_parents_are_there_and_identities_differ() -> None:
    identities = [one.identity for one in made()[1]]
    assert len(set(identities)) == len(identities)
    assert all(parent in identities for one in made()[1] for parent in one.parents)


def test_the_same_counts_make_the_same_findings_in_the_same_order() -> None:
    children, contacts = rows()
    rng = np.random.default_rng(3)
    rng.shuffle(children)
    rng.shuffle(contacts)
    result = audit(records(children, contacts))
    again = findings(release(result, HES), result, HES, "clinical audit")
    assert [one.to_json() for one in again] == [one.to_json() for one in made()[1]]


def test_a_count_that_rounding_hides_still_changes_the_identity() -> None:
    """41 of 150 is shown as 40 of 150, but the keyed digest of the counts is another."""
    key = ("hub", "reach", "lone_parent", "yes")
    first, second = (
        next(one for one in made(came)[1] if (one.view, one.measure, one.attribute, one.group) == key)
        for came in (40, 41)
    )
    assert first.estimate == second.estimate
    assert first.identity != second.identity


def test_a_refused_answer_makes_findings_without_numbers() -> None:
    strict = RULE.model_copy(update={"fewest_first_visits": 10_000})
    result = audit(records(*rows()), strict)
    found = findings(release(result, HES), result, HES, "clinical audit")
    numbers = ("estimate", "lower", "upper", "ratio", "shortfall_families")
    assert {getattr(one, name) for one in found for name in numbers} == {None}
    assert {one.verdict for one in found} == {"", "cannot tell", "unseen"}


@pytest.mark.parametrize("field", ["estimate", "ratio", "shortfall_families"])
def test_numbers_are_the_released_ones(field: str) -> None:
    released = release(made()[0], HES).measures
    row = released.filter(view="hub", measure="reach", attribute="lone_parent", group="yes").row(0, named=True)
    assert getattr(one("hub", "reach", "lone_parent", "yes"), field) == row[field]
