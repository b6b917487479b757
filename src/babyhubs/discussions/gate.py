"""The gate: what is about to be printed is letter for letter what was said, allowed by who said it, and points to nobody.

Every quote is checked when the report is built, so that a consent withdrawn this morning counts. One fault, and nothing is written.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babyhubs.discussions.consents import PARAPHRASE, QUOTE, USE, consents
from babyhubs.discussions.project import Project
from babyhubs.discussions.pseudonyms.screening import identifiers, screen
from babyhubs.discussions.pseudonyms.sealing import Names
from babyhubs.discussions.texts import digest
from babyhubs.discussions.themes import Quote
from babyhubs.discussions.voices import UNLINKED
from babyhubs.errors import Refused

CUT = re.compile(r"\s*\[(?:\.\.\.|…)\]\s*")
FEWEST_LETTERS = 8  # a piece of a quote that is shorter says too little to be checked


@dataclass(frozen=True)
class Fault:
    """What must not be printed, and where it stands."""

    where: str
    what: str


class NotToPrint(Refused):
    """The build of a report was refused; `faults` says what stands against it, place by place."""

    def __init__(self, faults: Sequence[Fault], what: str, *, where: str, remedy: str) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.faults = tuple(faults)


@cache
def _details() -> dict[str, re.Pattern[str]]:
    entries = tomllib.loads(Path(__file__).with_name("details.toml").read_text(encoding="utf-8"))
    return {kind: _any(words) for kind, words in entries.items()}


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.I
    )


class Gate:
    """One build of a report: checks against the project as it is now."""

    def __init__(self, project: Project, key: bytes | None) -> None:
        self._project = project
        if key is None and project.count("pseudonym"):
            raise Refused(
                "Without the key nobody can check that no name is printed.",
                where=str(project.path),
                remedy="Give --key: the project knows the names on the consent sheet only through it.",
            )
        self._names = Names(project, key) if key else None
        self._use, self._quote = consents(project, USE), consents(project, QUOTE)
        self._paraphrase = consents(project, PARAPHRASE)
        self._kept = {row[0] for row in project.rows("SELECT word FROM kept_word")}
        places = {row[0] for row in project.rows("SELECT DISTINCT place FROM source WHERE place <> ''")}
        self._places = _any(places) if places else None
        self._own_words: frozenset[str] | None = None

    def quote(self, quote: Quote, where: str, label: str = "") -> list[Fault]:
        """Every reason why a quote may not be printed with this label."""
        row = self._project.row(
            """SELECT passage.*, text, sha256, review, source.name AS source_name FROM passage
            JOIN source ON source.guid = passage.source
            JOIN source_version AS v ON v.source = source.guid AND v.version = source.version WHERE passage.guid = ?""",
            quote.passage,
        )
        if row is None:
            return [Fault(where, "the passage is not in the project")]
        text, what = str(row["text"] or ""), []
        if digest(text) != row["sha256"]:
            what.append("the text is not the one that was stored")
        if row["state"] not in {"exact", "source"} or row["quote"] != text[row["start"] : row["end"]]:
            what.append("the passage is not the words of its text any more")
        elif not is_cut_from(quote.wording, row["quote"]):
            what.append("the words are not letter for letter those of the passage (show each cut as [...])")
        if row["review"] != "passed":
            what.append("no person has passed the text after looking for names")
        what += self._allowed(quote.person)
        what += self._points(quote.wording, label)
        return [Fault(f"{where}: {row['source_name']}, {row['start']} to {row['end']}", one) for one in what]

    def words(self, text: str, where: str) -> list[Fault]:
        """Every reason why words of the analyst (a theme, a summary, a label) may not be printed."""
        found = [f"it holds a {kind}" for kind, _ in identifiers(text, self._names)]
        unknown = [one.word for one in screen(text, self._names).doubts if one.word not in self._kept | self._own()]
        if unknown and not found:
            found.append("it holds a word with a capital that nobody has looked at")
        return [Fault(where, one) for one in dict.fromkeys(found)]

    def consent_to_use(self, person: str, where: str) -> list[Fault]:
        """A summary of what somebody said needs their consent to use it."""
        if person.startswith(UNLINKED):
            return []
        if self._use.get(person) is False:
            return [Fault(where, "the participant has withdrawn")]
        return (
            [Fault(where, "the participant refused to be paraphrased")] if self._paraphrase.get(person) is False else []
        )

    def _allowed(self, person: str) -> list[str]:
        if not person:
            return ["it is not known who said it, or the interviewer did"]
        if person.startswith(UNLINKED):
            return ["nobody is linked to the text, so nobody has agreed to be quoted"]
        what = []
        for consent, kind in ((self._use, "to take part"), (self._quote, "to be quoted word for word")):
            given = consent.get(person)
            if given is not True:
                what.append(f"consent {kind} was {'withdrawn or refused' if given is False else 'not recorded'}")
        return what

    def _points(self, wording: str, label: str) -> list[str]:
        what = [f"it holds a {kind}" for kind, _ in identifiers(wording, self._names)]
        unknown = [one.word for one in screen(wording, self._names).doubts if one.word not in self._kept]
        if unknown and not what:
            what.append("it holds a word with a capital that nobody has looked at")
        whole = f"{label}\n{wording}"
        kinds = {kind for kind, shape in _details().items() if shape.search(whole)}
        if self._places is not None and self._places.search(whole):
            kinds.add("place")
        if kinds >= {"group", "place", "time"}:
            what.append(
                "a group, a place and a time together point to one family: cut one of them, or shorten the label"
            )
        return list(dict.fromkeys(what))

    def _own(self) -> frozenset[str]:
        """Words of the codebook and of the groups, which are the analyst's own."""
        if self._own_words is None:
            texts = [
                row[0]
                for query in (
                    "SELECT name || ' ' || definition FROM code",
                    "SELECT name FROM variable",
                    "SELECT grp FROM known_group",
                )
                for row in self._project.rows(query)
            ]
            self._own_words = frozenset(re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", " ".join(texts)))
        return self._own_words


def is_cut_from(wording: str, quote: str) -> bool:
    """Whether a wording is the quote, or pieces of it in order with each cut shown as [...], none of them through a word."""
    if wording == quote:
        return True
    at = 0
    pieces = CUT.split(wording)
    for number, piece in enumerate(pieces):
        if not piece:
            if number in {0, len(pieces) - 1}:
                continue  # the cut is at the beginning or at the end
            return False
        place = _whole_words(quote, piece, at)
        if place < 0 or len(piece) < FEWEST_LETTERS:
            return False
        if number == 0 and place != 0:
            return False  # words before it were left out, and no cut is shown
        at = place + len(piece)
        if number == len(pieces) - 1 and quote[at:].strip():
            return False  # words after it were left out, and no cut is shown
    return at > 0


def _whole_words(quote: str, piece: str, at: int) -> int:
    place = quote.find(piece, at)
    while place >= 0:
        end = place + len(piece)
        before = place > 0 and quote[place - 1].isalnum() and piece[0].isalnum()
        after = end < len(quote) and quote[end].isalnum() and piece[-1].isalnum()
        if not before and not after:
            return place
        place = quote.find(piece, place + 1)
    return -1


def require_none(faults: Sequence[Fault], most: int = 10) -> None:
    """Refuse the build, saying where each fault stands."""
    if not faults:
        return
    lines = [f"{one.where}: {one.what}" for one in faults[:most]]
    if len(faults) > most:
        lines.append(f"and {len(faults) - most:,} more")
    raise NotToPrint(
        faults,
        f"The report was not written: {len(faults):,} thing{'s' * (len(faults) != 1)} in it may not be printed.",
        where="; ".join(lines),
        remedy="Take the quote out, shorten it with [...], or ask the participant. Nothing was written.",
    )
