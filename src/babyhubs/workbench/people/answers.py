"""What a person needs to take part, and what they said about themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from babyhubs.errors import InputError
from babyhubs.workbench.people.questions import characteristics, needs


@dataclass(frozen=True, slots=True)
class Answers:
    """needs: keys of questions.toml. other: a need in the person's words. about: the answer to each question that was answered."""

    needs: tuple[str, ...] = ()
    other: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    def check(self, *, may_draw: bool) -> None:
        """Only known answers, and nothing about the person without their consent to the draw."""
        known = characteristics()
        if set(self.needs) - set(needs()) or any(
            key not in known or answer not in known[key].answers for key, answer in self.about.items()
        ):
            raise InputError("An answer is none that is known here.", remedy="Choose from the list.")
        if self.about and not may_draw:
            raise InputError(
                "What people say about themselves is kept only for a fair draw, and this person did not agree to that.",
                remedy="Ask for that consent first, or leave these questions empty.",
            )

    def said(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"needs": list(self.needs), "other": self.other.strip(), "about": dict(self.about)}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Answers":
        """As it was sealed."""
        return cls(tuple(said.get("needs", ())), said.get("other", ""), dict(said.get("about", {})))
