"""Sessions that were only scanned: stays lie between two lengths, and nothing more exact is said."""

import math
from pathlib import Path

from babyhubs.disclosure.profiles import profile
from babyhubs.observations.derive import derive
from babyhubs.observations.records import Recording
from babyhubs.observations.scan_stays import only_scanned, scan_stays
from babyhubs.reports.observed import folder as report
from babyhubs.reports.observed import words
from tests.observations.logs import log, tap


def _scanned(seen: dict[str, list[int]], *more: dict[str, object], scans: int = 10) -> Recording:
    """A scan every ten minutes; at which of them, from 0, each family was seen."""
    taps = [tap(0, "actor", token, value={"role": "family"}) for token in seen]
    for number in range(scans):
        at = 600 * number
        for token, places in seen.items():
            if number in places:
                taps.append(tap(at, "scan", token, zone="play_mat", code="playing", value={"scan": number + 1}))
        taps.append(tap(at, "scan_end", value={"scan": number + 1}))
    return derive(log(*taps, *more, tap(600 * scans, "close")))


def test_a_stay_is_between_what_was_seen_and_what_was_not() -> None:
    # Five families are seen first at the second scan, and last one to five scans later.
    seen = {f"F{place:02d}": list(range(1, 2 + place)) for place in range(1, 6)}
    found = scan_stays([_scanned(seen)])
    assert (found.families, found.still, found.left_out) == (5, 0, 0)
    # The middle one was there for 30 minutes at least, and 50 at most.
    assert found.outer == (30, 50)
    assert found.median is not None
    assert found.outer[0] <= found.median[0] < found.median[1] <= found.outer[1]


def test_who_was_there_at_the_first_scan_is_left_out_and_who_was_at_the_last_is_censored() -> None:
    seen = {"F01": [0, 1], **{f"F{place:02d}": [2, 3, 4, 5, 6, 7, 8, 9] for place in range(2, 9)}}
    found = scan_stays([_scanned(seen)])
    assert (found.families, found.still, found.left_out) == (7, 7, 1)
    assert found.outer == (70, math.inf)
    assert "70 minutes or more" in words.scan_stay(found, "about 5")


def test_a_scan_at_which_a_family_was_out_of_view_says_nothing_of_it() -> None:
    families = [f"F{place:02d}" for place in range(1, 6)]
    one = derive(
        log(
            *[tap(0, "actor", token, value={"role": "family"}) for token in families],
            tap(0, "scan_end", value={"scan": 1}),
            *[tap(600, "scan", token, zone="play_mat", value={"scan": 2}) for token in families],
            tap(1200, "scan_end", value={"scan": 3, "unseen": families}),
            tap(1800, "scan_end", value={"scan": 4}),
            tap(2400, "close"),
        )
    )
    assert only_scanned(one)
    # Seen at minute 10 alone; not there at minutes 0 and 30; at minute 20 nobody could say.
    assert scan_stays([one]).outer == (0, 30)


def test_with_comings_and_goings_recorded_it_is_not_offered() -> None:
    taps = [tap(0, "arrive", "F01"), tap(60, "scan", "F01", value={"scan": 1}), tap(120, "close")]
    one = derive(log(*taps))
    assert not only_scanned(one)
    assert words.scan_stay(scan_stays([one]), "") == ""


def test_a_report_of_scans_alone_says_how_long_families_stayed(tmp_path: Path) -> None:
    seen = {f"F{place:02d}": list(range(1, 2 + place % 5)) for place in range(1, 13)}
    report.write([_scanned(seen)], tmp_path / "scans", profile("hes"))
    page = (tmp_path / "scans" / "internal" / "hubs" / "HUB01.html").read_text("utf-8")
    assert "seen at scans only" in page
    assert "What families were doing at the scans" in page
    released = (tmp_path / "scans" / "report.html").read_text("utf-8")
    assert "About 10 families were seen at scans only" in released
