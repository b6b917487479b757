"""Who have we not heard from: families whom the audit knows, beside the people who took part. Counts of families are the released ones."""

from dataclasses import dataclass
from typing import Any

from babyhubs.discussions.groups import NOT_KNOWN, attributes, groups
from babyhubs.discussions.known_groups import ASKED_AS, NOT_A_GROUP, UNSEEN, in_words, same
from babyhubs.discussions.project import Project
from babyhubs.discussions.voices import people, voices

THIN = 4  # people: below the base of a saturation count nothing can be said of a group
NOT_HEARD, FEW, HEARD = "not heard", "thin", "heard"
MISSED = ("under-served", UNSEEN)  # verdicts of the audit on groups whose silence is a gap


@dataclass(frozen=True)
class Heard:
    """eligible: families as released by the audit, None where hidden or unknown. people: who took part. coded: whose words are coded."""

    attribute: str
    group: str
    eligible: int | None
    attending: int | None
    verdict: str  # of the audit
    people: int
    coded: int
    status: str
    finding: str


def learn_groups(project: Project, findings: list[dict[str, Any]], who: str, at: str) -> int:
    """Take over from an audit's findings which groups there are and how many families each has; gives their number."""
    chosen = [
        one
        for one in findings
        if (one.get("strand"), one.get("measure"), one.get("view")) == ("audit", "reach", "hub")
        and one.get("group") not in NOT_A_GROUP
    ]
    with project.act("groups taken over from the audit", who, at):
        for one in chosen:
            eligible, share = one.get("eligible"), one.get("estimate")
            attending = None if eligible is None or share is None else round(eligible * share)
            project.connection.execute(
                "INSERT OR REPLACE INTO known_group VALUES (?, ?, ?, ?, ?, ?)",
                (one["attribute"], one["group"], eligible, attending, one.get("identity", ""), one.get("verdict", "")),
            )
    return len(chosen)


def heard(project: Project, thin: int = THIN) -> list[Heard]:
    """Every group of the audit, and every group that took part: heard, thin or not heard."""
    coded = {voice.person for voice in voices(project)}
    known = {(row["attribute"], row["grp"]): row for row in project.rows("SELECT * FROM known_group ORDER BY rowid")}
    mine = {name: groups(project, name) for name in attributes(project)}
    found: dict[tuple[str, str], Heard] = {}
    for (attribute, group), row in known.items():
        members = _members(mine, attribute, group)
        found[attribute, group] = _one(*in_words(attribute, group), row, members, coded, thin)
    for attribute, parts in mine.items():
        for group, members in parts.items():
            if group != NOT_KNOWN and attribute != ASKED_AS and not any(same(key, (attribute, group)) for key in found):
                found[attribute, group] = _one(attribute, group, None, members, coded, thin)
    return list(found.values())


def matters(one: Heard) -> bool:
    """Whether a group belongs in a list of who was heard: somebody took part, or the audit says that the hubs miss them or cannot see them.

    An audit knows dozens of groups, wards and distances of which nothing is missing; a list of them all hides those that are.
    """
    return one.people > 0 or one.verdict in MISSED


def not_known(project: Project) -> dict[str, int]:
    """For each attribute, people of whom it is not known: they may belong to any group."""
    return {name: len(groups(project, name).get(NOT_KNOWN, ())) for name in attributes(project)}


def took_part(project: Project) -> int:
    """People who took part and have not withdrawn."""
    return len(people(project))


def _one(attribute: str, group: str, row: Any, members: set[str], coded: set[str], thin: int) -> Heard:
    size = len(members)
    status = NOT_HEARD if size == 0 else FEW if size < thin else HEARD
    return Heard(
        attribute, group, row["eligible"] if row else None, row["attending"] if row else None, row["verdict"] if row else "",
        size, len(members & coded), status, row["finding"] if row else "",
    )  # fmt: skip


def _members(mine: dict[str, dict[str, set[str]]], attribute: str, group: str) -> set[str]:
    return set().union(
        *(
            members
            for name, parts in mine.items()
            for part, members in parts.items()
            if same((attribute, group), (name, part)) or (attribute, group) == (name, part)
        )
    )
