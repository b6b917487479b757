"""The verdicts of an audit as their page shows them: by verdict, the gravest first."""

from dataclasses import dataclass
from typing import Any

from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results.choices import Choice

# Verdict, what it means, and the colour of its tag: no colour stands alone.
MEANINGS = (
    ("Under-served", "Reached clearly less than others, by the rule, and by enough families to matter.", "red"),
    ("Cannot tell", "The records allow both an important gap and none. This is not an all-clear.", "yellow"),
    ("Adequately served", "The records exclude an important gap.", "green"),
    ("Unseen", "The records cannot show these families at all. That they are not above means nothing.", "grey"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict with the groups that have it. key: for a link on the page."""

    key: str
    word: str
    meaning: str
    colour: str
    rows: list[dict[str, Any]]


def verdicts(run: Run, choice: Choice) -> list[Verdict]:
    """Every verdict, also those that no group has."""
    return [
        Verdict(
            word.lower().replace(" ", "-"),
            word,
            meaning,
            colour,
            [row for row in run.verdicts if row["verdict"] == word and choice.holds(*row["key"])],
        )
        for word, meaning, colour in MEANINGS
    ]
