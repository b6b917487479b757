"""The evidence as its pages show it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from babyhubs.evidence.bid.checks import Remark
from babyhubs.evidence.bid.readability import WORD, Reading, is_hard, reading
from babyhubs.evidence.bid.text import cited, parsed
from babyhubs.evidence.drawing import svg
from babyhubs.evidence.record import figures, label, reservation, words
from babyhubs.evidence.sentence import plain
from babyhubs.evidence.thread import UP, trace
from babyhubs.workbench.evidence.claims import AMBER, BROKEN, HOLDS, UNSUPPORTED, Judged
from babyhubs.workbench.evidence.documents import Standing
from babyhubs.workbench.evidence.holding import Held
from babyhubs.workbench.evidence.models import Claim, Document
from babyhubs.workbench.programme.sources import Source
from babyhubs.workbench.programme.steps import steps

COLOURS = {HOLDS: "green", AMBER: "yellow", BROKEN: "red", UNSUPPORTED: "grey"}


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One finding or exhibit. figures: how a sentence is tied to each, and what it says."""

    alias: str
    about: str
    step: str
    words: str
    reservation: str
    figures: list[tuple[str, str]]
    identity: str
    address: str


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """One line of the register."""

    name: str
    sentence: str
    strength: str
    limits: str
    state: str
    colour: str
    reason: str
    step: str
    wrong: tuple[str, ...]
    sources: list[SourceShown]
    address: str
    cited_in: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One section of a document. marked: its text with hard words marked, where it is to be plain."""

    key: str
    title: str
    help: str
    told: str
    over: int
    near: bool
    begun: bool
    claims: int
    remarks: list[Remark]
    address: str


def source(alias: str, one: Source) -> SourceShown:
    """A source with all that a sentence may be tied to."""
    record = one.record
    numbers = [(f"{alias or 'a'}.{name}", _number(value)) for name, value in figures(record).items()]
    return SourceShown(
        alias,
        one.about,
        steps()[record.strand].title,
        words(record) if hasattr(record, "kind") else "",
        reservation(record),
        numbers,
        record.identity,
        one.address,
    )


def claim(one: Judged, programme: Any, uses: dict[str, list[tuple[str, str]]]) -> ClaimShown:
    """A claim with its state."""
    return ClaimShown(
        one.claim.name,
        one.sentence,
        one.claim.strength,
        one.claim.limits,
        one.state,
        COLOURS[one.state],
        one.reason,
        one.step,
        one.wrong,
        [source(alias, found) for alias, found in one.sources.items()],
        reverse("evidence-claim", args=[programme.pk, one.claim.name]),
        uses.get(one.claim.name, []),
    )


def counts(found: list[Judged]) -> list[tuple[str, str, int]]:
    """How many claims stand how: state, colour, number."""
    return [(state, COLOURS[state], sum(one.state == state for one in found)) for state in COLOURS]


def uses(programme: Any) -> dict[str, list[tuple[str, str]]]:
    """Claim to the documents that cite it: title and address."""
    found: dict[str, list[tuple[str, str]]] = {}
    for document in Document.objects.filter(programme=programme).prefetch_related("texts"):
        where = (document.title, reverse("evidence-document", args=[programme.pk, document.pk]))
        named = dict.fromkeys(name for text in document.texts.all() for name in cited(parsed(text.text)))
        for name in named:
            if where not in found.setdefault(name, []):
                found[name].append(where)
    return found


def listed(held: Held, strand: str, words_asked: str) -> list[SourceShown]:
    """The sources of a step that have all the words asked for; those that carry a figure or words first."""
    asked = words_asked.lower().split()
    found = [
        one
        for one in held.by_identity.values()
        if (not strand or one.record.strand == strand)
        and all(word in f"{one.about} {label(one.record)} {words(one.record)}".lower() for word in asked)
    ]
    return [source("", one) for one in found]


def drawing(held: Held, one: Claim) -> Markup:
    """The thread from a claim up to all that it rests on; empty for one that was never checked."""
    if one.name not in held.now.claims:
        return Markup("")
    thread = trace(held.now, one.name, UP)
    return Markup(svg(thread, f"What “{one.name}” rests on"))  # noqa: S704 - our own drawing, its words escaped


def sections(now: Standing, programme: Any) -> list[SectionShown]:
    """Each section of the form, with what stands in it."""
    parts = {part.section.key: part for part in now.made.parts}
    shown = []
    for one in now.form.section:
        part = parts.get(one.key)
        shown.append(
            SectionShown(
                one.key,
                one.title,
                one.help,
                part.count.told if part else "nothing yet",
                part.count.over if part else 0,
                part.count.near if part else False,
                bool(now.texts.get(one.key, "").strip()),
                len(cited(parsed(now.texts.get(one.key, "")))),
                [remark for remark in now.remarks if remark.section == one.key],
                reverse("evidence-section", args=[programme.pk, now.document.pk, one.key]),
            )
        )
    return shown


def marked(text: str) -> Markup:
    """A text with its hard words marked."""
    out = Markup("")
    at = 0
    for found in WORD.finditer(text):
        if is_hard(found[0]):
            out += text[at : found.start()]
            out += Markup("<mark>{}</mark>").format(found[0])
            at = found.end()
    return out + text[at:]


def read(text: str) -> Reading:
    """How hard it is."""
    return reading(text)


def links(now: Standing) -> dict[str, list[tuple[str, str]]]:
    """Of each claim, where its sources can be seen."""
    return {
        one.claim.name: [(found.about, found.address) for found in one.sources.values() if found.address]
        for one in now.claims
    }


def citable(now: Standing) -> list[tuple[str, str, str, str]]:
    """Claims to cite, by name, with their sentence, state and colour."""
    return [(one.claim.name, plain(one.claim.marked), one.state, COLOURS[one.state]) for one in now.claims]


def _number(value: float) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else f"{value:,}"
