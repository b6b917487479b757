"""Who has finished coding a text, so that two people code it without seeing each other's work, and then compare.

Kept in the project's log. Two have compared a text from the moment when both said that they had finished: what either codes there
later was done knowing the other's codes, and does not count in agreement.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from babyhubs.discussions.project import Project
from babyhubs.errors import Refused

FINISHED, WENT_ON, LOOKED = "coding finished", "coding taken up again", "looked at another's coding"
SETTLED = "difference settled"


@dataclass
class State:
    """One text. coded: coders with codings in it. finished: coder, and the project's number at that moment. looked: not independent any more."""

    coded: set[str] = field(default_factory=set)
    finished: dict[str, int] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)

    @property
    def compared(self) -> bool:
        """Two or more have finished, and nobody who coded is still at it: everybody may see everything."""
        return len(self.finished) > 1 and self.coded <= set(self.finished)

    def sees(self, coder: str) -> bool:
        """Whether somebody may see what others coded here: not while they code it themselves, unseen by them."""
        return self.compared or coder in self.looked or not (self.coded - {coder})


def finish(project: Project, source: str, coder: str, at: str) -> None:
    """A coder has finished a text. Nothing to finish where they coded nothing."""
    if coder not in states(project, source)[source].coded:
        raise Refused("You have coded nothing in this text yet.", remedy="Code it first.")
    with project.act(FINISHED, coder, at, source) as act:
        project.connection.execute(
            "UPDATE act SET detail = (SELECT next FROM sequence) WHERE number = ?",
            (act,),
        )


def go_on(project: Project, source: str, coder: str, at: str) -> None:
    """A coder takes a text up again."""
    with project.act(WENT_ON, coder, at, source):
        pass


def look(project: Project, source: str, coder: str, at: str) -> None:
    """A coder wants to see what others coded before coding it themselves: then they are not a second, independent coder."""
    with project.act(LOOKED, coder, at, source):
        pass


def states(project: Project, source: str | None = None) -> Mapping[str, State]:
    """Every text in which somebody coded, finished or looked. source: only this one, which is quick."""
    found: dict[str, State] = defaultdict(State)
    where = "" if source is None else "source = ?1 AND "
    for row in project.rows(
        f"SELECT DISTINCT source, coding.coder FROM passage JOIN coding ON passage.guid = passage WHERE {where}withdrawn_by IS NULL",  # noqa: S608
        *([] if source is None else [source]),
    ):
        found[row["source"]].coded.add(row["coder"])
    for row in project.rows(
        "SELECT kind, who, target, detail FROM act WHERE kind IN (?, ?, ?) AND (?4 IS NULL OR target = ?4) ORDER BY number",
        FINISHED, WENT_ON, LOOKED, source,
    ):  # fmt: skip
        one = found[row["target"]]
        if row["kind"] == FINISHED:
            one.finished[row["who"]] = int(row["detail"])
        elif row["kind"] == LOOKED:
            one.looked.add(row["who"])
        elif not one.compared:  # after the comparison nothing brings independence back
            one.finished.pop(row["who"], None)
    return found


def independent(project: Project, pair: tuple[str, str]) -> dict[str, int] | None:
    """Texts that two people coded independently and finished, with the number from which on they knew each other's codes.

    None where neither ever said that they had finished: a project from another program, of which all codings count.
    """
    found = states(project)
    if not any(set(pair) & set(one.finished) for one in found.values()):
        return None
    return {
        source: max(one.finished[coder] for coder in pair)
        for source, one in found.items()
        if set(pair) <= set(one.finished) and not set(pair) & one.looked
    }
