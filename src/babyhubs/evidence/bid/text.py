"""The text of a section as people write it: plain lines that a person can read, with claims named where they stand.

    ### Why now                      a heading
    [[reach-lone]] Words between.    the sentence of a claim, with its sources as a footnote
    As others found [^webb-2015].    a work that was published, listed under the references
    We will hold {12 meetings}.      a number of our plan, which states nothing that was found
    - an item of a list
    ::: gantt Timetable              a display, up to a line of three colons
    Approvals | 1 | 4
    :::

Paragraphs are apart by an empty line. Nothing else has a meaning.
"""

import re
from dataclasses import dataclass

DISPLAYS = ("figure", "table", "budget", "gantt", "flow", "logic", "references")
INLINE = re.compile(r"\[\[([a-z0-9-]+)\]\]|\[\^([a-z0-9-]+)\]|\{([^{}\n]*)\}")
OPEN = re.compile(r":::\s*([a-z]+)\s*(.*)")
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\[{0-9])")


@dataclass(frozen=True)
class Words:
    """Free text. plan: its numbers are ours to choose, so they need no source."""

    text: str
    plan: bool = False


@dataclass(frozen=True)
class Cited:
    """A claim of the register, by name."""

    claim: str


@dataclass(frozen=True)
class Reference:
    """A published work, by its key among the references."""

    key: str


Part = Words | Cited | Reference


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words, claims and references in a row."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Display:
    """Something that is drawn or laid out: kind, title, and rows of cells as they were typed."""

    kind: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    closed: bool = True


Block = Heading | Paragraph | Bullets | Display


def parsed(text: str) -> tuple[Block, ...]:
    """The blocks of a section, in order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Block] = []
    plain: list[str] = []
    place = 0
    while place < len(lines):
        opening = OPEN.fullmatch(lines[place].strip())
        if opening is None:
            plain.append(lines[place])
            place += 1
            continue
        found += _plain(plain)
        plain = []
        end = next((at for at in range(place + 1, len(lines)) if lines[at].strip() == ":::"), len(lines))
        rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines[place + 1 : end] if line.strip()]
        found.append(Display(opening[1], opening[2].strip(), tuple(rows), closed=end < len(lines)))
        place = end + 1
    return (*found, *_plain(plain))


def paragraph(text: str) -> Paragraph:
    """One paragraph."""
    parts: list[Part] = []
    at = 0
    for found in INLINE.finditer(text):
        if found.start() > at:
            parts.append(Words(text[at : found.start()]))
        claim, reference, plan = found.groups()
        parts.append(Cited(claim) if claim else Reference(reference) if reference else Words(plan or "", plan=True))
        at = found.end()
    if at < len(text):
        parts.append(Words(text[at:]))
    return Paragraph(tuple(parts))


def paragraphs(blocks: tuple[Block, ...]) -> tuple[Paragraph, ...]:
    """Every paragraph, those of lists too."""
    return tuple(
        one
        for block in blocks
        for one in (block.items if isinstance(block, Bullets) else (block,) if isinstance(block, Paragraph) else ())
    )


def cited(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The claims that are named, each once, in order."""
    named = (part.claim for one in paragraphs(blocks) for part in one.parts if isinstance(part, Cited))
    return tuple(dict.fromkeys(named))


def _plain(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for piece in re.split(r"\n\s*\n", "\n".join(lines)):
        kept = [line.strip() for line in piece.split("\n") if line.strip()]
        while kept:
            if kept[0].startswith("### "):
                found.append(Heading(kept.pop(0).removeprefix("### ").strip()))
            elif kept[0].startswith("- "):
                items = []
                while kept and kept[0].startswith("- "):
                    items.append(paragraph(kept.pop(0).removeprefix("- ").strip()))
                found.append(Bullets(tuple(items)))
            else:
                run = []
                while kept and not kept[0].startswith(("### ", "- ")):
                    run.append(kept.pop(0))
                found.append(paragraph(" ".join(run)))
    return found
