"""What stops a document from being built, and what its writer should look at before somebody else does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babyhubs.evidence.bid.composing import FIGURES, Composed, Support, references
from babyhubs.evidence.bid.displays import wrong
from babyhubs.evidence.bid.form import Section
from babyhubs.evidence.bid.readability import reading
from babyhubs.evidence.bid.text import (
    DISPLAYS,
    SENTENCES,
    Block,
    Cited,
    Display,
    Paragraph,
    Reference,
    Words,
    paragraphs,
    parsed,
)
from babyhubs.evidence.sentence import loose


@dataclass(frozen=True)
class Remark:
    """stops: nothing is built before it is put right. claim: of which claim it is, if of one."""

    section: str
    what: str
    remedy: str
    stops: bool
    claim: str = ""


def remarks(made: Composed, texts: Mapping[str, str], supports: Mapping[str, Support]) -> tuple[Remark, ...]:
    """All of them, in the order of the form; for each section what stops first."""
    works = references(texts)
    found: list[Remark] = []
    for section in made.form.section:
        text = texts.get(section.key, "")
        blocks = parsed(text)
        of_section = [
            *_claims(section, blocks, supports),
            *_works(section, blocks, works),
            *_displays(section, blocks),
            *_unsupported(section, blocks),
        ]
        part = next((one for one in made.parts if one.section.key == section.key), None)
        if not text.strip():
            if not section.optional:
                of_section.append(_listed(section, "Nothing is written here yet.", "Write it, or leave it for later."))
        elif part:
            if part.count.over:
                what = f"{part.count.over:,} {part.count.unit} too many: {part.count.told}."
                of_section.insert(0, Remark(section.key, what, "Shorten it: the form will not take it.", True))
            age = reading(part.pasted).age if section.plain else 0
            if age > made.form.reading_age:
                what = f"The reading age is {age}; plain English here should be readable at {made.form.reading_age}."
                of_section.append(_listed(section, what, "Use shorter words where hard ones are marked."))
        found += sorted(of_section, key=lambda one: not one.stops)
    return tuple(found)


def stopped(found: tuple[Remark, ...]) -> str:
    """How many of them stop the document, in a sentence; "" where none does."""
    number = sum(one.stops for one in found)
    return (
        "" if not number else "One thing stops the document." if number == 1 else f"{number} things stop the document."
    )


def unsupported(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The sentences with a figure in them that rest on no claim and no published work."""
    return tuple(sentence for text in texts.values() for sentence in _loose(parsed(text)))


def _listed(section: Section, what: str, remedy: str, claim: str = "") -> Remark:
    return Remark(section.key, what, remedy, False, claim)


def _claims(section: Section, blocks: tuple[Block, ...], supports: Mapping[str, Support]) -> list[Remark]:
    named = dict.fromkeys(
        part.claim for one in paragraphs(blocks) for part in one.parts if isinstance(part, Cited)
    )  # fmt: skip
    found = []
    for name in named:
        support = supports.get(name)
        if support is None:
            what = f"There is no claim “{name}” in the register."
            found.append(Remark(section.key, what, "Correct the name, or write the claim.", True, name))
            continue
        found += [Remark(section.key, f"“{name}”: {why}", "Correct the claim.", True, name) for why in support.wrong]
        if not support.sources:
            what = f"“{name}” rests on nothing."
            found.append(_listed(section, what, "Give the claim its sources, or take it out.", name))
        if support.amber and not support.wrong:
            what = f"“{name}” is amber. {support.amber}"
            found.append(_listed(section, what, "Read the sentence again; building records it anew.", name))
    return found


def _works(section: Section, blocks: tuple[Block, ...], works: Mapping[str, str]) -> list[Remark]:
    named = dict.fromkeys(part.key for one in paragraphs(blocks) for part in one.parts if isinstance(part, Reference))
    remedy = "Add a line for it under the references: key | how it is cited."
    return [
        Remark(section.key, f"“{key}” is not among the references.", remedy, True) for key in named if key not in works
    ]


def _displays(section: Section, blocks: tuple[Block, ...]) -> list[Remark]:
    found = []
    for block in blocks:
        if not isinstance(block, Display):
            continue
        if block.kind not in DISPLAYS:
            remedy = f"Write one of {', '.join(DISPLAYS)}."
            found.append(Remark(section.key, f"“{block.kind}” is no kind of display.", remedy, True))
            continue
        why = "It does not end with a line of three colons." if not block.closed else wrong(block)
        if why:
            found.append(
                Remark(section.key, f"{block.kind.capitalize()} “{block.title}”: {why}", "Correct its lines.", True)
            )
        if block.kind in FIGURES and not section.images:
            what = f"The form takes no figure in this section: “{block.title}” would be removed."
            found.append(Remark(section.key, what, "Move it to a section that takes figures.", True))
    return found


def _unsupported(section: Section, blocks: tuple[Block, ...]) -> list[Remark]:
    remedy = "Make it a claim with its sources, cite a published work, or put braces round a number of your own plan."
    return [_listed(section, f"No source: {sentence}", remedy) for sentence in _loose(blocks)]


def _loose(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for one in paragraphs(blocks):
        for sentence in SENTENCES.split(_marked(one)):
            if REFERRED not in sentence and loose(SAFE.sub(" · ", sentence), ()):
                found.append(sentence.replace(OPENED, "").replace(CLOSED, "").strip())
    return found


# Private characters: they stand in for a published work, and round what needs no source.
REFERRED, OPENED, CLOSED = "\ue000", "\ue001", "\ue002"
SAFE = re.compile(f"{OPENED}[^{CLOSED}]*{CLOSED}")


def _marked(one: Paragraph) -> str:
    """The paragraph with claims taken out, plans marked, and a mark where a published work is cited."""
    out = []
    for part in one.parts:
        if isinstance(part, Words):
            out.append(f"{OPENED}{part.text}{CLOSED}" if part.plan else part.text)
        elif isinstance(part, Cited):
            out.append(f"{OPENED}{CLOSED}.")
        else:
            out.append(REFERRED)
    return "".join(out)
