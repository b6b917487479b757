"""What a parent reads on her phone, by language: one file of texts each, with a version and whether a speaker checked it (texts/)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ENGLISH = "en"
OTHERS = ("ar", "pl", "ro", "so", "ur")
RIGHT_TO_LEFT = frozenset({"ar", "ur"})
CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. draft: no speaker has checked them, or the English ones have changed since."""

    language: str
    own_name: str
    draft: bool
    said: dict[str, str]

    def __call__(self, key: str) -> str:
        """One text."""
        return self.said[key]

    @property
    def direction(self) -> str:
        """Which way the language is written."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


@cache
def texts(language: str) -> Texts:
    """The texts of a language."""
    read = _file(language)
    about = read["file"]
    behind = about.get("of", about["version"]) < _file(ENGLISH)["file"]["version"]
    return Texts(language, about["own_name"], about["status"] != CHECKED or behind, read["said"])


@cache
def _file(language: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("texts", f"{language}.toml").read_text(encoding="utf-8"))
