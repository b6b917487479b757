"""The claims and the bid of the demonstration: written by its service lead from whatever the steps before hold.

The sentences stand in `bid/*.toml`, their figures are written in from the sources. So they cannot disagree with what the other steps of
the demonstration found; a claim whose source is not there is left out, with the places where it would have stood.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from babyhubs.errors import BabyhubsError
from babyhubs.evidence.record import FINDING, Record, kind, words
from babyhubs.evidence.sentence import loose
from babyhubs.workbench.evidence import packing, services
from babyhubs.workbench.evidence.holding import EVIDENCE, Held, held
from babyhubs.workbench.evidence.models import Document
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.sources import Source
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import class_now, decided
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.releases import services as releases

PART = re.compile(r"\[\[(\*?)([a-z0-9-]+)\]\]( ?)")
SENTENCE = re.compile(r".*?[.!?؟](?=\s|$)|.+", re.DOTALL)
LONGEST = 300  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Filled:
    """How many claims were written, and the names of those that were left out."""

    claims: int
    left_out: tuple[str, ...]


def fill(lead: Actor, programme: Programme) -> Filled:
    """Claims, documents, and one check of all of them."""
    here = held(programme)
    _decided(lead, programme, here)
    names: dict[str, list[str]] = {}
    left_out = []
    for name, said, sources in _wanted(here):
        template = said.get("template", name)
        if _written(lead, programme, here, name, said, sources):
            names.setdefault(template, []).append(name)
        else:
            left_out.append(name)
    for form, document in _read("documents.toml").items():
        _document(lead, programme, form, document, names)
    services.check_claims(lead, programme)
    return Filled(sum(map(len, names.values())), tuple(left_out))


def hand_over(lead: Actor, checker: Actor, programme: Programme) -> None:
    """The pack of these claims, asked for by the lead and let go by a second person; none where a small service gave no claim."""
    if packing.waiting(programme):
        return
    asked = packing.ask(
        lead,
        programme,
        publisher="A provider of community health services (invented)",
        licence=next(iter(packing.LICENCES)),
        reason="The reviewers of the bid, who can check it without us.",
        used_as=class_now(programme, EVIDENCE),
    )
    releases.approve(checker, asked, reason="I read its page, and babyhubs evidence verify says that it holds.")


def _decided(lead: Actor, programme: Programme, here: Held) -> None:
    """The lead decides that what is of another kind of work may be used in the bid, once for each strand."""
    used_as = class_now(programme, EVIDENCE)
    made_as = {(one.record.strand, one.record.project_class) for one in here.by_identity.values()}
    there = decided(programme)
    for strand, collected_as in sorted(made_as):
        use = Use(strand, collected_as, EVIDENCE, used_as)
        if use.crosses and use not in there:
            programmes.decide_use(
                lead,
                programme,
                use,
                why="The bid cites released figures and words only. Nobody is named in them.",
                approval="Audit and research office, 3 November 2026, SE-2026-014 (invented)",
            )


def _wanted(here: Held) -> Iterator[tuple[str, dict[str, Any], dict[str, Source | None]]]:
    """Each claim with its sources; those of a template one for each record, as far as there are any."""
    plain = (entry for file in ("audit", "room", "change", "panel") for entry in _read(f"claims_{file}.toml").items())
    for name, said in plain:
        found = {alias: next(_fitting(here, which), None) for alias, which in said["sources"].items()}
        yield name, said, found
    for name, said in _read("claims_other.toml").items():
        which = said["each"]
        fitting = [one for one in _fitting(here, which) if _has_figure(one.record)]
        for number, one in enumerate(fitting[: said["most"]], start=1):
            fields = _fields(one)
            yield (
                f"{name}-{number}",
                said | {"template": name, "sentence": said["sentence"].format_map(fields), "plain": _numbers(fields)},
                {"a": one},
            )


def _fitting(here: Held, which: Mapping[str, str]) -> Iterator[Source]:
    for one in here.by_identity.values():
        known = {"kind": kind(one.record)} | vars(one.record)
        if all(known.get(name, "") == value for name, value in which.items()):
            yield one


def _has_figure(record: Record) -> bool:
    return kind(record) != FINDING or getattr(record, "estimate", None) is not None


def _fields(one: Source) -> dict[str, str]:
    record = one.record
    texts = {name: value for name, value in vars(record).items() if isinstance(value, str)}
    said = SENTENCE.findall(" ".join(words(record).replace("“", "").replace("”", "").split()))
    short = said[:1]
    while said and len("".join(said)) > LONGEST:
        said.pop()
    return texts | {
        "subject": one.about.rstrip("."),
        "words": "".join(short)[:LONGEST],
        "all": "".join(said),
    }


def _numbers(fields: Mapping[str, str]) -> list[str]:
    """Names with a number in them, as "under 5 km": they state no fact."""
    return [fields[name] for name in ("subject", "attribute", "group") if loose(fields.get(name, ""), ())]


def _written(
    lead: Actor,
    programme: Programme,
    here: Held,
    name: str,
    said: Mapping[str, Any],
    sources: Mapping[str, Source | None],
) -> bool:
    if not all(sources.values()):
        return False
    places = {alias: list(here.where(one.record)) for alias, one in sources.items() if one}
    try:
        services.write_claim(
            lead, programme, here, name=name, sentence=said["sentence"], strength=said["strength"],
            limits=said["limits"], plain="\n".join(said.get("plain", [])), sources=places,
        )  # fmt: skip
    except BabyhubsError:  # a figure that the source does not carry
        return False
    return True


def _document(
    lead: Actor, programme: Programme, form: str, said: Mapping[str, Any], names: Mapping[str, list[str]]
) -> Document:
    document = services.begin(lead, programme, form=form, title=said["title"])
    there = {name for written in names.values() for name in written}
    for key, text in said["sections"].items():
        services.write_section(lead, document, key=key, text=PART.sub(lambda one: _cited(one, names, there), text))
    return document


def _cited(found: "re.Match[str]", names: Mapping[str, list[str]], there: set[str]) -> str:
    """A claim, or all claims of a template as a list; nothing in the place of what was left out."""
    if found[1]:
        return "\n".join(f"- [[{name}]]" for name in names.get(found[2], []))
    return f"[[{found[2]}]]{found[3]}" if found[2] in there else ""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("bid", name).read_text(encoding="utf-8"))
