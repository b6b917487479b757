"""The ethogram: which zones, states and moments there are, what each is called, and which count as social."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError


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

    def label(self, code: str) -> str:
        """What a code is called; a code of another ethogram by its own name."""
        if code == "not coded":
            return "Not recorded"
        return self.labels.get(code, code.replace("_", " ").capitalize())


@cache
def starter() -> Ethogram:
    """The one that ships."""
    return read(Path(__file__).with_name("ethogram.toml"))


def read(path: Path) -> Ethogram:
    """An ethogram file."""
    try:
        given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        families, practitioners = given["families"], given["practitioners"]
        labels = given["zones"] | given["moments"]
        labels |= {code: one["label"] for code, one in (families | practitioners).items()}
        return Ethogram(
            identity=str(given["id"]),
            version=int(given["version"]),
            zones=tuple(given["zones"]),
            family_codes=tuple(families),
            practitioner_codes=tuple(practitioners),
            moments=tuple(given["moments"]),
            labels=labels,
            social=frozenset(code for code, one in families.items() if one["social"]),
            purpose={code: str(one["purpose"]) for code, one in practitioners.items()},
        )
    except FileNotFoundError as error:
        raise InputError("The ethogram is not there.", where=str(path)) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise InputError(
            "This is not an ethogram.",
            where=f"{path}: {error}",
            remedy="Start from the one that ships with the program.",
        ) from error


def require_same(versions: set[tuple[str, int]]) -> None:
    """Sessions of different ethograms are not put together without somebody saying how."""
    if len(versions) > 1:
        told = ", ".join(f"{identity} version {version}" for identity, version in sorted(versions))
        raise InputError(
            "These sessions were made with different ethograms.",
            where=told,
            remedy="Report them apart, or export them, translate the codes, and import them again.",
        )
