"""A short storm: whatever happens to phone, tab, server, answers, network and clock, no tap that was shown as stored is lost or doubled.

The long one (1,000 kills, 20,000 taps) is `python -m benchmarks.capture_kills`.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.storm import KINDS, Storm

pytestmark = [pytest.mark.browser]


def test_no_tap_that_was_shown_as_stored_is_lost_or_doubled(browser: Browser, tmp_path: Path) -> None:
    storm = Storm(browser, tmp_path, seed=3)
    try:
        storm.each(taps=10)
        assert set(storm.tally.kinds) == set(KINDS)
        assert storm.tally.shown >= len(KINDS) * 5
    finally:
        storm.ends()
