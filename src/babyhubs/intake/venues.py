"""Which hub a venue's spelling means, if any: exact, then in plain words, then by the words of the place.

A wrong merge is worse than a question. So a spelling is a hub without asking only where every word of the place is
there, at most with a slip of the keyboard, and no other hub comes near.
"""

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from babyhubs.intake.guess import NO_IDEA, Guess, certain, obvious, plain, uncertain
from babyhubs.intake.mapping import NOT_A_HUB

_SITE_CODE = re.compile(
    r"^(?=.*\d)[A-Za-z0-9]{5,9}$"
)  # an organisation site code: letters and digits, at least one digit
EXCHANGED = 5  # letters that a word must have for two exchanged ones to be a slip
LEFT_OUT = 7  # for one left out: Eaton is not Easton
LIKE = 0.72  # below this no hub is proposed at all
MARGIN = 0.1  # the best hub must be this much liker than the next
OTHER_SITE = "A site code, and that of no hub in the hubs file."


@dataclass(frozen=True)
class Hub:
    """A hub's identifier and every name it is known by."""

    hub: str
    names: tuple[str, ...]


def match(venues: list[str], hubs: list[Hub]) -> dict[str, Guess]:
    """Venue as written -> hub identifier, "" for a place that is no hub, or a question."""
    index = _Index(hubs)
    return {venue: index.match(venue) for venue in venues}


def normalise(text: str) -> str:
    """Plain words in one form: "St. Paul’s C.C." and "Saint Pauls Children's Centre" are one."""
    said = plain(re.sub(r"(?i)\bc\.\s?c\b\.?", "cc", text))
    for pattern, one in _content()["one_form"].items():
        said = re.sub(rf"\b(?:{pattern})\b", one, said)
    return " ".join(said.split())


def place(text: str) -> tuple[str, ...]:
    """The words that say where, without the kind of place, the room and a code in front."""
    said = _kinds().sub(" ", normalise(_bare(text)))
    return tuple(word for word in said.split() if word not in {"and", "at", "the", "in", "of"})


def _bare(text: str) -> str:
    """Without a code in front ("HV12 - ", "[K01] "), and without a room behind."""
    text = re.sub(r"^\s*[\[(][^\])]{1,12}[\])]\s*", "", text)
    text = re.sub(r"^\s*[A-Za-z]{0,4}\d[A-Za-z0-9]{0,6}\s*[-:/|]\s*", "", text)
    return re.sub(rf"(?i)[\s,:;(/-]+(?:{_content()['rooms']['words']})\b.*$", "", text)


