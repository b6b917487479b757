"""Whoever holds something about a person beside the register is told when the person is erased, or takes their answers back.

It is done in the same transaction. An app above this one registers its functions when it is made ready; the register knows none of them.
"""

from collections.abc import Callable
from typing import Any

Forgets = Callable[[Any], None]  # given the person
_WHEN_LEFT: list[Forgets] = []
_WHEN_TAKEN_BACK: list[Forgets] = []


def when_left(function: Forgets) -> None:
    """The function that erases what an app holds about a person; its app calls this in `ready`."""
    _WHEN_LEFT.append(function)


def when_taken_back(function: Forgets) -> None:
    """The function that erases what an app holds of what a person said about themselves for a draw."""
    _WHEN_TAKEN_BACK.append(function)


def tell(person: Any) -> None:
    """The person is being erased."""
    for function in _WHEN_LEFT:
        function(person)


def tell_taken_back(person: Any) -> None:
    """The person does not want to be drawn any more."""
    for function in _WHEN_TAKEN_BACK:
        function(person)
