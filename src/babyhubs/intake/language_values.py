"""Language: ISO codes, English names, other names, and the NHS extension codes (q and a digit)."""

import re
import tomllib
from functools import cache
from pathlib import Path

from babyhubs.intake.guess import NO_IDEA, Guess, certain, obvious, plain
from babyhubs.reference import codes

NOT_RECORDED = ""


def recognise(value: str) -> Guess:
    """The language's code; "" where it was not recorded. "English (UK)", "en-GB" and "Eng" are English."""
    names, not_recorded = _names()
    text = value.strip().casefold()
    if text in names:
        return obvious(names[text], "Language code.")
    if re.fullmatch(r"q\d", text):
        return certain(text, "NHS extension of the language list.")
    if re.fullmatch(r"[a-z]{2}[-_][a-z]{2,4}", text) and text[:2] in names:
        return certain(text[:2], "Language code with a country.")
    for part in (value, re.sub(r"[(\[].*", "", value), *re.split(r"[/,;|()\[\]-]|\bor\b", value)):
        said = plain(part)
        if said in not_recorded:
            return certain(NOT_RECORDED, "Not recorded.")
        if said in names:
            return obvious(names[said], "The language's name.")
    return NO_IDEA


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    content = tomllib.loads(Path(__file__).with_name("language_values.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for code, name in codes.languages().iter_rows():
        names |= {code: code, plain(name): code}
    for part in ("names", "three_letters"):
        names |= {plain(text): code for code, texts in content[part].items() for text in texts}
    return names, frozenset(plain(text) for text in content["not_recorded"]["words"])
