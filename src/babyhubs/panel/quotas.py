"""A quota: how many seats people with one answer may have, and why.

The words and the columns are those of sortition tools (feature, value, min, max, min_flex, max_flex), so that a file made for them is read
unchanged. `reason` is ours: which finding, or which person, asked for this seat.
"""

from dataclasses import dataclass

from babyhubs.errors import InputError


@dataclass(frozen=True)
class Quota:
    """At least `low` and at most `high` seats for people whose `feature` is `value`.

    low_flex, high_flex: how far advice may loosen the two, when the quotas cannot be met.
    """

    feature: str
    value: str
    low: int
    high: int
    low_flex: int = 0
    high_flex: int | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """How the quota is spoken of."""
        return f"{self.feature}: {self.value}"


def check(quotas: tuple[Quota, ...], where: str = "the quotas") -> None:
    """Refuse quotas that are no quotas: twice the same, or a minimum above its maximum."""
    if not quotas:
        raise InputError("There are no quotas.", where=where, remedy="Write at least one feature with its values.")
    seen: set[tuple[str, str]] = set()
    for quota in quotas:
        if (quota.feature, quota.value) in seen:
            raise InputError(f"The quota for {quota.name} stands twice.", where=where, remedy="Keep one of the two.")
        seen.add((quota.feature, quota.value))
        if not 0 <= quota.low <= quota.high:
            raise InputError(
                f"The quota for {quota.name} asks for at least {quota.low} and at most {quota.high}.",
                where=where,
                remedy="Write a minimum of 0 or more that is not above the maximum.",
            )
        if quota.low_flex > quota.low or (quota.high_flex is not None and quota.high_flex < quota.high):
            raise InputError(
                f"The room for loosening the quota for {quota.name} is narrower than the quota.",
                where=where,
                remedy="Write a min_flex not above min, and a max_flex not below max.",
            )


def features(quotas: tuple[Quota, ...]) -> tuple[str, ...]:
    """The features, in the order of the quotas."""
    return tuple(dict.fromkeys(quota.feature for quota in quotas))
