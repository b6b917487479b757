"""The protocol: primary outcome, rule and dates, written and hashed before the data are opened.

Its digest is that of the canonical JSON of its content. Anyone who was given the digest beforehand can check that nothing was
moved afterwards; a result without a protocol is called exploratory.
"""

import tomllib
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babyhubs.errors import InputError, Refused
from babyhubs.evaluation.dip import Picked
from babyhubs.evidence.finding import digest

SCHEMA = "babyhubs-evaluation-protocol/1"


class Protocol(BaseModel):
    """What is fixed in advance."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=3)
    project_class: Literal["service evaluation", "research", "clinical audit"] = "service evaluation"
    primary_outcome: str
    primary_estimand: Literal["relative gap", "absolute gap", "level"]
    secondary_outcomes: tuple[str, ...] = ()
    placebo_outcomes: tuple[str, ...] = ()
    rank: Literal["national", "local"] = "national"
    first_month: date
    last_month: date
    written_on: date
    data_opened_on: date | None = None
    what_counts_as_success: str = Field(min_length=10)
    exposure: Literal["where families live", "attendance"] = "where families live"
    hubs_picked: Picked = ""
    counts_as_change: tuple[str, ...] = ()  # parts of the model whose first adoption starts a hub; () for all of them

    @property
    def digest(self) -> str:
        """SHA-256 of the content. What is not said is no part of it: a field that came later leaves earlier digests as they were."""
        unsaid = {name for name in ("counts_as_change", "hubs_picked") if not getattr(self, name)}
        return digest({"schema": SCHEMA, **self.model_dump(mode="json", exclude={"data_opened_on"} | unsaid)})


def read(text: str, where: str, known: tuple[str, ...]) -> Protocol:
    """From TOML. known: names of outcomes."""
    try:
        found = Protocol.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The protocol is not readable TOML: {error}.", where=where, remedy="Correct the line."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The protocol is not complete: {place}: {first['msg'].lower()}.", where=where,
            remedy="See the example in docs/how-to/judge-a-change.md.",
        ) from error  # fmt: skip
    named = (found.primary_outcome, *found.secondary_outcomes, *found.placebo_outcomes)
    unknown = [name for name in named if name not in known]
    if unknown:
        raise InputError(f"{unknown[0]!r} is not an outcome.", where=where, remedy=f"Outcomes are {', '.join(known)}.")
    if found.exposure == "attendance":
        raise Refused(
            "Families who come are compared with families who do not. Keen parents come, and keen parents differ in much else.",
            where=where,
            remedy="Let the exposure be where families live.",
        )
    return found


def stamp(found: Protocol | None, expected_digest: str = "") -> dict[str, Any]:
    """What the result says of its protocol. expected_digest: as handed out beforehand; another content is refused."""
    if found is None:
        return {"status": "exploratory", "why": "No protocol was written before the data were opened."}
    if expected_digest and expected_digest != found.digest:
        raise Refused(
            "The protocol is not the one whose digest was given beforehand: its content has changed.",
            where=f"expected {expected_digest}, found {found.digest}",
            remedy="Use the protocol as it was, or call the result exploratory.",
        )
    early = found.data_opened_on is None or found.written_on <= found.data_opened_on
    return {
        "status": "fixed beforehand" if early else "exploratory",
        "why": "" if early else "The protocol was written after the data were opened.",
        "digest": found.digest,
        "digest_checked": bool(expected_digest),
        "primary_outcome": found.primary_outcome,
        "primary_estimand": found.primary_estimand,
    }
