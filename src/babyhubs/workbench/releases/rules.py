"""What must hold before a release takes a step. Each rule is a pair: `check_x` raises its error, `x` answers yes or no."""

from collections.abc import Callable
from typing import Any

from babyhubs.errors import Refused
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.releases.states import MOVES, State, Verdict


class WrongMove(Refused):
    """The release does not stand where this step begins."""


class SamePerson(Refused):
    """Who asked may not decide."""


class NotOwnRequest(Refused):
    """Only who asked may take a request back."""


class GivenAway(Refused):
    """A reader could work small counts out from the file."""


class NotReleased(Refused):
    """The file has not been approved, or a newer one took its place."""


class FileChanged(Refused):
    """The kept file is not the one that was looked at."""


def check_move(release: Any, to: State) -> None:
    """The table of moves knows this step."""
    now = State(release.state)
    if to not in MOVES[now]:
        raise WrongMove(
            f"This release is {now.value}; it cannot become {to.value}.", remedy="Open it again to see what happened."
        )


def check_second_person(release: Any, actor: Actor) -> None:
    """Somebody else than who asked decides. The program itself is nobody."""
    if not actor.key or actor.key == release.asked_by:
        raise SamePerson(
            "You asked for this release, so somebody else must decide.",
            remedy="Ask another output checker of the programme.",
        )


def check_own_request(release: Any, actor: Actor) -> None:
    """Who asked takes it back."""
    if actor.key != release.asked_by:
        raise NotOwnRequest("Somebody else asked for this release.", remedy="Ask them to take it back.")


def check_not_given_away(release: Any) -> None:
    """No attack succeeded."""
    if release.verdict == Verdict.GIVEN_AWAY:
        raise GivenAway(
            "Small counts could be worked out from this file, so it cannot be approved.",
            remedy="Refuse it. Whoever asked can use coarser groups, and ask again.",
        )


def check_released(release: Any) -> None:
    """It was approved, and nothing newer took its place."""
    if release.state != State.APPROVED:
        raise NotReleased(
            f"This file is {release.state}, not released.", remedy="Only released files can be downloaded."
        )


def check_whole(release: Any, digest: str) -> None:
    """The kept file still has the digest that it had when it was asked for."""
    if digest != release.digest:
        raise FileChanged(
            "The kept file has changed since it was looked at, so it is not given out.",
            remedy="Tell whoever looks after the workbench, and restore the file from a backup.",
        )


def move(release: Any, to: State) -> bool:
    """Whether the table of moves knows this step."""
    return _holds(check_move, release, to)


def second_person(release: Any, actor: Actor) -> bool:
    """Whether somebody else than who asked decides."""
    return _holds(check_second_person, release, actor)


def own_request(release: Any, actor: Actor) -> bool:
    """Whether it is one's own request."""
    return _holds(check_own_request, release, actor)


def not_given_away(release: Any) -> bool:
    """Whether no attack succeeded."""
    return _holds(check_not_given_away, release)


def released(release: Any) -> bool:
    """Whether it may be downloaded."""
    return _holds(check_released, release)


def whole(release: Any, digest: str) -> bool:
    """Whether the kept file is the one that was looked at."""
    return _holds(check_whole, release, digest)


def _holds(check: Callable[..., None], *about: Any) -> bool:
    try:
        check(*about)
    except Refused:
        return False
    return True
