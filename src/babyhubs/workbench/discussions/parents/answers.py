"""What a parent tapped and typed, and how it becomes a text that can be coded."""

from typing import Any

from babyhubs.discussions.consents import PARAPHRASE, QUOTE, RECORD, USE
from babyhubs.discussions.taking_down import Discussion
from babyhubs.workbench.discussions import about
from babyhubs.workbench.discussions.frame.presenters import USES
from babyhubs.workbench.discussions.parents.wording import ENGLISH, texts
from babyhubs.workbench.discussions.told import Told
from babyhubs.workbench.discussions.voices.receiving import Voice

HARD = (
    "bus",
    "clock",
    "speech",
    "alone",
    "eye",
    "question",
    "coin",
    "stairs",
    "calm",
    "door",
)  # also names of pictures
GOOD = ("near", "clock", "speech", "two", "scales", "cup", "father", "screen")
USED = tuple(USES)
MOST = 2000  # characters of her own words
ASKED, ANSWERED, TAPPED, SPOKE = "Facilitator", "Parent", "[picture]", "[voice note]"
# Languages by their own names: what a parent says she speaks at home (keys of about.toml).
SPOKEN = {
    "en": "English", "ar": "العربية", "bn": "বাংলা", "es": "Español", "fa": "فارسی", "ku": "Kurdî / کوردی", "pa": "ਪੰਜਾਬੀ / پنجابی", "pl": "Polski",
    "ps": "پښتو", "pt": "Português", "ro": "Română", "so": "Soomaali", "ti": "ትግርኛ", "uk": "Українська", "ur": "اردو",
}  # fmt: skip


class Answers:
    """One page as it was sent. Whatever it holds besides the known choices is left out."""

    def __init__(self, sent: Any, voice: Voice | None = None) -> None:
        self.voice = voice
        self.use = sent.get("use", "") if sent.get("use", "") in USED else ""
        self.hard = [key for key in HARD if key in sent.getlist("hard")]
        self.good = [key for key in GOOD if key in sent.getlist("good")]
        self.words = " ".join(sent.get("words", "")[:MOST].split())
        self.speak = sent.get("speak", "") if sent.get("speak", "") in SPOKEN else ""
        self.first = sent.get("first", "") if sent.get("first", "") in {"yes", "no"} else ""
        self.agree = sent.get("agree", "") == "yes"
        self.record = sent.get("record", "") == "yes"
        self.quote = sent.get("quote", "") if sent.get("quote", "") in {"yes", "no"} else ""

    @property
    def problem(self) -> str:
        """The key of what is missing, if anything is."""
        if self.voice and self.voice.problem:
            return self.voice.problem
        if not (self.hard or self.good or self.words or self.voice):
            return "empty"
        if not self.agree:
            return "agree-needed"
        return "record-needed" if self.voice and not self.record else ""

    def told(self, language: str, row: str) -> Told:
        """For the project: what was tapped in English, because that is what was shown; her own words as she wrote them."""
        said = texts(ENGLISH)
        parts = []
        if self.use:
            parts.append((said("use"), [f"{TAPPED} {said(f'use-{self.use}')}"]))
        parts += [
            (said(part), [f"{TAPPED} {said(f'{part}-{key}')}" for key in keys])
            for part, keys in (("hard", self.hard), ("good", self.good))
        ]
        parts.append((said("words"), [one for one in (self.words, SPOKE if self.voice else "") if one]))
        text = "\n".join(
            f"{ASKED}: {ask}\n" + "\n".join(f"{ANSWERED}: {one}" for one in answered)
            for ask, answered in parts
            if answered
        )
        described = Discussion("", "comment", language, description="Sent by the parent from her own phone.")
        # who passes over the question whether she may be quoted has not said yes
        agreed = {USE: True, QUOTE: self.quote == "yes", PARAPHRASE: True}
        if self.voice:
            agreed[RECORD] = self.record
        values = about.values({"language": self.speak, "first": self.first})
        if self.use:
            values[about.USE] = USES[self.use]
        return Told(text, described, agreed, values, row=row)
