"""Who sits, who came and who was asked, by what they said about themselves: counts, no names. For the coordinator alone.

So that a meeting to which only some groups come is seen, and so that the same few communities are not asked again and again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from babyhubs.panel.involvement_log import drafts
from babyhubs.workbench.panel.life.presenters import touches
from babyhubs.workbench.panel.models import Meeting, Panel
from babyhubs.workbench.panel.seats.answers import title, words
from babyhubs.workbench.panel.seats.rules import read
from babyhubs.workbench.panel.states import Role
from babyhubs.workbench.people import vault
from babyhubs.workbench.people.answers import Answers

NOT_SAID = ""


@dataclass(frozen=True, slots=True)
class Group:
    """People with one answer. came: at each meeting, in the order of `meetings`. often: asked more often than is fair, per member."""

    answer: str
    seats: int
    came: list[int]
    asked: int
    often: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its groups."""

    title: str
    groups: list[Group]


def groups(panel: Panel, today: date) -> list[Question]:
    """For every question that a seat rule speaks of."""
    members = [one for one in panel.members.all() if one.role == Role.SEAT]
    sits = {one.person_id for one in members if one.ended_on is None}
    said = {one.person_id: _about(one.person) for one in members}
    meetings = [{row.person_id for row in one.attendances.all()} for one in held(panel)]
    asked = touches(panel, today)
    most = drafts()["touches"]["most"]
    found = []
    for question in dict.fromkeys(rule.question for rule in read(panel.rules)):
        by = {person: about.get(question, NOT_SAID) for person, about in said.items()}
        seats = Counter(by[person] for person in sits)
        came = [Counter(by[person] for person in there if person in by) for there in meetings]
        times: Counter[str] = Counter()
        for person, count in asked.items():
            if person in by:
                times[by[person]] += count
        found.append(
            Question(
                title(question),
                [
                    Group(
                        words(question, key) if key else "Not said",
                        seats[key],
                        [one[key] for one in came],
                        times[key],
                        times[key] > most * max(1, seats[key]),
                    )
                    for key in _order([*by.values()])
                ],
            )
        )
    return found


def held(panel: Panel) -> list[Meeting]:
    """The meetings of which it is written down who came, the newest first."""
    return [one for one in panel.meetings.all() if one.came_noted]


def _about(person: Any) -> dict[str, str]:
    """What a person says about themselves; nothing once they left."""
    if person.left_on is not None:
        return {}
    return dict(Answers.read(vault.read(person, vault.ANSWERS)).about)


def _order(keys: Iterable[str]) -> list[str]:
    return sorted(set(keys), key=lambda key: (key == NOT_SAID, key))
