"""Codes whose figures do not go out without a word: two observers agree too little on them."""

from collections.abc import Sequence

from babyhubs.observations.agreement.summary import agreement, weak_codes
from babyhubs.observations.analysis import one_a_day
from babyhubs.observations.records import Recording


def weak(recordings: Sequence[Recording]) -> list[str]:
    """Over every occasion that two watched, sorted."""
    _, doubled = one_a_day([one for one in recordings if one.visits])
    return sorted({code for first, second in doubled for code in weak_codes(agreement(first, second))})
