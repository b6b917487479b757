"""The pages of the discussions as the overview lists them, in the order of the work. Whoever adds a page adds its line."""

from dataclasses import dataclass

from babyhubs.workbench.access.permission import Permission


@dataclass(frozen=True, slots=True)
class Part:
    """One page. route: takes the programme alone."""

    title: str
    hint: str
    route: str
    permission: Permission


PARTS: tuple[Part, ...] = (
    Part(
        "Whom to ask",
        "Groups from the audit, the request to the care team, and who answered it.",
        "discussions-frame",
        Permission.DISCUSSIONS_READ,
    ),
)
