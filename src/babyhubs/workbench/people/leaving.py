"""Whoever holds something about a person beside the register is told when the person is erased, in the same transaction.

An app above this one registers a function when it is made ready; the register knows none of them.
"""

from collections.abc import Callable
from typing import Any

Forgets = Callable[[Any], None]  # given the person
_TOLD: list[Forgets] = []


def when_left(function: Forgets) -> None:
    """The function that erases what an app holds about a person; its app calls this in `ready`."""
    _TOLD.append(function)


def tell(person: Any) -> None:
    """The person is being erased."""
    for function in _TOLD:
        function(person)
