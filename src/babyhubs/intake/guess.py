"""One value and what it is taken to mean: the answer of every recogniser."""

import re
import unicodedata
from dataclasses import dataclass

from babyhubs.intake.mapping import UNDECIDED


@dataclass(frozen=True)
class Guess:
    """word: the meaning, "?" where there is none to propose. certain: it goes into the mapping without a question.

    obvious: nobody needs to read the reason, because the value is the code or the name itself.
    """

    word: str
    certain: bool
    why: str
    obvious: bool = False


def certain(word: str, why: str) -> Guess:
    """A meaning that needs no question."""
    return Guess(word, certain=True, why=why)


def obvious(word: str, why: str) -> Guess:
    """The code or the name itself."""
    return Guess(word, certain=True, why=why, obvious=True)


def uncertain(word: str, why: str) -> Guess:
    """A meaning to be asked about."""
    return Guess(word, certain=False, why=why)


NO_IDEA = uncertain(UNDECIDED, "This value is in no list.")


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: "Children’s  Centre " and "childrens centre" are one."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    bare = bare.casefold().replace("'", "").replace("’", "").replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", bare))
