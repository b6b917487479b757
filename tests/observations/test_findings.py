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
    (rate,) = findings(analyse([one]), profile("hes"), "service evaluation", str)
    assert (rate.estimate, rate.eligible, rate.reason) == (None, None, TOO_FEW)


def test_a_family_watched_by_two_observers_counts_once() -> None:
    chosen, doubled = one_a_day(recordings())
    assert len(chosen) == 6
    assert [(first.observer, second.observer) for first, second in doubled] == [("O1", "O2"), ("O1", "O2")]
