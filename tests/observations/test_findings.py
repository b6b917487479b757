"""What observation hands on: differences with limits, capture rates from rounded counts, and the findings that led here."""

from dataclasses import replace

import pytest

from babyhubs.disclosure.profiles import profile
from babyhubs.observations.analysis import analyse, one_a_day
from babyhubs.observations.findings import TOO_FEW, findings
from tests.observations.sealed import recordings

PARENTS = ("sha256:an-audit-finding",)


def test_each_finding_says_what_it_rests_on_and_why_this_hub_was_watched() -> None:
    study = analyse([one for one in recordings() if one.hub in {"HUB01", "HUB02"}])
    found = findings(study, profile("hes"), "service evaluation", lambda value: f"keyed:{value}", PARENTS)
    assert {one.strand for one in found} == {"observations"}
    assert all(one.parents == PARENTS for one in found)
    assert all(given.startswith("keyed:") for one in found for given in one.inputs)
    # one clinic in a model: a difference between clinics, said so in the finding itself
    assert "cannot be put down to the model" in next(one.reason for one in found if one.measure == "social_share")


def test_the_capture_rate_goes_back_to_the_audit_from_rounded_counts() -> None:
    one = replace(recordings()[0], header=recordings()[0].header | {"head_count_in": 31, "recorded_attendances": 24})
    rate = next(
        row
        for row in findings(analyse([one]), profile("hes"), "service evaluation", str)
        if row.measure == "capture_rate"
    )
    assert (rate.group, rate.eligible) == ("HUB01", 30)
    assert rate.estimate == pytest.approx(25 / 30)


def test_a_capture_rate_of_few_heads_is_no_figure() -> None:
    one = replace(recordings()[0], header=recordings()[0].header | {"head_count_in": 6, "recorded_attendances": 3})
    rate = findings(analyse([one]), profile("hes"), "service evaluation", str)[0]
    assert (rate.measure, rate.group) == ("capture_rate", "HUB01")
    assert (rate.estimate, rate.eligible, rate.reason) == (None, None, TOO_FEW)


def test_what_a_hub_was_like_is_handed_on_for_families_and_never_for_its_practitioners() -> None:
    study = analyse(recordings())
    found = [one for one in findings(study, profile("hes"), "service evaluation", str) if one.attribute == "hub"]
    seen = {(one.group, one.measure): one for one in found}
    assert {measure for _, measure in seen} - {"capture_rate"} == {"social_share", "greeted_in_time", "met_a_family"}
    assert {hub for hub, _ in seen} == set(study.hubs)
    one = seen["HUB01", "greeted_in_time"]
    assert one.unit == "share of families greeted within five minutes"
    assert one.estimate is not None
    assert 0 <= one.estimate <= 1
    assert one.period.partition("/")[0][:4].isdigit()


def test_a_family_watched_by_two_observers_counts_once() -> None:
    chosen, doubled = one_a_day(recordings())
    assert len(chosen) == 6
    assert [(first.observer, second.observer) for first, second in doubled] == [("O1", "O2"), ("O1", "O2")]
