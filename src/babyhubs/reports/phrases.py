"""How a sentence names a group: "babies of mothers aged under 20"."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _phrases() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8")
    )
    return found


def group(attribute: str, name: str, label: str) -> str:
    """The group inside a sentence."""
    entry = _phrases().get(attribute, {})
    pattern = entry.get(name, entry.get("phrase", "babies in the group {group}"))
    return pattern.format(group=label, lower=label[:1].lower() + label[1:])


def age(days: int) -> str:
    """An age in words, where it has some: 182 days are six months."""
    months = {91: "three", 122: "four", 152: "five", 182: "six", 183: "six", 274: "nine", 365: "twelve"}
    if days in months:
        return f"{months[days]} months"
    if days % 7 == 0:
        return f"{days // 7} weeks"
    return f"{days} days"


def capital(text: str) -> str:
    """The sentence's first letter made large."""
    return text[:1].upper() + text[1:]
