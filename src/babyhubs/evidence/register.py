"""The claims register: a file that people write (TOML), its sources found among what the strands hold now, every claim checked.

A source is named by what it is (strand, measure, group), not by its identity, so that the same claim is checked against the next
month's figures: where a typed figure is no longer right, the build fails and says what to type.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babyhubs.errors import InputError
from babyhubs.evidence.claim import Claim, checked, problems
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import Record, kind, label

SHOWN = 5  # of the records that a source could mean


class Source(BaseModel):
    """What one record is; what is left out may be anything."""

    model_config = ConfigDict(extra="forbid")

    identity: str = ""
    run: str = ""
    kind: str = ""
    strand: str = ""
    view: str = ""
    measure: str = ""
    attribute: str = ""
    group: str = ""
    compared_with: str = ""
    title: str = ""

    def fits(self, ledger: Ledger, identity: str, record: Record) -> bool:
        """Whether the record is one that this names."""
        if self.identity and not identity.removeprefix("sha256:").startswith(self.identity.removeprefix("sha256:")):
            return False
        if (self.run and self.run != ledger.run_of.get(identity)) or (self.kind and self.kind != kind(record)):
            return False
        rest = ("strand", "title") if isinstance(record, Exhibit) else Source.finding_names()
        given = {name: value for name, value in self if name not in ("identity", "run", "kind") and value}
        return set(given) <= set(rest) and all(getattr(record, name) == value for name, value in given.items())

    @staticmethod
    def finding_names() -> tuple[str, ...]:
        """What a finding is found by."""
        return ("strand", "view", "measure", "attribute", "group", "compared_with")


class Written(BaseModel):
    """A claim as it stands in the file."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    sentence: str = Field(min_length=1)
    strength: str = ""
    limits: str = ""
    plain: tuple[str, ...] = ()
    sources: dict[str, Source] = {}


class File(BaseModel):
    """The whole file: what the pack is, and its claims."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    about: str = ""
    publisher: str = Field(min_length=1)
    licence: str = Field(pattern=r"^https?://\S+$")
    simulated: bool
    claim: tuple[Written, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Register:
    """What the file says of the pack, and its claims, checked, in the file's order."""

    title: str
    about: str
    publisher: str
    licence: str
    simulated: bool
    claims: tuple[Claim, ...]

    @property
    def unsupported(self) -> tuple[Claim, ...]:
        """The sentences that rest on nothing."""
        return tuple(claim for claim in self.claims if not claim.supported)


def read_register(text: str, ledger: Ledger, where: str) -> Register:
    """The register of this file against the ledger; InputError names every claim that does not hold, and why."""
    file = _parsed(text, where)
    names = [claim.name for claim in file.claim]
    wrong = [f"{name}: There are two claims of this name." for name in sorted(set(names)) if names.count(name) > 1]
    claims = []
    for written in file.claim:
        sources, missing = _sources(written, ledger)
        claim = Claim(
            written.name, " ".join(written.sentence.split()), written.strength, written.limits, sources, written.plain
        )
        claims.append(claim)
        wrong += [f"{written.name}: {why}" for why in missing or problems(claim, ledger.records)]
    if wrong:
        raise InputError(
            f"{len({one.split(':')[0] for one in wrong})} of {len(claims)} claims do not hold.",
            where="\n".join([where, *wrong]),
            remedy="Correct the sentences, or their sources. Nothing was written.",
        )
    return Register(file.title, file.about, file.publisher, file.licence, file.simulated, tuple(claims))


def kept(claims: Iterable[Claim], ledger: Ledger) -> list[dict[str, Any]]:
    """The claims as the ledger keeps them."""
    return [checked(claim, ledger.records) for claim in claims]


def _parsed(text: str, where: str) -> File:
    try:
        return File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"The claims cannot be read: {error}.", where=where, remedy="Correct the file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise InputError(
            f"The claims cannot be read: {first['msg']}.", where=f"{where}, {at}", remedy="Correct the file."
        ) from error


def _sources(written: Written, ledger: Ledger) -> tuple[dict[str, str], list[str]]:
    found: dict[str, str] = {}
    wrong: list[str] = []
    for name, source in written.sources.items():
        hits = [
            one for one, record in ledger.records.items() if one in ledger.current and source.fits(ledger, one, record)
        ]
        if len(hits) == 1:
            found[name] = hits[0]
        elif not hits:
            wrong.append(f"Its source “{name}” is nothing that a strand holds now.")
        else:
            could = "; ".join(label(ledger.records[one]) for one in hits[:SHOWN])
            wrong.append(
                f"Its source “{name}” could be {len(hits)} records: {could}{'…' if len(hits) > SHOWN else ''}."
            )
    return found, wrong
