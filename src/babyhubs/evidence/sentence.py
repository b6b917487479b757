"""A sentence with its figures tied to their sources: `[36%](lone.estimate)` reads "36%" and names where it comes from.

After a bar may stand how the figure is told: `points` (a difference of shares in percentage points, without its sign) or `size` (without
its sign). A per cent sign in the text says that a share is told out of a hundred.
"""

import re
from dataclasses import dataclass

MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Za-z0-9_-]+)\.([^()|]+?)(?:\|([a-z]+))?\)")
FORMS = ("", "points", "size")
WORDS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
# "one" is mostly no number ("one another"), so alone it need not be tied; fractions and multiples are figures too.
LOOSE = re.compile(
    r"\d[\d,.]*\d%?|\d%?|\b(?:" + "|".join(word for word in WORDS if word != "one") + r"|dozens?|hundreds?|thousands?|"
    r"half|halved|doubled?|twice|tripled?|trebled?|thirds?|quarters?|fifths?|tenths?|majority)\b",
    re.IGNORECASE,
)
QUOTED = re.compile('“([^”]+)”|"([^"]+)"')


@dataclass(frozen=True)
class Tied:
    """A figure of the sentence: the text as typed, the source's name in the claim, the field, and how it is told."""

    text: str
    source: str
    field: str
    form: str


def tied(marked: str) -> tuple[Tied, ...]:
    """Every tied figure, in order."""
    return tuple(Tied(found[1], found[2], found[3].strip(), found[4] or "") for found in MARK.finditer(marked))


def plain(marked: str) -> str:
    """The sentence as a reader sees it."""
    return MARK.sub(lambda found: found[1], marked)


def loose(marked: str, accepted: tuple[str, ...]) -> tuple[str, ...]:
    """Figures, in digits or words, that are tied to nothing and stand in none of the accepted phrases.

    What is quoted is left out: it must be in a source word for word, its numbers with it.
    """
    rest = QUOTED.sub(" · ", MARK.sub(" · ", marked))
    for phrase in sorted(accepted, key=len, reverse=True):
        rest = rest.replace(phrase, " · ")
    return tuple(found.group() for found in LOOSE.finditer(rest))


def quotations(marked: str) -> tuple[str, ...]:
    """What stands between quotation marks."""
    return tuple(" ".join((found[1] or found[2]).split()) for found in QUOTED.finditer(plain(marked)))
