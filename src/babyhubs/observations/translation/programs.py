"""Which program a file came from, and what of such files we have no place for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A form of files. lost: what never comes along."""

    form: str
    name: str
    lost: tuple[str, ...]


@cache
def programs() -> dict[str, Program]:
    """By form, as `formats.any_file` names them."""
    given = tomllib.loads(Path(__file__).with_name("programs.toml").read_text(encoding="utf-8"))
    return {form: Program(form, str(one["name"]), tuple(one["lost"])) for form, one in given.items()}
