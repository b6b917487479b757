"""What a pack is: its title, whose it is, under which licence, of which day, made by which program."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class About:
    """date: the day that the pack bears, as YYYY-MM-DD; it is given, never the clock's. simulated: no real family is in it."""

    title: str
    about: str
    publisher: str
    licence: str
    simulated: bool
    date: str
    software: str

    def to_json(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "About":
        """From the manifest; TypeError where something is missing or of the wrong kind."""
        found = cls(**content)
        wrong = [name for name, value in asdict(found).items() if isinstance(value, bool) != (name == "simulated")]
        if wrong or not all(isinstance(value, str | bool) for value in asdict(found).values()):
            raise TypeError("the manifest does not say what the pack is")
        return found
