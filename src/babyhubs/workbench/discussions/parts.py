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
        "Write down a talk",
        "In the room, on a tablet: notes, read back to the parent, with consent for each purpose.",
        "discussions-room",
        Permission.DISCUSSIONS_HOLD,
    ),
    Part(
        "Links for parents",
        "A page of three minutes on their own phones: pictures to tap, words to type, a code to take it back.",
        "discussions-invitations",
        Permission.DISCUSSIONS_HOLD,
    ),
    Part(
        "Voice notes",
        "Off until you switch them on. Listen, write down what is said, and delete: each goes on its day in any case.",
        "discussions-voices",
        Permission.DISCUSSIONS_HOLD,
    ),
    Part(
        "Texts and names",
        "Take in files; look at what may be a name, and pass each text before anybody codes it.",
        "discussions-texts",
        Permission.DISCUSSIONS_HOLD,
    ),
    Part(
        "Who took part",
        "What each agreed to and says about themselves, under labels without meaning.",
        "discussions-participants",
        Permission.DISCUSSIONS_HOLD,
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
    Part(
        "Would somebody else see the same?",
        "Two coders: how far they agree, where they differ, and what they decide together.",
        "discussion-agreement",
        Permission.DISCUSSIONS_READ,
    ),
    Part(
        "Have we heard enough, and from whom not?",
        "Whether new things still come, in each group, and who is missing beside the audit.",
        "discussion-enough",
        Permission.DISCUSSIONS_READ,
    ),
    Part(
        "Themes",
        "What stops families, and what helps: a sentence each, with quotes that may be printed.",
        "discussion-themes",
        Permission.DISCUSSIONS_READ,
    ),
    Part(
        "The report",
        "As page, Word document and workbook: refused while anything in it may not be printed.",
        "discussion-reports",
        Permission.DISCUSSIONS_READ,
    ),
)
