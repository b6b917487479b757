"""The frame as its pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.discussions import frame
from babyhubs.discussions.known_groups import NOT_A_GROUP, in_words
from babyhubs.discussions.project import Project
from babyhubs.workbench.programme.sources import Source

USES = {
    "never": "Never came",
    "once": "Came once",
    "stopped": "Came and stopped",
    "regular": "Come regularly",
}
ROUTES = {route: route.capitalize() for route in frame.ROUTES}
VERDICTS = {
    "under-served": "Groups that the audit found under-served",
    "unseen": "Groups that the records cannot show",
    "cannot tell": "Groups of which the audit cannot tell",
}
HUB = "nearest_hub"  # an attribute of the audit
FOR_ALL = "Everybody in the frame"


@dataclass(frozen=True, slots=True)
class Line:
    """One row, or one group of rows together. came: how far people came, by stage."""

    guid: str
    whom: str
    use: str
    area: str
    route: str
    target: int
    verdict: str
    came: dict[str, int]

    @property
    def lost(self) -> str:
        """Where people were lost, in words: that nobody answered is a result too."""
        invited, reached, agreed, took_part = (self.came[stage] for stage in frame.STAGES)
        if not invited:
            return "Nobody has been invited yet."
        parts = [
            (invited - reached, "could not be reached"),
            (reached - agreed, "did not agree"),
            (agreed - took_part, "agreed and have not taken part"),
        ]
        said = [f"{number:,} {what}" for number, what in parts if number]
        return f"Of {invited:,} invited: {', '.join(said)}." if said else f"All {invited:,} who were invited took part."


def hubs(programme: Any) -> dict[str, str]:
    """The names of the hubs by the codes that the audit knows them by."""
    return dict(programme.hubs.values_list("code", "name"))


def lines(project: Project, names: Mapping[str, str] | None = None) -> list[Line]:
    """Every row of the frame. names: of hubs by their codes."""
    return [line(row, names) for row in frame.rows(project)]


def line(row: frame.Row, names: Mapping[str, str] | None = None) -> Line:
    """One row."""
    return Line(
        row.guid, whom(row.attribute, row.group, names), USES[row.use], row.area, ROUTES.get(row.route, row.route), row.target,
        row.verdict, row.counts,
    )  # fmt: skip


def by_group(found: list[Line]) -> list[Line]:
    """The rows of each group together, and all together last."""
    names = list(dict.fromkeys(one.whom for one in found))
    together = [_sum(name, [one for one in found if one.whom == name]) for name in names]
    return [*together, _sum(FOR_ALL, found)] if len(names) > 1 else together


def whom(attribute: str, group: str, names: Mapping[str, str] | None = None) -> str:
    """A group in words: Main language: Somali."""
    label, words = in_words(attribute, group)
    if attribute == HUB and names:
        words = names.get(group, words)
    return words if attribute in {"", "unseen"} else f"{label}: {words}"


def row_of(project: Project, guid: str) -> frame.Row | None:
    """One row by its GUID."""
    return next((row for row in frame.rows(project) if row.guid == guid), None)


def offered(given: Sequence[Source], names: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """What the audit found, to choose from: by verdict, (identity, words)."""
    found: dict[str, list[tuple[str, str]]] = {verdict: [] for verdict in VERDICTS}
    for one in given:
        finding = _reach(one)
        if finding is not None and finding["verdict"] in found:
            found[finding["verdict"]].append((finding["identity"], _told(finding, names)))
    return found


def _reach(source: Source) -> dict[str, Any] | None:
    content = source.record.to_json()
    kind = (content.get("strand"), content.get("measure"), content.get("view"))
    return content if kind == ("audit", "reach", "hub") and content["group"] not in NOT_A_GROUP else None


def _told(finding: dict[str, Any], names: Mapping[str, str]) -> str:
    words = whom(finding["attribute"], finding["group"], names)
    return words if finding["eligible"] is None else f"{words} ({finding['eligible']:,} families)"


def _sum(name: str, found: list[Line]) -> Line:
    came = {stage: sum(one.came[stage] for one in found) for stage in frame.STAGES}
    return Line("", name, "", "", "", sum(one.target for one in found), "", came)
