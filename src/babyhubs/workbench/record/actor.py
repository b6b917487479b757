"""Who does something: a person, or the program itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. key: the account's; empty for the program itself."""

    key: str
    name: str


def program(part: str) -> Actor:
    """The program itself, acting without a person: `babyhubs serve`."""
    return Actor("", part)
