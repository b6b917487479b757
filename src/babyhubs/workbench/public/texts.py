"""What parents read, by language: one file of texts each, with a version and who checked it (texts/)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from babyhubs.workbench.people import questions, wordings

ENGLISH = "en"
OTHERS = ("so", "pl", "ar", "ur", "ro")
RIGHT_TO_LEFT = frozenset({"ar", "ur"})
CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. of: the version of the English texts that they translate.

    checked: whether somebody who speaks the language looked at them; by whom and when, "" and None for nobody.
    """

    language: str
    own_name: str
    version: int
    of: int
    checked: bool
    checked_by: str
    checked_on: date | None
    said: dict[str, str]

    def __call__(self, key: str, **values: object) -> Markup:
        """A text; values are kept apart from the direction of the words around them."""
        parts = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
        return Markup(str(escape(self.said[key])).format_map(parts))  # noqa: S704 - escaped, and so are its parts

    @property
    def direction(self) -> str:
        """Which way the language is written."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def draft(self) -> bool:
        """No speaker has checked these texts, or the English ones have changed since."""
        return not self.checked or self.of < texts(ENGLISH).version

    @property
    def standing(self) -> str:
        """How far the translation is, for who decides on it."""
        if not self.checked:
            return f"Draft {self.version}: no speaker has checked it"
        since = f"{self.checked_on.day} {self.checked_on:%B %Y}" if self.checked_on else ""
        behind = "; the English texts have changed since" if self.draft else ""
        return f"Version {self.version}, checked by {self.checked_by} on {since}{behind}"


@cache
def texts(language: str) -> Texts:
    """The texts of a language."""
    read = tomllib.loads(files(__package__).joinpath("texts", f"{language}.toml").read_text(encoding="utf-8"))
    about = read.pop("file")
    said = dict(_flat(read))
    if language == ENGLISH:
        said = _asked() | said
    return Texts(
        language,
        about["own_name"],
        about["version"],
        about.get("of", about["version"]),
        about["status"] == CHECKED,
        about.get("checked_by", ""),
        about.get("checked_on"),
        said,
    )


def consent_key(purpose: str, version: int) -> str:
    """Under what the words of one version of a purpose stand, so that new words are never shown in an old translation."""
    return f"consent.{purpose}.{version}"


def _asked() -> dict[str, str]:
    """What the register asks and what people agree to, in its own words."""
    found = {f"ways.{key}": way.title for key, way in questions.ways().items()}
    found |= {f"needs.{key}": title for key, title in questions.needs().items()}
    for key, one in questions.characteristics().items():
        found |= {f"about.{key}.ask": one.ask, f"about.{key}.why": one.why}
        found |= {
            f"about.{key}.answers.{answer}": words
            for answer, words in one.answers.items()
            if answer != questions.PREFER_NOT
        }
    return found | {
        consent_key(key, wording.version): wording.told(ENGLISH)
        for key, purpose in wordings.purposes().items()
        for wording in purpose.wordings
    }


def _flat(table: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{before}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found
