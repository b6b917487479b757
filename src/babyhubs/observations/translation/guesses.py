"""What a name probably means: by the code book first, then by words that people use. Each guess says how it came about."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.log.operation_kinds import ROLES
from babyhubs.observations.translation.contents import Name

OUT = "out"
OWN_ACTIVITY, OWN_ZONE, OWN_MOMENT = "own-activity", "own-zone", "own-moment"
THERE, ARRIVES, LEAVES = "there", "arrives", "leaves"
SAME, LIKE, NONE = "as the code book", "guessed from its name", "not guessed: please say"
Guess = tuple[str, str]  # the meaning, and how it came about


def subject(name: str) -> Guess:
    """The role of a subject. A token of ours (F07, H1) says it itself."""
    if re.fullmatch(r"F\d{1,3}", name):
        return "family", SAME
    if re.fullmatch(r"(H|HV) ?\d{1,2}", name):
        return "health_visitor", SAME
    if (plain := "_".join(_words(name))) in ROLES:
        return plain, SAME
    found = _phrase(name, _said()["subjects"])
    return (found, LIKE) if found else ("other", NONE)


def code(one: Name, book: Ethogram) -> Guess:
    """What a code is: an activity, a zone or a moment of the code book, coming or going, or something of its own."""
    name = one.name.removesuffix(" (moment)")
    for known, kind in _of_book(name.removeprefix("in "), book).items():
        if kind != "zone" or one.states:
            return f"{kind}:{known}", SAME
    found = _phrase(name, _said()["codes"])
    if found and (found.partition(":")[2] in ("", *book.zones, *book.family_codes)):
        return found, LIKE
    return (OWN_ACTIVITY if one.states else OWN_MOMENT), NONE


def place(one: Name, book: Ethogram) -> Guess:
    """Which zone a location is."""
    for known, kind in _of_book(one.name, book).items():
        if kind == "zone":
            return f"zone:{known}", SAME
    found = _phrase(one.name, {name: said for name, said in _said()["codes"].items() if name.startswith("zone:")})
    return (found, LIKE) if found.partition(":")[2] in book.zones else (OWN_ZONE, NONE)


def _of_book(name: str, book: Ethogram) -> dict[str, str]:
    """Codes of the book with this name or label, and their kind."""
    wanted = "_".join(_words(name))
    kinds = {
        **dict.fromkeys(book.moments, "moment"),
        **dict.fromkeys(book.zones, "zone"),
        **dict.fromkeys((*book.family_codes, *book.practitioner_codes), "activity"),
    }
    return {known: kind for known, kind in kinds.items() if wanted in (known, "_".join(_words(book.label(known))))}


def _phrase(name: str, said: Mapping[str, list[str]]) -> str:
    words = f" {' '.join(_words(name))} "
    fits = [(len(phrase), meaning) for meaning, phrases in said.items() for phrase in phrases if f" {phrase} " in words]
    return max(fits, default=(0, ""))[1]


def _words(name: str) -> list[str]:
    """Lower-case words; `weighBaby2` is weigh, baby, 2."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", name)
    return re.findall(r"[a-z]+|\d+", apart.lower())


@cache
def _said() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("guesses.toml").read_text(encoding="utf-8"))
