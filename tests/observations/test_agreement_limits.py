"""Where a figure of agreement says nothing, no figure is given: neither a kappa of nothing, nor limits as wide as nothing."""

from babyhubs.observations.agreement.summary import agreement, weak_codes
from babyhubs.observations.derive import derive
from babyhubs.observations.records import Recording
from tests.observations.logs import log, tap


def _watched(talks: list[int]) -> Recording:
    """Twenty minutes of one family; it talks for a minute from each of these minutes on."""
    taps = [tap(0, "arrive", "F01", zone="play"), tap(0, "code", "F01", track="activity", code="playing")]
    for minute in talks:
        taps.append(tap(60 * minute, "code", "F01", track="activity", code="talking"))
        taps.append(tap(60 * (minute + 1), "code", "F01", track="activity", code="playing"))
    return derive(log(*taps, tap(1200, "close")))


def test_a_code_that_one_observer_never_used_has_no_kappa_and_stays_weak() -> None:
    answer = agreement(_watched([3]), _watched([]))
    (row,) = (row for track in answer["tracks"] for row in track["codes"] if row["code"] == "talking")
    assert row["kappa"] == {"value": None, "lower": None, "upper": None, "reason": "one of them never said it"}
    assert row["observed"]["value"] == 0.95
    assert weak_codes(answer) == ["playing", "talking"]


def test_no_limits_are_as_wide_as_nothing() -> None:
    for talks in ([3], [3, 9], [2, 4, 6, 8, 10]):
        answer = agreement(_watched(talks), _watched([3]))
        figures = [track[name] for track in answer["tracks"] for name in ("kappa", "observed", "ac1")]
        figures += [row[name] for track in answer["tracks"] for row in track["codes"] for name in ("kappa", "ac1")]
        for one in figures:
            assert one["lower"] is None or one["upper"] - one["lower"] > 0.001, one
