"""A draw checked again, by the same independent checker and on whatever day somebody asks."""

from dataclasses import dataclass
from typing import Any

from babyhubs.workbench.panel.drawing.lottery import POOL, TICKETS, check, digest, panel_of_ticket, pool_file
from babyhubs.workbench.panel.models import Draw
from babyhubs.workbench.people import vault


@dataclass(frozen=True, slots=True)
class Checked:
    """lines: what holds. wrong: what does not; "" where all does. left: how many of the pool left the register, or took the draw back, since."""

    lines: list[str]
    wrong: str
    left: int


def part(draw: Any) -> str:
    """By what a person's answers in a draw are sealed."""
    return f"draw {draw.pk}"


def recheck(draw: Draw, seated: list[str], published: str = "") -> Checked:
    """seated: labels of who was given a seat by the draw. published: the digest that somebody wrote down, if they give it."""
    from babyhubs.panel import checker  # noqa: PLC0415 - only when somebody asks

    entries = list(draw.entries.select_related("person__key"))
    left = sum(not one.said for one in entries)
    lines = []
    try:
        if left:
            if digest(draw.files[TICKETS]) != draw.found["hash"]:
                raise checker.NotProved("The tickets are not those that were published.")
            lines.append("The tickets are those whose digest was published.")
        else:
            said = [(one.label, vault.opened(one.person, part(draw), one.said)) for one in entries]
            files = draw.files | {POOL: pool_file(said, draw.found["features"])}
            lines += check({name: text for name, text in files.items() if name != "report.html"})
        if published and published.strip().lower() != digest(draw.files[TICKETS]):
            raise checker.NotProved("The digest that you gave is not that of the tickets kept here.")
        if published:
            lines.append("The digest that you gave is that of the tickets kept here.")
        if draw.ticket is not None:
            if sorted(panel_of_ticket(draw.files[TICKETS], draw.ticket)) != sorted(seated):
                raise checker.NotProved("The people seated are not those of the ticket that was drawn.")
            lines.append(f"Ticket {draw.ticket} was drawn, and its people are those who were given the seats.")
    except (checker.NotProved, OSError, KeyError, IndexError, TypeError, ValueError) as error:
        what = (
            str(error) if isinstance(error, checker.NotProved) else "A file of the draw is missing or cannot be read."
        )
        return Checked(lines, what, left)
    return Checked(lines, "", left)
