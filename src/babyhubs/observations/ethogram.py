"""The ethogram, or code book: which zones, states and moments there are, what each is called and means, and which count as social."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError

STARTER = Path(__file__).with_name("ethogram.toml")
PURPOSES = ("social", "one_to_one", "task", "admin", "moving", "other")
PARTS = {
    "zones": "zones",
    "families": "what families do",
    "practitioners": "what practitioners do",
    "moments": "moments",
}
LARGEST = 200 * 1024  # bytes of a file; the starter has 6,000
MOST = 60  # codes of a part: more, and nobody finds one on a phone
LONGEST, LONGEST_DEFINITION = 60, 400  # signs
GREETED = "greeted"  # the page for observing has a button of its own for it
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_IDENTITY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
REMEDY = "Start from the one that ships with the program."


@dataclass(frozen=True)
class Earlier:
    """How sessions of another version are read by this one. codes: their code -> ours; what is not named keeps its name."""

    identity: str
    version: int
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Ethogram:
    """A versioned code book. labels: of zones, codes and moments. social: family codes. purpose: of practitioner codes."""

    identity: str
    version: int
    zones: tuple[str, ...]
    family_codes: tuple[str, ...]
    practitioner_codes: tuple[str, ...]
    moments: tuple[str, ...]
    labels: dict[str, str]
    social: frozenset[str]
    purpose: dict[str, str]
    definitions: dict[str, str] = field(default_factory=dict)
    source: str = ""
    earlier: tuple[Earlier, ...] = ()

    def label(self, code: str) -> str:
        """What a code is called; a code of another ethogram by its own name."""
        if code == "not coded":
            return "Not recorded"
        return self.labels.get(code, code.replace("_", " ").capitalize())

    @property
    def codes(self) -> frozenset[str]:
        """States and moments: what stands in a session's taps as a code."""
        return frozenset((*self.family_codes, *self.practitioner_codes, *self.moments))


@cache
def starter() -> Ethogram:
    """The one that ships."""
    return read(STARTER)


def read(path: Path) -> Ethogram:
    """An ethogram file."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError as error:
        raise InputError("The ethogram is not there.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("This is not an ethogram.", where=f"{path}: not UTF-8 text", remedy=REMEDY) from error


def parse(text: str, where: str) -> Ethogram:
    """An ethogram from a file's text (docs/reference/observation-files.md)."""
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(
            "This is not an ethogram: it is not TOML.", where=f"{where}: {error}", remedy=REMEDY
        ) from error
    identity, version = given.get("id"), given.get("version")
    if not isinstance(identity, str) or not _IDENTITY.fullmatch(identity):
        raise InputError(
            "The ethogram has no name.",
            where=where,
            remedy='Begin it with a line as: id = "our-hubs" (small letters, digits, dashes).',
        )
    if not _whole(version):
        raise InputError(
            "The ethogram has no version.", where=where, remedy="Write a whole number from 1, as: version = 1"
        )
    parts = {part: _part(given, part, where) for part in PARTS}
    book = Ethogram(
        identity=identity,
        version=int(str(version)),
        zones=tuple(parts["zones"]),
        family_codes=tuple(parts["families"]),
        practitioner_codes=tuple(parts["practitioners"]),
        moments=tuple(parts["moments"]),
        labels={code: one["label"] for part in parts.values() for code, one in part.items()},
        social=frozenset(code for code, one in parts["families"].items() if one["social"]),
        purpose={code: one["purpose"] for code, one in parts["practitioners"].items()},
        definitions={
            code: one["definition"] for part in parts.values() for code, one in part.items() if one.get("definition")
        },
        source=str(given.get("source", "")),
        earlier=tuple(_earlier(one, f"{where}, [[earlier]]") for one in _list(given.get("earlier", []), where)),
    )
    _check_whole(book, where)
    return book


def _part(given: Mapping[str, Any], part: str, where: str) -> dict[str, dict[str, Any]]:
    found = given.get(part)
    if not isinstance(found, dict) or not found:
        raise InputError(
            f"The ethogram has no {PARTS[part]}.", where=where, remedy=f"Write them under a line [{part}]."
        )
    if len(found) > MOST:
        raise InputError(
            f"[{part}] has {len(found)} codes.",
            where=where,
            remedy=f"{MOST} are the most: nobody finds more on a phone.",
        )
    return {code: _entry(part, code, one, f"{where}, [{part}], {code[:40]}") for code, one in found.items()}


def _entry(part: str, code: str, given: Any, where: str) -> dict[str, Any]:
    if not _CODE.fullmatch(code):
        raise InputError(
            "A code has small letters, digits and _, and begins with a letter.",
            where=where,
            remedy="As: being_welcomed",
        )
    one = {"label": given} if isinstance(given, str) else given
    if not isinstance(one, dict) or not _short(one.get("label"), LONGEST) or not one["label"].strip():
        raise InputError(
            f"A code has a label of 1 to {LONGEST} signs.", where=where, remedy='As: label = "Being welcomed"'
        )
    if not _short(one.get("definition", ""), LONGEST_DEFINITION):
        raise InputError(f"A definition is a text of {LONGEST_DEFINITION} signs at most.", where=where)
    if part == "families" and not isinstance(one.get("social"), bool):
        raise InputError(
            "A code of families says whether it counts as social.",
            where=where,
            remedy="Add: social = true, or social = false",
        )
    if part == "practitioners" and one.get("purpose") not in PURPOSES:
        raise InputError(
            "A code of practitioners says what it is for.",
            where=where,
            remedy=f"Add: purpose, one of {', '.join(PURPOSES)}",
        )
    return one


def _earlier(given: Any, where: str) -> Earlier:
    codes = given.get("codes", {}) if isinstance(given, dict) else None
    if not isinstance(codes, dict) or not all(isinstance(one, str) for one in codes.values()):
        raise InputError(
            "It is not said as it should be how an earlier version is read.",
            where=where,
            remedy='Write id, version, and codes = { old_code = "new_code" }.',
        )
    if not isinstance(given.get("id"), str) or not _whole(given.get("version")):
        raise InputError("An earlier version is named by its id and version.", where=where)
    return Earlier(given["id"], given["version"], codes)


def _check_whole(book: Ethogram, where: str) -> None:
    """What only shows across parts."""
    seen: dict[str, str] = {}
    for part, codes in zip(PARTS, (book.zones, book.family_codes, book.practitioner_codes, book.moments), strict=True):
        for code in codes:
            if code in seen:
                raise InputError(
                    f"The code {code} stands under [{seen[code]}] and under [{part}].",
                    where=where,
                    remedy="Give one another name.",
                )
            seen[code] = part
    if GREETED not in book.moments:
        raise InputError(
            "The moment of being greeted is missing.",
            where=f"{where}, [moments]",
            remedy='Add: greeted = "Greeted by somebody". The page for observing has a button for it, and waiting is measured to it.',
        )
    for one in book.earlier:
        if unknown := sorted(set(one.codes.values()) - book.codes):
            raise InputError(
                f"A code of {one.identity} version {one.version} is to become {unknown[0]}, which this ethogram does not have.",
                where=f"{where}, [[earlier]]",
            )


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000


def _short(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > 20:
        raise InputError("Earlier versions are said as [[earlier]], each once.", where=where)
    return value
