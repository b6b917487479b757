"""The mapping: what somebody decided about an export once, in a file that is read again next month.

Every distinct value of a code field and every spelling of a venue stands in it with its meaning, so that nothing is
decided out of sight. A value that nobody could place is "?", and counts as unknown until somebody says.
"""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babyhubs.errors import InputError
from babyhubs.intake.raw import Layout

FORMAT = "babyhubs-mapping/1"
UNDECIDED = "?"
NOT_A_HUB = ""


class FileMapping(BaseModel):
    """One file of an export.

    columns: field of `intake.fields` -> heading in the file. dates: field -> day format ("%d/%m/%Y"), found from the
    values or chosen. codes: field -> value as written (white space collapsed) -> word of `intake.fields.WORDS`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout: Layout
    columns: dict[str, str]
    dates: dict[str, str] = Field(default_factory=dict)
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)


class Mapping(BaseModel):
    """All files of an export. venues: venue as written -> hub identifier, or "" for a place that is no hub."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str = FORMAT
    files: dict[str, FileMapping]
    venues: dict[str, str] = Field(default_factory=dict)
    area_vintage: int | None = None  # census year of area codes in the children file; None where there are postcodes


def read(path: Path) -> Mapping:
    """The mapping in a TOML file; a mistake in it is named with its place."""
    try:
        found = Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise InputError(
            "The mapping file is not there.", where=str(path), remedy="Make one with `babyhubs map`."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"The mapping file is not TOML: {error}.", where=str(path), remedy="Correct the line, or make a new file."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"The mapping file has a mistake: {first['msg']}.",
            where=f"{path}: {'.'.join(str(part) for part in first['loc'])}",
            remedy="Correct the entry; docs/reference/mapping-file.md says what each may hold.",
        ) from error
    if found.format != FORMAT:
        raise InputError(
            f"The mapping file is of format {found.format!r}; this program reads {FORMAT!r}.",
            where=str(path),
            remedy="Make a new one with `babyhubs map`.",
        )
    return found
