"""How well a heading names a field, by the names in `columns.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SAYS_IT, IN_PARTS, AT_THE_END, MAY_BE = 1.0, 0.8, 0.75, 0.5

_FILLING = {"of", "the", "a", "s", "and", "for", "at", "in", "on"}


@dataclass(frozen=True)
class Names:
    """What `columns.toml` says of one field."""

    names: dict[str, str]  # compact -> as written
    parts: tuple[frozenset[str], ...]
    endings: tuple[tuple[str, ...], ...]
    weak: frozenset[str]
    ruled_out: frozenset[str]


def words(heading: str) -> tuple[str, ...]:
    """LocalPatientID, "Local patient ID" and local_patient_id are the same three words."""
    text = heading.replace("'", "").replace("’", "")
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def compact(heading: str) -> str:
    """The letters and digits alone."""
    return "".join(words(heading))


@cache
def _names() -> dict[str, dict[str, Names]]:
    content = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return {file: {field: _of(entry) for field, entry in fields.items()} for file, fields in content.items()}


def _of(entry: dict[str, list[str]]) -> Names:
    return Names(
        names={compact(name): name for name in reversed(entry["names"])},
        parts=tuple(frozenset(words(part)) for part in entry.get("parts", [])),
        endings=tuple(sorted({words(name) for name in entry["names"]}, key=lambda ending: (-len(ending), ending))),
        weak=frozenset(compact(name) for name in entry.get("weak", [])),
        ruled_out=frozenset(compact(word) for word in entry.get("not", [])),
    )


def strength(file: str, field: str, heading: str) -> float:
    """0 where the heading does not name the field, up to 1 where it says it outright."""
    names = _names()[file][field]
    text, said = compact(heading), [word for word in words(heading) if word not in _FILLING]
    if text in names.names:
        return SAYS_IT
    if names.ruled_out & {text, *said}:
        return MAY_BE if text in names.weak else 0.0
    if any(part <= set(said) for part in names.parts):
        return IN_PARTS
    if text in names.weak:
        return MAY_BE
    # a heading of two lines reads "Contact details Location": its end names the column
    if any(len(said) > len(ending) and tuple(said[-len(ending) :]) == ending for ending in names.endings):
        return AT_THE_END
    return 0.0
