"""The sentences of the discussions report, and its parts in order."""

from babyhubs.discussions.heard import FEW, NOT_HEARD
from babyhubs.discussions.saturation import NOT_REACHED, TOO_FEW
from babyhubs.discussions.telling import HIDDEN, Telling
from babyhubs.reports.html import period_in_words

Part = tuple[str, str, list[str], list[str]]  # anchor, heading, sentences, names of tables
KINDS = {"transcript": "transcripts", "notes": "notes", "translation": "translations", "comment": "written comments"}


SIMULATED = "Simulated: nobody in this report is real."


def period(told: Telling) -> str:
    """The first and the last day in words."""
    return period_in_words(told.period.replace(" to ", "/")) if told.period else "Days not recorded"


def summary(told: Telling) -> list[str]:
    """Who was heard, what stands out, who was not heard."""
    people = (
        "So few people took part that their number is hidden"
        if told.people == HIDDEN
        else f"{told.people} people took part"
    )
    kinds = " and ".join(KINDS.get(kind, kind) for kind, _ in told.kinds)
    number = "" if told.texts == HIDDEN else f"{told.texts} "
    found = [f"{people}. We worked from {number}{kinds or 'texts'}."]
    barriers = [theme.name for theme in told.themes if "barrier" in theme.direction]
    helps = [theme.name for theme in told.themes if "facilitator" in theme.direction]
    if barriers:
        found.append(f"What makes it harder to come: {'; '.join(barriers)}.")
    if helps:
        found.append(f"What makes it easier: {'; '.join(helps)}.")
    if not told.themes:
        found.append("No themes have been written yet. The tables show what the texts are about.")
    absent = [one.group for one in told.heard if one.status == NOT_HEARD]
    if absent:
        found.append(f"We have not heard from: {', '.join(absent)}. What is said here does not speak for them.")
    return found


def parts(told: Telling, names: set[str]) -> list[Part]:
    """The sections after the themes."""
    thin = [one.group for one in told.heard if one.status == FEW]
    enough = [one.group for one in told.saturation if one.verdict == NOT_REACHED]
    few = [one.group for one in told.saturation if one.verdict == TOO_FEW]
    found: list[Part] = [
        ("subjects", "What was spoken of", ["An empty cell is explained: nobody asked, nothing was said, or it is not yet coded."], ["said-by"]),
        (
            "not-heard", "Who have we not heard from",
            [f"Too few people for a conclusion of their own: {', '.join(thin)}."] if thin else [], ["heard"],
        ),
        (
            "enough", "Have we heard enough?",
            [
                *([f"New things were still being said by: {', '.join(enough)}."] if enough else []),
                *([f"Too few people to say: {', '.join(few)}."] if few else []),
            ],
            ["saturation"],
        ),
        ("agreement", "Would somebody else see the same?", [told.no_agreement] if told.no_agreement else [], ["agreement"]),
        ("frame", "Whom we asked", [], ["frame"]),
        ("matrix", "Person by person", [], ["matrix"]),
        ("coreq", "How it was done", [_open(told)], ["coreq"]),
    ]  # fmt: skip
    kept = [
        (anchor, heading, lead, [name for name in wanted if name in names]) for anchor, heading, lead, wanted in found
    ]
    return [part for part in kept if part[3] or part[2]]


def _open(told: Telling) -> str:
    left = sum(item.open for item in told.coreq)
    return f"{left} of the 32 items are for the team to write." if left else "All 32 items are answered."
