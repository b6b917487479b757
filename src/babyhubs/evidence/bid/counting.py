"""Words and characters as a form on the web counts them.

Words: what stands between spaces, as a word processor counts ("well-known" is one, a lone dash is one). Characters: all of them, with
spaces, a line break as one. Counted is what is pasted into the box: headings, paragraphs, lists and tables; a figure and its caption are
not ("Images do not count towards the overall word count", NIHR's Word template of the stage 1 form). A footnote mark is not either:
footnotes do not go into the form, they show the sources to whoever reads our document.
"""

from dataclasses import dataclass

from babyhubs.evidence.bid.form import WORDS, Section

NEAR = 0.9  # of a limit: from here on it is worth a warning


@dataclass(frozen=True)
class Count:
    """How much stands in a section, and how much may."""

    words: int
    characters: int
    limit: int | None
    unit: str

    @property
    def used(self) -> int:
        """In the form's own unit."""
        return self.words if self.unit == WORDS else self.characters

    @property
    def over(self) -> int:
        """How much must go; 0 where it fits."""
        return max(0, self.used - self.limit) if self.limit else 0

    @property
    def near(self) -> bool:
        """Whether it is nearly full."""
        return bool(self.limit and not self.over and self.used >= NEAR * self.limit)

    @property
    def told(self) -> str:
        """As "412 of 450 words"."""
        return f"{self.used:,} of {self.limit:,} {self.unit}" if self.limit else f"{self.used:,} {self.unit}"


def count(text: str, section: Section) -> Count:
    """text: as it would be pasted."""
    pasted = text.strip()
    return Count(len(pasted.split()), len(pasted), section.limit, section.unit)
