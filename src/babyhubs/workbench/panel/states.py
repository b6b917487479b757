"""Where a draw and a member stand."""

from enum import StrEnum


class DrawState(StrEnum):
    """From the lottery to the seats."""

    MADE = "made"
    PUBLISHED = "published"
    DRAWN = "drawn"
    VOID = "void"

    @property
    def label(self) -> str:
        """As a page says it."""
        return _DRAW[self]


class Role(StrEnum):
    """What the draw gave a member."""

    SEAT = "seat"
    RESERVE = "reserve"


class MemberState(StrEnum):
    """Where a member stands."""

    DRAWN = "drawn"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_ANSWER = "no-answer"
    LEFT = "left"

    @property
    def label(self) -> str:
        """As a page says it."""
        return _MEMBER[self]


_DRAW = {
    DrawState.MADE: "To be published",
    DrawState.PUBLISHED: "Number to be drawn",
    DrawState.DRAWN: "Drawn",
    DrawState.VOID: "Set aside",
}
_MEMBER = {
    MemberState.DRAWN: "To be invited",
    MemberState.INVITED: "Invited",
    MemberState.ACCEPTED: "Accepted",
    MemberState.DECLINED: "Declined",
    MemberState.NO_ANSWER: "No answer",
    MemberState.LEFT: "Left",
}
