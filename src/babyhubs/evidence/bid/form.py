"""A form that somebody has to fill in: its sections with their limits, as a file with vintage and source.

Forms change from call to call, so each is a file (`forms/*.toml`), and a service may lay its own beside the ones that come along.
The health equity assessment, the brief for commissioners, the parents' summary and the slides are forms as well: all are written
from the same claims.
"""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from babyhubs.errors import InputError

MIRRORED = ("ar", "fa", "he", "ps", "ur")
DRAFT = "Draft: no speaker has checked it."
WORDS: Literal["words"] = "words"


class Section(BaseModel):
    """One box. limit: none where the form names none. images: whether the form takes figures here. plain: for lay readers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    help: str = ""
    limit: int | None = Field(default=None, gt=0)
    unit: Literal["words", "characters"] = WORDS
    images: bool = False
    plain: bool = False
    optional: bool = False


class Form(BaseModel):
    """A form as its file says it.

    confirmed: whether somebody compared the limits with the live call. draft: it is not offered, because nobody who speaks its
    language has checked it. reading_age: for plain sections.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1)
    kind: Literal["application", "assessment", "brief", "summary", "slides"]
    vintage: str = Field(min_length=1)
    source: str = Field(min_length=1)
    confirmed: bool
    draft: bool = False
    note: str = ""
    language: str = "en-GB"
    pages: int | None = None
    reading_age: int = 14
    section: tuple[Section, ...] = Field(min_length=1)

    def named(self, key: str) -> Section:
        """The section of this key."""
        return next(one for one in self.section if one.key == key)

    @property
    def mirrored(self) -> bool:
        """Whether its language is written from right to left."""
        return self.language.partition("-")[0] in MIRRORED

    @property
    def has(self) -> frozenset[str]:
        """The keys of its sections."""
        return frozenset(one.key for one in self.section)


def read(text: str, where: str) -> Form:
    """The form of this file; InputError where it is none."""
    try:
        form = Form.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        at = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise InputError(
            f"The form cannot be read: {first['msg']}.",
            where=f"{where}, {at}" if at else where,
            remedy="Correct the file.",
        ) from error
    keys = [one.key for one in form.section]
    if len(set(keys)) < len(keys):
        raise InputError("Two sections of the form have the same key.", where=where, remedy="Rename one of them.")
    return form


@cache
def shipped() -> dict[str, Form]:
    """The forms that come along, by key."""
    place = files(__package__).joinpath("forms")
    found = [one for one in place.iterdir() if one.name.endswith(".toml")]
    forms = [read(one.read_text(encoding="utf-8"), one.name) for one in sorted(found, key=lambda one: one.name)]
    return {form.key: form for form in forms}


def forms(own: Path | None = None) -> tuple[dict[str, Form], tuple[str, ...]]:
    """The forms that come along and those of a folder of one's own, which may take the place of one of the same key.

    Beside them, in sentences, which files of that folder are no forms: one that is wrong does not take the others away.
    """
    found, wrong = dict(shipped()), []
    for path in sorted(own.glob("*.toml")) if own and own.is_dir() else ():
        try:
            form = read(path.read_text(encoding="utf-8", errors="replace"), path.name)
            found[form.key] = form
        except InputError as error:
            wrong.append(f"{error.where}: {error.what}")
    return found, tuple(wrong)
