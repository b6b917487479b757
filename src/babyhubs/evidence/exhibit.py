"""An exhibit: something a claim may cite that is no computed figure. An approved quote, a row of the impact log, a note of a session.

Like a finding it is frozen and content-addressed, and its words have been through the gate of its own strand before they come here.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from babyhubs.evidence.finding import digest

SCHEMA = "babyhubs-exhibit/1"
KINDS = ("quote", "involvement", "observation")


@dataclass(frozen=True)
class Exhibit:
    """The words as released, the numbers that go with them, and what they rest on.

    figures: name and number, sorted by name ("people", "meetings"), as released.
    parents: identities of the findings that this one rests on (a quote on its theme, a row of the log on what was discussed).
    """

    kind: str
    strand: str
    project_class: str
    title: str
    words: str
    period: str
    disclosure_profile: str
    figures: tuple[tuple[str, float], ...] = ()
    parents: tuple[str, ...] = ()

    @cached_property
    def identity(self) -> str:
        """The content address."""
        return digest({"schema": SCHEMA, **self._content()})

    def _content(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)} | {"figures": dict(self.figures)}

    def to_json(self) -> dict[str, Any]:
        """The exhibit with its schema and identity."""
        return {
            "schema": SCHEMA,
            "identity": self.identity,
            **self._content(),
            "parents": list(self.parents),
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Exhibit":
        """The exhibit that `to_json` wrote, or one that somebody typed without an identity; ValueError where the two disagree."""
        given = {name: value for name, value in content.items() if name not in ("schema", "identity")}
        given |= {
            "figures": tuple(sorted(given.get("figures", {}).items())),
            "parents": tuple(given.get("parents", ())),
        }
        found = cls(**given)
        texts = [getattr(found, field.name) for field in fields(cls) if field.name not in ("figures", "parents")]
        if not all(isinstance(text, str) for text in (*texts, *found.parents)):
            raise ValueError("the words of an exhibit are text")
        if not all(isinstance(number, int | float) and not isinstance(number, bool) for _, number in found.figures):
            raise ValueError("the figures of an exhibit are numbers")
        if content.get("schema", SCHEMA) != SCHEMA or content.get("identity", found.identity) != found.identity:
            raise ValueError("the content of an exhibit is not what its identity says")
        if found.kind not in KINDS:
            raise ValueError(f"{found.kind!r} is no kind of exhibit; the kinds are {', '.join(KINDS)}")
        return found