class _Index:
    def __init__(self, hubs: list[Hub]) -> None:
        self.exact = self._unique((name.strip().casefold(), hub.hub) for hub in hubs for name in (hub.hub, *hub.names))
        self.plain = self._unique((normalise(name), hub.hub) for hub in hubs for name in (hub.hub, *hub.names))
        self.places = sorted({(place(name), hub.hub) for hub in hubs for name in hub.names if place(name)})
        # where every hub has a site code, a site code that none has is another site: codes have no spellings
        self.site_codes = bool(hubs) and all(any(_SITE_CODE.match(name) for name in hub.names) for hub in hubs)
        self.kinds = {hub.hub: {kind for name in hub.names for kind in _kind_of(name)} for hub in hubs}
        self.titles = {hub.hub: hub.names[0] if hub.names else hub.hub for hub in hubs}

    @staticmethod
    def _unique(pairs: object) -> dict[str, str]:
        """A spelling that two hubs share is neither's."""
        found: dict[str, set[str]] = {}
        for text, hub in pairs:  # type: ignore[attr-defined]
            found.setdefault(text, set()).add(hub)
        return {text: min(hubs) for text, hubs in found.items() if text and len(hubs) == 1}

    def match(self, venue: str) -> Guess:
        text = venue.strip().casefold()
        if text in self.exact:
            return obvious(self.exact[text], "The hub's identifier, name, site code or listed spelling.")
        if self.site_codes and _SITE_CODE.match(venue.strip()):
            return certain(NOT_A_HUB, OTHER_SITE)
        for said in dict.fromkeys((normalise(venue), normalise(_bare(venue)))):
            if said in self.plain:
                return certain(self.plain[said], "The hub's name in other letters.")
            if said in _content_nowhere():
                return obvious(NOT_A_HUB, "No place that could be a hub.")
        return self._by_place(venue)

    def _by_place(self, venue: str) -> Guess:
        said = place(venue)
        if not said:
            return NO_IDEA if not _kind_of(venue) else certain(NOT_A_HUB, "A kind of place, without a name.")
        same = sorted({hub for words, hub in self.places if set(words) == set(said)})
        if len(same) > 1:
            return uncertain(same[0], "More than one hub is at a place of this name.")
        if same:
            return self._same_place(venue, same[0])
        near = sorted({hub for words, hub in self.places if _slips(said, words)})
        if len(near) == 1 and not self._contained(said) - set(near):
            return self._same_place(venue, near[0])
        if "elsewhere" in _kind_of(venue) and not near:
            return certain(NOT_A_HUB, "A clinic, surgery or hospital at a place where no hub is.")
        return self._like(venue, said)

    def _same_place(self, venue: str, hub: str) -> Guess:
        kinds, known = _kind_of(venue), self.kinds[hub]
        if "elsewhere" in kinds and "elsewhere" not in known:
            if "hub" in known:
                return certain(NOT_A_HUB, f"Another kind of place than {self.titles[hub]}, in the same neighbourhood.")
            return uncertain(hub, f"{self.titles[hub]} may meet there, or it may be another place.")
        return certain(hub, f"The place is that of {self.titles[hub]}.")

    def _contained(self, said: tuple[str, ...]) -> set[str]:
        return {hub for words, hub in self.places if set(said) <= set(words) or set(words) <= set(said)}

    def _like(self, venue: str, said: tuple[str, ...]) -> Guess:
        contained = self._contained(said)
        if len(contained) == 1:
            (hub,) = contained
            return uncertain(hub, f"Some words are those of {self.titles[hub]}, others are not.")
        text = " ".join(sorted(said))
        best: dict[str, float] = {}
        for words, hub in self.places:
            ratio = SequenceMatcher(None, text, " ".join(sorted(words)), autojunk=False).ratio()
            best[hub] = max(best.get(hub, 0.0), ratio)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        if contained:
            return uncertain(
                ranked[0][0] if ranked[0][0] in contained else min(contained), "More than one hub could be meant."
            )
        if ranked and ranked[0][1] >= LIKE:
            hub, ratio = ranked[0]
            clear = len(ranked) == 1 or ratio - ranked[1][1] >= MARGIN
            why = f"It looks like {self.titles[hub]}" + ("." if clear else ", and like another hub.")
            return uncertain(hub if clear else "?", why)
        return uncertain(NOT_A_HUB, "No hub has a name like it.")


def _slips(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Word for word the same, at most with one slip in each word: never Upper for Lower, never East for West."""
    return len(one) == len(other) and all(
        left == right or (not {left, right} & _telling() and _one_slip(left, right))
        for left, right in zip(sorted(one), sorted(other), strict=True)
    )


def _one_slip(one: str, other: str) -> bool:
    """Two letters exchanged, or in a longer word one left out. Another letter is no slip: Filton is not Milton."""
    short, long = sorted((one, other), key=len)
    if len(short) < EXCHANGED or not (one + other).isalpha():
        return False
    if len(short) == len(long):
        apart = [place for place in range(len(short)) if short[place] != long[place]]
        return (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and short[apart[0]] + short[apart[1]] == (long[apart[1]] + long[apart[0]])
        )
    return len(short) >= LEFT_OUT and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _kind_of(text: str) -> set[str]:
    said = f" {normalise(text)} "
    return {kind for kind, phrases in _content()["kinds"].items() if any(f" {phrase} " in said for phrase in phrases)}


@cache
def _content() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("venues.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def _content_nowhere() -> frozenset[str]:
    return frozenset(normalise(text) for text in _content()["nowhere"]["words"])


@cache
def _kinds() -> re.Pattern[str]:
    """Phrases that name a kind of place or a day, the longest first: "health park" goes, "park" alone stays."""
    phrases = [phrase for phrases in _content()["kinds"].values() for phrase in phrases]
    phrases = sorted({*phrases, *_content()["weekdays"]["words"]}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


@cache
def _telling() -> frozenset[str]:
    return frozenset(_content()["telling"]["words"])
