"""A seat rule as it is kept: its limits, what each part of it rests on, and who changed it why."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from babyhubs.errors import InputError
from babyhubs.panel.answered import Answered
from babyhubs.panel.quotas import Quota
from babyhubs.workbench.panel.seats.answers import title, words


@dataclass(frozen=True, slots=True)
class Part:
    """One group that the rule stands for. said: its arithmetic. finding: its identity. address: of the finding's page."""

    about: str
    verdict: str
    said: str
    finding: str
    address: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change by a person."""

    low: int
    high: int
    who: str
    why: str
    on: str


@dataclass(frozen=True, slots=True)
class Rule:
    """At least `low` and at most `high` seats for people with this answer."""

    question: str
    answer: str
    low: int
    high: int
    parts: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = field(default=())

    @property
    def name(self) -> str:
        """How the rule is spoken of."""
        return f"{title(self.question)} {words(self.question, self.answer)}"

    def changed(self, edit: Edit) -> "Rule":
        """With other limits."""
        return Rule(self.question, self.answer, edit.low, edit.high, self.parts, (*self.edits, edit))

    def reason(self) -> str:
        """Why these seats, for whoever reads the quotas: without the name of who changed them."""
        said = [f"{part.said} [{part.finding}]" for part in self.parts if part.finding]
        return " ".join([*said, *(f"Changed to {one.low} to {one.high}: {one.why}" for one in self.edits)])

    def stored(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def proposed(one: Answered, about: Mapping[str, tuple[str, str]]) -> Rule:
    """From a finding's arithmetic. about: identity of a finding -> whom it is about, and its page."""
    parts = tuple(
        Part(about[part.finding][0], part.verdict, part.arithmetic(), part.finding, about[part.finding][1])
        for part in one.parts
    )
    return Rule(one.question, one.answer, one.low, one.high, parts)


def read(stored: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """As they are kept."""
    return tuple(
        Rule(
            one["question"],
            one["answer"],
            one["low"],
            one["high"],
            tuple(Part(**part) for part in one["parts"]),
            tuple(Edit(**edit) for edit in one["edits"]),
        )
        for one in stored
    )


def quotas(rules: Iterable[Rule], seats: int) -> tuple[Quota, ...]:
    """For the draw. Floors may give way to none: these are targets, and advice says so before anybody lowers one."""
    return tuple(Quota(one.question, one.answer, one.low, min(one.high, seats), 0, None, one.reason()) for one in rules)


def check_limits(low: int, high: int, why: str) -> None:
    """Refuses limits that are none, and a change without a reason."""
    if not why.strip():
        raise InputError("A change of a seat needs a reason.", remedy="Write why, in a sentence.")
    if not 0 <= low <= high:
        raise InputError(
            f"At least {low} and at most {high} is no range of seats.", remedy="Write the smaller number first."
        )
