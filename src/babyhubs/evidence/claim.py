"""A claim: one sentence of a bid or a report, its sources, how strongly it may be said, and its limits. Checked against the records.

What a check finds wrong comes back as sentences; a claim that passes is kept with its sources as identities and every figure beside
the one that it was tied to, so that whoever has the records can check it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babyhubs.evidence.record import Record, figures, label, reservation, words
from babyhubs.evidence.sentence import FORMS, Tied, loose, plain, quotations, tied
from babyhubs.evidence.typed_figure import differs, says

STRENGTHS = {
    "strong": "A figure with its limits, or several kinds of source that agree.",
    "moderate": "One kind of source, or figures with wide limits.",
    "weak": "Few people or few clinics; it may well be otherwise.",
    "descriptive": "It says what was done or said, and nothing about how common or how large it is.",
}
TIE = "Tie it to a source, as in [36%](lone.estimate), or name it under `plain` if it states no fact."


@dataclass(frozen=True)
class Claim:
    """marked: the sentence with its figures tied. plain: phrases in it whose numbers state no fact. sources: name to identity."""

    name: str
    marked: str
    strength: str
    limits: str
    sources: Mapping[str, str]
    plain: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether it has a source at all."""
        return bool(self.sources)

    @property
    def sentence(self) -> str:
        """As a reader sees it."""
        return plain(self.marked)


def problems(claim: Claim, records: Mapping[str, Record]) -> tuple[str, ...]:
    """What is wrong with a claim, in sentences; nothing where it holds. A claim without sources is listed, not checked."""
    if not claim.supported:
        return ()
    missing = [f"Its source “{name}” is not here." for name, one in claim.sources.items() if one not in records]
    if missing:
        return tuple(missing)
    held = {name: records[identity] for name, identity in claim.sources.items()}
    found = [why for one in tied(claim.marked) if (why := _figure(one, held))]
    found += [f"“{text}” is tied to no source. {TIE}" for text in loose(claim.marked, claim.plain)]
    told = [" ".join(words(record).split()) for record in held.values()]
    found += [
        f"“{quote}” is in quotation marks, and none of its sources says so word for word."
        for quote in quotations(claim.marked)
        if not any(quote in one for one in told)
    ]
    if claim.strength not in STRENGTHS:
        found.append(f"“{claim.strength}” is no strength. Write {', '.join(STRENGTHS)}.")
    if not claim.limits.strip():
        found.append("It has no limits. Say what the sources cannot show.")
    if claim.strength == "strong":
        found += [
            f"“{label(one)}” cannot carry a strong claim: {why}" for one in held.values() if (why := reservation(one))
        ]
    return tuple(found)


def checked(claim: Claim, records: Mapping[str, Record]) -> dict[str, Any]:
    """The claim as it is kept: with its reservations and with each figure's value in its source."""
    held = {name: records[identity] for name, identity in claim.sources.items() if identity in records}
    return {
        "name": claim.name,
        "sentence": claim.sentence,
        "marked": claim.marked,
        "plain": list(claim.plain),
        "strength": claim.strength,
        "limits": claim.limits,
        "sources": dict(claim.sources),
        "figures": [_kept(one, held) for one in tied(claim.marked)],
        "reservations": [f"{label(one)}: {why}" for one in held.values() if (why := reservation(one))],
        "classes": sorted({one.project_class for one in held.values()}),
    }


TEXTS, LISTS = ("name", "sentence", "marked", "strength", "limits"), ("plain", "figures", "reservations", "classes")


def is_kept(one: Any) -> bool:
    """Whether this is a claim as `checked` keeps it."""
    return (
        isinstance(one, dict)
        and set(one) == {*TEXTS, *LISTS, "sources"}
        and all(isinstance(one[name], str) for name in TEXTS)
        and all(isinstance(one[name], list) for name in LISTS)
        and all(isinstance(text, str) for name in LISTS if name != "figures" for text in one[name])
        and isinstance(one["sources"], dict)
        and all(isinstance(identity, str) for identity in one["sources"].values())
    )


def from_checked(kept: Mapping[str, Any]) -> Claim:
    """The claim that `checked` kept."""
    return Claim(
        kept["name"], kept["marked"], kept["strength"], kept["limits"], dict(kept["sources"]), tuple(kept["plain"])
    )


def _kept(one: Tied, held: Mapping[str, Record]) -> dict[str, Any]:
    value = _of(held[one.source], one.field) if one.source in held else None
    return {"text": one.text, "source": one.source, "field": one.field, "form": one.form, "value": value}


def _of(record: Record, field: str) -> float | str | None:
    numbers = figures(record)
    if field in numbers:
        return numbers[field]
    text = getattr(record, field, None)
    return text if isinstance(text, str) else None


def _figure(one: Tied, held: Mapping[str, Record]) -> str:
    if one.source not in held:
        return f"“{one.text}” is tied to “{one.source}”, which is none of its sources."
    if one.form not in FORMS:
        return f"“{one.form}” is no way to tell a figure. Write {' or '.join(form for form in FORMS if form)}."
    value = _of(held[one.source], one.field)
    if value is None or value == "":
        has = ", ".join(sorted(figures(held[one.source]))) or "no figure"
        return f"“{one.text}” is tied to {one.source}.{one.field}, which is not shown. The source has {has}."
    try:
        if isinstance(value, str):
            return "" if says(one.text, value) else f"“{one.text}” is typed; {one.source}.{one.field} says “{value}”."
        other = differs(one.text, value, one.form)
    except ValueError as error:
        return f"“{one.text}” is tied to {one.source}.{one.field}, but {error}."
    return f"“{one.text}” is typed; {one.source}.{one.field} is {other} ({value!r})." if other else ""
