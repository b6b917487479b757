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
    Part(
        "Code what was said",
        "Choose words in a text, and say which code belongs to them.",
        "discussion-coding",
        Permission.DISCUSSIONS_READ,
    ),
    Part(
        "Codebook",
        "What each code means. Levesque's framework of access is there from the beginning.",
        "discussion-codebook",
        Permission.DISCUSSIONS_READ,
    ),
    Part(
        "Who said what",
        "The matrix: person by person, counted by group, and who says otherwise.",
        "discussion-matrix",
        Permission.DISCUSSIONS_READ,
    ),
)
