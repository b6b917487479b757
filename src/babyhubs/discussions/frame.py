"""The sampling frame: whom to ask, because of what the audit found; and how many were invited, reached, agreed and took part.

The program never holds a list of families: a row becomes a request to the care team, who know them and send the invitation.
That people were asked and did not come is itself a result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from babyhubs.discussions.known_groups import NOT_A_GROUP, UNSEEN, in_words
from babyhubs.discussions.project import Project
from babyhubs.errors import InputError

USES = ("never", "once", "stopped", "regular")
ROUTES = ("health visitor", "text message", "community partner", "hub", "faith group", "nursery")
STAGES = ("invited", "reached", "agreed", "took part")
ASKED_ABOUT = ("under-served", "unseen", "cannot tell")  # verdicts of the audit that lead to a row
BY_HAND = "added by hand"  # in the place of a verdict


@dataclass(frozen=True)
class Row:
    """One row of the frame. finding: the identity of the finding that it rests on. counts: by stage."""

    guid: str
    attribute: str
    group: str
    area: str
    use: str
    target: int
    route: str
    finding: str
    verdict: str
    counts: dict[str, int]


def build(
    project: Project, findings: Sequence[dict[str, Any]], who: str, at: str, areas: Sequence[str] = ("",),
    uses: Sequence[str] = ("never", "stopped"), target: int = 3, route: str = "health visitor",
) -> list[Row]:  # fmt: skip
    """Rows for every group that the audit found under-served, or could not see: group by area by use of the hub."""
    _require(uses, USES, "use of the hub")
    _require([route], ROUTES, "route")
    chosen = [
        one
        for one in findings
        if (one.get("strand"), one.get("measure"), one.get("view")) == ("audit", "reach", "hub")
        and one.get("verdict") in ASKED_ABOUT
        and one.get("group") not in NOT_A_GROUP
    ]
    with project.act("frame built", who, at):
        for one in chosen:
            for area in areas:
                for use in uses:
                    whom = (one["attribute"], one["group"], area, use)
                    if not _like(project, *whom):
                        _write(project, whom, target, route, one.get("identity", ""), one["verdict"])
    return rows(project)


def add(
    project: Project, attribute: str, group: str, use: str, who: str, at: str, area: str = "", target: int = 3,
    route: str = "health visitor",
) -> str:  # fmt: skip
    """A row that no finding leads to, because the audit cannot know the group; gives its GUID."""
    _require([use], USES, "use of the hub")
    _require([route], ROUTES, "route")
    if not group.strip():
        raise InputError("A row needs a group.", remedy="Say whom you want to hear from, in a few words.")
    if _like(project, attribute, group, area, use):
        raise InputError("The frame has this row already.", where=group, remedy="Change the row that is there.")
    with project.act("frame row added", who, at):
        return _write(project, (attribute, group, area, use), target, route, "", BY_HAND)


def change(project: Project, row: str, who: str, at: str, area: str, use: str, target: int, route: str) -> None:
    """Ask elsewhere, otherwise, or for more or fewer; the row keeps its GUID, its finding and its counts."""
    _require([use], USES, "use of the hub")
    _require([route], ROUTES, "route")
    before = project.row("SELECT attribute, grp FROM frame_row WHERE guid = ?", row)
    if before is None:
        raise InputError("There is no such row in the frame.", where=row)
    if target < 1:
        raise InputError("A row hopes to hear from somebody.", remedy="Give 1 or more, or take the row out.")
    if _like(project, before["attribute"], before["grp"], area, use) not in {None, row}:
        raise InputError("The frame has this row already.", where=before["grp"], remedy="Change the row that is there.")
    with project.act("frame row changed", who, at, row):
        project.connection.execute(
            "UPDATE frame_row SET area = ?, use_of_hub = ?, target = ?, route = ? WHERE guid = ?",
            (area, use, target, route, row),
        )


def remove(project: Project, row: str, who: str, at: str) -> None:
    """A row goes; one that anybody was invited by stays, because who did not come is a result too."""
    with project.act("frame row removed", who, at, row):
        if project.row("SELECT 1 FROM frame_count WHERE frame_row = ?", row):
            raise InputError(
                "People were invited by this row, so it stays: that they did not come is a result too.", where=row
            )
        if not project.connection.execute("DELETE FROM frame_row WHERE guid = ?", (row,)).rowcount:
            raise InputError("There is no such row in the frame.", where=row)


def _like(project: Project, attribute: str, group: str, area: str, use: str) -> str | None:
    """The row for the same families, if there is one."""
    found = project.value(
        "SELECT guid FROM frame_row WHERE attribute = ? AND grp = ? AND area = ? AND use_of_hub = ?",
        attribute, group, area, use,
    )  # fmt: skip
    return None if found is None else str(found)


def _write(
    project: Project, whom: tuple[str, str, str, str], target: int, route: str, finding: str, verdict: str
) -> str:
    number = project.number()
    guid = project.identifier("frame", *whom)
    if project.row("SELECT 1 FROM frame_row WHERE guid = ?", guid):  # it was changed to ask others since
        guid = project.identifier("frame", *whom, number)
    project.connection.execute(
        "INSERT INTO frame_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (guid, number, *whom, target, route, finding, verdict),
    )
    return guid


def rows(project: Project) -> list[Row]:
    """The frame with what has come of it."""
    counts: dict[str, dict[str, int]] = {}
    for one in project.rows(
        "SELECT frame_row, stage, sum(people) AS people FROM frame_count GROUP BY frame_row, stage"
    ):
        counts.setdefault(one["frame_row"], {})[one["stage"]] = one["people"]
    return [
        Row(
            one["guid"], one["attribute"], one["grp"], one["area"], one["use_of_hub"], one["target"], one["route"], one["finding"],
            one["verdict"], {stage: counts.get(one["guid"], {}).get(stage, 0) for stage in STAGES},
        )
        for one in project.rows("SELECT * FROM frame_row ORDER BY number")
    ]  # fmt: skip


def count(project: Project, row: str, stage: str, people: int, day: str, who: str, at: str) -> None:
    """So many more people of a row were invited, reached, agreed or took part (fewer, to put a mistake right)."""
    count_all(project, row, {stage: people}, day, who, at)


def count_all(project: Project, row: str, people: Mapping[str, int], day: str, who: str, at: str) -> None:
    """The same for several stages at once: all of it is counted, or nothing."""
    told = ", ".join(f"{stage}: {number}" for stage, number in people.items())
    with project.act("frame counted", who, at, row, told):
        count_inside(project, row, people, day, who)


def count_inside(project: Project, row: str, people: Mapping[str, int], day: str, who: str) -> None:
    """The same inside an act that is open."""
    _require(list(people), STAGES, "stage")
    before = {one.guid: one for one in rows(project)}.get(row)
    if before is None:
        raise InputError("There is no such row in the frame.", where=row)
    now = {stage: number + people.get(stage, 0) for stage, number in before.counts.items()}
    if any(now[later] > now[earlier] for earlier, later in pairwise(STAGES)) or min(now.values()) < 0:
        raise InputError(
            "More people cannot have come to a later step than to the one before.",
            where=", ".join(f"{name}: {number}" for name, number in now.items()),
            remedy="Count the earlier step first.",
        )
    project.connection.executemany(
        "INSERT INTO frame_count (frame_row, stage, people, day, who) VALUES (?, ?, ?, ?, ?)",
        [(row, stage, number, day, who) for stage, number in people.items()],
    )


def request(row: Row) -> str:
    """The request to the care team, in words: whom to invite, and how many. Never a list of people."""
    where = f" in {row.area}" if row.area else ""
    how = {
        "never": "have never come to a baby hub", "once": "came to a baby hub once", "stopped": "used to come and stopped",
        "regular": "come to a baby hub regularly",
    }[row.use]  # fmt: skip
    attribute, group = in_words(row.attribute, row.group)
    whom = group if row.attribute in {UNSEEN, ""} else f"{attribute}: {group}"
    return (
        f"Please invite families{where} who {how} ({whom}). We hope to hear from {row.target}. Way in: {row.route}. "
        "Please tell us only how many you invited, reached and who agreed, not who they are."
    )


def _require(given: Sequence[str], known: Sequence[str], what: str) -> None:
    wrong = [one for one in given if one not in known]
    if wrong:
        raise InputError(f"{wrong[0]!r} is not a {what}.", remedy="Use one of " + ", ".join(known) + ".")
