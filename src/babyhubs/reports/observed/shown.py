"""What of an observation may be shown outside: no figure that rests on few families, none of one practitioner's time.

Cells of a budget with few families go together into one row, with one more where that row alone would still be few, because
shares add up to the whole and a single gap could be worked out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.observations.budget import Share
from babyhubs.observations.practitioners import FEWEST_SESSIONS

TOGETHER = "everything else"


@dataclass(frozen=True)
class Shown:
    """A row of a budget as it may leave; shares from 0 to 1. lower, upper: None where rows were put together."""

    code: str
    pooled: float
    lower: float | None
    upper: float | None
    mean_of_sessions: float


def enough(families: int, profile: Profile) -> bool:
    """Whether a figure may rest on so many families."""
    return families > 0 and not bool(is_small(families, profile))


def about(families: int, profile: Profile) -> str:
    """A number of families as it may leave."""
    if not enough(families, profile):
        return "*"
    return f"{int(rounded(families, profile)):,}" if profile.base == 0 else f"about {int(rounded(families, profile)):,}"


def family_rows(shares: Sequence[Share], profile: Profile) -> list[Shown]:
    """Largest share first, what was put together last."""
    ordered = sorted(shares, key=lambda share: (-share.pooled, share.code))
    few = [share for share in ordered if not enough(share.actors, profile)]
    if (few and not enough(sum(share.actors for share in few), profile)) or len(few) == 1:
        kept = [share for share in ordered if share not in few]
        few = [*kept[-1:], *few]
    rows = [_row(share) for share in ordered if share not in few]
    return rows + ([_together(few)] if few else [])


def practitioner_rows(shares: Sequence[Share], role: str = "practitioner") -> list[Shown]:
    """By purpose; nothing from fewer than three sessions."""
    own = [share for share in shares if share.role == role]
    if not own or max(share.sessions for share in own) < FEWEST_SESSIONS:
        return []
    return [_row(share) for share in sorted(own, key=lambda share: (-share.pooled, share.code))]


def _row(share: Share) -> Shown:
    return Shown(share.code, share.pooled, share.lower, share.upper, share.mean_of_sessions)


def _together(shares: Sequence[Share]) -> Shown:
    pooled, mean = sum(one.pooled for one in shares), sum(one.mean_of_sessions for one in shares)
    return Shown(TOGETHER, pooled, None, None, mean)
