"""The pre-registered rule: a file with a version, checked at the edge, carried by digest in every finding."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babyhubs.errors import InputError
from babyhubs.evidence.finding import digest

DEFAULT = Path(__file__).parent / "rules" / "under-served-v1.toml"


class Rule(BaseModel):
    """The rule's numbers; what each means stands beside it in the rule file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    date: str
    reason_for_version: str
    youngest_days: int = Field(ge=0, le=364)
    oldest_days: int = Field(ge=30, le=1827)
    horizon_days: int = Field(ge=14, le=1826)
    reach_ratio_below: float = Field(gt=0, le=1)
    upper_limit_below: float = Field(gt=0, le=2)
    shortfall_at_least: float = Field(ge=0)
    known_at_least: float = Field(ge=0, le=1)
    smallest_group: int = Field(ge=1)
    capture_at_least: float = Field(ge=0, le=1)
    group_session_share_at_most: float = Field(ge=0, le=1)
    unknown_attendance_at_most: float = Field(ge=0, le=1)
    fewest_first_visits: int = Field(ge=0)
    incomplete_hub_share_at_most: float = Field(ge=0, le=1)
    attended_if_minutes_at_least: int = Field(ge=0)

    @property
    def reference(self) -> str:
        """Name, version and digest, as findings cite it."""
        return f"{self.name} v{self.version} ({digest(self.model_dump())[:19]})"


def read(path: Path = DEFAULT) -> Rule:
    """The rule in a file; a mistake in it is named with its place."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError("The rule file is not there.", where=str(path), remedy="Check the name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"The rule file is not TOML: {error}.", where=str(path), remedy=f"Compare it with {DEFAULT.name}."
        ) from error
    return of(content, str(path))


def of(content: Mapping[str, Any], where: str) -> Rule:
    """The rule with this content; a mistake in it is named with its place. where: the file or page that holds it."""
    try:
        rule = Rule.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The rule has a mistake: {first['msg']}.",
            where=f"{where}: {place}",
            remedy=f"Compare it with {DEFAULT.name}.",
        ) from error
    if not rule.youngest_days < rule.horizon_days < rule.oldest_days:
        raise InputError(
            "The ages of the rule are not in order.",
            where=f"{where}: youngest_days, horizon_days, oldest_days",
            remedy="The youngest age must lie below the horizon and the horizon below the oldest age.",
        )
    return rule
