"""A figure that was asked for is written in from its source, and then is checked like one that was typed."""

import pytest

from babyhubs.errors import InputError
from babyhubs.evidence.bid.filling import filled
from babyhubs.evidence.claim import Claim, problems
from babyhubs.evidence.exhibit import Exhibit

SOURCE = Exhibit(
    "involvement", "panel", "public involvement", "Met", "They met.", "", "hes v1",
    (("gap", -0.2372), ("meetings", 12.0), ("share", 0.4791)),
)  # fmt: skip
ASKED = "[?%](a.share) came, a gap of [?.1](a.gap|points) points, at [?](a.meetings) meetings, or [?.2](a.gap)."


def test_each_way_of_telling_a_figure() -> None:
    marked = filled(ASKED, {"a": SOURCE})
    assert marked == (
        "[48%](a.share) came, a gap of [23.7](a.gap|points) points, at [12](a.meetings) meetings, or [-0.24](a.gap)."
    )
    claim = Claim("c", marked, "moderate", "Few.", {"a": SOURCE.identity})
    assert problems(claim, {SOURCE.identity: SOURCE}) == ()


def test_what_was_typed_stays_as_it_was_typed() -> None:
    assert filled("[47%](a.share)", {"a": SOURCE}) == "[47%](a.share)"


@pytest.mark.parametrize("marked", ["[?](a.nothing)", "[?](b.share)"])
def test_a_figure_that_is_not_there_is_said(marked: str) -> None:
    with pytest.raises(InputError, match="no figure"):
        filled(marked, {"a": SOURCE})
